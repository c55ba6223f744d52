//! A client for programs that are not async.
//!
//! It runs the async client on a tokio runtime of its own, so that both clients behave alike. The runtime has a thread that
//! handles connections between calls, so that a connection that the server closed in the meantime is not used again.

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
use std::future::Future;
use std::sync::Arc;
use tokio::runtime::{Builder, Handle, Runtime};

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
    runtime: Arc<BackgroundRuntime>,
}

/// A runtime that is shut down in the background when it is dropped, because the destructor of `Runtime` panics in async
/// code.
#[derive(Debug)]
struct BackgroundRuntime(Option<Runtime>);

impl Drop for BackgroundRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// Makes a blocking client from an async one.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Transport`] if the runtime cannot be started.
    pub fn new(client: AsyncClient) -> Result<Self, BuildError> {
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("http").enable_all().build();
        let runtime = runtime.map_err(|error| BuildError::Transport { reason: error.to_string() })?;
        Ok(Self { client, runtime: Arc::new(BackgroundRuntime(Some(runtime))) })
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
    /// which must not block.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match &self.runtime.0 {
            Some(runtime) if Handle::try_current().is_err() => Some(runtime.block_on(future)),
            _ => None,
        }
    }
}

/// The error of a call in async code.
fn called_in_async<E>(operation: &'static Operation) -> Error<E> {
    let message = "the blocking client was called in async code; use the async client there";
    let error = TransportError::new(TransportErrorKind::Other, message);
    Error::Transport(Box::new(TransportFailure { operation, error, response: None, attempts: Attempts::default() }))
}
