//! What happens between a request and its answer? Attempts, waits, and a second token where the first was refused.

use super::answer::{Answer, Outcome, choose};
use super::auth::{self, AuthError, Choice};
use super::builder::Config;
use super::content::ContentKind;
use super::destination::{Destination, destination};
use super::draft::Draft;
use super::error::{CredentialError, Reply};
use super::headers;
use super::idle::Idle;
use super::operation::Operation;
use super::request_error::RequestError;
use super::retry::Failure;
use super::transport::{BodyStream, BoxFuture, Transport, TransportError, TransportErrorKind, before, seconds};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;
use std::time::Duration;

/// One call: a request, the client's settings and its transport.
pub(crate) struct Exchange<'a> {
    pub(crate) config: &'a Config,
    pub(crate) transport: &'a Arc<dyn Transport>,
    pub(crate) draft: &'a Draft,
}

/// What arrived, and which documented answer it is.
pub(crate) struct Arrival {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) answer: Option<&'static Answer>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Arrived,
}

/// A body that has arrived, or one that is still arriving.
pub(crate) enum Arrived {
    Full(Bytes),
    Stream(BodyStream),
}

/// Why nothing arrived, or not all of it.
pub(crate) enum ExchangeError {
    Request(RequestError),
    Credential(CredentialError),
    /// With the head of the answer, when it came.
    Transport(TransportError, Option<Box<Reply>>),
}

impl From<TransportError> for ExchangeError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error, None)
    }
}

/// The end of an attempt.
struct Alarm<'a> {
    limit: Duration,
    /// The setting that it is.
    name: &'static str,
    wait: BoxFuture<'a, ()>,
}

impl Alarm<'_> {
    /// Runs a part of the attempt. `missing` says what has not come when the time is over.
    async fn before<T, E: From<TransportError>>(
        alarm: &mut Option<Self>,
        missing: &str,
        part: impl Future<Output = Result<T, E>> + Send,
    ) -> Result<T, E> {
        let Some(alarm) = alarm else { return part.await };
        let outcome = before(part, &mut alarm.wait).await;
        outcome.unwrap_or_else(|| Err(late(missing, alarm.limit, alarm.name).into()))
    }
}

/// What the attempts so far have shown.
struct Progress {
    /// By the clock that never jumps.
    started: Duration,
    retries: u32,
    /// The server refused a token, with this challenge; another one is asked for.
    refused: Option<Option<String>>,
    refreshed: bool,
}

impl Exchange<'_> {
    /// Runs attempts until one stands. `streams`: the caller takes a body that is still arriving.
    pub(crate) async fn run(&self, streams: bool) -> Result<Arrival, ExchangeError> {
        self.draft.check().map_err(ExchangeError::Request)?;
        let destination = destination(self.config, self.draft).map_err(ExchangeError::Request)?;
        let choice = auth::choose(self.config, self.draft, &destination).map_err(ExchangeError::Request)?;
        let mut progress = Progress { started: self.transport.elapsed(), retries: 0, refused: None, refreshed: false };
        loop {
            let alarm = self.alarm(&progress)?;
            let outcome = self.attempt(&destination, &choice, &progress, streams, alarm).await;
            if self.wants_new_token(&outcome, &choice, &mut progress) {
                continue;
            }
            match self.wait(&outcome, &progress) {
                Some(wait) => self.transport.sleep(wait).await,
                None => return outcome,
            }
            progress.retries += 1;
        }
    }

    /// One attempt, until the whole answer is there, or its head where the body is a stream.
    async fn attempt(
        &self,
        destination: &Destination,
        choice: &Choice,
        progress: &Progress,
        streams: bool,
        mut alarm: Option<Alarm<'_>>,
    ) -> Result<Arrival, ExchangeError> {
        let operation = self.draft.operation;
        let asked = self.ask(destination, choice, progress);
        let (head, body) = Alarm::before(&mut alarm, "no answer came", asked).await?.into_parts();
        let body = body.guarded(self.idle(), self.config.body_limit);
        let content_type =
            head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let answer = choose(operation.all_answers(), head.status, content_type.as_deref());
        let body = if streams && answer.is_some_and(is_stream) {
            Arrived::Stream(body)
        } else {
            let whole = body.collect(self.config.body_limit);
            match Alarm::before(&mut alarm, "the end of the body did not come", whole).await {
                Ok(bytes) => Arrived::Full(bytes),
                Err(error) => {
                    let (status, headers) = (head.status, head.headers);
                    let reply = Reply { operation, status, headers, bytes: Bytes::new() };
                    return Err(ExchangeError::Transport(error, Some(Box::new(reply))));
                }
            }
        };
        Ok(Arrival { operation, status: head.status, headers: head.headers, answer, content_type, body })
    }

    /// Sends the request with its credentials, and gives the head of the answer.
    async fn ask(
        &self,
        destination: &Destination,
        choice: &Choice,
        progress: &Progress,
    ) -> Result<http::Response<BodyStream>, ExchangeError> {
        let challenge = progress.refused.as_ref().and_then(Option::as_deref);
        let renew = progress.refused.is_some();
        let proof = auth::prove(choice, self.draft.operation, destination, renew, challenge).await.map_err(
            |error| match error {
                AuthError::Request(error) => ExchangeError::Request(error),
                AuthError::Credential(error) => ExchangeError::Credential(error),
            },
        )?;
        let mut request = self.draft.assemble(&destination.base_url, &proof).map_err(ExchangeError::Request)?;
        for (name, value) in auth::default_headers(self.config, self.draft, destination) {
            headers::add(request.headers_mut(), name, value);
        }
        Ok(self.transport.send(request).await?)
    }

    /// When the next attempt ends. An error when there is no time left.
    fn alarm(&self, progress: &Progress) -> Result<Option<Alarm<'_>>, ExchangeError> {
        let timeout = self.draft.options.timeout.unwrap_or(self.config.timeout);
        let deadline = self.deadline().map(|deadline| (deadline, deadline.saturating_sub(self.elapsed(progress))));
        let alarm = |limit, name, wait| Some(Alarm { limit, name, wait: self.transport.sleep(wait) });
        Ok(match (timeout, deadline) {
            (_, Some((deadline, Duration::ZERO))) => return Err(late("no answer came", deadline, "deadline").into()),
            (Some(timeout), Some((_, left))) if timeout <= left => alarm(timeout, "timeout", timeout),
            (_, Some((deadline, left))) => alarm(deadline, "deadline", left),
            (Some(timeout), None) => alarm(timeout, "timeout", timeout),
            (None, None) => None,
        })
    }

    fn deadline(&self) -> Option<Duration> {
        self.draft.options.deadline.unwrap_or(self.config.deadline)
    }

    fn idle(&self) -> Option<Idle> {
        let limit = self.draft.options.idle_timeout.unwrap_or(self.config.idle_timeout)?;
        Some(Idle::new(self.transport.clone(), limit))
    }

    fn elapsed(&self, progress: &Progress) -> Duration {
        self.transport.elapsed().saturating_sub(progress.started)
    }

    /// Whether the server refused a token for which its provider may have another one. That is tried once.
    fn wants_new_token(
        &self,
        outcome: &Result<Arrival, ExchangeError>,
        choice: &Choice,
        progress: &mut Progress,
    ) -> bool {
        progress.refused = None;
        let Ok(arrival) = outcome else { return false };
        let refused = arrival.status == StatusCode::UNAUTHORIZED && !progress.refreshed;
        if !refused || !choice.iter().any(|(_, provider)| provider.can_refresh()) {
            return false;
        }
        let challenge = arrival.headers.get(header::WWW_AUTHENTICATE).and_then(|value| value.to_str().ok());
        progress.refused = Some(challenge.map(str::to_owned));
        progress.refreshed = true;
        true
    }

    /// How long to wait before the next attempt. None: the outcome stands.
    fn wait(&self, outcome: &Result<Arrival, ExchangeError>, progress: &Progress) -> Option<Duration> {
        let (error, head) = match outcome {
            Ok(arrival) => (None, Some((arrival.status, &arrival.headers))),
            Err(ExchangeError::Transport(error, reply)) => {
                (Some(error), reply.as_ref().map(|reply| (reply.status, &reply.headers)))
            }
            Err(ExchangeError::Request(_) | ExchangeError::Credential(_)) => return None,
        };
        let elapsed = self.elapsed(progress);
        let failure = Failure {
            error,
            head,
            repeatable: self.draft.operation.is_idempotent() || self.draft.has_idempotency_key(),
            retries_so_far: progress.retries,
            elapsed,
            now: self.transport.now(),
        };
        let policy = self.draft.options.retry.as_ref().unwrap_or(&self.config.retry);
        policy.wait(&failure).filter(|wait| self.deadline().is_none_or(|end| elapsed.saturating_add(*wait) < end))
    }
}

/// Whether a documented answer is read item by item.
fn is_stream(answer: &Answer) -> bool {
    answer.outcome() == Outcome::Success
        && matches!(answer.kind(), Some(ContentKind::EventStream | ContentKind::JsonLines))
}

fn late(missing: &str, limit: Duration, name: &str) -> TransportError {
    let message = format!("{missing} within {}, which is the `{name}`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
