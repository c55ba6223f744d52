//! Requests as values: they can be inspected, cloned, stored and sent by any client.

use super::credential::TokenProvider;
use super::failure::Failure;
use super::matching::Strictness;
use super::request_error::RequestError;
use super::request_options::Identity;
use super::request_parts::{RequestCredentials, RequestParts};
use super::retry::{RetryPolicy, Rule};
use super::retry_strategy::RetryStrategy;
use super::server_selection::invalid_base_url;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::value::Value;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::origin::Origin;
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use crate::runtime::wire::part_head::PartHead;
use bytes::Bytes;
use http::HeaderMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// A request for an operation. Its response has a body of type `O`, or of type `E` if it is an error.
///
/// Arguments are checked against the document when they are set. The first error is kept: [`Request::check`] returns it, and
/// so does [`Client::send`](super::client::Client::send), before anything is sent.
#[must_use = "a request is not sent until a client is given it"]
pub struct Request<O, E> {
    /// They are large, and a request is moved at each step of its making, and into the future of its call.
    parts: Box<RequestParts>,
    outcome: PhantomData<fn() -> (O, E)>,
}

impl<O, E> Request<O, E> {
    /// Sets a header, which replaces any other of this name. Cookies are added to those of parameters and credentials.
    ///
    /// A header that is a credential (`authorization`, or the header of an API key) replaces the credentials of the client.
    /// Like them, it is sent to configured hosts only, over https or to this machine. Headers of the connection, such as
    /// `content-length` and `host`, must not be set: sending the request then fails.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.parts.header(name, value);
        self
    }

    /// Sets the credential for a security scheme, in place of that of the client. It is sent to configured hosts only, over
    /// https or to this machine. Sending the request fails if the operation does not accept the scheme.
    pub fn credential(mut self, scheme: impl Into<SchemeName>, provider: impl TokenProvider) -> Self {
        self.parts.options.identity.credential(scheme.into(), provider);
        self
    }

    /// Sends no credentials, neither those of the client nor those that were set by `credential`.
    pub fn anonymous(mut self) -> Self {
        self.parts.options.identity = Identity::Anonymous;
        self
    }

    /// Sends the body under this media type, where the document has several for it: a `PATCH` may be an
    /// `application/merge-patch+json` or an `application/strategic-merge-patch+json`. A media type that the document does
    /// not have for the body is refused, unless [`Request::json`] or [`Request::content`] set the body.
    pub fn media_type(mut self, media_type: &str) -> Self {
        self.parts.media_type(media_type);
        self
    }

    /// Sets file name, media type and headers of a part of a multipart body. If the body has several parts of this name,
    /// which are the items of a list, they are set for each of them. A part that the body does not have, and a value that
    /// the document does not allow, are refused; so is a request without a header that its part must have.
    pub fn part(mut self, name: &str, head: PartHead) -> Self {
        self.parts.part(name, None, &head);
        self
    }

    /// As [`Request::part`], for one of several parts of this name: the item with this index, counted from 0.
    pub fn part_at(mut self, name: &str, index: usize, head: PartHead) -> Self {
        self.parts.part(name, Some(index), &head);
        self
    }

    /// Sets the key by which a server that supports it recognizes a repeated request. Failures are then retried as those of an
    /// idempotent operation. Each request needs a key of its own, such as a random UUID.
    ///
    /// It is sent in the header that the document has for it: one whose name contains `idempot`, or
    /// `Repeatability-Request-ID`, with which `Repeatability-First-Sent` is sent. If the operation has none, it is sent in the
    /// [`idempotency_header`](super::client_builder::ClientBuilder::idempotency_header) of the client, or else in
    /// `Idempotency-Key`.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.parts.idempotency_key(key);
        self
    }

    /// Sets the time limit of an attempt, in place of that of the client. `None` means no limit.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.parts.options.timeout = Some(timeout.into());
        self
    }

    /// Sets the time limit of all attempts together, in place of that of the client. `None` means no limit.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.parts.options.deadline = Some(deadline.into());
        self
    }

    /// Sets the time limit within which the next data of the body must arrive, in place of that of the client. `None` means
    /// no limit.
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.parts.options.idle_timeout = Some(timeout.into());
        self
    }

    /// Sets the policy by which failed attempts are retried, in place of that of the client.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.parts.options.retry = Some(policy);
        self
    }

    /// Sets which requests are sent again after a failure, in place of the strategy of the policy.
    pub fn retry_strategy(mut self, strategy: RetryStrategy) -> Self {
        self.parts.options.retry_strategy = Some(strategy);
        self
    }

    /// Sets the rule that decides which failures are retried, in place of the rule of the policy; see
    /// [`RetryPolicy::retry_if`].
    pub fn retry_if(mut self, rule: impl Fn(&Failure<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.parts.options.retry_rule = Some(Rule::Custom(Arc::new(rule)));
        self
    }

    /// Reads the body of the response leniently if it is JSON that does not match the document: a member that may be absent
    /// or null has no value, an item of a list or an entry of a map is left out, and a list or map that is null or absent is
    /// empty. A part that must have a value makes the part around it give way; if the whole body would, it cannot be decoded.
    /// Each part that was left out is among the [`misfits`](super::response::Response::misfits) of the response.
    ///
    /// A body that was read leniently must not replace the one of the server, which has more.
    pub fn lenient(mut self) -> Self {
        self.parts.options.strictness = Some(Strictness::Lenient);
        self
    }

    /// Reads the body of the response strictly, although the client is lenient.
    pub fn strict(mut self) -> Self {
        self.parts.options.strictness = Some(Strictness::Strict);
        self
    }

    /// Sets the server of the document, in place of that of the client.
    pub fn server(mut self, server: impl Into<ServerName>) -> Self {
        self.parts.options.server = Some(server.into());
        self
    }

    /// Sets the URL that the request is sent below, in place of any server. Credentials are sent only if the client trusts
    /// the host.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.parts.options.base_url = Some(url.into());
        self
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.parts.operation
    }

    /// The method.
    pub fn method(&self) -> http::Method {
        self.parts.method.to_http()
    }

    /// The encoded path with its arguments, without the path of the server.
    pub fn path(&self) -> &str {
        &self.parts.target.path
    }

    /// The encoded query, without the `?`.
    pub fn query(&self) -> Option<String> {
        self.parts.query(&RequestCredentials::default())
    }

    /// The headers, including `Content-Type`, `Accept` and `Cookie`, but without credentials.
    pub fn headers(&self) -> HeaderMap {
        self.parts.headers(RequestCredentials::default())
    }

    /// The bytes of the body. Returns `None` if there is no body, or if it is not in memory.
    pub fn body_bytes(&self) -> Option<&Bytes> {
        self.content_body().and_then(RequestBody::as_bytes)
    }

    /// The body.
    pub fn content_body(&self) -> Option<&RequestBody> {
        self.parts.body.as_ref().map(|body| &body.content)
    }

    /// Checks that the arguments are valid and complete.
    ///
    /// # Errors
    ///
    /// Returns the first error of the arguments.
    pub fn check(&self) -> Result<(), RequestError> {
        self.parts.check()
    }

    /// Converts the request into one of the `http` crate, without credentials.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Request::check`], and an error if `base_url` is not a URL that the path can be appended to.
    pub fn to_http(&self, base_url: &str) -> Result<http::Request<RequestBody>, RequestError> {
        Origin::parse(base_url).map_err(|reason| invalid_base_url(self.parts.operation, base_url, reason))?;
        self.parts.assemble(base_url, RequestCredentials::default())
    }

    pub(crate) fn into_parts(self) -> Box<RequestParts> {
        self.parts
    }

    pub(crate) fn from_parts(parts: impl Into<Box<RequestParts>>) -> Self {
        Self { parts: parts.into(), outcome: PhantomData }
    }

    pub(crate) fn parts_mut(&mut self) -> &mut RequestParts {
        &mut self.parts
    }
}

/// The functions by which emitted code builds requests.
#[doc(hidden)]
impl<O, E> Request<O, E> {
    /// Makes a request without arguments.
    pub fn new(operation: &'static Operation) -> Self {
        Self::from_parts(RequestParts::new(operation))
    }

    /// Sets the next path parameter.
    pub fn arg(mut self, value: &dyn Value) -> Self {
        self.parts.argument(value);
        self
    }

    /// Sets the parameters of query, headers and cookies, which are the members of a record, in their order.
    pub fn args(mut self, values: &dyn Value) -> Self {
        self.parts.parameters(values);
        self
    }

    /// Sets the body, in the media type with this index. No body is sent for an absent value.
    pub fn body(mut self, index: usize, value: &dyn Value) -> Self {
        self.parts.body(index, value);
        self
    }
}

impl<O, E> Clone for Request<O, E> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), outcome: PhantomData }
    }
}

/// Formats names and sizes, because values may be secret.
impl<O, E> fmt::Debug for Request<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.fmt(f)
    }
}
