//! Requests for URLs that a server sent: the next page, the state of a long-running operation, a result that is elsewhere.

use super::client::Client;
use super::destinations::{Destination, Trust};
use super::request_error::RequestError;
use super::request_parts::{RequestCredentials, RequestParts};
use super::server_selection::destination;
use super::url::Url;
use crate::runtime::spec::method::Method;

/// What is sent to the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follow {
    /// The same method, headers and body.
    Again,
    /// `GET` with the same headers, and without a body.
    Get,
    /// `POST` with the same headers, and without a body.
    Post,
    /// `DELETE` with the same headers, and without a body.
    Delete,
}

/// The URL of a request, without its query.
fn located(destination: &Destination, parts: &RequestParts) -> Option<Url> {
    let base = Url::parse(&destination.base_url)?;
    let path = format!("{}/{}", base.target.path.trim_end_matches('/'), parts.target.path.trim_start_matches('/'));
    Some(Url { root: base.root, target: super::url::target(&path) })
}

impl Client {
    /// The URL of a request, without its query. Returns `None` if the request has none.
    pub(crate) fn url_of(&self, parts: &RequestParts) -> Option<Url> {
        located(&*destination(self.config(), parts).ok()?, parts)
    }

    /// The URL of a request with its query, but without credentials. Returns `None` if the request has none.
    pub(crate) fn url_with_query(&self, parts: &RequestParts) -> Option<Url> {
        let mut url = self.url_of(parts)?;
        url.target.query = parts.query(&RequestCredentials::default());
        Some(url)
    }

    /// The request for a URL that the server sent in a response to another request. It has the credentials and the settings
    /// of that request, its headers and its cookies; parameters of the query are not repeated, because the URL has what the
    /// server needs.
    ///
    /// The URL may be relative to that of the other request. It must lead to the same host, to a server of the client or of
    /// the document, or to a host that the client trusts.
    pub(crate) fn follow(
        &self,
        parts: &RequestParts,
        link: &str,
        follow: Follow,
    ) -> Result<RequestParts, RequestError> {
        let sent_to = destination(self.config(), parts)?;
        let operation = parts.operation;
        let invalid = || RequestError::malformed(operation, "the server sent a link that is not a URL");
        let base = located(&sent_to, parts).ok_or_else(invalid)?;
        let mut next = parts.clone();
        next.locate(base.resolve(link).ok_or_else(invalid)?);
        let method = match follow {
            Follow::Again => None,
            Follow::Get => Some(Method::GET),
            Follow::Post => Some(Method::POST),
            Follow::Delete => Some(Method::DELETE),
        };
        if let Some(method) = method {
            next.method = method;
            next.body = None;
        }
        let leads_to = destination(self.config(), &next)?;
        match leads_to.trust {
            Trust::UnknownHost if leads_to.origin != sent_to.origin => {
                Err(RequestError::UntrustedHost { operation: operation.id(), host: leads_to.origin.to_string() })
            }
            Trust::Full | Trust::Unencrypted | Trust::UnknownHost => Ok(next),
        }
    }
}
