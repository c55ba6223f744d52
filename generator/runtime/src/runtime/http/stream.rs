//! How are responses read that never end at once? Event streams and JSON lines, item by item.

use super::body_stream::BodyStream;
use super::response::{FromResponse, Undecodable, UndecodedBody};
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::read::read_json;
use crate::runtime::model::value::Value;
use bytes::BytesMut;
use std::fmt;
use std::marker::PhantomData;

/// Why the next item of a stream cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection broke or stood still, or an item is larger than allowed. The stream has ended.
    Transport(TransportError),
    /// An item does not decode. The next one may.
    Decode(Undecodable),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Decode(fault) => write!(f, "an item of the stream does not decode: {fault}"),
        }
    }
}

impl std::error::Error for StreamError {}

/// The items of a body with one JSON value a line.
pub struct JsonLines<T> {
    lines: Lines,
    item: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl<T: Value> JsonLines<T> {
    /// The next item. None: the end. Nothing is lost when the future is dropped.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        loop {
            match self.lines.next(0).await? {
                Ok(line) if line.trim_ascii().is_empty() => {}
                line => return Some(line.and_then(|line| decode(&line))),
            }
        }
    }
}

impl<T: Value + 'static> FromResponse for JsonLines<T> {
    const STREAMS: bool = true;

    fn from_response(response: UndecodedBody) -> Result<Self, Undecodable> {
        Ok(Self { lines: Lines::new(response.into_stream()), item: PhantomData })
    }
}

/// One event of an event stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    /// The kind of event; `message` when the server names none.
    pub event: String,
    /// The id of this event, or the last one that came.
    pub id: Option<String>,
    /// The data.
    pub data: T,
}

/// The events of a body of the type `text/event-stream`.
pub struct Events<T> {
    lines: Lines,
    /// What has come of the event that is not yet whole.
    event: String,
    data: Option<String>,
    last_id: Option<String>,
    item: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl<T: Value> Events<T> {
    /// The next event. None: the end. An event without data is skipped, and so is one that the stream ends within.
    /// Nothing is lost when the future is dropped.
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
                self.field(&String::from_utf8_lossy(&line));
                continue;
            }
            let event = std::mem::take(&mut self.event);
            if let Some(data) = self.data.take() {
                return Some(self.event(event, &data));
            }
        }
    }

    /// Keeps what a line says of the event.
    fn field(&mut self, line: &str) {
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

    fn event(&self, event: String, data: &str) -> Result<Event<T>, StreamError> {
        let decoded = read_json(data.as_bytes());
        let data = decoded.or_else(|fault| crate::runtime::model::read::read_text(data).map_err(|_| fault));
        let data = data.map_err(|fault| StreamError::Decode(Undecodable::new(fault.to_string())))?;
        let event = if event.is_empty() { "message".to_owned() } else { event };
        Ok(Event { event, id: self.last_id.clone(), data })
    }
}

impl<T: Value + 'static> FromResponse for Events<T> {
    const STREAMS: bool = true;

    fn from_response(response: UndecodedBody) -> Result<Self, Undecodable> {
        Ok(Self {
            lines: Lines::new(response.into_stream()),
            event: String::new(),
            data: None,
            last_id: None,
            item: PhantomData,
        })
    }
}

fn decode<T: Value>(json: &[u8]) -> Result<T, StreamError> {
    read_json(json).map_err(|fault| StreamError::Decode(Undecodable::new(fault.to_string())))
}

/// The lines of a body, without their ends: CR, LF or both.
struct Lines {
    body: BodyStream,
    /// What has come and was not given out.
    pending: BytesMut,
    /// How much of it is known to hold no end of a line.
    searched: usize,
    begun: bool,
    ended: bool,
}

impl Lines {
    fn new(body: BodyStream) -> Self {
        Self { body, pending: BytesMut::new(), searched: 0, begun: false, ended: false }
    }

    /// The next line of an item of which so many bytes are held already. All that has come stays in `self` while it
    /// waits.
    async fn next(&mut self, held: usize) -> Option<Result<BytesMut, StreamError>> {
        let limit = self.body.item_limit();
        loop {
            let line = self.cut();
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
            if !self.begun && (self.ended || self.pending.len() >= 3) {
                self.begun = true;
                if self.pending.starts_with(b"\xef\xbb\xbf") {
                    drop(self.pending.split_to(3));
                }
            }
        }
    }

    /// Ends the stream.
    fn fail(&mut self, error: TransportError) -> StreamError {
        self.ended = true;
        self.pending.clear();
        StreamError::Transport(error)
    }

    /// The first whole line of what has come. A CR at the very end waits for what follows: it may be an LF.
    fn cut(&mut self) -> Option<BytesMut> {
        if !self.begun {
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
