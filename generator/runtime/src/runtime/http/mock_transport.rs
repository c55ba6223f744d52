//! A transport for tests, which returns scripted responses and records requests.

use super::body_stream::{BodyStream, Chunks};
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

/// A transport for tests, which returns scripted responses in order, and records the requests.
///
/// It does not wait: its clocks advance only by the waits that the client requests. Clones share the script and the
/// recorded requests.
///
/// ```text
/// let server = MockTransport::new().then(MockResponse::json(200, r#"{"id":"1"}"#));
/// let client = Client::builder().transport(server.clone()).build()?;
/// client.send(get("1")).await?;
/// assert_eq!(server.requests()[0].uri(), "https://example.com/things/1");
/// ```
#[derive(Clone)]
pub struct MockTransport {
    state: Arc<Mutex<State>>,
}

struct State {
    script: VecDeque<MockResponse>,
    requests: Vec<http::Request<Bytes>>,
    waits: Vec<Duration>,
    /// The number of bodies that are being received. Meanwhile no time passes.
    receiving: usize,
    now: SystemTime,
    elapsed: Duration,
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl MockTransport {
    /// Makes a transport without responses. Its clock starts at the beginning of 2026.
    pub fn new() -> Self {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
        let (script, requests, waits) = (VecDeque::new(), Vec::new(), Vec::new());
        let state = State { script, requests, waits, receiving: 0, now, elapsed: Duration::ZERO };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Adds a response.
    #[must_use]
    pub fn then(self, response: MockResponse) -> Self {
        self.state().script.push_back(response);
        self
    }

    /// The requests that were sent.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// The waits that the client requested.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Receives the body of a request as a server does.
    async fn receive(&self, body: RequestBody) -> Result<Bytes, TransportError> {
        if let Some(bytes) = body.as_bytes() {
            return Ok(bytes.clone());
        }
        let failed = |error: std::io::Error| {
            TransportError::new(TransportErrorKind::Other, format!("the body of the request cannot be sent: {error}"))
        };
        let mut stream = body.into_stream().map_err(failed)?;
        let mut all = Vec::new();
        let _receiving = Receiving::begin(self);
        while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
            all.extend_from_slice(&chunk.map_err(failed)?);
        }
        Ok(all.into())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for MockTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let scripted = self.state().script.pop_front();
            // Without a connection, no byte of a body is read.
            let body = match scripted.as_ref().map(|scripted| &scripted.0) {
                Some(MockOutcome::Failure(TransportErrorKind::Connect)) => body.as_bytes().cloned().unwrap_or_default(),
                Some(MockOutcome::Response(_) | MockOutcome::Failure(_) | MockOutcome::NoResponse) | None => {
                    self.receive(body).await?
                }
            };
            self.state().requests.push(http::Request::from_parts(head, body));
            match scripted {
                Some(scripted) => scripted.play().await,
                None => Err(TransportError::new(TransportErrorKind::Other, "the script has no more responses")),
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(poll_fn(move |_| {
            let mut state = self.state();
            if state.receiving > 0 {
                return Poll::Pending;
            }
            state.waits.push(duration);
            state.now += duration;
            state.elapsed += duration;
            Poll::Ready(())
        }))
    }

    fn now(&self) -> SystemTime {
        self.state().now
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }
}

/// A body that is being received, until it is dropped.
struct Receiving<'a>(&'a MockTransport);

impl<'a> Receiving<'a> {
    fn begin(transport: &'a MockTransport) -> Self {
        transport.state().receiving += 1;
        Self(transport)
    }
}

impl Drop for Receiving<'_> {
    fn drop(&mut self) {
        self.0.state().receiving -= 1;
    }
}

fn failure(kind: TransportErrorKind) -> TransportError {
    TransportError::new(kind, format!("scripted failure: {kind:?}"))
}

/// A scripted response, or a failure in place of one.
#[derive(Debug, Clone)]
pub struct MockResponse(MockOutcome);

#[derive(Debug, Clone)]
enum MockOutcome {
    Response(ResponseScript),
    Failure(TransportErrorKind),
    NoResponse,
}

#[derive(Debug, Clone, Default)]
struct ResponseScript {
    status: StatusCode,
    headers: HeaderMap,
    chunks: VecDeque<Bytes>,
    end: BodyEnd,
}

/// The end of a scripted body, after its last chunk.
#[derive(Debug, Clone, Copy, Default)]
enum BodyEnd {
    #[default]
    Complete,
    Stalled,
    Cut(TransportErrorKind),
}

impl MockResponse {
    /// Makes a response with a body. An invalid status becomes 500.
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self::empty(status).header("content-type", content_type).chunk(body)
    }

    /// Makes a response with a JSON body.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// Makes a response without a body.
    pub fn empty(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(MockOutcome::Response(ResponseScript { status, ..ResponseScript::default() }))
    }

    /// Makes a failure of the transport.
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self(MockOutcome::Failure(kind))
    }

    /// Makes a request that never receives a response.
    pub fn silence() -> Self {
        Self(MockOutcome::NoResponse)
    }

    /// Adds a header. It is ignored if its name or value is not valid.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (MockOutcome::Response(response), Ok(name), Ok(value)) =
            (&mut self.0, HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            response.headers.append(name, value);
        }
        self
    }

    /// Adds a chunk to the body.
    #[must_use]
    pub fn chunk(mut self, bytes: impl Into<Bytes>) -> Self {
        if let MockOutcome::Response(response) = &mut self.0 {
            response.chunks.push_back(bytes.into());
        }
        self
    }

    /// Makes the body one of which nothing arrives after its last chunk.
    #[must_use]
    pub fn stalled(self) -> Self {
        self.with_end(BodyEnd::Stalled)
    }

    /// Makes the body one that fails after its last chunk.
    #[must_use]
    pub fn cut(self, kind: TransportErrorKind) -> Self {
        self.with_end(BodyEnd::Cut(kind))
    }

    /// Does what the script says.
    pub(crate) async fn play(self) -> Result<http::Response<BodyStream>, TransportError> {
        match self.0 {
            MockOutcome::Response(response) => Ok(response.into_response()),
            MockOutcome::Failure(kind) => Err(failure(kind)),
            MockOutcome::NoResponse => std::future::pending().await,
        }
    }

    fn with_end(mut self, end: BodyEnd) -> Self {
        if let MockOutcome::Response(response) = &mut self.0 {
            response.end = end;
        }
        self
    }
}

impl ResponseScript {
    fn into_response(self) -> http::Response<BodyStream> {
        let mut response =
            http::Response::new(BodyStream::chunks(ScriptedChunks { chunks: self.chunks, end: self.end }));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// The chunks of a scripted body, and its end.
struct ScriptedChunks {
    chunks: VecDeque<Bytes>,
    end: BodyEnd,
}

impl Chunks for ScriptedChunks {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move {
            match (self.chunks.pop_front(), self.end) {
                (Some(chunk), _) => Some(Ok(chunk)),
                (None, BodyEnd::Complete) => None,
                (None, BodyEnd::Stalled) => std::future::pending().await,
                (None, BodyEnd::Cut(kind)) => Some(Err(failure(kind))),
            }
        })
    }
}
