//! What happens between a request and its response? Attempts, waits, and a second token where the first was refused.

use super::auth::{self, AuthError, Providers};
use super::body_stream::BodyStream;
use super::config::Config;
use super::error::{CredentialError, RawResponse};
use super::headers;
use super::idle::Idle;
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use super::response::ReceivedBody;
use super::retry::Failure;
use super::server_selection::{Destination, destination};
use super::timing::{BoxFuture, before, seconds};
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec, choose};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;
use std::time::Duration;

/// One call: a request, the client's settings and its transport.
pub(crate) struct Call<'a> {
    pub(crate) config: &'a Config,
    pub(crate) transport: &'a Arc<dyn Transport>,
    pub(crate) parts: &'a RequestParts,
}

/// What arrived, and which documented response it is.
pub(crate) struct Received {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) spec: Option<&'static ResponseSpec>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: ReceivedBody,
}

/// Why nothing arrived, or not all of it.
pub(crate) enum CallError {
    Request(RequestError),
    Credential(CredentialError),
    /// With the head of the response, when it came.
    Transport(TransportError, Option<Box<RawResponse>>),
}

impl From<TransportError> for CallError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error, None)
    }
}

/// The end of an attempt.
struct AttemptTimeout<'a> {
    limit: Duration,
    /// The setting that it is.
    name: &'static str,
    wait: BoxFuture<'a, ()>,
}

impl AttemptTimeout<'_> {
    /// Runs a part of the attempt. `missing` says what has not come when the time is over.
    async fn before<T, E: From<TransportError>>(
        timeout: &mut Option<Self>,
        missing: &str,
        part: impl Future<Output = Result<T, E>> + Send,
    ) -> Result<T, E> {
        let Some(timeout) = timeout else { return part.await };
        let outcome = before(part, &mut timeout.wait).await;
        outcome.unwrap_or_else(|| Err(late(missing, timeout.limit, timeout.name).into()))
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

impl Call<'_> {
    /// Runs attempts until one stands. `streams`: the caller takes a body that is still arriving.
    pub(crate) async fn run(&self, streams: bool) -> Result<Received, CallError> {
        self.parts.check().map_err(CallError::Request)?;
        let destination = destination(self.config, self.parts).map_err(CallError::Request)?;
        let providers = auth::choose(self.config, self.parts, &destination).map_err(CallError::Request)?;
        let mut progress = Progress { started: self.transport.elapsed(), retries: 0, refused: None, refreshed: false };
        loop {
            let timeout = self.timeout(&progress)?;
            let outcome = self.attempt(&destination, &providers, &progress, streams, timeout).await;
            if self.wants_new_token(&outcome, &providers, &mut progress) {
                continue;
            }
            match self.wait(&outcome, &progress) {
                Some(wait) => self.transport.sleep(wait).await,
                None => return outcome,
            }
            progress.retries += 1;
        }
    }

    /// One attempt, until the whole response is there, or its head where the body is a stream.
    async fn attempt(
        &self,
        destination: &Destination,
        providers: &Providers,
        progress: &Progress,
        streams: bool,
        mut timeout: Option<AttemptTimeout<'_>>,
    ) -> Result<Received, CallError> {
        let operation = self.parts.operation;
        let asked = self.ask(destination, providers, progress);
        let (head, body) = AttemptTimeout::before(&mut timeout, "no response came", asked).await?.into_parts();
        let body = body.guarded(self.idle(), self.config.body_limit);
        let content_type =
            head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let spec = choose(operation.all_responses(), head.status, content_type.as_deref());
        let body = if streams && spec.is_some_and(is_stream) {
            ReceivedBody::Stream(body)
        } else {
            let whole = body.collect(self.config.body_limit);
            match AttemptTimeout::before(&mut timeout, "the end of the body did not come", whole).await {
                Ok(bytes) => ReceivedBody::Full(bytes),
                Err(error) => {
                    let (status, headers) = (head.status, head.headers);
                    let response = RawResponse { operation, status, headers, bytes: Bytes::new() };
                    return Err(CallError::Transport(error, Some(Box::new(response))));
                }
            }
        };
        Ok(Received { operation, status: head.status, headers: head.headers, spec, content_type, body })
    }

    /// Sends the request with its credentials, and gives the head of the response.
    async fn ask(
        &self,
        destination: &Destination,
        providers: &Providers,
        progress: &Progress,
    ) -> Result<http::Response<BodyStream>, CallError> {
        let challenge = progress.refused.as_ref().and_then(Option::as_deref);
        let renew = progress.refused.is_some();
        let credentials = auth::request_credentials(providers, self.parts.operation, destination, renew, challenge)
            .await
            .map_err(|error| match error {
                AuthError::Request(error) => CallError::Request(error),
                AuthError::Credential(error) => CallError::Credential(error),
            })?;
        let mut request = self.parts.assemble(&destination.base_url, &credentials).map_err(CallError::Request)?;
        for (name, value) in auth::default_headers(self.config, self.parts, destination) {
            headers::add(request.headers_mut(), name, value);
        }
        Ok(self.transport.send(request).await?)
    }

    /// When the next attempt ends. An error when there is no time left.
    fn timeout(&self, progress: &Progress) -> Result<Option<AttemptTimeout<'_>>, CallError> {
        let timeout = self.parts.options.timeout.unwrap_or(self.config.timeout);
        let deadline = self.deadline().map(|deadline| (deadline, deadline.saturating_sub(self.elapsed(progress))));
        let ends = |limit, name, wait| Some(AttemptTimeout { limit, name, wait: self.transport.sleep(wait) });
        Ok(match (timeout, deadline) {
            (_, Some((deadline, Duration::ZERO))) => return Err(late("no response came", deadline, "deadline").into()),
            (Some(timeout), Some((_, left))) if timeout <= left => ends(timeout, "timeout", timeout),
            (_, Some((deadline, left))) => ends(deadline, "deadline", left),
            (Some(timeout), None) => ends(timeout, "timeout", timeout),
            (None, None) => None,
        })
    }

    fn deadline(&self) -> Option<Duration> {
        self.parts.options.deadline.unwrap_or(self.config.deadline)
    }

    fn idle(&self) -> Option<Idle> {
        let limit = self.parts.options.idle_timeout.unwrap_or(self.config.idle_timeout)?;
        let transport = self.transport.clone();
        Some(Idle::new(limit, move || {
            let transport = transport.clone();
            Box::pin(async move { transport.sleep(limit).await })
        }))
    }

    fn elapsed(&self, progress: &Progress) -> Duration {
        self.transport.elapsed().saturating_sub(progress.started)
    }

    /// Whether the server refused a token for which its provider may have another one. That is tried once.
    fn wants_new_token(
        &self,
        outcome: &Result<Received, CallError>,
        providers: &Providers,
        progress: &mut Progress,
    ) -> bool {
        progress.refused = None;
        let Ok(received) = outcome else { return false };
        let refused = received.status == StatusCode::UNAUTHORIZED && !progress.refreshed;
        if !refused || !providers.iter().any(|(_, provider)| provider.can_refresh()) {
            return false;
        }
        let challenge = received.headers.get(header::WWW_AUTHENTICATE).and_then(|value| value.to_str().ok());
        progress.refused = Some(challenge.map(str::to_owned));
        progress.refreshed = true;
        true
    }

    /// How long to wait before the next attempt. None: the outcome stands.
    fn wait(&self, outcome: &Result<Received, CallError>, progress: &Progress) -> Option<Duration> {
        let (error, head) = match outcome {
            Ok(received) => (None, Some((received.status, &received.headers))),
            Err(CallError::Transport(error, response)) => {
                (Some(error), response.as_ref().map(|response| (response.status, &response.headers)))
            }
            Err(CallError::Request(_) | CallError::Credential(_)) => return None,
        };
        let elapsed = self.elapsed(progress);
        let failure = Failure {
            error,
            head,
            repeatable: self.parts.operation.is_idempotent() || self.parts.has_idempotency_key(),
            retries_so_far: progress.retries,
            elapsed,
            now: self.transport.now(),
        };
        let policy = self.parts.options.retry.as_ref().unwrap_or(&self.config.retry);
        policy.wait(&failure).filter(|wait| self.deadline().is_none_or(|end| elapsed.saturating_add(*wait) < end))
    }
}

/// Whether a documented response is read item by item.
fn is_stream(spec: &ResponseSpec) -> bool {
    spec.outcome() == Outcome::Success && matches!(spec.kind(), Some(ContentKind::EventStream | ContentKind::JsonLines))
}

fn late(missing: &str, limit: Duration, name: &str) -> TransportError {
    let message = format!("{missing} within {}, which is the `{name}`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
