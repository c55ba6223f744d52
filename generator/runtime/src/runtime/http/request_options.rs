//! What does one request do differently from the client?

use super::credential::{Credentials, TokenProvider};
use super::retry::RetryPolicy;
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use std::time::Duration;

/// What one request does differently from the client.
#[derive(Clone, Default)]
pub(crate) struct RequestOptions {
    pub(crate) identity: Identity,
    /// None: as the client does. Some(None): no limit.
    pub(crate) timeout: Option<Option<Duration>>,
    /// None: as the client does. Some(None): no limit.
    pub(crate) deadline: Option<Option<Duration>>,
    /// None: as the client does. Some(None): no limit.
    pub(crate) idle_timeout: Option<Option<Duration>>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) server: Option<ServerName>,
    pub(crate) base_url: Option<String>,
}

/// Who asks.
#[derive(Clone)]
pub(crate) enum Identity {
    /// Whoever has these credentials; where they do not suffice, whom the client knows.
    Credentials(Credentials),
    /// Nobody.
    Anonymous,
}

impl Default for Identity {
    fn default() -> Self {
        Self::Credentials(Credentials::default())
    }
}

impl Identity {
    pub(crate) fn credential(&mut self, scheme: SchemeName, provider: impl TokenProvider) {
        let mut credentials = match std::mem::take(self) {
            Self::Credentials(credentials) => credentials,
            Self::Anonymous => Credentials::default(),
        };
        credentials.insert(scheme, provider);
        *self = Self::Credentials(credentials);
    }
}
