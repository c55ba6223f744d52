//! The error of a token endpoint.

use super::timing::seconds;
use super::transport_error::TransportError;
use crate::runtime::model::printable::brief;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The error of a token endpoint (RFC 6749, section 5.2). Its message contains no secret. Clones share what they say, since
/// one failure is that of all tasks that wait for a token.
#[derive(Debug, Clone)]
pub struct OAuthError(Arc<Fault>);

/// What a URL of an authorization server is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// It issues tokens.
    Token,
    /// It issues codes for users.
    Device,
}

#[derive(Debug)]
enum Fault {
    /// The endpoint cannot be used.
    Endpoint { endpoint: Endpoint, url: String, reason: &'static str },
    /// The endpoint sent no complete response.
    Transport(TransportError),
    /// The endpoint sent no response in this time.
    Late(Duration),
    /// The user did not enter the code in time.
    CodeExpired,
    /// The endpoint refused the request.
    Refused { status: StatusCode, code: Option<String>, description: Option<String> },
    /// The endpoint sent a success that has no token.
    Malformed { status: StatusCode, reason: String },
}

impl OAuthError {
    pub(super) fn endpoint(endpoint: Endpoint, url: String, reason: &'static str) -> Self {
        Self(Arc::new(Fault::Endpoint { endpoint, url, reason }))
    }

    pub(super) fn late(limit: Duration) -> Self {
        Self(Arc::new(Fault::Late(limit)))
    }

    pub(super) fn code_expired() -> Self {
        Self(Arc::new(Fault::CodeExpired))
    }

    /// Whether no response was received, so that the same request may be sent again.
    pub(super) fn is_of_connection(&self) -> bool {
        match self.0.as_ref() {
            Fault::Transport(_) | Fault::Late(_) => true,
            Fault::Endpoint { .. } | Fault::CodeExpired | Fault::Refused { .. } | Fault::Malformed { .. } => false,
        }
    }

    /// The error of the transport or the status by which a request for a token failed. A request that was not sent has none.
    pub(super) fn of_exchange(&self) -> Option<(Option<&TransportError>, Option<StatusCode>)> {
        match self.0.as_ref() {
            Fault::Transport(error) => Some((Some(error), None)),
            Fault::Refused { status, .. } => Some((None, Some(*status))),
            Fault::Endpoint { .. } | Fault::Late(_) | Fault::CodeExpired | Fault::Malformed { .. } => None,
        }
    }

    pub(super) fn transport(error: TransportError) -> Self {
        Self(Arc::new(Fault::Transport(error)))
    }

    pub(super) fn refused(status: StatusCode, code: Option<String>, description: Option<String>) -> Self {
        Self(Arc::new(Fault::Refused { status, code, description }))
    }

    pub(super) fn malformed(status: StatusCode, reason: impl Into<String>) -> Self {
        Self(Arc::new(Fault::Malformed { status, reason: reason.into() }))
    }

    /// The error code, such as `invalid_client`, if the endpoint refused the request with one. It is `expired_token` if a user
    /// did not enter a code in time.
    pub fn code(&self) -> Option<&str> {
        match self.0.as_ref() {
            Fault::Refused { code, .. } => code.as_deref(),
            Fault::CodeExpired => Some("expired_token"),
            Fault::Endpoint { .. } | Fault::Transport(_) | Fault::Late(_) | Fault::Malformed { .. } => None,
        }
    }

    /// What the endpoint says of the error.
    pub fn description(&self) -> Option<&str> {
        match self.0.as_ref() {
            Fault::Refused { description, .. } => description.as_deref(),
            Fault::Endpoint { .. }
            | Fault::Transport(_)
            | Fault::Late(_)
            | Fault::CodeExpired
            | Fault::Malformed { .. } => None,
        }
    }

    /// The status of the endpoint, if it sent a response.
    pub fn status(&self) -> Option<StatusCode> {
        match self.0.as_ref() {
            Fault::Refused { status, .. } | Fault::Malformed { status, .. } => Some(*status),
            Fault::Endpoint { .. } | Fault::Transport(_) | Fault::Late(_) | Fault::CodeExpired => None,
        }
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_ref() {
            Fault::Endpoint { endpoint: Endpoint::Token, url, reason } => {
                write!(f, "the token URL `{url}` {reason}; give the right one by `.token_url(…)`")
            }
            Fault::Endpoint { endpoint: Endpoint::Device, url, reason } => write!(
                f,
                "the device authorization URL `{url}` {reason}; give the right one by `.device_authorization_url(…)`"
            ),
            Fault::Late(limit) => write!(f, "the token endpoint sent no response in {}", seconds(*limit)),
            Fault::CodeExpired => f.write_str("the user did not enter the code in time"),
            Fault::Transport(error) => write!(f, "the token endpoint sent no response: {error}"),
            Fault::Refused { status, code, description } => {
                write!(f, "the token endpoint refused the request: {status}")?;
                for text in [code, description].into_iter().flatten() {
                    write!(f, ": {}", brief(text))?;
                }
                Ok(())
            }
            Fault::Malformed { status, reason } => {
                write!(f, "the token endpoint sent no token: {status}: {}", brief(reason))
            }
        }
    }
}

impl StdError for OAuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.0.as_ref() {
            Fault::Transport(error) => error.source(),
            Fault::Endpoint { .. }
            | Fault::Late(_)
            | Fault::CodeExpired
            | Fault::Refused { .. }
            | Fault::Malformed { .. } => None,
        }
    }
}
