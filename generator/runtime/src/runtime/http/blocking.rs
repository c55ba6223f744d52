//! The client for programs that are not async: it waits for every response.
//!
//! It drives the async client on a runtime of its own, so both do the same; tokio is there anyway, below `reqwest`. The
//! runtime has a thread, so that connections are looked after between calls: one that the server has closed meanwhile is
//! not used again.

use super::client::Client as AsyncClient;
use super::config::BuildError;
use super::error::{Error, TransportFailure};
use super::request::Request;
use super::response::{FromResponse, Response};
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::spec::operation::Operation;
use std::future::Future;
use std::sync::Arc;
use tokio::runtime::{Builder, Handle, Runtime};

/// Sends requests and waits for the responses. Clones share everything.
#[derive(Debug, Clone)]
pub struct Client {
    client: AsyncClient,
    runtime: Arc<Owned>,
}

/// A runtime that may be dropped anywhere: its own destructor panics in async code.
#[derive(Debug)]
struct Owned(Option<Runtime>);

impl Drop for Owned {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// Waits for the responses of this client.
    pub fn new(client: AsyncClient) -> Result<Self, BuildError> {
        let runtime = Builder::new_multi_thread().worker_threads(1).thread_name("http").enable_all().build();
        let runtime = runtime.map_err(|error| BuildError::Transport { reason: error.to_string() })?;
        Ok(Self { client, runtime: Arc::new(Owned(Some(runtime))) })
    }

    /// Sends a request and gives the value of the response.
    pub fn send<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Result<O, Error<E>> {
        self.execute(request).map(Response::into_body)
    }

    /// Sends a request and gives the response with status and headers.
    pub fn execute<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Result<Response<O>, Error<E>> {
        let operation = request.operation();
        self.wait(self.client.execute(request)).unwrap_or_else(|| Err(misplaced(operation)))
    }

    /// Waits for anything else of this client, such as the next item of a stream. None in async code, where waiting
    /// would stop everything.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match &self.runtime.0 {
            Some(runtime) if Handle::try_current().is_err() => Some(runtime.block_on(future)),
            _ => None,
        }
    }
}

fn misplaced<E>(operation: &'static Operation) -> Error<E> {
    let message = "the blocking client was called in async code; use the async client there";
    let error = TransportError::new(TransportErrorKind::Other, message);
    Error::Transport(Box::new(TransportFailure { operation, error, response: None }))
}
