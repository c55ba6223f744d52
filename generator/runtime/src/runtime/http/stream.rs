//! Streams of items: JSON lines, and what they share with event streams.

use super::lines::Lines;
use super::matching::Matching;
use super::response::{FromResponse, UndecodedBody};
use super::stream_error::StreamError;
use super::undecodable::Undecodable;
use crate::runtime::model::misfit::Misfit;
use crate::runtime::model::read::read_text;
use crate::runtime::model::value::Value;
use bytes::BytesMut;
use futures_core::Stream;
use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A function that decodes an item. A stream holds it, so that only emitted code has to know which types can be items.
pub(crate) type Decode<T> = fn(&Matching, &[u8]) -> Result<T, Undecodable>;

/// A stream of the items of a body with one JSON value a line. It is a [`futures_core::Stream`] too.
pub struct JsonLines<T> {
    items: Items,
    matching: Matching,
    decode: Decode<T>,
}

/// The lines that are items.
struct Items {
    lines: Lines,
    /// The line that ends the stream.
    end: Option<Cow<'static, str>>,
}

impl Items {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<BytesMut, StreamError>>> {
        loop {
            let line = match ready!(self.lines.poll_line(0, context)) {
                Some(Ok(line)) => line,
                other => return Poll::Ready(other.map(|line| line.map_err(StreamError::Transport))),
            };
            let text = json_text(&line);
            if self.end.as_ref().is_some_and(|end| end.as_bytes() == text) {
                self.lines.end();
            } else if !text.is_empty() {
                return Poll::Ready(Some(Ok(line)));
            }
        }
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl<T> JsonLines<T> {
    /// Takes what a lenient reader left out of the items since the last call; see
    /// [`Request::lenient`](super::request::Request::lenient). Paths begin at the item. Up to 100 misfits are kept.
    pub fn take_misfits(&mut self) -> Vec<Misfit> {
        self.matching.take_misfits().described
    }

    /// Receives the next item. Returns `None` at the end of the stream. No data is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if the item cannot be received or decoded; see [`StreamError`].
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let decode = |line: BytesMut| (self.decode)(&self.matching, json_text(&line)).map_err(StreamError::Decode);
        self.items.poll_item(context).map(|item| item.map(|line| line.and_then(decode)))
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

#[doc(hidden)]
impl<T: Value + 'static> FromResponse for JsonLines<T> {
    const STREAMS: bool = true;

    fn from_response(mut response: UndecodedBody) -> Result<Self, Undecodable> {
        let (end, matching) = (response.take_setup().end, response.matching());
        let items = Items { lines: Lines::new(response.into_stream()), end };
        Ok(Self { items, matching, decode: Matching::json })
    }
}

/// The JSON of a line, without the record separator that RFC 7464 puts before it.
fn json_text(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\x1e").unwrap_or(line).trim_ascii()
}

/// Decodes the data of an event, which is text that usually is JSON.
pub(crate) fn from_json_or_text<T: Value>(matching: &Matching, data: &[u8]) -> Result<T, Undecodable> {
    matching.json(data).or_else(|fault| read_text(&String::from_utf8_lossy(data)).map_err(|_| fault))
}
