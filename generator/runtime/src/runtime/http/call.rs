//! A call: the attempts to send a request, the waits between them, and the refresh of a rejected token.

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
use super::timing::{BoxFuture, seconds, with_limit};
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec, choose};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;
use std::time::Duration;

/// A call: a request, the settings of the client and its transport.
pub(crate) struct Call<'a> {
    pub(crate) config: &'a Config,
    pub(crate) transport: &'a Arc<dyn Transport>,
    pub(crate) parts: &'a RequestParts,
}

/// A received response, and the documented response that it is.
pub(crate) struct Received {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) spec: Option<&'static ResponseSpec>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: ReceivedBody,
}

/// Which bodies are returned before they are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Streaming {
    /// None.
    Never,
    /// Those that the document describes as streams.
    Documented,
    /// Those of all successful responses.
    Successes,
}

impl Streaming {
    /// Whether the body of a response is returned before it is complete.
    fn applies(self, status: StatusCode, spec: Option<&'static ResponseSpec>) -> bool {
        match self {
            Self::Never => false,
            Self::Documented => spec.is_some_and(is_stream),
            Self::Successes => spec.map_or(status.is_success(), |spec| spec.outcome() == Outcome::Success),
        }
    }
}

/// The error of a call without a complete response.
pub(crate) enum CallError {
    /// The request was not sent.
    Request(RequestError),
    /// The request was not sent because a provider returned no token.
    Credential(CredentialError),
    /// No complete response was received. The head of the response is kept if it was received.
    Transport(TransportError, Option<Box<RawResponse>>),
}

impl From<TransportError> for CallError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error, None)
    }
}

/// The time limit of an attempt.
struct AttemptTimeout<'a> {
    limit: Duration,
    /// The name of the setting that the limit comes from.
    name: &'static str,
    wait: BoxFuture<'a, ()>,
}

impl AttemptTimeout<'_> {
    /// Runs a part of the attempt within the limit. `missing` is the message for what was not received in time.
    async fn limit<T, E: From<TransportError>>(
        timeout: &mut Option<Self>,
        missing: &str,
        part: impl Future<Output = Result<T, E>> + Send,
    ) -> Result<T, E> {
        let Some(timeout) = timeout else { return part.await };
        let outcome = with_limit(part, &mut timeout.wait).await;
        outcome.unwrap_or_else(|| Err(timeout_error(missing, timeout.limit, timeout.name).into()))
    }
}

/// The state of a call between its attempts.
struct Progress {
    /// The start of the call, by the monotonic clock.
    started: Duration,
    retries: u32,
    /// The challenge of the server that rejected the last token, if it did. The next attempt requests another token.
    refused: Option<Option<String>>,
    refreshed: bool,
}

impl Call<'_> {
    /// Runs attempts until one is not retried.
    pub(crate) async fn run(&self, streaming: Streaming) -> Result<Received, CallError> {
        self.parts.check().map_err(CallError::Request)?;
        let destination = destination(self.config, self.parts).map_err(CallError::Request)?;
        let providers = auth::choose_providers(self.config, self.parts, &destination).map_err(CallError::Request)?;
        let mut progress = Progress { started: self.transport.elapsed(), retries: 0, refused: None, refreshed: false };
        loop {
            let timeout = self.timeout(&progress)?;
            let outcome = self.attempt(&destination, &providers, &progress, streaming, timeout).await;
            if self.needs_new_token(&outcome, &providers, &mut progress) {
                continue;
            }
            match self.retry_wait(&outcome, &progress) {
                Some(wait) => self.transport.sleep(wait).await,
                None => return outcome,
            }
            progress.retries += 1;
        }
    }

    /// Runs one attempt, until the whole response is received, or its head if the body is a stream.
    async fn attempt(
        &self,
        destination: &Destination,
        providers: &Providers,
        progress: &Progress,
        streaming: Streaming,
        mut timeout: Option<AttemptTimeout<'_>>,
    ) -> Result<Received, CallError> {
        let operation = self.parts.operation;
        let sent = self.send(destination, providers, progress);
        let (head, body) = AttemptTimeout::limit(&mut timeout, "no response was received", sent).await?.into_parts();
        let body = body.with_limits(self.idle(), self.config.body_limit);
        let content_type =
            head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let spec = choose(operation.all_responses(), head.status, content_type.as_deref());
        let body = if streaming.applies(head.status, spec) {
            ReceivedBody::Stream(body)
        } else {
            let whole = body.collect(self.config.body_limit);
            match AttemptTimeout::limit(&mut timeout, "the body was not received completely", whole).await {
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

    /// Sends the request with its credentials, and returns the response with a body that is not yet received.
    async fn send(
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
            headers::add_default(request.headers_mut(), name, value);
        }
        Ok(self.transport.send(request).await?)
    }

    /// The time limit of the next attempt. An error is returned if the deadline of the call has passed.
    fn timeout(&self, progress: &Progress) -> Result<Option<AttemptTimeout<'_>>, CallError> {
        let timeout = self.parts.options.timeout.unwrap_or(self.config.timeout);
        let deadline = self.deadline().map(|deadline| (deadline, deadline.saturating_sub(self.elapsed(progress))));
        let ends = |limit, name, wait| Some(AttemptTimeout { limit, name, wait: self.transport.sleep(wait) });
        Ok(match (timeout, deadline) {
            (_, Some((deadline, Duration::ZERO))) => {
                return Err(timeout_error("no response was received", deadline, "deadline").into());
            }
            (Some(timeout), Some((_, left))) if timeout <= left => ends(timeout, "timeout", timeout),
            (_, Some((deadline, left))) => ends(deadline, "deadline", left),
            (Some(timeout), None) => ends(timeout, "timeout", timeout),
            (None, None) => None,
        })
    }

    /// The deadline of the call.
    fn deadline(&self) -> Option<Duration> {
        self.parts.options.deadline.unwrap_or(self.config.deadline)
    }

    /// The limit on the time without data.
    fn idle(&self) -> Option<Idle> {
        let limit = self.parts.options.idle_timeout.unwrap_or(self.config.idle_timeout)?;
        let transport = self.transport.clone();
        Some(Idle::new(limit, move || {
            let transport = transport.clone();
            Box::pin(async move { transport.sleep(limit).await })
        }))
    }

    /// The time since the start of the call.
    fn elapsed(&self, progress: &Progress) -> Duration {
        self.transport.elapsed().saturating_sub(progress.started)
    }

    /// Whether the server rejected a token, and a provider may return another one. Another one is requested only once.
    fn needs_new_token(
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

    /// The time to wait before the next attempt. Returns `None` if the outcome is not retried.
    fn retry_wait(&self, outcome: &Result<Received, CallError>, progress: &Progress) -> Option<Duration> {
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
            idempotent: self.parts.is_idempotent(),
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

/// The error of a limit that has passed.
fn timeout_error(missing: &str, limit: Duration, name: &str) -> TransportError {
    let message = format!("{missing} within {}, which is the `{name}`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
