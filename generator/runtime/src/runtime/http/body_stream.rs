//! The body of a response, chunk by chunk.

use super::idle::Idle;
use super::timing::BoxFuture;
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use std::fmt;

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
