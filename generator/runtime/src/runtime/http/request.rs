//! What is asked? A request is a plain value: it can be looked at, cloned, kept and sent by any client.

use super::credential::TokenProvider;
use super::request_error::RequestError;
use super::request_options::Identity;
use super::request_parts::{RequestCredentials, RequestParts};
use super::retry::RetryPolicy;
use super::server_selection::unusable;
use crate::runtime::model::value::Value;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::origin::Origin;
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use bytes::Bytes;
use http::HeaderMap;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

/// A request for an operation. Its response has a body of type `O`, or of type `E` if it is an error.
///
/// The arguments are checked by the rules of the document when they are given. The first fault is kept:
/// [`Request::check`] tells it, and sending returns it before anything goes out.
pub struct Request<O, E> {
    parts: RequestParts,
    outcome: PhantomData<fn() -> (O, E)>,
}

impl<O, E> Request<O, E> {
    /// Sets a header, in place of any other of this name. Cookies stand beside those that are parameters or credentials.
    ///
    /// What proves who asks (`authorization`, or the header of a key) stands in place of the credentials of the client,
    /// is enough where the client has none, and goes where credentials go: to configured hosts, over https or to this
    /// machine. Headers of the connection, such as `content-length` and `host`, are refused.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.parts.header(name, value);
        self
    }

    /// Proves with this credential who asks, in place of that of the client. It goes where the credentials of a client go:
    /// to configured hosts, over https or to this machine. An operation that does not accept the scheme is refused.
    #[must_use]
    pub fn credential(mut self, scheme: impl Into<SchemeName>, provider: impl TokenProvider) -> Self {
        self.parts.options.identity.credential(scheme.into(), provider);
        self
    }

    /// Sends no credentials, neither of the client nor of `credential`, although the operation may need some.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        self.parts.options.identity = Identity::Anonymous;
        self
    }

    /// Names the request in the header `Idempotency-Key`, so that a server that knows the header acts on it once however
    /// often it arrives: failures are then repeated as those of an idempotent operation are. Each request needs a key of
    /// its own, such as a random UUID.
    #[must_use]
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.parts.idempotency_key(key);
        self
    }

    /// Gives up an attempt after this time, in place of that of the client; None: no limit.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.parts.options.timeout = Some(timeout.into());
        self
    }

    /// Gives up all attempts together after this time, in place of that of the client; None: no limit.
    #[must_use]
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.parts.options.deadline = Some(deadline.into());
        self
    }

    /// Gives up on a body of which nothing comes for this time, in place of that of the client; None: no limit.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.parts.options.idle_timeout = Some(timeout.into());
        self
    }

    /// Repeats failures by this policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.parts.options.retry = Some(policy);
        self
    }

    /// Sends to this server of the document.
    #[must_use]
    pub fn server(mut self, server: impl Into<ServerName>) -> Self {
        self.parts.options.server = Some(server.into());
        self
    }

    /// Sends to this URL in place of any server. Credentials go along only when the client trusts the host.
    #[must_use]
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
        self.parts.operation.method().to_http()
    }

    /// The path, encoded, with the arguments in it, without the path of the server.
    pub fn path(&self) -> &str {
        &self.parts.target.path
    }

    /// The query, encoded, without the `?`.
    pub fn query(&self) -> Option<String> {
        self.parts.query(&RequestCredentials::default())
    }

    /// The headers, with those that follow from the body, the responses and the cookies. Credentials are not among them.
    pub fn headers(&self) -> HeaderMap {
        self.parts.headers(&RequestCredentials::default())
    }

    /// The body.
    pub fn body_bytes(&self) -> Option<&Bytes> {
        self.parts.body.as_ref().map(|body| &body.bytes)
    }

    /// Tells the first fault of the arguments.
    pub fn check(&self) -> Result<(), RequestError> {
        self.parts.check()
    }

    /// The request in the types of the `http` crate, without credentials.
    pub fn to_http(&self, base_url: &str) -> Result<http::Request<Bytes>, RequestError> {
        Origin::parse(base_url).map_err(|reason| unusable(self.parts.operation, base_url, reason))?;
        self.parts.assemble(base_url, &RequestCredentials::default())
    }

    pub(crate) fn into_parts(self) -> RequestParts {
        self.parts
    }
}

/// What emitted code builds requests with.
#[doc(hidden)]
impl<O, E> Request<O, E> {
    /// A request without arguments.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        Self { parts: RequestParts::new(operation), outcome: PhantomData }
    }

    /// Gives the next parameter of the path.
    #[must_use]
    pub fn arg(mut self, value: &dyn Value) -> Self {
        self.parts.argument(value);
        self
    }

    /// Gives the parameters of query, headers and cookies: a record whose members stand in their order.
    #[must_use]
    pub fn args(mut self, values: &dyn Value) -> Self {
        self.parts.parameters(values);
        self
    }

    /// Gives the body, in the media type with this index. An absent value sends no body.
    #[must_use]
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

/// Prints names and sizes; values may be secret.
impl<O, E> fmt::Debug for Request<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.fmt(f)
    }
}
