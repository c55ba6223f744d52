//! The conversion of errors of `reqwest` into transport errors.

use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::printable::printable;
use std::error::Error as StdError;
use std::io;

/// The message of `reqwest` for a URL with `https` if the program was compiled without TLS.
const NO_TLS: &str = "invalid URL, scheme is not http";

/// The error of a request without a response. Its message has only host and port of the URL, because the rest may be secret.
pub(crate) fn send_error(error: &reqwest::Error, uri: &http::Uri) -> TransportError {
    let reason = root_cause(error);
    let secure = uri.scheme() == Some(&http::uri::Scheme::HTTPS);
    if error.is_connect() && secure && reason == NO_TLS {
        let message =
            "this program was compiled without TLS: turn on the feature `rustls`, or a TLS feature of `reqwest`";
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
    if error_chain(error).any(|link| link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled)) {
        let message = format!("no connection to {peer}: it was closed before the request was sent");
        return TransportError::new(TransportErrorKind::Connect, message);
    }
    if error_chain(error).any(|link| link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_user)) {
        let message = format!("the body of the request cannot be sent: {reason}");
        return TransportError::new(TransportErrorKind::Other, message);
    }
    if error.is_builder() {
        return TransportError::new(TransportErrorKind::Other, format!("the request cannot be sent: {reason}"));
    }
    response_error(error)
}

/// The error of a response that was not received, or not completely, although there was a connection.
pub(crate) fn response_error(error: &reqwest::Error) -> TransportError {
    let reason = root_cause(error);
    if error.is_timeout() {
        TransportError::new(TransportErrorKind::Timeout, "no response was received in time")
    } else if error_chain(error).any(is_malformed) {
        TransportError::new(TransportErrorKind::Malformed, format!("the response cannot be read: {reason}"))
    } else {
        TransportError::new(TransportErrorKind::Lost, format!("the connection was lost: {reason}"))
    }
}

/// The error and its sources.
fn error_chain<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error as &(dyn StdError + 'static)), |&error| error.source())
}

/// Whether the response breaks the rules of HTTP. `hyper` reports this of a head by an error of its own, and of a body by
/// the kind of an I/O error.
fn is_malformed(link: &(dyn StdError + 'static)) -> bool {
    let kind = link.downcast_ref::<io::Error>().map(io::Error::kind);
    matches!(kind, Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput))
        || link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse)
}

/// The message of the last source, which is the most specific one and contains no URL.
fn root_cause(error: &reqwest::Error) -> String {
    let Some(last) = error_chain(error).last().filter(|last| !last.is::<reqwest::Error>()) else {
        return "unknown reason".to_owned();
    };
    match last.downcast_ref::<io::Error>() {
        // The kind is the same on all operating systems, while the message has an error number.
        Some(error) if error.raw_os_error().is_some() => error.kind().to_string(),
        Some(_) | None => printable(&last.to_string()),
    }
}
