//! The body of a response, which is received in chunks.

use super::idle::Idle;
use super::observation::AttemptWatch;
use super::observer::AttemptEnd;
use super::places::Place;
use super::timing::BoxFuture;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::observed::{Observer, Transferred};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// A source of the chunks of a body, for transports.
pub trait Chunks: Send {
    /// Receives the next chunk. Returns `None` at the end of the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body cannot be received.
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>>;
}

/// The next chunk of a body. Returns `None` at its end.
type Next = Option<Result<Bytes, TransportError>>;

/// The body of a response, as a stream of chunks.
pub struct BodyStream {
    inner: Inner,
    idle: Option<Idle<'static>>,
    item_limit: usize,
    /// The place of the request among those in flight, until the body is received.
    place: Option<Place>,
    progress: Option<Box<(Transferred, Observer)>>,
    length: Option<u64>,
    watch: Option<Arc<AttemptWatch>>,
}

/// The source of a body.
enum Inner {
    /// The bytes, until they are taken.
    Full(Option<Bytes>),
    /// Chunks of a stream.
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
    /// Chunks that are received from a transport.
    Chunks(Box<dyn Chunks>),
    /// The chunk that is being received. It is kept here, so that no data is lost if a caller drops a future.
    Receiving(BoxFuture<'static, (Box<dyn Chunks>, Next)>),
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

    /// Makes a body of a stream of chunks. Unlike [`BodyStream::chunks`], it allocates nothing for a chunk.
    pub fn stream(chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self::new(Inner::Stream(Box::pin(chunks)))
    }

    fn new(inner: Inner) -> Self {
        Self { inner, idle: None, item_limit: usize::MAX, place: None, watch: None, progress: None, length: None }
    }

    /// Sets a limit on the time without data, and a limit on the size of an item.
    pub(crate) fn set_limits(&mut self, idle: Option<Idle<'static>>, item_limit: usize) {
        self.idle = idle;
        self.item_limit = item_limit;
    }

    /// Sets what lasts until the body is received: the place of the request among those in flight, and its observation.
    pub(crate) fn set_within(&mut self, place: Option<Place>, watch: Option<Arc<AttemptWatch>>) {
        self.place = place;
        self.watch = watch;
    }

    /// Sets the number of bytes of the whole body.
    pub(crate) fn set_length(&mut self, length: Option<u64>) {
        self.length = length;
    }

    /// The largest number of bytes of an item, for bodies that are read item by item.
    pub(crate) fn item_limit(&self) -> usize {
        self.item_limit
    }

    /// The number of bytes of the whole body, if the server said it.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Calls a function after each chunk that is received, with what was received so far. It must not block.
    #[must_use]
    pub fn on_progress(mut self, observer: impl Fn(Transferred) + Send + Sync + 'static) -> Self {
        self.progress = Some(Box::new((Transferred::none(self.length), Arc::new(observer))));
        self
    }

    /// Receives the next chunk. Returns `None` at the end of the body. No data is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is lost, if the body breaks the rules of HTTP, or if no data arrives within the
    /// `idle_timeout`.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// Polls for the next chunk.
    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Next> {
        let next = self.poll_source(context);
        let next = match &mut self.idle {
            Some(idle) => idle.watch(next, context),
            None => next,
        };
        self.tell(&next);
        next
    }

    /// As [`BodyStream::chunk`], within another limit on the time without data.
    async fn chunk_within(&mut self, idle: &mut Option<Idle<'_>>) -> Next {
        let Some(idle) = idle else { return self.chunk().await };
        poll_fn(|context| {
            let next = idle.watch(self.poll_source(context), context);
            self.tell(&next);
            next
        })
        .await
    }

    /// Tells of a chunk, or of the end of the body.
    fn tell(&mut self, next: &Poll<Next>) {
        if let (Poll::Ready(Some(Ok(chunk))), Some(progress)) = (next, &mut self.progress) {
            let (so_far, observer) = progress.as_mut();
            so_far.add(chunk);
            observer(*so_far);
        }
        if let Poll::Ready(chunk) = next {
            self.note(chunk.as_ref());
        }
    }

    fn poll_source(&mut self, context: &mut Context<'_>) -> Poll<Next> {
        loop {
            match std::mem::replace(&mut self.inner, Inner::Full(None)) {
                Inner::Full(bytes) => return Poll::Ready(bytes.map(Ok)),
                Inner::Stream(mut chunks) => {
                    let next = chunks.as_mut().poll_next(context);
                    // A stream must not be polled after its end.
                    if !matches!(next, Poll::Ready(None)) {
                        self.inner = Inner::Stream(chunks);
                    }
                    return next;
                }
                Inner::Chunks(mut chunks) => {
                    self.inner = Inner::Receiving(Box::pin(async move {
                        let next = chunks.chunk().await;
                        (chunks, next)
                    }));
                }
                Inner::Receiving(mut receiving) => {
                    let Poll::Ready((chunks, next)) = receiving.as_mut().poll(context) else {
                        self.inner = Inner::Receiving(receiving);
                        return Poll::Pending;
                    };
                    self.inner = Inner::Chunks(chunks);
                    return Poll::Ready(next);
                }
            }
        }
    }

    /// Tells the observer of a chunk. At the end of the body, the request is no longer in flight.
    fn note(&mut self, chunk: Option<&Result<Bytes, TransportError>>) {
        match (chunk, &self.watch) {
            (Some(Ok(chunk)), Some(watch)) => watch.add(chunk),
            (Some(Err(error)), Some(watch)) => watch.end(AttemptEnd::Failed(error)),
            (None, Some(watch)) => watch.end(AttemptEnd::Complete),
            (_, None) => {}
        }
        if !matches!(chunk, Some(Ok(_))) {
            self.place = None;
        }
    }

    /// Receives the whole body.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`BodyStream::chunk`], and an error if the body has more than `limit` bytes.
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        self.collect_within(limit, None).await
    }

    /// As [`BodyStream::collect`], within a limit on the time without data.
    pub(crate) async fn collect_within(
        mut self,
        limit: usize,
        mut idle: Option<Idle<'_>>,
    ) -> Result<Bytes, TransportError> {
        let too_large = || {
            let message = format!("the body of the response is larger than the limit of {limit} bytes");
            TransportError::new(TransportErrorKind::TooLarge, message)
        };
        let first = self.chunk_within(&mut idle).await.transpose()?.unwrap_or_default();
        if first.len() > limit {
            return Err(too_large());
        }
        // Most bodies are one chunk, which is not copied.
        let Some(mut next) = self.chunk_within(&mut idle).await.transpose()? else { return Ok(first) };
        let mut all = first.to_vec();
        loop {
            if all.len() + next.len() > limit {
                return Err(too_large());
            }
            all.extend_from_slice(&next);
            match self.chunk_within(&mut idle).await.transpose()? {
                Some(chunk) => next = chunk,
                None => return Ok(all.into()),
            }
        }
    }
}

impl Stream for BodyStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Next> {
        self.poll_chunk(context)
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BodyStream")
    }
}
