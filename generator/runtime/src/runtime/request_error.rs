//! Why was a request not sent? Faults that are found before anything goes out.

use super::operation::Operation;
use std::fmt;

/// Why a request cannot be sent. Nothing has been sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A parameter or a part of the body breaks a rule of the document.
    Invalid {
        /// The `operationId`.
        operation: &'static str,
        /// The parameter, or the place in the body.
        member: String,
        /// The rule.
        rule: String,
    },
    /// The chosen server does not have the operation.
    ServerUnavailable {
        /// The `operationId`.
        operation: &'static str,
        /// The chosen server.
        server: String,
        /// The servers that have it.
        available: Vec<&'static str>,
    },
    /// No server can be told from the document; the client needs a base URL.
    NoServer {
        /// The `operationId`.
        operation: &'static str,
        /// The relative URL of the document, where it gives one.
        relative: Option<String>,
    },
    /// A variable of the server URL has a value that it may not have.
    ServerVariable {
        /// The server.
        server: &'static str,
        /// The variable.
        variable: &'static str,
        /// Its value.
        value: String,
        /// The rule.
        rule: String,
    },
    /// The parts do not make a URL or an HTTP request.
    Malformed {
        /// The `operationId`.
        operation: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The client has no credentials that the operation accepts.
    Unauthenticated {
        /// The `operationId`.
        operation: &'static str,
        /// The alternatives that the operation accepts, best first.
        needs: Vec<String>,
        /// The schemes that the client has credentials for.
        has: Vec<String>,
    },
    /// The request would carry credentials to a host that they are not for.
    UntrustedHost {
        /// The `operationId`.
        operation: &'static str,
        /// Scheme, host and port.
        host: String,
    },
}

impl RequestError {
    pub(crate) fn parameter(operation: &Operation, name: &str, rule: impl Into<String>) -> Self {
        Self::Invalid { operation: operation.id(), member: format!("parameter `{name}`"), rule: rule.into() }
    }

    pub(crate) fn body(operation: &Operation, place: &str, rule: impl Into<String>) -> Self {
        let member = if place.is_empty() { "body".to_owned() } else { format!("body at {place}") };
        Self::Invalid { operation: operation.id(), member, rule: rule.into() }
    }

    pub(crate) fn malformed(operation: &Operation, reason: impl Into<String>) -> Self {
        Self::Malformed { operation: operation.id(), reason: reason.into() }
    }

    /// The operation that was asked for. None: the fault is in the configuration of the client.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Invalid { operation, .. }
            | Self::ServerUnavailable { operation, .. }
            | Self::NoServer { operation, .. }
            | Self::Malformed { operation, .. }
            | Self::Unauthenticated { operation, .. }
            | Self::UntrustedHost { operation, .. } => Some(operation),
            Self::ServerVariable { .. } => None,
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid { operation, member, rule } => write!(f, "{operation}: {member}: {rule}"),
            Self::ServerUnavailable { operation, server, available } => write!(
                f,
                "{operation}: server `{server}` does not have this operation; {}",
                if available.is_empty() {
                    "no server has it".to_owned()
                } else {
                    format!("these have it: {}", available.join(", "))
                }
            ),
            Self::NoServer { operation, relative: Some(url) } => write!(
                f,
                "{operation}: the document gives only the relative server URL `{url}`; \
                 build the client with `.base_url(\"https://your.host{url}\")`"
            ),
            Self::NoServer { operation, relative: None } => {
                write!(f, "{operation}: the document names no server; build the client with `.base_url(…)`")
            }
            Self::ServerVariable { server, variable, value, rule } => {
                write!(f, "server `{server}`: variable `{variable}` {rule}, but is `{value}`")
            }
            Self::Malformed { operation, reason } => write!(f, "{operation}: {reason}"),
            Self::Unauthenticated { operation, needs, has } => write!(
                f,
                "{operation}: no credentials for this operation; it accepts {}; the client has {}",
                needs.join(" or "),
                if has.is_empty() { "none".to_owned() } else { has.join(", ") }
            ),
            Self::UntrustedHost { operation, host } => write!(
                f,
                "{operation}: credentials are not sent to {host}, which is not a configured server; \
                 allow it with `.trusted_host(…)`"
            ),
        }
    }
}

impl std::error::Error for RequestError {}
