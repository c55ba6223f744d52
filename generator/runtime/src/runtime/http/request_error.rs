//! The errors of requests that cannot be sent.

use super::next_page_fault::NextPageFault;
use crate::runtime::model::printable::printable;
use crate::runtime::spec::operation::Operation;
use std::fmt;

/// The error of a request that cannot be sent. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A parameter or a part of the body breaks a limit of the document.
    Invalid {
        /// The `operationId`.
        operation: &'static str,
        /// The parameter, or the part of the body.
        member: String,
        /// The limit, and how it is broken.
        rule: String,
    },
    /// The chosen server does not have the operation.
    ServerUnavailable {
        /// The `operationId`.
        operation: &'static str,
        /// The name of the chosen server.
        server: String,
        /// The names of the servers that have it.
        available: Vec<&'static str>,
    },
    /// The document has no absolute server URL for the operation, so the client needs a base URL.
    NoServer {
        /// The `operationId`.
        operation: &'static str,
        /// The relative server URL of the document, if there is one.
        relative: Option<String>,
    },
    /// A variable of the server URL has a value that is not allowed.
    ServerVariable {
        /// The name of the server.
        server: &'static str,
        /// The name of the variable.
        variable: &'static str,
        /// The value, without user name, password and query.
        value: String,
        /// The rule that the value breaks.
        rule: String,
    },
    /// No server of the document has a variable of this name.
    UnknownServerVariable {
        /// The `operationId`.
        operation: &'static str,
        /// The name that was set.
        variable: String,
        /// The names of the variables of the document.
        known: Vec<&'static str>,
    },
    /// A header must not be set.
    Header {
        /// The `operationId`.
        operation: &'static str,
        /// The name of the header.
        header: String,
        /// Why it must not be set.
        reason: &'static str,
    },
    /// The parts of the request do not form a valid HTTP request.
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
        /// The security alternatives that the operation accepts.
        requirements: Vec<String>,
        /// The names of the security schemes that have a credential.
        has: Vec<String>,
    },
    /// The request has a credential for a security scheme that the operation does not accept.
    UnusedCredential {
        /// The `operationId`.
        operation: &'static str,
        /// The name of the security scheme.
        scheme: String,
        /// The security alternatives that the operation accepts.
        requirements: Vec<String>,
    },
    /// Credentials would be sent to a host that is not a configured server.
    UntrustedHost {
        /// The `operationId`.
        operation: &'static str,
        /// Scheme, host and port.
        host: String,
    },
    /// Credentials would be sent to another machine without encryption.
    PlainHttp {
        /// The `operationId`.
        operation: &'static str,
        /// Scheme, host and port.
        host: String,
    },
    /// The next page of an operation cannot be requested.
    NextPage {
        /// The `operationId`.
        operation: &'static str,
        /// Why it cannot be requested.
        fault: NextPageFault,
    },
}

impl RequestError {
    /// The error of a parameter.
    pub(crate) fn parameter(operation: &Operation, name: &str, rule: impl Into<String>) -> Self {
        Self::Invalid { operation: operation.id(), member: format!("parameter `{name}`"), rule: rule.into() }
    }

    /// The error of a part of the body; `place` is a JSON pointer.
    pub(crate) fn body(operation: &Operation, place: &str, rule: impl Into<String>) -> Self {
        let member = if place.is_empty() { "body".to_owned() } else { format!("body at {place}") };
        Self::Invalid { operation: operation.id(), member, rule: rule.into() }
    }

    /// The error of a request that is not a valid HTTP request.
    pub(crate) fn malformed(operation: &Operation, reason: impl Into<String>) -> Self {
        Self::Malformed { operation: operation.id(), reason: reason.into() }
    }

    /// The `operationId` of the request, or `None` if the error is in the settings of the client.
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
            | Self::PlainHttp { operation, .. }
            | Self::NextPage { operation, .. } => Some(operation),
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
    /// The message, which may contain text of the document and of the caller.
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
                "{operation}: it has only the relative server URL `{url}`; \
                 build the client with `.base_url(\"https://your.host/{}\")`",
                url.trim_start_matches('/')
            ),
            Self::NoServer { operation, relative: None } => {
                format!("{operation}: the document has no server; build the client with `.base_url(…)`")
            }
            Self::ServerVariable { server, variable, value, rule } => {
                format!("server `{server}`: variable `{variable}` {rule}, but is `{value}`")
            }
            Self::UnknownServerVariable { operation, variable, known } => format!(
                "{operation}: no server has a variable `{variable}`; {}",
                if known.is_empty() {
                    "there are no variables".to_owned()
                } else {
                    format!("the variables are {}", known.join(", "))
                }
            ),
            Self::Header { operation, header, reason } => {
                format!("{operation}: header `{header}` cannot be set: {reason}")
            }
            Self::Malformed { operation, reason } => format!("{operation}: {reason}"),
            Self::Unauthenticated { operation, requirements, has } => format!(
                "{operation}: there are no credentials for this operation; it accepts {}; the client has {}",
                requirements.join(" or "),
                if has.is_empty() { "none".to_owned() } else { has.join(", ") }
            ),
            Self::UnusedCredential { operation, scheme, requirements } => format!(
                "{operation}: the request has a credential for security scheme `{scheme}`, but the operation accepts {}",
                if requirements.is_empty() { "none".to_owned() } else { requirements.join(" or ") }
            ),
            Self::UntrustedHost { operation, host } => format!(
                "{operation}: credentials are not sent to {host}, which is not a configured server; \
                 allow it with `.trusted_host(…)`"
            ),
            Self::NextPage { operation, fault } => format!("{operation}: {fault}"),
            Self::PlainHttp { operation, host } => format!(
                "{operation}: credentials are not sent to {host}, because the connection is not encrypted; use https, \
                 or allow it with `ClientBuilder::allow_plain_http_credentials()`"
            ),
        }
    }
}

impl std::error::Error for RequestError {}
