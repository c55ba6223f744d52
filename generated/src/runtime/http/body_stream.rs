//! The body of a response, which is received in chunks.

use super::idle::Idle;
use super::places::Place;
use super::timing::BoxFuture;
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use std::fmt;

/// A source of the chunks of a body, for transports.
pub trait Chunks: Send {
    /// Receives the next chunk. Returns `None` at the end of the body. If the future is dropped before it is ready, no data
    /// may be lost: the next call must return the chunk.
    ///
    /// # Errors
    ///
    /// Returns an error if the body cannot be received.
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>>;
}

/// The body of a response, as a stream of chunks.
pub struct BodyStream {
    inner: Inner,
    idle: Option<Idle>,
    item_limit: usize,
    /// The place of the request among those in flight, until the body is received.
    place: Option<Place>,
}

/// The source of a body.
enum Inner {
    /// The bytes, until they are taken.
    Full(Option<Bytes>),
    /// Chunks that are received from a transport.
    Chunks(Box<dyn Chunks>),
}

impl BodyStream {
    /// Makes a body of bytes that were received already.
    pub fn full(bytes: impl Into<Bytes>) -> Self {
        Self::new(Inner::Full(Some(bytes.into())))
    }

    /// Makes a body of chunks that will be received.
    pub fn chunks(chunks: impl Chunks + 'static) -> Self {
        Self::new(Inner::Chunks(Box::new(chunks)))
    }

    fn new(inner: Inner) -> Self {
        Self { inner, idle: None, item_limit: usize::MAX, place: None }
    }

    /// Sets a limit on the time without data, and a limit on the size of an item.
    pub(crate) fn with_limits(self, idle: Option<Idle>, item_limit: usize) -> Self {
        Self { idle, item_limit, ..self }
    }

    /// Sets the place of the request among those in flight.
    pub(crate) fn with_place(self, place: Option<Place>) -> Self {
        Self { place, ..self }
    }

    /// The largest number of bytes of an item, for bodies that are read item by item.
    pub(crate) fn item_limit(&self) -> usize {
        self.item_limit
    }

    /// Receives the next chunk. Returns `None` at the end of the body. No data is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is lost, if the body breaks the rules of HTTP, or if no data arrives within the
    /// `idle_timeout`.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        let chunk = match (&mut self.inner, &mut self.idle) {
            (Inner::Full(bytes), _) => bytes.take().map(Ok),
            (Inner::Chunks(chunks), Some(idle)) => idle.watch(chunks.chunk()).await,
            (Inner::Chunks(chunks), None) => chunks.chunk().await,
        };
        if !matches!(chunk, Some(Ok(_))) {
            self.place = None;
        }
        chunk
    }

    /// Receives the whole body.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`BodyStream::chunk`], and an error if the body has more than `limit` bytes.
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
