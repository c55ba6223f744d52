//! A call: the attempts to send a request, the waits between them, and the refresh of a rejected token.

use super::attempt_timeout::{AttemptTimeout, timeout_error};
use super::attempts::{Attempts, RetryLimit};
use super::auth::{self, AuthError, Providers};
use super::body_stream::BodyStream;
use super::config::Config;
use super::destinations::Destination;
use super::error::{CredentialError, Error, TransportFailure};
use super::failure::{Failure, retry_after};
use super::headers;
use super::idle::{Idle, Timer};
use super::matching::Strictness;
use super::observation::Observation;
use super::observed_send;
use super::observer::{AttemptEnd, CallInfo, WaitReason};
use super::places::Place;
use super::progress::Progress;
use super::raw_response::RawResponse;
use super::rejections::Rejection;
use super::request_error::RequestError;
use super::request_parts::{RequestCredentials, RequestParts};
use super::response::ReceivedBody;
use super::retry::Decision;
use super::server_selection::destination;
use super::timing::BoxFuture;
use super::transport::{NewConnection, Transport};
use super::transport_error::{TransportError, TransportErrorKind};
use super::turn::Turn;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::spec::media_type::{ContentKind, may_be_events};
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec, choose};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::pin::pin;
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
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) body: ReceivedBody,
}

/// Which bodies are returned before they are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Streaming {
    /// None.
    Never,
    /// Those that the document describes as streams.
    Documented,
    /// Those of JSON, which has a list that is read item by item.
    Lists,
    /// Those of all successful responses.
    Successes,
}

impl Streaming {
    /// Whether the body of a response is returned before it is complete.
    fn applies(self, status: StatusCode, spec: Option<&'static ResponseSpec>, media_type: Option<&str>) -> bool {
        match self {
            Self::Never => false,
            Self::Documented => spec.is_some_and(|spec| is_stream(spec, media_type)),
            Self::Lists => {
                spec.is_some_and(|spec| spec.outcome() == Outcome::Success && spec.kind() == Some(ContentKind::Json))
            }
            Self::Successes => spec.map_or(status.is_success(), |spec| spec.outcome() == Outcome::Success),
        }
    }
}

impl Received {
    /// Whether the body is not received yet.
    fn is_stream(&self) -> bool {
        matches!(self.body, ReceivedBody::Stream(_))
    }
}

/// What became of a call, before its response is decoded.
pub(crate) struct Ran {
    pub(crate) outcome: Result<Received, CallError>,
    pub(crate) attempts: Attempts,
    pub(crate) observation: Option<Arc<Observation>>,
    pub(crate) strictness: Strictness,
}

impl Ran {
    /// A call of a request that is not valid.
    pub(crate) fn refused(error: RequestError) -> Self {
        let (attempts, strictness) = (Attempts::default(), Strictness::default());
        Self { outcome: Err(CallError::Request(error)), attempts, observation: None, strictness }
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

impl CallError {
    /// The error with the attempts of its call.
    pub(crate) fn into_error<E>(self, operation: &'static Operation, attempts: Attempts) -> Error<E> {
        match self {
            Self::Request(error) => Error::Request(error),
            Self::Credential(error) => Error::Credential(Box::new(CredentialError { attempts, ..error })),
            Self::Transport(error, response) => {
                let response = response.map(|response| RawResponse { attempts, ..*response });
                Error::Transport(Box::new(TransportFailure { operation, error, response, attempts }))
            }
        }
    }
}

impl Call<'_> {
    /// Runs attempts until one is not retried.
    pub(crate) async fn run(self, streaming: Streaming) -> Ran {
        let mut progress = Progress::new(self.config, self.transport.as_ref(), self.parts);
        let outcome = self.run_attempts(streaming, &mut progress).await;
        let strictness = self.parts.options.strictness.unwrap_or(self.config.strictness);
        Ran { outcome, attempts: progress.attempts, observation: progress.observation.take(), strictness }
    }

    async fn run_attempts(&self, streaming: Streaming, progress: &mut Progress) -> Result<Received, CallError> {
        self.parts.check().map_err(CallError::Request)?;
        let destination = destination(self.config, self.parts).map_err(CallError::Request)?;
        let providers = auth::choose_providers(self.config, self.parts, &destination).map_err(CallError::Request)?;
        progress.rejection = self.config.flow.rejections.take(|scheme| providers.has(scheme));
        if let Some(observer) = &self.config.observer {
            let call = CallInfo::new(self.parts.operation, self.parts.method, destination.origin.clone());
            progress.observation = Some(Observation::begin(observer, call));
        }
        let (config, transport, origin) = (self.config, self.transport.as_ref(), &destination.origin);
        let turn = Turn { config, transport, origin, deadline: self.deadline() };
        let mut last = None;
        loop {
            let place = match (turn.take(progress).await, last) {
                (Ok(place), _) => place,
                (Err(_), Some(outcome)) => {
                    progress.attempts.end(Some(RetryLimit::Time));
                    return outcome;
                }
                (Err(error), None) => return Err(error.into()),
            };
            let timeout = self.timeout(progress)?;
            let outcome = self.attempt(&destination, &providers, progress, streaming, place, timeout).await;
            if let (Some(watch), Err(CallError::Transport(error, _))) = (progress.watch.take(), &outcome) {
                watch.end(AttemptEnd::Failed(error));
            }
            self.share(&outcome, &destination, progress);
            if !self.needs_new_token(&outcome, &providers, progress) {
                let Some(wait) = self.retry_wait(&outcome, progress) else { return outcome };
                progress.wait(transport, WaitReason::Retry, wait).await;
                progress.retries += 1;
            }
            // A stream that is not read would keep its place, which the next attempt may wait for.
            last = Some(outcome).filter(|outcome| !outcome.as_ref().is_ok_and(Received::is_stream));
        }
    }

    /// Tells the other calls of the client what an attempt has shown: that it has ended, and whether the server asks for a pause.
    fn share(&self, outcome: &Result<Received, CallError>, destination: &Destination, progress: &mut Progress) {
        let now = self.transport.elapsed();
        if progress.attempts.count() == 1 {
            self.config.flow.spending.count_call(now);
        }
        let head = head(outcome);
        progress.needs_new_connection = head.is_some_and(|(status, _)| status == StatusCode::SERVICE_UNAVAILABLE)
            || matches!(outcome, Err(CallError::Transport(error, _)) if error.kind() == TransportErrorKind::Timeout);
        let Some((StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE, headers)) = head else { return };
        let asked = retry_after(headers, self.transport.now());
        if let Some(asked) = asked.filter(|asked| *asked <= progress.policy.longest_wait()) {
            progress.pause_end = self.config.flow.pauses.begin(&destination.origin, now, asked);
        }
    }

    /// Runs one attempt, until the whole response is received, or its head if the body is a stream.
    async fn attempt(
        &self,
        destination: &Destination,
        providers: &Providers<'_>,
        progress: &mut Progress,
        streaming: Streaming,
        place: Option<Place>,
        mut timeout: Option<AttemptTimeout<'_>>,
    ) -> Result<Received, CallError> {
        let operation = self.parts.operation;
        let idle = self.parts.options.idle_timeout.unwrap_or(self.config.idle_timeout);
        // Futures are pinned in place, because a function that is given one by value keeps copies of it.
        let received = {
            let sent = pin!(self.send(destination, providers, progress));
            AttemptTimeout::limit(&mut timeout, "no response was received", sent).await?
        };
        let (head, mut body) = received.into_parts();
        let content_type = head.headers.get(header::CONTENT_TYPE);
        let media_type = content_type.and_then(|value| value.to_str().ok());
        let spec = choose(operation.responses, head.status, media_type);
        let streams = streaming.applies(head.status, spec, media_type);
        let content_type = content_type.cloned();
        // A program sends other requests between the items of a list. They must not wait for the end of the list.
        let place = place.filter(|_| !streams || streaming != Streaming::Lists);
        body.set_within(place, progress.watch.clone());
        let body = if streams {
            let length = head.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
            body.set_length(length);
            let transport = self.transport.clone();
            let sleep = move |time| -> BoxFuture<'static, ()> {
                let transport = transport.clone();
                Box::pin(async move { transport.sleep(time).await })
            };
            body.set_limits(idle.map(|limit| Idle::new(limit, Timer::Own(Box::new(sleep)))), self.config.body_limit);
            ReceivedBody::Stream(body)
        } else {
            let sleep = |time| self.transport.sleep(time);
            let idle = idle.map(|limit| Idle::new(limit, Timer::Borrowed(&sleep)));
            let whole = pin!(body.collect_within(self.config.body_limit, idle));
            match AttemptTimeout::limit(&mut timeout, "the body was not received completely", whole).await {
                Ok(bytes) => ReceivedBody::Full(bytes),
                Err(error) => {
                    let (status, headers) = (head.status, head.headers);
                    let response =
                        RawResponse { operation, status, headers, bytes: Bytes::new(), attempts: progress.attempts };
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
        providers: &Providers<'_>,
        progress: &mut Progress,
    ) -> Result<http::Response<BodyStream>, CallError> {
        let (operation, rejection, tokens) = (self.parts.operation, progress.rejection.as_ref(), &mut progress.tokens);
        let credentials =
            auth::request_credentials(providers, operation, destination, self.transport, rejection, tokens)
                .await
                .map_err(|error| match error {
                    AuthError::Request(error) => CallError::Request(error),
                    AuthError::Credential(error) => CallError::Credential(error),
                })?;
        let request = self.assemble(destination, credentials, progress).map_err(CallError::Request)?;
        let (transport, watch) = (self.transport.as_ref(), progress.watch.as_deref());
        Ok(match watch {
            Some(watch) => observed_send::send(transport, watch, request).await?,
            None => transport.send(request).await?,
        })
    }

    /// The request of the next attempt, which begins.
    fn assemble(
        &self,
        destination: &Destination,
        credentials: RequestCredentials,
        progress: &mut Progress,
    ) -> Result<http::Request<RequestBody>, RequestError> {
        let mut request = self.parts.assemble(&destination.base_url, credentials)?;
        for (name, value) in auth::default_headers(self.config, self.parts, destination) {
            headers::add_default(request.headers_mut(), name, value);
        }
        let key = self.config.idempotency_header.as_ref();
        let first_sent = || *progress.first_sent.get_or_insert_with(|| self.transport.now());
        self.parts.options.idempotency.finish(request.headers_mut(), key, first_sent);
        if self.transport.reads_operation() {
            request.extensions_mut().insert(self.parts.operation);
        }
        if progress.needs_new_connection {
            request.extensions_mut().insert(NewConnection);
        }
        progress.attempts.begin();
        let bytes = request.body().length();
        let observation = progress.observation.as_ref();
        progress.watch = observation.map(|call| call.begin_attempt(progress.attempts, bytes));
        Ok(request)
    }

    /// The time limit of the next attempt. An error is returned if the deadline of the call has passed.
    fn timeout(&self, progress: &Progress) -> Result<Option<AttemptTimeout<'_>>, CallError> {
        let timeout = self.parts.options.timeout.unwrap_or(self.config.timeout);
        let deadline = self
            .deadline()
            .map(|deadline| (deadline, deadline.saturating_sub(progress.elapsed(self.transport.as_ref()))));
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

    /// Whether the server rejected a token, and a provider may return another one. Another one is requested only once, and by
    /// the next call if this one cannot be sent again.
    fn needs_new_token(
        &self,
        outcome: &Result<Received, CallError>,
        providers: &Providers<'_>,
        progress: &mut Progress,
    ) -> bool {
        // What a token endpoint did not answer is asked again, for another token than the rejected one.
        if !matches!(outcome, Err(CallError::Credential(_))) {
            progress.rejection = None;
        }
        let Ok(received) = outcome else { return false };
        let refused = received.status == StatusCode::UNAUTHORIZED && !progress.refreshed;
        if !refused || !providers.iter().any(|(_, provider)| provider.can_refresh()) {
            return false;
        }
        let challenge = received.headers.get(header::WWW_AUTHENTICATE).and_then(|value| value.to_str().ok());
        let tokens = std::mem::take(&mut progress.tokens);
        let rejection = Rejection { challenge: challenge.map(str::to_owned), tokens };
        if self.parts.is_spent() {
            self.config.flow.rejections.leave(rejection);
            return false;
        }
        progress.rejection = Some(rejection);
        progress.refreshed = true;
        true
    }

    /// The time to wait before the next attempt. Returns `None` if the outcome is not retried.
    fn retry_wait(&self, outcome: &Result<Received, CallError>, progress: &mut Progress) -> Option<Duration> {
        let no_headers = HeaderMap::new();
        let is_idempotent = || self.parts.is_idempotent(self.config.idempotency_header.as_ref());
        let (error, head, idempotent) = match outcome {
            Ok(_) => (None, head(outcome), is_idempotent()),
            Err(CallError::Transport(error, _)) => (Some(error), head(outcome), is_idempotent()),
            // A request for a token has no effect, whatever the operation has.
            Err(CallError::Credential(error)) => {
                let (error, status) = error.of_exchange()?;
                (error, status.map(|status| (status, &no_headers)), true)
            }
            Err(CallError::Request(_)) => return None,
        };
        if head.is_some_and(|(status, _)| error.is_none() && !progress.policy.may_retry(status)) {
            progress.attempts.end(None);
            return None;
        }
        let elapsed = progress.elapsed(self.transport.as_ref());
        let failure = Failure {
            error,
            head,
            idempotent,
            strategy: progress.policy.chosen_strategy(),
            retries_so_far: progress.retries,
            elapsed,
            now: self.transport.now(),
        };
        let left = self.deadline().map(|deadline| deadline.saturating_sub(elapsed));
        let (wait, limit) = match progress.policy.decide(&failure, left) {
            Decision::Asked(_) | Decision::Retry(_) if self.parts.is_spent() => (None, Some(RetryLimit::Body)),
            Decision::Asked(wait) => (Some(wait), None),
            Decision::Retry(wait) => {
                match self.config.flow.spending.take_retry(self.config.retry_budget, self.transport.elapsed()) {
                    true => (Some(wait), None),
                    false => (None, Some(RetryLimit::Budget)),
                }
            }
            Decision::Stop(limit) => (None, limit),
        };
        progress.attempts.end(limit);
        wait
    }
}

/// The status and the headers of an outcome, if they were received.
fn head(outcome: &Result<Received, CallError>) -> Option<(StatusCode, &HeaderMap)> {
    match outcome {
        Ok(received) => Some((received.status, &received.headers)),
        Err(CallError::Transport(_, response)) => {
            response.as_ref().map(|response| (response.status, &response.headers))
        }
        Err(CallError::Request(_) | CallError::Credential(_)) => None,
    }
}

/// Whether a documented response is read item by item.
fn is_stream(spec: &ResponseSpec, media_type: Option<&str>) -> bool {
    let kind = spec.kind().filter(|_| spec.outcome() == Outcome::Success);
    // What has no events, such as the page of a proxy, becomes an error with the whole body.
    kind == Some(ContentKind::JsonLines) || kind == Some(ContentKind::EventStream) && may_be_events(media_type)
}
