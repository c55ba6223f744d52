//! The errors of transports.

use crate::runtime::model::printable::printable;
use std::error::Error as StdError;
use std::{fmt, io};

/// The kind of a transport error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, or the server ended it without processing the request (`REFUSED_STREAM` and `GOAWAY` of HTTP/2).
    Connect,
    /// The connection was lost. The server may have received the request.
    Lost,
    /// No response was received in time. The server may have received the request.
    Timeout,
    /// The response breaks the rules of HTTP. The server may have processed the request.
    Malformed,
    /// The client has not sent the request, because its turn did not come before the deadline: the server asked to wait
    /// longer, or too many other requests were in flight.
    Postponed,
    /// The response is larger than the limit.
    TooLarge,
    /// Any other error.
    Other,
}

/// The error of a transport. Its message contains no URL, because URLs may have secrets.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// Makes an error.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Sets the source of the error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The error of a request whose body cannot be opened.
    pub(crate) fn unopened_body(error: io::Error) -> Self {
        let message = format!("the body of the request cannot be opened: {error}");
        Self::new(TransportErrorKind::Other, message).with_source(error)
    }

    /// The kind of the error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.message))
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// What an error of the operating system or of the standard library says, in one line.
pub(crate) fn io_cause(error: &io::Error) -> String {
    match error.raw_os_error() {
        // The kind is the same on all operating systems, while the message has an error number.
        Some(_) => error.kind().to_string(),
        None => printable(&error.to_string()),
    }
}
