//! Why was a request not sent? Faults that are found before anything goes out.

use crate::runtime::model::printable::printable;
use crate::runtime::spec::operation::Operation;
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
    /// No server can be told from the document; the client requirements a base URL.
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
        /// Its value, without what may be user, password and query.
        value: String,
        /// The rule.
        rule: String,
    },
    /// No server of the document has a variable of this name.
    UnknownServerVariable {
        /// The `operationId`.
        operation: &'static str,
        /// The name that was given.
        variable: String,
        /// The names of the document.
        known: Vec<&'static str>,
    },
    /// A header that nobody may set.
    Header {
        /// The `operationId`.
        operation: &'static str,
        /// Its name.
        header: String,
        /// Why not.
        reason: &'static str,
    },
    /// The parts do not make a URL or an HTTP request.
    Malformed {
        /// The `operationId`.
        operation: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Neither the request nor the client has credentials that the operation accepts.
    Unauthenticated {
        /// The `operationId`.
        operation: &'static str,
        /// The alternatives that the operation accepts, best first.
        requirements: Vec<String>,
        /// The schemes that there are credentials for.
        has: Vec<String>,
    },
    /// The request has a credential for a scheme that the operation does not accept.
    UnusedCredential {
        /// The `operationId`.
        operation: &'static str,
        /// The scheme of the credential.
        scheme: String,
        /// The alternatives that the operation accepts, best first.
        requirements: Vec<String>,
    },
    /// The request would carry credentials to a host that they are not for.
    UntrustedHost {
        /// The `operationId`.
        operation: &'static str,
        /// Scheme, host and port.
        host: String,
    },
    /// The request would carry credentials to another machine without encryption.
    PlainHttp {
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
            | Self::UnknownServerVariable { operation, .. }
            | Self::Header { operation, .. }
            | Self::Malformed { operation, .. }
            | Self::Unauthenticated { operation, .. }
            | Self::UnusedCredential { operation, .. }
            | Self::UntrustedHost { operation, .. }
            | Self::PlainHttp { operation, .. } => Some(operation),
            Self::ServerVariable { .. } => None,
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.text()))
    }
}

impl RequestError {
    /// What is wrong, in words that may be of the document or of the caller.
    fn text(&self) -> String {
        match self {
            Self::Invalid { operation, member, rule } => format!("{operation}: {member}: {rule}"),
            Self::ServerUnavailable { operation, server, available } => format!(
                "{operation}: server `{server}` does not have this operation; {}",
                if available.is_empty() {
                    "no server has it".to_owned()
                } else {
                    format!("these have it: {}", available.join(", "))
                }
            ),
            Self::NoServer { operation, relative: Some(url) } => format!(
                "{operation}: the document gives only the relative server URL `{url}`; \
                 build the client with `.base_url(\"https://your.host/{}\")`",
                url.trim_start_matches('/')
            ),
            Self::NoServer { operation, relative: None } => {
                format!("{operation}: the document names no server; build the client with `.base_url(…)`")
            }
            Self::ServerVariable { server, variable, value, rule } => {
                format!("server `{server}`: variable `{variable}` {rule}, but is `{value}`")
            }
            Self::UnknownServerVariable { operation, variable, known } => format!(
                "{operation}: no server has a variable `{variable}`; {}",
                if known.is_empty() { "none has any".to_owned() } else { format!("they have {}", known.join(", ")) }
            ),
            Self::Header { operation, header, reason } => {
                format!("{operation}: header `{header}` cannot be set: {reason}")
            }
            Self::Malformed { operation, reason } => format!("{operation}: {reason}"),
            Self::Unauthenticated { operation, requirements, has } => format!(
                "{operation}: no credentials for this operation; it accepts {}; the client has {}",
                requirements.join(" or "),
                if has.is_empty() { "none".to_owned() } else { has.join(", ") }
            ),
            Self::UnusedCredential { operation, scheme, requirements } => format!(
                "{operation}: the request has a credential for scheme `{scheme}`, but the operation accepts {}",
                if requirements.is_empty() { "none".to_owned() } else { requirements.join(" or ") }
            ),
            Self::UntrustedHost { operation, host } => format!(
                "{operation}: credentials are not sent to {host}, which is not a configured server; \
                 allow it with `.trusted_host(…)`"
            ),
            Self::PlainHttp { operation, host } => format!(
                "{operation}: credentials are not sent to {host}, where others can read them on the way; use https, \
                 or allow it with `ClientBuilder::allow_plain_http_credentials()`"
            ),
        }
    }
}

impl std::error::Error for RequestError {}
