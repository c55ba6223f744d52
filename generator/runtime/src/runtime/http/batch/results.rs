//! The responses to the requests of a batch, each decoded as the response of its own operation.

use super::entry::{Answer, Entry, Outcome, State};
use super::error::BatchError;
use super::requests::BatchHandle;
use crate::runtime::http::call::{Ran, Received};
use crate::runtime::http::client::finish;
use crate::runtime::http::error::Error;
use crate::runtime::http::matching::Strictness;
use crate::runtime::http::response::{FromResponse, ReceivedBody, Response};
use crate::runtime::http::stream_setup::StreamSetup;
use crate::runtime::spec::response_spec::choose;
use http::header::CONTENT_TYPE;
use std::fmt;

/// What has become of the requests of a batch.
pub struct BatchResults {
    pub(crate) number: u64,
    pub(crate) entries: Vec<Entry>,
    /// How strictly bodies are read unless their request says it.
    pub(crate) strictness: Strictness,
}

impl BatchResults {
    /// The body of the response to a request.
    ///
    /// # Errors
    ///
    /// Returns an error if the request failed, or if the batch that it was sent in did; see [`BatchError`].
    pub fn get<O: FromResponse, E: FromResponse>(&self, handle: BatchHandle<O, E>) -> Result<O, BatchError<E>> {
        self.response(handle).map(Response::into_body)
    }

    /// The response to a request, with its status and headers.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`BatchResults::get`].
    pub fn response<O: FromResponse, E: FromResponse>(
        &self,
        handle: BatchHandle<O, E>,
    ) -> Result<Response<O>, BatchError<E>> {
        let id = handle.id();
        let entry = self.entries.get(id.index).filter(|_| id.batch == self.number).ok_or(BatchError::Foreign)?;
        match &entry.state {
            State::Done(Outcome::Answered(answer)) => Ok(self.decoded(entry, answer.clone())?),
            State::Done(Outcome::Refused(error)) => Err(Error::Request(error.clone()).into()),
            State::Done(Outcome::BatchFailed(error)) => Err(BatchError::Batch(error.clone())),
            State::Done(Outcome::DependencyFailed(index)) => {
                let operation = self.entries.get(*index).map_or("", |entry| entry.parts.operation.id());
                Err(BatchError::Dependency { operation })
            }
            State::Done(Outcome::Malformed(reason)) => Err(BatchError::Malformed { reason: reason.clone() }),
            State::Done(Outcome::Missing) | State::Waiting { .. } => Err(BatchError::Missing),
        }
    }

    fn decoded<O: FromResponse, E: FromResponse>(
        &self,
        entry: &Entry,
        answer: Answer,
    ) -> Result<Response<O>, Error<E>> {
        let Answer { status, headers, body } = answer;
        let operation = entry.parts.operation;
        let content_type = headers.get(CONTENT_TYPE).cloned();
        let media_type = content_type.as_ref().and_then(|value| value.to_str().ok());
        let spec = choose(operation.responses, status, media_type);
        let body = ReceivedBody::Full(body);
        let received = Received { operation, status, headers, spec, content_type, body };
        let strictness = entry.parts.options.strictness.unwrap_or(self.strictness);
        let ran = Ran { outcome: Ok(received), attempts: entry.attempts, observation: None, strictness };
        finish(ran, operation, entry.parts.options.reading, StreamSetup::default())
    }
}

impl fmt::Debug for BatchResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let succeeded = self.entries.iter().filter(|entry| entry.succeeded()).count();
        f.debug_struct("BatchResults")
            .field("requests", &self.entries.len())
            .field("succeeded", &succeeded)
            .finish_non_exhaustive()
    }
}
