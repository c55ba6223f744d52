//! The conversion of errors of `ureq` into transport errors.

use crate::runtime::http::transport_error::{TransportError, TransportErrorKind, io_cause};
use crate::runtime::http::url::peer;
use crate::runtime::model::printable::printable;
use std::io;
use ureq::{Error, Timeout};

/// The error of a request without a response. Its message has only host and port of the URL, because the rest may be secret.
pub(crate) fn send_error(error: Error, uri: &http::Uri) -> TransportError {
    match unconnected(&error) {
        Some(reason) => {
            TransportError::new(TransportErrorKind::Connect, format!("no connection to {}: {reason}", peer(uri)))
        }
        None => response_error(error),
    }
}

/// Why there was no connection. Returns `None` if there was one.
fn unconnected(error: &Error) -> Option<String> {
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => Some("operation timed out".to_owned()),
        Error::HostNotFound | Error::ConnectionFailed | Error::InvalidProxyUrl | Error::TlsRequired => {
            Some(error.to_string())
        }
        Error::ConnectProxyFailed(_) | Error::Tls(_) | Error::Pem(_) => Some(printable(&error.to_string())),
        Error::Rustls(error) => Some(printable(&error.to_string())),
        Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(error) => of_handshake(error).then(|| printable(&error.to_string())),
            None => (is_of_connecting(error.kind()) || is_of_lookup(error)).then(|| io_cause(error)),
        },
        _ => None,
    }
}

/// Whether an error of this kind is from the making of a connection.
fn is_of_connecting(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkDown, NetworkUnreachable};
    matches!(kind, ConnectionRefused | HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable)
}

/// Whether a host name was not found. The standard library has no kind for this error, and no stable name for the kind that it
/// gives it; the error is its own text, except on Windows, where it has a number of the system (`WSAHOST_NOT_FOUND` and the
/// three after it).
fn is_of_lookup(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(number) => cfg!(windows) && (11_001..=11_004).contains(&number),
        None => error.to_string().starts_with("failed to lookup address information"),
    }
}

/// Whether TLS failed before the server could read a request.
fn of_handshake(error: &rustls::Error) -> bool {
    use rustls::Error::{
        AlertReceived, InappropriateHandshakeMessage, InappropriateMessage, InvalidCertificate, InvalidMessage,
        NoApplicationProtocol, PeerIncompatible,
    };
    matches!(
        error,
        AlertReceived(_)
            | InappropriateHandshakeMessage { .. }
            | InappropriateMessage { .. }
            | InvalidCertificate(_)
            | InvalidMessage(_)
            | NoApplicationProtocol
            | PeerIncompatible(_)
    )
}

/// The error of a response that was not received, or not completely, although there was a connection.
pub(crate) fn response_error(error: Error) -> TransportError {
    let malformed =
        |reason| TransportError::new(TransportErrorKind::Malformed, format!("the response cannot be read: {reason}"));
    match error {
        Error::Timeout(_) => TransportError::new(TransportErrorKind::Timeout, "no response was received in time"),
        Error::Protocol(reason) => malformed(printable(&reason.to_string())),
        Error::LargeResponseHeader(..) => malformed("message head is too large".to_owned()),
        Error::Io(error) => body_error(error),
        Error::Http(_) | Error::BadUri(_) | Error::RequireHttpsOnly(_) => {
            TransportError::new(TransportErrorKind::Other, "the request cannot be sent").with_source(error)
        }
        _ => TransportError::new(TransportErrorKind::Lost, format!("the connection was lost: {error}")),
    }
}

/// The error of a connection that was lost, or of a body that breaks the rules of HTTP.
pub(crate) fn body_error(error: io::Error) -> TransportError {
    let lost = |reason| TransportError::new(TransportErrorKind::Lost, format!("the connection was lost: {reason}"));
    if error.get_ref().is_some_and(|inner| inner.is::<Error>()) {
        return match Error::from(error) {
            // It is no longer within another one, so that this ends.
            Error::Io(error) => lost(error.kind().to_string()),
            error => response_error(error),
        };
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => lost("connection closed before message completed".to_owned()),
        kind => lost(kind.to_string()),
    }
}

/// The error of a request whose body cannot be read.
pub(crate) fn outgoing_error(error: io::Error) -> TransportError {
    let message = format!("the body of the request cannot be sent: {error}");
    TransportError::new(TransportErrorKind::Other, message).with_source(error)
}
