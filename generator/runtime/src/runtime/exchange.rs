//! What happens between a request and its answer? Attempts, waits, and a second token where the first was refused.

use super::answer::{Answer, Outcome, choose};
use super::auth::{self, AuthError, Choice};
use super::builder::Config;
use super::content::ContentKind;
use super::destination::{Destination, destination};
use super::draft::Draft;
use super::error::CredentialError;
use super::idle::Idle;
use super::operation::Operation;
use super::request_error::RequestError;
use super::retry::{Failure, FailureKind};
use super::transport::{BodyStream, Transport, TransportError, TransportErrorKind, before};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode, header};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

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

/// Why nothing arrived.
pub(crate) enum ExchangeError {
    Request(RequestError),
    Credential(CredentialError),
    Transport(TransportError),
}

/// What the attempts so far have shown.
struct Progress {
    started: SystemTime,
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
        let choice = auth::choose(self.config, self.draft.operation, &destination).map_err(ExchangeError::Request)?;
        let mut progress = Progress { started: self.transport.now(), retries: 0, refused: None, refreshed: false };
        loop {
            let limit = self.limit(&progress)?;
            let attempt = self.attempt(&destination, &choice, &progress, streams);
            let outcome = match limit {
                None => attempt.await,
                Some(limit) => before(attempt, self.transport.sleep(limit)).await.unwrap_or_else(|| Err(late(limit))),
            };
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

    /// One attempt.
    async fn attempt(
        &self,
        destination: &Destination,
        choice: &Choice,
        progress: &Progress,
        streams: bool,
    ) -> Result<Arrival, ExchangeError> {
        let operation = self.draft.operation;
        let challenge = progress.refused.as_ref().and_then(Option::as_deref);
        let proof = auth::prove(choice, operation, destination, progress.refused.is_some(), challenge).await.map_err(
            |error| match error {
                AuthError::Request(error) => ExchangeError::Request(error),
                AuthError::Credential(error) => ExchangeError::Credential(error),
            },
        )?;
        let mut request = self.draft.assemble(&destination.base_url, &proof).map_err(ExchangeError::Request)?;
        // A default header may be a credential, too.
        let may_go = |name: &HeaderName| destination.trusted || name == header::USER_AGENT;
        for (name, value) in self.config.headers.iter().filter(|(name, _)| may_go(name)) {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        let (head, body) = self.transport.send(request).await.map_err(ExchangeError::Transport)?.into_parts();
        let body = body.guarded(self.idle(), self.config.body_limit);
        let content_type =
            head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let answer = choose(operation.all_answers(), head.status, content_type.as_deref());
        let body = if streams && answer.is_some_and(is_stream) {
            Arrived::Stream(body)
        } else {
            Arrived::Full(body.collect(self.config.body_limit).await.map_err(ExchangeError::Transport)?)
        };
        Ok(Arrival { operation, status: head.status, headers: head.headers, answer, content_type, body })
    }

    /// How long the next attempt may take. An error when there is no time left.
    fn limit(&self, progress: &Progress) -> Result<Option<Duration>, ExchangeError> {
        let timeout = self.draft.options.timeout.or(self.config.timeout);
        let left = self.deadline().map(|deadline| (deadline, deadline.saturating_sub(self.elapsed(progress))));
        match left {
            Some((deadline, Duration::ZERO)) => Err(late(deadline)),
            Some((_, left)) => Ok(Some(timeout.map_or(left, |timeout| timeout.min(left)))),
            None => Ok(timeout),
        }
    }

    fn deadline(&self) -> Option<Duration> {
        self.draft.options.deadline.or(self.config.deadline)
    }

    fn idle(&self) -> Option<Idle> {
        let limit = self.draft.options.idle_timeout.unwrap_or(self.config.idle_timeout)?;
        Some(Idle::new(self.transport.clone(), limit))
    }

    fn elapsed(&self, progress: &Progress) -> Duration {
        self.transport.now().duration_since(progress.started).unwrap_or_default()
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
        let kind = match outcome {
            Ok(arrival) => FailureKind::Status(arrival.status, &arrival.headers),
            Err(ExchangeError::Transport(error)) => FailureKind::Transport(error),
            Err(ExchangeError::Request(_) | ExchangeError::Credential(_)) => return None,
        };
        let elapsed = self.elapsed(progress);
        let failure = Failure {
            kind,
            idempotent: self.draft.operation.is_idempotent(),
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

fn late(limit: Duration) -> ExchangeError {
    let message = format!("no answer came within {limit:?}");
    ExchangeError::Transport(TransportError::new(TransportErrorKind::Timeout, message))
}
