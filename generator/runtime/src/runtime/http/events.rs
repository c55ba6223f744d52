//! Event streams: their events, and how a stream goes on after its connection has ended.

use super::body_stream::BodyStream;
use super::error::Error;
use super::lines::Lines;
use super::matching::Matching;
use super::response::{FromResponse, UndecodedBody};
use super::stream::{Decode, from_json_or_text};
use super::stream_error::StreamError;
use super::stream_setup::{Reopen, Reopened, StreamSetup};
use super::timing::BoxFuture;
use super::transport_error::TransportError;
use super::undecodable::Undecodable;
use crate::runtime::model::misfit::Misfit;
use crate::runtime::model::value::Value;
use crate::runtime::spec::media_type::may_be_events;
use futures_core::Stream;
use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

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

/// A stream of the events of a body with media type `text/event-stream`. It is a [`futures_core::Stream`] too.
///
/// It ends with the body, or with the event that the document or [`Request::stream_end`](super::request::Request::stream_end)
/// names. With [`Request::resume`](super::request::Request::resume) it goes on after the connection has ended.
pub struct Events<T> {
    events: RawEvents,
    matching: Matching,
    decode: Decode<T>,
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl<T> Events<T> {
    /// Takes what a lenient reader left out of the items since the last call; see
    /// [`Request::lenient`](super::request::Request::lenient). Paths begin at the item. Up to 100 misfits are kept.
    pub fn take_misfits(&mut self) -> Vec<Misfit> {
        self.matching.take_misfits().described
    }

    /// Receives the next event. Returns `None` at the end of the stream. Events without data, and an incomplete event at the
    /// end, are skipped. No data is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error if the event cannot be received or decoded; see [`StreamError`].
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, StreamError>>> {
        let decode = |Event { event, id, data }: Event<String>| {
            let data = (self.decode)(&self.matching, data.as_bytes()).map_err(StreamError::Decode)?;
            Ok(Event { event, id, data })
        };
        self.events.poll_event(context).map(|event| event.map(|event| event.and_then(decode)))
    }

    /// The last id that the server sent. Another process can go on after it with `Request::header("last-event-id", …)`.
    pub fn last_id(&self) -> Option<&str> {
        self.events.last_id.as_deref()
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

#[doc(hidden)]
impl<T: Value + 'static> FromResponse for Events<T> {
    const STREAMS: bool = true;

    fn from_response(mut response: UndecodedBody) -> Result<Self, Undecodable> {
        if !may_be_events(response.media_type()) {
            return Err(Undecodable::new("the body has no events"));
        }
        let StreamSetup { end, reopen } = response.take_setup();
        let matching = response.matching();
        let events = RawEvents {
            source: Source::Receiving(Lines::new(response.into_stream())),
            event: String::new(),
            data: None,
            id: None,
            last_id: None,
            delay: None,
            end,
            reopen,
        };
        Ok(Self { events, matching, decode: from_json_or_text })
    }
}

/// The events before their data is decoded.
struct RawEvents {
    source: Source,
    /// The type of the event that is being received.
    event: String,
    /// The data of the event that is being received.
    data: Option<String>,
    /// The id of the event that is being received.
    id: Option<String>,
    /// The id of the last event that was received whole.
    last_id: Option<String>,
    /// The time before the stream is resumed, if the server has set it.
    delay: Option<Duration>,
    /// The data of the event that ends the stream.
    end: Option<Cow<'static, str>>,
    reopen: Option<Box<dyn Reopen>>,
}

enum Source {
    Receiving(Lines),
    Reopening(BoxFuture<'static, Reopened>),
    Ended,
}

impl RawEvents {
    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<String>, StreamError>>> {
        loop {
            let held = self.event.len() + self.data.as_ref().map_or(0, String::len);
            let line = match &mut self.source {
                Source::Ended => return Poll::Ready(None),
                Source::Reopening(reopened) => {
                    let reopened = ready!(reopened.as_mut().poll(context));
                    if let Some(error) = self.go_on(reopened) {
                        return Poll::Ready(Some(Err(error)));
                    }
                    continue;
                }
                Source::Receiving(lines) => ready!(lines.poll_line(held, context)).transpose(),
            };
            match line {
                Ok(Some(line)) if !line.is_empty() => self.apply_field(&String::from_utf8_lossy(&line)),
                Ok(Some(_)) => {
                    if let Some(event) = self.take_event() {
                        return Poll::Ready(Some(Ok(event)));
                    }
                }
                Ok(None) => self.resume(None),
                Err(error) => {
                    self.resume(Some(&error));
                    if let Source::Ended = self.source {
                        return Poll::Ready(Some(Err(StreamError::Transport(error))));
                    }
                }
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
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.delay = value.parse().ok().map(Duration::from_millis).or(self.delay);
            }
            _ => {}
        }
    }

    /// Takes the event that was received. Returns `None` if it has no data, or if it ends the stream.
    fn take_event(&mut self) -> Option<Event<String>> {
        let event = std::mem::take(&mut self.event);
        self.last_id = self.id.take().or(self.last_id.take());
        let data = self.data.take()?;
        if self.end.as_ref().is_some_and(|end| *end == data.trim()) {
            self.source = Source::Ended;
            return None;
        }
        if let Some(reopen) = &mut self.reopen {
            reopen.event_received();
        }
        let event = if event.is_empty() { "message".to_owned() } else { event };
        Some(Event { event, id: self.last_id.clone(), data })
    }

    /// Requests the stream anew after its connection has ended, or ends it.
    fn resume(&mut self, error: Option<&TransportError>) {
        self.event.clear();
        (self.id, self.data) = (None, None);
        let reopened = self.reopen.as_mut().and_then(|reopen| reopen.begin(error, self.last_id.as_deref(), self.delay));
        self.source = reopened.map_or(Source::Ended, Source::Reopening);
    }

    /// Goes on with the new response, or requests the stream once more if no response was received.
    fn go_on(&mut self, reopened: Reopened) -> Option<StreamError> {
        let lines = |body: BodyStream| Source::Receiving(Lines::new(body));
        match reopened {
            Ok(body) => {
                self.source = body.map_or(Source::Ended, lines);
                None
            }
            Err(StreamError::Resume(error)) => {
                self.source = Source::Ended;
                if let Error::Transport(failure) = &*error {
                    self.resume(Some(failure.error()));
                }
                matches!(self.source, Source::Ended).then_some(StreamError::Resume(error))
            }
            Err(error @ (StreamError::Transport(_) | StreamError::Decode(_))) => {
                self.source = Source::Ended;
                Some(error)
            }
        }
    }
}
