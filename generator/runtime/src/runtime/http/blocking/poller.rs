//! Long-running operations, for programs that are not async.

use super::{Client, called_in_async};
use crate::runtime::http::error::Error;
use crate::runtime::http::poll_token::PollToken;
use crate::runtime::http::poller::{self, OperationState};
use crate::runtime::http::request::Request;
use crate::runtime::http::response::{FromResponse, Response};
use crate::runtime::spec::operation::Operation;

impl Client {
    /// Sends the request and follows the long-running operation that it starts. Nothing is sent until the first state is
    /// asked for.
    pub fn poller<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Poller<O, E> {
        Poller { operation: request.operation(), poller: request.poller(&self.client), client: self.clone() }
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
