//! A request of a batch, and what has become of it.

use crate::runtime::http::attempts::Attempts;
use crate::runtime::http::error::Error;
use crate::runtime::http::request_error::RequestError;
use crate::runtime::http::request_parts::RequestParts;
use crate::runtime::model::value::Json;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::sync::Arc;
use std::time::Duration;

/// A request of a batch.
pub(crate) struct Entry {
    pub(crate) parts: Box<RequestParts>,
    /// The indexes of the requests that must succeed before it.
    pub(crate) after: Vec<usize>,
    pub(crate) attempts: Attempts,
    pub(crate) state: State,
}

/// What has become of a request.
pub(crate) enum State {
    /// It is sent from this time on, by the monotonic clock.
    Waiting { due: Duration, retries: u32 },
    /// It is answered, or never will be.
    Done(Outcome),
}

/// How a request ended.
#[derive(Clone)]
pub(crate) enum Outcome {
    /// With this response.
    Answered(Answer),
    /// It is not valid.
    Refused(RequestError),
    /// With the failure of the batch that it was in.
    BatchFailed(Arc<Error<Json>>),
    /// It was not sent, since this request failed before it.
    DependencyFailed(usize),
    /// The service did not answer it.
    Missing,
    /// The service answered it with what is no response, for this reason.
    Malformed(String),
}

/// A response in a batch.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Entry {
    pub(crate) fn new(parts: Box<RequestParts>, after: Vec<usize>) -> Self {
        let state = match parts.check() {
            Ok(()) => State::Waiting { due: Duration::ZERO, retries: 0 },
            Err(error) => State::Done(Outcome::Refused(error)),
        };
        Self { parts, after, attempts: Attempts::default(), state }
    }

    /// The time from which it is sent, if it is not done.
    pub(crate) fn due(&self) -> Option<Duration> {
        match self.state {
            State::Waiting { due, .. } => Some(due),
            State::Done(_) => None,
        }
    }

    /// Whether it is done and succeeded.
    pub(crate) fn succeeded(&self) -> bool {
        match &self.state {
            State::Done(Outcome::Answered(answer)) => !is_failure(answer.status),
            State::Done(
                Outcome::Refused(_)
                | Outcome::BatchFailed(_)
                | Outcome::DependencyFailed(_)
                | Outcome::Missing
                | Outcome::Malformed(_),
            )
            | State::Waiting { .. } => false,
        }
    }

    pub(crate) fn end(&mut self, outcome: Outcome) {
        self.state = State::Done(outcome);
    }
}

fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}
