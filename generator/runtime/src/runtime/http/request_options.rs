//! The settings of a single request, which replace those of the client.

use super::credential::{Credentials, TokenProvider};
use super::idempotency::KeyHeader;
use super::matching::Strictness;
use super::resume_policy::ResumePolicy;
use super::retry::{RetryPolicy, Rule};
use super::retry_strategy::RetryStrategy;
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use std::time::Duration;

/// The settings of a single request, which replace those of the client.
#[derive(Clone, Default)]
pub(crate) struct RequestOptions {
    pub(crate) identity: Identity,
    /// The limit, where `Some(None)` is no limit. `None` is the setting of the client.
    pub(crate) timeout: Option<Option<Duration>>,
    /// As for `timeout`.
    pub(crate) deadline: Option<Option<Duration>>,
    /// As for `timeout`.
    pub(crate) idle_timeout: Option<Option<Duration>>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) retry_strategy: Option<RetryStrategy>,
    pub(crate) retry_rule: Option<Rule>,
    pub(crate) idempotency: KeyHeader,
    pub(crate) server: Option<ServerName>,
    pub(crate) base_url: Option<String>,
    pub(crate) reading: Reading,
    pub(crate) strictness: Option<Strictness>,
    pub(crate) resume: Option<ResumePolicy>,
    /// The item that ends the stream of the response.
    pub(crate) stream_end: Option<String>,
}

/// How the body of a successful response is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Into the type of the document.
    #[default]
    Documented,
    /// Into a type that the caller chose, by the media type that the server sends.
    Chosen,
    /// As the bytes that the server sends.
    Raw,
}

/// The credentials that a request is sent with.
#[derive(Clone)]
pub(crate) enum Identity {
    /// These credentials, and those of the client if they do not suffice.
    Credentials(Credentials),
    /// No credentials.
    Anonymous,
}

impl Default for Identity {
    fn default() -> Self {
        Self::Credentials(Credentials::default())
    }
}

impl Identity {
    /// Adds a credential.
    pub(crate) fn credential(&mut self, scheme: SchemeName, provider: impl TokenProvider) {
        let mut credentials = match std::mem::take(self) {
            Self::Credentials(credentials) => credentials,
            Self::Anonymous => Credentials::default(),
        };
        credentials.insert(scheme, provider);
        *self = Self::Credentials(credentials);
    }
}
