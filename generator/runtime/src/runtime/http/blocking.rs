//! A client for programs that are not async.
//!
//! It runs the async client on a tokio runtime of its own, so that both clients behave alike. The runtime has a thread that
//! handles connections between calls, so that a connection that the server closed in the meantime is not used again.

use super::attempts::Attempts;
use super::body_stream::BodyStream;
use super::client::Client as AsyncClient;
use super::config::BuildError;
use super::continuation::Continuation;
use super::error::{Error, TransportFailure};
use super::page::{Page, Paged};
use super::pages;
use super::poll_token::PollToken;
use super::poller::{self, OperationState};
use super::request::Request;
use super::response::{FromResponse, Response};
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::value::Json;
use crate::runtime::spec::method::Method;
use crate::runtime::spec::operation::Operation;
use std::future::Future;
use std::sync::Arc;
use tokio::runtime::{Builder, Handle, Runtime};

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

    /// The pages of an operation, from this request on. Nothing is sent until the first one is asked for.
    pub fn pages<O: Paged, E: FromResponse>(&self, request: Request<O, E>) -> Pages<O, E> {
        Pages { operation: request.operation(), pages: request.pages(&self.client), client: self.clone() }
    }

    /// The items of all pages of an operation, from this request on. Nothing is sent until the first one is asked for.
    pub fn items<O: Paged, E: FromResponse>(&self, request: Request<O, E>) -> Items<O, E> {
        self.pages(request).items()
    }

    /// Sends the request and follows the long-running operation that it starts. Nothing is sent until the first state is
    /// asked for.
    pub fn poller<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Poller<O, E> {
        Poller { operation: request.operation(), poller: request.poller(&self.client), client: self.clone() }
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

/// The pages of an operation, as an iterator. It behaves as [`Pages`](pages::Pages) of the async client does.
#[derive(Debug)]
pub struct Pages<O, E> {
    operation: &'static Operation,
    pages: pages::Pages<O, E>,
    client: Client,
}

impl<O: FromResponse, E: FromResponse> Pages<O, E> {
    /// Begins after the page that this is the continuation of, and not with the first one.
    #[must_use]
    pub fn resume(self, continuation: Continuation) -> Self {
        Self { pages: self.pages.resume(continuation), ..self }
    }

    /// Ends after this number of pages. See [`Pages::max_pages`](pages::Pages::max_pages) of the async client.
    #[must_use]
    pub fn max_pages(self, pages: usize) -> Self {
        Self { pages: self.pages.max_pages(pages), ..self }
    }

    /// How the next page is requested: by another process, or after an error. Returns `None` before the first page and
    /// after the last one.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.pages.continuation()
    }

    /// The items of these pages.
    pub fn items(self) -> Items<O, E>
    where
        O: Paged,
    {
        Items { operation: self.operation, items: self.pages.items(), client: self.client }
    }
}

impl<O: FromResponse, E: FromResponse> Iterator for Pages<O, E> {
    type Item = Result<Page<O>, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.pages.next()).unwrap_or_else(|| Some(Err(called_in_async(self.operation))))
    }
}

/// The items of all pages of an operation, as an iterator.
#[derive(Debug)]
pub struct Items<O: Paged, E> {
    operation: &'static Operation,
    items: pages::Items<O, E>,
    client: Client,
}

impl<O: Paged, E: FromResponse> Iterator for Items<O, E> {
    type Item = Result<O::Item, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.items.next()).unwrap_or_else(|| Some(Err(called_in_async(self.operation))))
    }
}

/// A long-running operation, as an iterator of its states. It behaves as [`Poller`](poller::Poller) of the async client does.
#[derive(Debug)]
pub struct Poller<O, E> {
    operation: &'static Operation,
    poller: poller::Poller<O, E>,
    client: Client,
}

impl<O: FromResponse, E: FromResponse> Poller<O, E> {
    /// Goes on with an operation that was started before, and does not send the request that starts it.
    #[must_use]
    pub fn resume(self, token: PollToken) -> Self {
        Self { poller: self.poller.resume(token), ..self }
    }

    /// Blocks until the operation ends, and returns its result.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Poller::wait`](poller::Poller::wait) of the async client.
    pub fn wait(&mut self) -> Result<Response<O>, Error<E>> {
        self.client.wait(self.poller.wait()).unwrap_or_else(|| Err(called_in_async(self.operation)))
    }

    /// How another process goes on with the operation. Returns `None` before its start and after its end.
    pub fn token(&self) -> Option<&PollToken> {
        self.poller.token()
    }
}

impl<O: FromResponse, E: FromResponse> Iterator for Poller<O, E> {
    type Item = Result<OperationState<O>, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.poller.next()).unwrap_or_else(|| Some(Err(called_in_async(self.operation))))
    }
}

/// The error of a call in async code.
fn called_in_async<E>(operation: &'static Operation) -> Error<E> {
    let message = "the blocking client was called in async code; use the async client there";
    let error = TransportError::new(TransportErrorKind::Other, message);
    Error::Transport(Box::new(TransportFailure { operation, error, response: None, attempts: Attempts::default() }))
}
