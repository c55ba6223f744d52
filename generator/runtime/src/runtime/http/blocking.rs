//! A client for programs that are not async.
//!
//! It runs the async client, so that both clients behave alike.

mod executor;
#[cfg(feature = "paging")]
mod pages;
#[cfg(feature = "long-running")]
mod poller;

use super::attempts::Attempts;
use super::body_stream::BodyStream;
use super::client::Client as AsyncClient;
use super::config::BuildError;
use super::error::{Error, TransportFailure};
use super::request::Request;
use super::response::{FromResponse, Response};
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::value::Json;
use crate::runtime::spec::method::Method;
use crate::runtime::spec::operation::Operation;
use executor::Executor;
use std::future::Future;

#[cfg(feature = "paging")]
pub use pages::{Items, Pages};
#[cfg(feature = "long-running")]
pub use poller::Poller;

/// A client that sends requests and blocks until the response is received.
///
/// Clones share the settings, the transport and its connections.
#[derive(Debug, Clone)]
pub struct Client {
    client: AsyncClient,
    executor: Executor,
}

impl Client {
    /// Makes a blocking client from an async one.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Transport`] if the runtime cannot be started.
    pub fn new(client: AsyncClient) -> Result<Self, BuildError> {
        Ok(Self { client, executor: Executor::new()? })
    }

    /// Sends a request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be sent, if no response is received, or if the response is an error or cannot
    /// be decoded; see [`Error`]. In async code, which must not block, it returns [`Error::Transport`].
    pub fn send<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Result<O, Error<E>> {
        self.execute(request).map(Response::into_body)
    }

    /// Sends a request and returns the response with its status and headers.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`].
    pub fn execute<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Result<Response<O>, Error<E>> {
        let operation = request.operation();
        self.wait(self.client.execute(request)).unwrap_or_else(|| Err(called_in_async(operation)))
    }

    /// A request with this method, for this path or URL, whether the document has it or not; see
    /// [`Client::request`](AsyncClient::request), and [`Client::as_async`] for the short forms.
    pub fn request(&self, method: Method, path: &str) -> Request<Json, Json> {
        self.client.request(method, path)
    }

    /// Sends a request and returns the response with a body that is received chunk by chunk; see [`AsyncClient::open`]. The
    /// chunks are received by [`Client::wait`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`].
    pub fn open<O, E: FromResponse>(&self, request: Request<O, E>) -> Result<Response<BodyStream>, Error<E>> {
        let operation = request.operation();
        self.wait(self.client.open(request)).unwrap_or_else(|| Err(called_in_async(operation)))
    }

    /// The async client that it runs, which makes requests for any path: `client.as_async().get("/path")`.
    pub fn as_async(&self) -> &AsyncClient {
        &self.client
    }

    /// Blocks until another future of this client is ready, such as the next item of a stream. Returns `None` in async code,
    /// which must not block, if a runtime of tokio is compiled in, which alone tells.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        self.executor.run(future)
    }
}

/// The error of a call in async code.
fn called_in_async<E>(operation: &'static Operation) -> Error<E> {
    let message = "the blocking client was called on a thread of tokio; use the async client there, or another thread";
    let error = TransportError::new(TransportErrorKind::Other, message);
    Error::Transport(Box::new(TransportFailure { operation, error, response: None, attempts: Attempts::default() }))
}
