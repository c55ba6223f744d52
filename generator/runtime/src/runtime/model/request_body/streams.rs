//! Streams of bytes: one after the other, of bytes in memory, and of what a caller has.

use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A stream of the bytes of a body, chunk by chunk.
pub type ByteStream = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// The largest number of bytes that are read at once from a file or reader.
pub(crate) const CHUNK: usize = 128 * 1024;

/// The largest chunk of a body in memory.
const SLICE: usize = 64 * 1024;

/// Streams one after the other.
pub(crate) fn chain(streams: VecDeque<ByteStream>) -> ByteStream {
    Box::pin(Chain(streams))
}

struct Chain(VecDeque<ByteStream>);

impl Stream for Chain {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(first.as_mut().poll_next(context)) {
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }
}

/// Bytes in memory as a stream of slices.
pub(crate) fn slices(bytes: Bytes) -> ByteStream {
    Box::pin(Slices(bytes))
}

struct Slices(Bytes);

impl Stream for Slices {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.0.len().min(SLICE);
        Poll::Ready((length > 0).then(|| Ok(self.0.split_to(length))))
    }
}

/// A stream of anything that is bytes, with errors of any type.
pub(crate) fn boxed<S, B, E>(stream: S) -> ByteStream
where
    S: Stream<Item = Result<B, E>> + Send + 'static,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    Box::pin(Converted(Box::pin(stream)))
}

struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|next| next.map(|chunk| chunk.map(Into::into).map_err(io::Error::other)))
    }
}

/// The error of a stream that has another number of bytes than its length says.
pub(crate) fn wrong_length(how_many: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("the body has {how_many} bytes than its length says"))
}
