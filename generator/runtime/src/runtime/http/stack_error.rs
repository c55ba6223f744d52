//! The conversion of errors of HTTP stacks that are built on `hyper` into transport errors.

use super::transport_error::{TransportError, TransportErrorKind, io_cause};
use super::url::peer;
use crate::runtime::model::printable::printable;
use std::error::Error as StdError;
use std::io;

/// What a stack says of an error itself, beside its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// No connection was made.
    Connect,
    /// The stack refused the request.
    Build,
    /// A limit of the stack passed.
    TimeLimit,
    /// Anything else, with a connection.
    Exchange,
}

/// The error of a request without a response. Its message has only host and port of the URL, because the rest may be secret.
/// `is_own` tells the errors of the stack, which say less than their sources.
pub(crate) fn send_error(
    error: &(dyn StdError + 'static),
    stage: Stage,
    uri: &http::Uri,
    is_own: fn(&(dyn StdError + 'static)) -> bool,
) -> TransportError {
    let reason = root_cause(error, is_own);
    let peer = peer(uri);
    if stage == Stage::Connect {
        return TransportError::new(TransportErrorKind::Connect, format!("no connection to {peer}: {reason}"));
    }
    if error_chain(error).any(|link| link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_canceled)) {
        let message = format!("no connection to {peer}: it was closed before the request was sent");
        return TransportError::new(TransportErrorKind::Connect, message);
    }
    if error_chain(error).any(|link| says(link, &[CONNECTION_ENDED])) {
        return response_error(error, stage, is_own);
    }
    if error_chain(error).any(|link| link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_user)) {
        let message = format!("the body of the request cannot be sent: {reason}");
        return TransportError::new(TransportErrorKind::Other, message);
    }
    if error_chain(error).last().is_some_and(is_unprocessed) {
        let message = format!("no connection to {peer}: the server refused the request without processing it");
        return TransportError::new(TransportErrorKind::Connect, message);
    }
    if stage == Stage::Build {
        return TransportError::new(TransportErrorKind::Other, format!("the request cannot be sent: {reason}"));
    }
    response_error(error, stage, is_own)
}

/// The error of a response that was not received, or not completely, although there was a connection.
pub(crate) fn response_error(
    error: &(dyn StdError + 'static),
    stage: Stage,
    is_own: fn(&(dyn StdError + 'static)) -> bool,
) -> TransportError {
    let reason = root_cause(error, is_own);
    if stage == Stage::TimeLimit {
        TransportError::new(TransportErrorKind::Timeout, "no response was received in time")
    } else if error_chain(error).any(is_malformed) {
        TransportError::new(TransportErrorKind::Malformed, format!("the response cannot be read: {reason}"))
    } else {
        TransportError::new(TransportErrorKind::Lost, format!("the connection was lost: {reason}"))
    }
}

/// The error and its sources.
fn error_chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// How the errors of `h2` begin by which a server says that it has not processed a request: it refused the stream, or its
/// connection ends with an earlier one. They are told by their words, since `hyper` names no reason, and `h2` would be one more
/// crate in each manifest. Where the words change, the connection is lost, as any other one.
const UNPROCESSED: [&str; 2] = ["stream error received: refused stream", "connection error received"];

/// How the errors of `h2` begin by which it tells that a server breaks the rules of HTTP/2.
const AGAINST_RULES: [&str; 2] = ["stream error detected", "connection error detected"];

/// How the error of `hyper` begins that a request gets whose connection ends with the runtime that it was made in, which is
/// another one than that of the request. `hyper` calls it an error of the user, as it calls those of the body.
const CONNECTION_ENDED: &str = "dispatch task is gone";

/// Whether the server has not processed the request, so that it may be sent again whatever it does (RFC 9113, section 8.7).
/// `h2` gives the error of a GOAWAY frame only to the streams that the frame says were not processed.
fn is_unprocessed(link: &(dyn StdError + 'static)) -> bool {
    says(link, &UNPROCESSED)
}

/// Whether an error begins with one of these words.
fn says(link: &(dyn StdError + 'static), beginnings: &[&str]) -> bool {
    let words = link.to_string();
    !link.is::<io::Error>() && beginnings.iter().any(|beginning| words.starts_with(beginning))
}

/// Whether the response breaks the rules of HTTP. `hyper` reports this of a head by an error of its own, and of a body by
/// the kind of an I/O error.
fn is_malformed(link: &(dyn StdError + 'static)) -> bool {
    if let Some(error) = link.downcast_ref::<io::Error>() {
        return matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
    }
    link.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) || says(link, &AGAINST_RULES)
}

/// The message of the last source, which is the most specific one and contains no URL.
pub(crate) fn root_cause(error: &(dyn StdError + 'static), is_own: fn(&(dyn StdError + 'static)) -> bool) -> String {
    let Some(last) = error_chain(error).last().filter(|last| !is_own(*last)) else {
        return "unknown reason".to_owned();
    };
    match last.downcast_ref::<io::Error>() {
        Some(error) => io_cause(error),
        None => printable(&last.to_string()),
    }
}
