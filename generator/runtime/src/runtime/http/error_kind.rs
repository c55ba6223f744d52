//! The kinds of errors of calls, for logs and metrics.

use super::transport_error::TransportErrorKind;
use std::fmt;

/// The kind of the error of a call: a variant of [`Error`](super::error::Error) without what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request is not valid, or cannot be sent.
    Request,
    /// A provider returned no token.
    Credential,
    /// No response was received, or only a part of it.
    Transport(TransportErrorKind),
    /// The server sent an error response.
    Api,
    /// A documented success response cannot be decoded.
    Decode,
    /// A success response that the document does not list cannot be decoded.
    Unexpected,
}

impl TransportErrorKind {
    /// The kind in lower case, for logs and metrics: it is one of few texts, which do not change.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Lost => "lost",
            Self::Timeout => "timeout",
            Self::Malformed => "malformed",
            Self::Postponed => "postponed",
            Self::TooLarge => "too_large",
            Self::Other => "other",
        }
    }
}

impl ErrorKind {
    /// The kind in lower case, for logs and metrics: it is one of few texts, which do not change.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Credential => "credential",
            Self::Transport(kind) => kind.as_str(),
            Self::Api => "api",
            Self::Decode => "decode",
            Self::Unexpected => "unexpected",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
