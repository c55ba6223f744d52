//! Why was a request of `reqwest` not answered? One kind and one sentence for each chain of errors.

use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::printable::printable;
use std::error::Error as StdError;
use std::io;

/// What `reqwest` says of a URL with `https` when the program was compiled without TLS.
const NO_TLS: &str = "invalid URL, scheme is not http";

/// Why no response came. Of the URL only host and port are told: the rest may be secret.
pub(crate) fn unanswered(error: &reqwest::Error, uri: &http::Uri) -> TransportError {
    let reason = reason(error);
    let secure = uri.scheme() == Some(&http::uri::Scheme::HTTPS);
    if error.is_connect() && secure && reason == NO_TLS {
        let message = "this program has no TLS: turn the feature `rustls` on, or a feature of `reqwest` for TLS";
        return TransportError::new(TransportErrorKind::Other, message);
    }
    let peer = match (uri.host(), uri.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => "the server".to_owned(),
    };
    if error.is_connect() {
        return TransportError::new(TransportErrorKind::Connect, format!("no connection to {peer}: {reason}"));
    }
    if links(error).any(|link| link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled)) {
        let message = format!("no connection to {peer}: it was closed before the request was sent");
        return TransportError::new(TransportErrorKind::Connect, message);
    }
    if error.is_builder() {
        return TransportError::new(TransportErrorKind::Other, format!("the request cannot be sent: {reason}"));
    }
    broken(error)
}

/// Why a response did not come, or not to its end, although there was a connection.
pub(crate) fn broken(error: &reqwest::Error) -> TransportError {
    let reason = reason(error);
    if error.is_timeout() {
        TransportError::new(TransportErrorKind::Timeout, "no response came in time")
    } else if links(error).any(is_malformed) {
        TransportError::new(TransportErrorKind::Malformed, format!("the response cannot be read: {reason}"))
    } else {
        TransportError::new(TransportErrorKind::Lost, format!("the connection was lost: {reason}"))
    }
}

/// The error and all that are behind it.
fn links<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error as &(dyn StdError + 'static)), |&error| error.source())
}

/// Whether what came is no HTTP. `hyper` tells it of a head, and by the kind of an I/O error of a body.
fn is_malformed(link: &(dyn StdError + 'static)) -> bool {
    let kind = link.downcast_ref::<io::Error>().map(io::Error::kind);
    matches!(kind, Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput))
        || link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)
}

/// What the last error of the chain says, which is the one that knows. It holds no URL.
fn reason(error: &reqwest::Error) -> String {
    let Some(last) = links(error).last().filter(|last| !last.is::<reqwest::Error>()) else {
        return "no reason is known".to_owned();
    };
    match last.downcast_ref::<io::Error>() {
        // Without the number of the operating system.
        Some(error) if error.raw_os_error().is_some() => error.kind().to_string(),
        Some(_) | None => printable(&last.to_string()),
    }
}
