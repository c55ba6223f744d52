//! Requests as `reqwest` takes them.

use super::outgoing_body::OutgoingBody;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::printable::printable;
use crate::runtime::model::request_body::RequestBody;
use http::Uri;
use http::uri::{Authority, Scheme};
use std::sync::OnceLock;

/// The conversion of requests. It keeps the URL of the first host, because most clients have one host, and parsing it is a
/// large part of the cost of a request.
#[derive(Debug, Default)]
pub(crate) struct Conversion {
    first: OnceLock<Host>,
}

/// A host that requests are sent to.
#[derive(Debug)]
struct Host {
    scheme: Scheme,
    authority: Authority,
    /// The URL of the host, without path and query.
    url: reqwest::Url,
}

impl Conversion {
    /// The request as `reqwest` takes it, and the URL as it was.
    pub(crate) fn convert(
        &self,
        request: http::Request<RequestBody>,
    ) -> Result<(reqwest::Request, Uri), TransportError> {
        let (head, body) = request.into_parts();
        let mut converted = reqwest::Request::new(head.method, self.url(&head.uri)?);
        *converted.headers_mut() = head.headers;
        *converted.version_mut() = head.version;
        *converted.body_mut() = Some(content(body)?);
        Ok((converted, head.uri))
    }

    /// The URL as `reqwest` takes it.
    fn url(&self, uri: &Uri) -> Result<reqwest::Url, TransportError> {
        let is_host = |host: &&Host| uri.scheme() == Some(&host.scheme) && uri.authority() == Some(&host.authority);
        if let Some(host) = self.first.get().filter(is_host) {
            return Ok(below(&host.url, uri.path(), uri.query()));
        }
        let url = reqwest::Url::parse(&uri.to_string()).map_err(|error| {
            let reason = format!("the request cannot be sent: {}", printable(&error.to_string()));
            TransportError::new(TransportErrorKind::Other, reason)
        })?;
        if let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) {
            let (scheme, authority) = (scheme.clone(), authority.clone());
            self.first.get_or_init(|| Host { scheme, authority, url: below(&url, "/", None) });
        }
        Ok(url)
    }
}

/// A URL with another path and query.
fn below(url: &reqwest::Url, path: &str, query: Option<&str>) -> reqwest::Url {
    let mut url = url.clone();
    url.set_path(path);
    url.set_query(query);
    url
}

/// The body as `reqwest` takes it.
fn content(body: RequestBody) -> Result<reqwest::Body, TransportError> {
    Ok(match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(OutgoingBody::open(body).map_err(TransportError::unopened_body)?),
    })
}
