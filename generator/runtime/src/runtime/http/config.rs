//! The settings of a client, and the error of building one.

use super::credential::Credentials;
use super::flow::Flow;
use super::matching::Strictness;
use super::observer::Observer;
use super::pauses::PauseScope;
use super::resume_policy::ResumePolicy;
use super::retry::RetryPolicy;
use super::retry_budget::RetryBudget;
use crate::runtime::model::printable::printable;
use crate::runtime::spec::server::ServerName;
use crate::runtime::spec::undocumented::Undocumented;
use http::{HeaderMap, HeaderName};
use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

/// The settings of a client.
pub(crate) struct Config {
    /// The operations of paths that the document does not have.
    pub(crate) undocumented: &'static Undocumented,
    pub(crate) server: Option<ServerName>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) base_url: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) trusted_hosts: Vec<String>,
    pub(crate) credentials: Credentials,
    pub(crate) plain_http: PlainHttp,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) pause_scope: PauseScope,
    pub(crate) max_in_flight: Option<NonZeroUsize>,
    pub(crate) flow: Flow,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// The header of idempotency keys, for operations that document none.
    pub(crate) idempotency_header: Option<HeaderName>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) body_limit: usize,
    pub(crate) headers: HeaderMap,
    /// How event streams are resumed. `None`: they are not.
    pub(crate) resume: Option<ResumePolicy>,
    pub(crate) strictness: Strictness,
}

/// The machines to which credentials may be sent without encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlainHttp {
    /// This machine.
    Loopback,
    /// All machines.
    Anywhere,
}

/// The error of a client that cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// Requests cannot be sent to a URL.
    Url {
        /// The URL, without user name, password and query.
        url: String,
        /// What is wrong with the URL.
        reason: &'static str,
    },
    /// A default header cannot be sent.
    Header {
        /// The name of the header.
        name: String,
        /// Why it cannot be sent.
        reason: &'static str,
    },
    /// No transport was set, and none is compiled in.
    NoTransport,
    /// The transport could not be set up.
    Transport {
        /// What is wrong.
        reason: String,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { url, reason } => write!(f, "base URL `{url}` {reason}"),
            Self::Header { name, reason } => {
                write!(f, "default header `{}` cannot be sent: {reason}", printable(name))
            }
            Self::NoTransport => {
                f.write_str("there is no transport: call `.transport(…)`, or turn on the feature `rustls` or `reqwest`")
            }
            Self::Transport { reason } => write!(f, "the transport could not be set up: {}", printable(reason)),
        }
    }
}

impl std::error::Error for BuildError {}
