//! A transport for tests: responses as scripted, keeps what was asked, and never waits.

use super::body_stream::{BodyStream, Chunks};
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Responses requests from a script, in order, and records them. Clones share script and record.
///
/// Its clocks stand still but for the waits that the client asks for.
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
    now: SystemTime,
    elapsed: Duration,
}

impl Default for MockTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl MockTransport {
    /// An empty script. The clock begins in 2026.
    pub fn new() -> Self {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
        let (script, requests, waits) = (VecDeque::new(), Vec::new(), Vec::new());
        let state = State { script, requests, waits, now, elapsed: Duration::ZERO };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Adds a response to the script.
    #[must_use]
    pub fn then(self, response: MockResponse) -> Self {
        self.state().script.push_back(response);
        self
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// How long the client has waited each time.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let scripted = {
                let mut state = self.state();
                state.requests.push(request);
                state.script.pop_front()
            };
            match scripted.map(|scripted| scripted.0) {
                Some(Play::ResponseSpec(response)) => Ok(response.into_response()),
                Some(Play::Failure(kind)) => Err(failure(kind)),
                Some(Play::Silence) => std::future::pending().await,
                None => Err(TransportError::new(TransportErrorKind::Other, "the script has no more responses")),
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut state = self.state();
            state.waits.push(duration);
            state.now += duration;
            state.elapsed += duration;
        })
    }

    fn now(&self) -> SystemTime {
        self.state().now
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }
}

fn failure(kind: TransportErrorKind) -> TransportError {
    TransportError::new(kind, format!("scripted failure: {kind:?}"))
}

/// One scripted response.
#[derive(Debug, Clone)]
pub struct MockResponse(Play);

#[derive(Debug, Clone)]
enum Play {
    ResponseSpec(ResponseSpec),
    Failure(TransportErrorKind),
    Silence,
}

#[derive(Debug, Clone, Default)]
struct ResponseSpec {
    status: StatusCode,
    headers: HeaderMap,
    chunks: VecDeque<Bytes>,
    end: End,
}

/// What follows the last chunk of a body.
#[derive(Debug, Clone, Copy, Default)]
enum End {
    #[default]
    Whole,
    Stalled,
    Cut(TransportErrorKind),
}

impl MockResponse {
    /// A response with a body. A status that is none is sent as 500.
    pub fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self::empty(status).header("content-type", content_type).chunk(body)
    }

    /// A response with JSON.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(Play::ResponseSpec(ResponseSpec { status, ..ResponseSpec::default() }))
    }

    /// No response, for this reason.
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self(Play::Failure(kind))
    }

    /// No response ever.
    pub fn silence() -> Self {
        Self(Play::Silence)
    }

    /// The same response with this header. An odd name or value is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Play::ResponseSpec(response), Ok(name), Ok(value)) =
            (&mut self.0, HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        {
            response.headers.append(name, value);
        }
        self
    }

    /// The same response with another chunk of body.
    #[must_use]
    pub fn chunk(mut self, bytes: impl Into<Bytes>) -> Self {
        if let Play::ResponseSpec(response) = &mut self.0 {
            response.chunks.push_back(bytes.into());
        }
        self
    }

    /// The same response, whose body stands still after its last chunk and never ends.
    #[must_use]
    pub fn stalled(self) -> Self {
        self.ending(End::Stalled)
    }

    /// The same response, whose body fails after its last chunk, for this reason.
    #[must_use]
    pub fn cut(self, kind: TransportErrorKind) -> Self {
        self.ending(End::Cut(kind))
    }

    fn ending(mut self, end: End) -> Self {
        if let Play::ResponseSpec(response) = &mut self.0 {
            response.end = end;
        }
        self
    }
}

impl ResponseSpec {
    fn into_response(self) -> http::Response<BodyStream> {
        let mut response = http::Response::new(BodyStream::chunks(Queue { chunks: self.chunks, end: self.end }));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

/// Chunks that are there already, and what follows them.
struct Queue {
    chunks: VecDeque<Bytes>,
    end: End,
}

impl Chunks for Queue {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move {
            match (self.chunks.pop_front(), self.end) {
                (Some(chunk), _) => Some(Ok(chunk)),
                (None, End::Whole) => None,
                (None, End::Stalled) => std::future::pending().await,
                (None, End::Cut(kind)) => Some(Err(failure(kind))),
            }
        })
    }
}
