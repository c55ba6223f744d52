//! How a batch is sent: in parts of the size that the service takes, and what it could not take now again later.

use super::entry::{Answer, Entry, Outcome, State};
use super::group::Group;
use super::message;
use super::requests::Batch;
use super::results::BatchResults;
use super::schedule::{next_due, ready, settle};
use crate::runtime::http::call::Streaming;
use crate::runtime::http::client::{Client, finish};
use crate::runtime::http::error::{DecodeError, Error};
use crate::runtime::http::failure::Failure;
use crate::runtime::http::raw_response::RawResponse;
use crate::runtime::http::request_error::RequestError;
use crate::runtime::http::request_options::Reading;
use crate::runtime::http::request_parts::{RequestCredentials, RequestParts};
use crate::runtime::http::response::Response;
use crate::runtime::http::retry::Decision;
use crate::runtime::http::stream_setup::StreamSetup;
use crate::runtime::http::transport::Transport;
use crate::runtime::http::undecodable::Undecodable;
use crate::runtime::model::value::Json;
use crate::runtime::spec::batching::Batching;
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::response_spec::{ResponseSpec, Status};
use bytes::Bytes;
use http::StatusCode;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

impl Client {
    /// Sends the requests of a batch, and returns when all of them have ended. Each has a result of its own.
    ///
    /// Requests that the service could not take now, such as those of status 429 or 503 with a `Retry-After`, are sent again
    /// without the others, each when its own time has come, as often as its [`RetryPolicy`](crate::runtime::RetryPolicy)
    /// allows. A batch that fails as a whole is retried as a request that is not idempotent. Requests for several servers, or
    /// with different credentials or scopes, are sent in batches of their own.
    pub async fn send_batch(&self, batch: Batch) -> BatchResults {
        let Batch { table, mut entries, number } = batch;
        let groups: Vec<Option<Group>> = entries.iter_mut().map(|entry| grouped(self, entry)).collect();
        let started = self.transport().elapsed();
        loop {
            settle(&mut entries);
            let now = self.transport().elapsed();
            let chosen = ready(&entries, &groups, now, table.limit());
            let group = chosen.first().and_then(|index| groups.get(*index)?.as_ref());
            match (group, next_due(&entries, now)) {
                (Some(group), _) => Part { client: self, table, group, started }.send(&mut entries, &chosen).await,
                (None, Some(due)) => self.sleep(due.saturating_sub(now)).await,
                (None, None) => break,
            }
        }
        BatchResults { number, entries, strictness: self.config().strictness }
    }
}

/// The group of a request. One that cannot be sent has ended.
fn grouped(client: &Client, entry: &mut Entry) -> Option<Group> {
    entry.due()?;
    let group = Group::of(client, &entry.parts).and_then(|group| {
        // What cannot be written is told of this request alone.
        written(client, 0, &entry.parts, &[]).map(|_| group)
    });
    group.map_err(|error| entry.end(Outcome::Refused(error))).ok()
}

/// A request as a batch has it.
fn written(
    client: &Client,
    index: usize,
    parts: &RequestParts,
    after: &[usize],
) -> Result<Box<RawValue>, RequestError> {
    let mut headers = parts.headers(RequestCredentials::default());
    let key = client.config().idempotency_header.as_ref();
    parts.options.idempotency.finish(&mut headers, key, || client.now());
    message::written(index, parts, &headers, after)
}

/// What a batch is answered with. The document of the requests does not have it.
static ANSWER: ResponseSpec = ResponseSpec::success(Status::Range(2), ContentKind::Json, "application/json", 0);

/// The responses of a batch, by the index of their request. The error of one is why it is no response.
type Answers = BTreeMap<usize, Result<Answer, String>>;

/// A batch that is sent at once.
struct Part<'a> {
    client: &'a Client,
    table: &'static Batching,
    group: &'a Group,
    /// When the first part was sent.
    started: Duration,
}

impl Part<'_> {
    /// Sends these requests, and keeps what became of each.
    async fn send(&self, entries: &mut [Entry], chosen: &[usize]) {
        each(entries, chosen, |entry| entry.attempts.begin());
        match self.exchange(entries, chosen).await {
            Ok(mut answers) => {
                for index in chosen {
                    let answer = answers.remove(index);
                    self.take(entries, *index, answer);
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                each(entries, chosen, |entry| entry.end(Outcome::BatchFailed(Arc::clone(&error))));
            }
        }
    }

    async fn exchange(&self, entries: &[Entry], chosen: &[usize]) -> Result<Answers, Error<Json>> {
        let operation = self.table.operation();
        let requests = chosen.iter().filter_map(|index| Some((*index, entries.get(*index)?)));
        let requests = requests.map(|(index, entry)| {
            let after: Vec<usize> = entry.after.iter().copied().filter(|before| chosen.contains(before)).collect();
            written(self.client, index, &entry.parts, &after)
        });
        let requests: Vec<Box<RawValue>> = requests.collect::<Result<_, _>>().map_err(Error::Request)?;
        let malformed = |reason: String| Error::Request(RequestError::malformed(operation, reason));
        let body = message::batch(&requests).map_err(|error| malformed(error.to_string()))?;
        let parts = self.group.request(self.client, self.table, body.get().to_owned());
        let ran = self.client.receive(&parts, Streaming::Never).await;
        let response = finish::<Bytes, Json>(ran, operation, Reading::Raw, StreamSetup::default())?;
        message::read(response.body(), entries).map_err(|reason| self.undecodable(&response, reason))
    }

    /// The error of a response that is no response to a batch.
    fn undecodable(&self, response: &Response<Bytes>, reason: String) -> Error<Json> {
        let response = RawResponse {
            operation: self.table.operation(),
            status: response.status(),
            headers: response.headers().clone(),
            bytes: response.body().clone(),
            attempts: response.attempts(),
        };
        let fault = Undecodable::new(format!("the response is none to a batch: {reason}"));
        Error::Decode(Box::new(DecodeError::new(response, Some(&ANSWER), fault)))
    }

    /// Keeps the response to a request, or says when the request is sent again.
    fn take(&self, entries: &mut [Entry], index: usize, answer: Option<Result<Answer, String>>) {
        let answer = match answer {
            Some(Ok(answer)) => answer,
            Some(Err(reason)) => return each(entries, &[index], |entry| entry.end(Outcome::Malformed(reason.clone()))),
            None => return each(entries, &[index], |entry| entry.end(Outcome::Missing)),
        };
        let again = match answer.status {
            StatusCode::FAILED_DEPENDENCY => again_with_dependency(entries, index),
            _ => None,
        };
        let Some(entry) = entries.get_mut(index) else { return };
        let retries = match entry.state {
            State::Waiting { retries, .. } => retries,
            State::Done(_) => return,
        };
        if let Some(due) = again {
            entry.state = State::Waiting { due, retries };
            return;
        }
        match self.retry_wait(entry, &answer, retries) {
            Some(wait) => {
                entry.attempts.add_wait(wait);
                let due = self.client.transport().elapsed().saturating_add(wait);
                entry.state = State::Waiting { due, retries: retries.saturating_add(1) };
            }
            None => entry.end(Outcome::Answered(answer)),
        }
    }

    /// The time to wait before a request is sent again. Returns `None` if it is not.
    fn retry_wait(&self, entry: &mut Entry, answer: &Answer, retries: u32) -> Option<Duration> {
        let config = self.client.config();
        let options = &entry.parts.options;
        let policy = options.retry.as_ref().unwrap_or(&config.retry);
        let policy = policy.with_overrides(options.retry_strategy, options.retry_rule.as_ref());
        if !policy.may_retry(answer.status) {
            return None;
        }
        let now = self.client.transport().elapsed();
        let failure = Failure {
            error: None,
            head: Some((answer.status, &answer.headers)),
            idempotent: entry.parts.is_idempotent(config.idempotency_header.as_ref()),
            strategy: policy.chosen_strategy(),
            retries_so_far: retries,
            elapsed: now.saturating_sub(self.started),
            now: self.client.now(),
        };
        match policy.decide(&failure, None) {
            Decision::Asked(wait) => Some(wait),
            Decision::Retry(wait) => config.flow.spending.take_retry(config.retry_budget, now).then_some(wait),
            Decision::Stop(limit) => {
                entry.attempts.end(limit);
                None
            }
        }
    }
}

/// When a request is sent again that failed only because one that it depends on is sent again.
fn again_with_dependency(entries: &[Entry], index: usize) -> Option<Duration> {
    let after = entries.get(index)?.after.iter();
    after.filter_map(|before| entries.get(*before)?.due()).max()
}

/// Does something to each of these requests.
fn each(entries: &mut [Entry], chosen: &[usize], mut act: impl FnMut(&mut Entry)) {
    for index in chosen {
        if let Some(entry) = entries.get_mut(*index) {
            act(entry);
        }
    }
}
