//! A long-running operation: a stream of its states, which ends with its result.

use super::call::{Ran, Received, Streaming};
use super::client::{Client, finish};
use super::error::{ApiError, Error};
use super::error_kind::ErrorKind;
use super::failure::retry_after;
use super::follow::Follow;
use super::poll_token::{PollKind, PollToken};
use super::polling::{Asked, Verdict, unwrap_result};
use super::raw_response::RawResponse;
use super::request::Request;
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use super::response::{FromResponse, ReceivedBody, Response, UndecodedBody};
use super::stream_setup::StreamSetup;
use super::timing::BoxFuture;
use super::url::Url;
use http::StatusCode;
use http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE};
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The time before the first poll, if the server names none. Each further one is twice as long.
const FIRST_DELAY: Duration = Duration::from_secs(1);
/// The longest time between two polls, if the server names none.
const MAX_DELAY: Duration = Duration::from_secs(30);

impl<O: FromResponse, E: FromResponse> Request<O, E> {
    /// Sends the request and follows the long-running operation that it starts. Nothing is sent until the first state is
    /// asked for.
    pub fn poller(self, client: &Client) -> Poller<O, E> {
        Poller { source: Source::new(client.clone(), *self.into_parts()), outcome: PhantomData }
    }
}

/// A long-running operation. [`Poller::next`] returns its next state, and [`Poller::wait`] its result; it is a `Stream` of
/// states too.
///
/// The first state is asked for by the request itself, and the others by the URLs that the server sends: in
/// `Operation-Location`, `Azure-AsyncOperation` or `Location`, or by the `provisioningState` of the resource. The time
/// between two polls is that of `Retry-After`; without it, or if it names no time to wait, it grows from 1 s to 30 s. A state
/// that is a `303` has the URL of the result in `Location`. URLs are followed only to the server of the request and to configured
/// servers. They get the `api-version` of the request if they have none.
///
/// An operation that fails or is canceled is an [`Error::Api`] with the payload of the state. After an error of the
/// connection or of the server, the next call asks again, but a request that starts the operation is never sent again.
#[must_use = "nothing is sent before `wait` is called"]
pub struct Poller<O, E> {
    source: Source,
    outcome: PhantomData<fn() -> (O, E)>,
}

/// A state of a long-running operation.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum OperationState<O> {
    /// It runs.
    Running(RunningOperation),
    /// It has succeeded, with this result.
    Done(Response<O>),
}

/// A long-running operation that has not ended.
#[derive(Debug, Clone)]
pub struct RunningOperation {
    status: Option<String>,
    delay: Duration,
    response: RawResponse,
}

impl RunningOperation {
    /// The state as the server names it, such as `InProgress`.
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// The time that the poller waits before it asks again.
    pub fn delay(&self) -> Duration {
        self.delay
    }

    /// The response that says the state, before decoding.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }
}

impl<O: FromResponse, E: FromResponse> Poller<O, E> {
    /// Goes on with an operation that was started before, and does not send the request that starts it.
    pub fn resume(mut self, token: PollToken) -> Self {
        self.source.stage = Stage::At(token);
        self
    }

    /// Sets the time between two polls, for servers that name none.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.source.interval = Some(interval);
        self
    }

    /// Waits until it is time to ask, and returns the next state. Returns `None` after the last one. Nothing is lost if the
    /// future is dropped.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`], and [`Error::Api`] if the operation failed or was canceled.
    pub async fn next(&mut self) -> Option<Result<OperationState<O>, Error<E>>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Waits until the operation ends, and returns its result.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Poller::next`], and [`RequestError::Malformed`] if the operation has ended already.
    pub async fn wait(&mut self) -> Result<Response<O>, Error<E>> {
        loop {
            match self.next().await {
                Some(Ok(OperationState::Running(_))) => {}
                Some(Ok(OperationState::Done(response))) => return Ok(response),
                Some(Err(error)) => return Err(error),
                None => {
                    let operation = self.source.first.operation;
                    return Err(RequestError::malformed(operation, "the operation has ended already").into());
                }
            }
        }
    }

    /// How another process goes on with the operation. Returns `None` before its start and after its end.
    pub fn token(&self) -> Option<&PollToken> {
        match &self.source.stage {
            Stage::At(token) | Stage::Stopped(token) => Some(token),
            Stage::Start | Stage::End => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<OperationState<O>, Error<E>>>> {
        let (operation, reading) = (self.source.first.operation, self.source.first.options.reading);
        let done = |ran| finish(ran, operation, reading, StreamSetup::default()).map(OperationState::Done);
        loop {
            let Some(mut ran) = ready!(self.source.poll(context)) else { return Poll::Ready(None) };
            let Ok(received) = &mut ran.outcome else { return Poll::Ready(Some(done(ran))) };
            let (status, is_success) = (received.status, received.status.is_success());
            match self.source.after(received) {
                After::Running(state) => {
                    end_observed(&ran, status, None);
                    let Some((response, _)) = raw(ran) else { continue };
                    let running = RunningOperation { status: state, delay: self.source.delay, response };
                    return Poll::Ready(Some(Ok(OperationState::Running(running))));
                }
                After::AskForResult => end_observed(&ran, status, None),
                After::Final(kind) => {
                    let table = operation.long_running;
                    let is_state = match kind {
                        Some(kind) => kind == PollKind::State,
                        // The first response can be the last state.
                        None => table.is_some_and(|table| table.state_place().is_some()),
                    };
                    if is_state && is_success {
                        unwrap_result(received, table);
                    }
                    // A request that starts an operation is not sent again, and a result is not asked for again.
                    if is_success || kind.is_none() {
                        self.source.stage = Stage::End;
                    }
                    return Poll::Ready(Some(done(ran)));
                }
                After::Failed(state) => {
                    let content_type = received.content_type.clone();
                    end_observed(&ran, status, Some(ErrorKind::Api));
                    let Some((response, body)) = raw(ran) else { continue };
                    let body = UndecodedBody::new(None, content_type, ReceivedBody::Full(body), reading);
                    let error = ApiError::of_state(response, E::from_response(body), state);
                    return Poll::Ready(Some(Err(Error::Api(Box::new(error)))));
                }
            }
        }
    }
}

/// Tells the observer that the call of a state has ended.
fn end_observed(ran: &Ran, status: StatusCode, error: Option<ErrorKind>) {
    if let Some(observation) = &ran.observation {
        observation.end(Some(status), error, ran.attempts);
    }
}

/// A response before decoding, and its body.
fn raw(ran: Ran) -> Option<(RawResponse, bytes::Bytes)> {
    let Received { operation, status, headers, body, .. } = ran.outcome.ok()?;
    let ReceivedBody::Full(bytes) = body else { return None };
    Some((RawResponse { operation, status, headers, bytes: bytes.clone(), attempts: ran.attempts }, bytes))
}

/// The operation without the types of its bodies.
struct Source {
    client: Client,
    first: RequestParts,
    stage: Stage,
    interval: Option<Duration>,
    /// The time before the next poll.
    delay: Duration,
    polls: u32,
    in_flight: Option<InFlight>,
}

/// What is asked next.
enum Stage {
    /// The request that starts the operation.
    Start,
    At(PollToken),
    /// Nothing, since what the token names cannot be requested.
    Stopped(PollToken),
    End,
}

/// What follows a response.
enum After {
    Running(Option<String>),
    AskForResult,
    /// The response is the result or an error. It was asked by this kind of token.
    Final(Option<PollKind>),
    Failed(String),
}

/// A response that is being received.
struct InFlight {
    url: Option<Url>,
    future: BoxFuture<'static, Ran>,
}

impl Source {
    fn new(client: Client, first: RequestParts) -> Self {
        Self { client, first, stage: Stage::Start, interval: None, delay: Duration::ZERO, polls: 0, in_flight: None }
    }

    /// Waits and receives the next response.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Ran>> {
        if self.in_flight.is_none() {
            match self.start() {
                Ok(Some(started)) => self.in_flight = Some(started),
                Ok(None) => return Poll::Ready(None),
                Err(error) => {
                    self.stage = match std::mem::replace(&mut self.stage, Stage::End) {
                        Stage::At(token) | Stage::Stopped(token) => Stage::Stopped(token),
                        Stage::Start | Stage::End => Stage::End,
                    };
                    return Poll::Ready(Some(Ran::refused(error)));
                }
            }
        }
        let Some(in_flight) = &mut self.in_flight else { return Poll::Ready(None) };
        let fetched = ready!(in_flight.future.as_mut().poll(context));
        if fetched.outcome.is_err() {
            self.in_flight = None;
            // Whether the server has started the operation is not known, so that the request must not be sent again.
            if matches!(self.stage, Stage::Start) {
                self.stage = Stage::End;
            }
        }
        Poll::Ready(Some(fetched))
    }

    fn start(&mut self) -> Result<Option<InFlight>, RequestError> {
        let parts = match &self.stage {
            Stage::Start => self.first.clone(),
            Stage::At(token) => {
                let mut parts = self.client.follow(&self.first, &token.url, Follow::Get)?;
                parts.remove_idempotency_key();
                for condition in [IF_MATCH, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE] {
                    parts.headers.remove(condition);
                }
                parts.repeat_query(&self.first, &["api-version"]);
                parts
            }
            Stage::Stopped(_) | Stage::End => return Ok(None),
        };
        let url = self.client.url_of(&parts);
        let (client, delay) = (self.client.clone(), std::mem::take(&mut self.delay));
        let future = Box::pin(async move {
            if !delay.is_zero() {
                client.sleep(delay).await;
            }
            client.receive(&parts, Streaming::Never).await
        });
        Ok(Some(InFlight { url, future }))
    }

    /// What follows a response, and when the next request is sent.
    fn after(&mut self, received: &Received) -> After {
        let url = self.in_flight.take().and_then(|in_flight| in_flight.url);
        let by = match &self.stage {
            Stage::At(token) => Some(token),
            Stage::Start | Stage::Stopped(_) | Stage::End => None,
        };
        let kind = by.map(|token| token.kind);
        let first = self.client.url_with_query(&self.first);
        let table = self.first.operation.long_running;
        let asked = Asked { method: self.first.method, first: first.as_ref(), url: url.as_ref(), by, table };
        match asked.verdict(received) {
            Verdict::Running(token, status) => {
                self.stage = Stage::At(token);
                self.delay = self.next_delay(received);
                After::Running(status)
            }
            Verdict::ResultAt(token) => {
                self.stage = Stage::At(token);
                After::AskForResult
            }
            Verdict::Final => After::Final(kind),
            Verdict::Failed(status) => {
                self.stage = Stage::End;
                After::Failed(status)
            }
        }
    }

    /// The time before the next poll.
    fn next_delay(&mut self, received: &Received) -> Duration {
        let grown = || FIRST_DELAY.saturating_mul(1 << self.polls.min(5)).min(MAX_DELAY);
        // A server whose clock is behind sends dates that are past, and must not be asked without a pause.
        let named = retry_after(&received.headers, self.client.now()).filter(|wait| !wait.is_zero());
        let delay = named.unwrap_or_else(|| self.interval.unwrap_or_else(grown));
        self.polls = self.polls.saturating_add(1);
        delay
    }
}

impl<O: FromResponse, E: FromResponse> futures_core::Stream for Poller<O, E> {
    type Item = Result<OperationState<O>, Error<E>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Formats the operation, because URLs may be secret.
impl<O, E> fmt::Debug for Poller<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").field("operation", &self.source.first.operation).finish_non_exhaustive()
    }
}
