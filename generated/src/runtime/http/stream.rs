//! Streams of items: event streams and JSON lines.

use super::body_stream::BodyStream;
use super::response::{FromResponse, Undecodable, UndecodedBody};
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::read::{read_json, read_text};
use crate::runtime::model::value::Value;
use bytes::BytesMut;
use std::fmt;

/// The error of the next item of a stream.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection failed, no data arrived in time, or an item is larger than the limit. The stream has ended.
    Transport(TransportError),
    /// An item cannot be decoded. The stream continues with the next item.
    Decode(Undecodable),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Decode(fault) => write!(f, "an item of the stream cannot be decoded: {fault}"),
        }
    }
}

impl std::error::Error for StreamError {}

/// A stream of the items of a body with one JSON value a line.
pub struct JsonLines<T> {
    lines: Lines,
    decode: Decode<T>,
}

/// A function that decodes an item. A stream holds it, so that only emitted code has to know which types can be items.
type Decode<T> = fn(&[u8]) -> Result<T, Undecodable>;

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl<T> JsonLines<T> {
    /// Receives the next item. Returns `None` at the end of the stream. No data is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if the item cannot be received or decoded; see [`StreamError`].
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        loop {
            match self.lines.next(0).await? {
                Ok(line) if json_text(&line).is_empty() => {}
                line => {
                    return Some(line.and_then(|line| (self.decode)(json_text(&line)).map_err(StreamError::Decode)));
                }
            }
        }
    }
}

#[doc(hidden)]
impl<T: Value + 'static> FromResponse for JsonLines<T> {
    const STREAMS: bool = true;

    fn from_response(response: UndecodedBody) -> Result<Self, Undecodable> {
        Ok(Self { lines: Lines::new(response.into_stream()), decode: from_json })
    }
}

/// An event of an event stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    /// The type of the event. The default is `message`.
    pub event: String,
    /// The last id that the server sent, with this event or an earlier one.
    pub id: Option<String>,
    /// The decoded data.
    pub data: T,
}

/// A stream of the events of a body with media type `text/event-stream`.
pub struct Events<T> {
    lines: Lines,
    /// The type of the event that is being received.
    event: String,
    /// The data of the event that is being received.
    data: Option<String>,
    last_id: Option<String>,
    decode: Decode<T>,
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl<T> Events<T> {
    /// Receives the next event. Returns `None` at the end of the stream. Events without data, and an incomplete event at the
    /// end, are skipped. No data is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if the event cannot be received or decoded; see [`StreamError`].
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        loop {
            let held = self.event.len() + self.data.as_ref().map_or(0, String::len);
            let line = match self.lines.next(held).await? {
                Ok(line) => line,
                Err(error) => {
                    self.event.clear();
                    self.data = None;
                    return Some(Err(error));
                }
            };
            if !line.is_empty() {
                self.apply_field(&String::from_utf8_lossy(&line));
                continue;
            }
            let event = std::mem::take(&mut self.event);
            if let Some(data) = self.data.take() {
                return Some(self.decode_event(event, &data));
            }
        }
    }

    /// Applies a line to the event that is being received.
    fn apply_field(&mut self, line: &str) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.last_id = Some(value.to_owned()),
            _ => {}
        }
    }

    fn decode_event(&self, event: String, data: &str) -> Result<Event<T>, StreamError> {
        let data = (self.decode)(data.as_bytes()).map_err(StreamError::Decode)?;
        let event = if event.is_empty() { "message".to_owned() } else { event };
        Ok(Event { event, id: self.last_id.clone(), data })
    }
}

#[doc(hidden)]
impl<T: Value + 'static> FromResponse for Events<T> {
    const STREAMS: bool = true;

    fn from_response(response: UndecodedBody) -> Result<Self, Undecodable> {
        Ok(Self {
            lines: Lines::new(response.into_stream()),
            event: String::new(),
            data: None,
            last_id: None,
            decode: from_json_or_text,
        })
    }
}

/// The JSON of a line, without the record separator that RFC 7464 puts before it.
fn json_text(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\x1e").unwrap_or(line).trim_ascii()
}

fn from_json<T: Value>(json: &[u8]) -> Result<T, Undecodable> {
    read_json(json).map_err(Undecodable::from_read_error)
}

/// Decodes the data of an event, which is text that usually is JSON.
fn from_json_or_text<T: Value>(data: &[u8]) -> Result<T, Undecodable> {
    from_json(data).or_else(|fault| read_text(&String::from_utf8_lossy(data)).map_err(|_| fault))
}

/// A stream of the lines of a body, without their ends, which are CR, LF or CRLF.
struct Lines {
    body: BodyStream,
    /// Data that was received and is not yet returned.
    pending: BytesMut,
    /// The length of the start of `pending` that has no end of a line.
    searched: usize,
    /// Whether the start of the body was checked for a byte order mark.
    started: bool,
    /// Whether the body has ended.
    ended: bool,
}

impl Lines {
    fn new(body: BodyStream) -> Self {
        Self { body, pending: BytesMut::new(), searched: 0, started: false, ended: false }
    }

    /// Receives the next line. `held` is the number of bytes of the item that were received before, which count for the
    /// limit. Received data stays in `self`, so that it is not lost if the future is dropped.
    async fn next(&mut self, held: usize) -> Option<Result<BytesMut, StreamError>> {
        let limit = self.body.item_limit();
        loop {
            let line = self.take_line();
            if line.as_ref().unwrap_or(&self.pending).len().saturating_add(held) > limit {
                return Some(Err(self.fail(TransportError::new(
                    TransportErrorKind::TooLarge,
                    format!("an item of the stream is larger than the limit of {limit} bytes"),
                ))));
            }
            if let Some(line) = line {
                return Some(Ok(line));
            }
            if self.ended {
                let rest = std::mem::take(&mut self.pending);
                return (!rest.is_empty()).then_some(Ok(rest));
            }
            match self.body.chunk().await {
                Some(Ok(chunk)) => self.pending.extend_from_slice(&chunk),
                Some(Err(error)) => return Some(Err(self.fail(error))),
                None => self.ended = true,
            }
            if !self.started && (self.ended || self.pending.len() >= 3) {
                self.started = true;
                if self.pending.starts_with(b"\xef\xbb\xbf") {
                    drop(self.pending.split_to(3));
                }
            }
        }
    }

    /// Ends the stream with an error.
    fn fail(&mut self, error: TransportError) -> StreamError {
        self.ended = true;
        self.pending.clear();
        StreamError::Transport(error)
    }

    /// Takes the first complete line of the received data. A CR at its end is not complete, because an LF may follow.
    fn take_line(&mut self) -> Option<BytesMut> {
        if !self.started {
            return None;
        }
        let found = self.pending.iter().skip(self.searched).position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = found.map(|at| at + self.searched) else {
            self.searched = self.pending.len();
            return None;
        };
        let width = match (self.pending.get(end), self.pending.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r'), None) if !self.ended => {
                self.searched = end;
                return None;
            }
            _ => 1,
        };
        let mut line = self.pending.split_to(end + width);
        line.truncate(end);
        self.searched = 0;
        Some(line)
    }
}
