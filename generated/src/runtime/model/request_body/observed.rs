// @generated
//! The progress of a transfer: a stream that tells how much of it has passed.

use super::streams::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// How much of a body was sent or received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transferred {
    /// The number of bytes so far. It begins anew with each attempt.
    pub bytes: u64,
    /// The number of bytes of the whole body, if it is known.
    pub total: Option<u64>,
}

impl Transferred {
    /// Nothing, of a body with this number of bytes.
    pub(crate) fn none(total: Option<u64>) -> Self {
        Self { bytes: 0, total }
    }

    /// This and a chunk more.
    pub(crate) fn add(&mut self, chunk: &Bytes) {
        self.bytes = self.bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
    }
}

/// A function that is called with what was transferred so far.
pub(crate) type Observer = Arc<dyn Fn(Transferred) + Send + Sync>;

/// A stream that calls a function after each chunk.
pub(crate) struct Observed {
    stream: ByteStream,
    so_far: Transferred,
    observer: Observer,
}

impl Observed {
    pub(crate) fn new(stream: ByteStream, total: Option<u64>, observer: Observer) -> Self {
        Self { stream, so_far: Transferred::none(total), observer }
    }
}

impl Stream for Observed {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.stream.as_mut().poll_next(context);
        if let Poll::Ready(Some(Ok(chunk))) = &next {
            self.so_far.add(chunk);
            (self.observer)(self.so_far);
        }
        next
    }
}
