//! What carries requests? The one trait between the client and an HTTP stack.

use super::idle::Idle;
use crate::runtime::model::printable::printable;
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime};

/// A future behind a pointer.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends HTTP requests and tells the time. It must not follow redirects.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request; the body of the response may come later.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>>;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// The time by the calendar, for dates that a server names. It jumps when the clock of the machine is set.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// The time since some moment in the past, for time-outs and deadlines. It never jumps.
    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }
}

/// The body of a response, chunk by chunk.
pub trait Chunks: Send {
    /// The next chunk. None: the end. A future that is dropped before it is ready must take nothing with it: the chunk is
    /// given to the one who asks next.
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>>;
}

/// The body of a response.
pub struct BodyStream {
    inner: Inner,
    idle: Option<Idle>,
    item_limit: usize,
}

enum Inner {
    Full(Option<Bytes>),
    Chunks(Box<dyn Chunks>),
}

impl BodyStream {
    /// A body that is there already.
    pub fn full(bytes: impl Into<Bytes>) -> Self {
        Self::new(Inner::Full(Some(bytes.into())))
    }

    /// A body that comes in chunks.
    pub fn chunks(chunks: impl Chunks + 'static) -> Self {
        Self::new(Inner::Chunks(Box::new(chunks)))
    }

    fn new(inner: Inner) -> Self {
        Self { inner, idle: None, item_limit: usize::MAX }
    }

    /// The same body, which fails when it stands still for too long, and whose items have a limit.
    pub(crate) fn guarded(self, idle: Option<Idle>, item_limit: usize) -> Self {
        Self { inner: self.inner, idle, item_limit }
    }

    /// The most bytes that one item of this body may have, where it is read item by item.
    pub(crate) fn item_limit(&self) -> usize {
        self.item_limit
    }

    /// The next chunk. None: the end. Nothing is lost when the future is dropped.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        match (&mut self.inner, &mut self.idle) {
            (Inner::Full(bytes), _) => bytes.take().map(Ok),
            (Inner::Chunks(chunks), Some(idle)) => idle.watch(chunks.chunk()).await,
            (Inner::Chunks(chunks), None) => chunks.chunk().await,
        }
    }

    /// Reads to the end; more than `limit` bytes are an error.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut all = Vec::new();
        while let Some(chunk) = self.chunk().await {
            let chunk = chunk?;
            if all.len() + chunk.len() > limit {
                return Err(TransportError::new(
                    TransportErrorKind::TooLarge,
                    format!("the body of the response is larger than the limit of {limit} bytes"),
                ));
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.into())
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyStream")
    }
}

/// What went wrong between the client and the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection: the server has not seen the request.
    Connect,
    /// The connection was lost: the server may have seen the request.
    Lost,
    /// No response came in time: the server may have seen the request.
    Timeout,
    /// The response breaks the rules of HTTP: the server may have acted on the request.
    Malformed,
    /// The response is larger than allowed.
    TooLarge,
    /// Something else.
    Other,
}

/// Why no response came. It has no URL in its text, because URLs may hold secrets.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// An error of this kind.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Keeps the error behind it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.message))
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// Runs a future until it ends or the other one does. None: the other one ended first.
pub(crate) async fn before<T>(future: impl Future<Output = T> + Send, limit: &mut BoxFuture<'_, ()>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// A duration for people: `0.5 s`, not `499.902162ms`.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    let digits = match seconds {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    let text = format!("{seconds:.digits$}");
    let text = if digits == 0 { text.as_str() } else { text.trim_end_matches('0').trim_end_matches('.') };
    format!("{text} s")
}
