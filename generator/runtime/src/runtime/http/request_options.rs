//! The settings of a single request, which replace those of the client.

use super::credential::{Credentials, TokenProvider};
use super::idempotency::KeyHeader;
use super::matching::Strictness;
use super::resume_policy::ResumePolicy;
use super::retry::{RetryPolicy, Rule};
use super::retry_strategy::RetryStrategy;
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// The settings of a single request. Most requests have none, so that no place is made for them.
#[derive(Clone, Default)]
pub(crate) struct OwnOptions(Option<Box<RequestOptions>>);

impl Deref for OwnOptions {
    type Target = RequestOptions;

    fn deref(&self) -> &RequestOptions {
        static NONE: RequestOptions = RequestOptions::NONE;
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for OwnOptions {
    fn deref_mut(&mut self) -> &mut RequestOptions {
        self.0.get_or_insert_with(|| Box::new(RequestOptions::NONE))
    }
}

/// The settings of a single request, which replace those of the client.
#[derive(Clone)]
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

impl RequestOptions {
    /// No settings.
    const NONE: Self = Self {
        identity: Identity::Credentials(Credentials::NONE),
        timeout: None,
        deadline: None,
        idle_timeout: None,
        retry: None,
        retry_strategy: None,
        retry_rule: None,
        idempotency: KeyHeader::Named,
        server: None,
        base_url: None,
        reading: Reading::Documented,
        strictness: None,
        resume: None,
        stream_end: None,
    };
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

impl Identity {
    /// Adds a credential.
    pub(crate) fn credential(&mut self, scheme: SchemeName, provider: impl TokenProvider) {
        if let Self::Anonymous = self {
            *self = Self::Credentials(Credentials::NONE);
        }
        if let Self::Credentials(credentials) = self {
            credentials.insert(scheme, provider);
        }
    }
}
