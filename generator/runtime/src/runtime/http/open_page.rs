//! A page that is received item by item: its call, how an item is decoded, and how the call ends.

use super::attempts::Attempts;
use super::call::{CallError, Ran, Received};
use super::client::unsupported_encoding;
use super::error::{DecodeError, Error};
use super::list_body::{Found, ListBody, ListFault};
use super::matching::Strictness;
use super::next_page::Streamed;
use super::observation::Observation;
use super::raw_response::RawResponse;
use super::response::{FromResponse, ReceivedBody};
use super::second_reading::WAY_OUT;
use super::undecodable::Undecodable;
use crate::runtime::model::misfit::Misfits;
use crate::runtime::model::read::{Lenient, read_json, read_json_leniently};
use crate::runtime::model::value::Value;
use bytes::Bytes;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

/// A page that is being received.
pub(super) struct OpenPage {
    /// The response, with an empty body.
    received: Received,
    attempts: Attempts,
    observation: Option<Arc<Observation>>,
    strictness: Strictness,
    list: ListBody,
    /// Where the list is, as a JSON pointer.
    place: &'static str,
    /// The JSON of the last item.
    last: Option<Bytes>,
}

impl OpenPage {
    /// Begins to receive the items at a place of the body. Returns the call if it has failed, or if its body was received as
    /// a whole.
    pub(super) fn new(ran: Ran, place: &'static str) -> Result<Self, Box<Ran>> {
        let Ran { outcome, attempts, observation, strictness } = ran;
        let whole = |outcome| Err(Box::new(Ran { outcome, attempts, observation: observation.clone(), strictness }));
        let mut received = match outcome {
            Ok(received) => received,
            Err(error) => return whole(Err(error)),
        };
        let body = match std::mem::replace(&mut received.body, ReceivedBody::Full(Bytes::new())) {
            ReceivedBody::Stream(body) => body,
            full @ ReceivedBody::Full(_) => return whole(Ok(Received { body: full, ..received })),
        };
        let list = match unsupported_encoding(&received.headers) {
            // It has no list that can be read, which is told when it ends.
            Some(_) => ListBody::whole(body),
            None => ListBody::new(body, place),
        };
        Ok(Self { received, attempts, observation, strictness, list, place, last: None })
    }

    /// Polls for the JSON of the next item, after a number of items that were returned before. Returns `None` at the end of
    /// the body.
    pub(super) fn poll(
        &mut self,
        returned: usize,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, ListFault>> {
        loop {
            match ready!(self.list.poll_item(context)) {
                Ok(Found::Item(json)) => {
                    self.last = Some(json.clone());
                    if self.list.count() > returned {
                        return Poll::Ready(Ok(Some(json)));
                    }
                }
                Ok(Found::End) => return Poll::Ready(Ok(None)),
                Err(fault) => return Poll::Ready(Err(fault)),
            }
        }
    }

    /// Decodes the item that was received last. A lenient reader may leave it out, and adds what it leaves out to the
    /// misfits.
    pub(super) fn decode<T: Value, E: FromResponse>(
        &self,
        json: Bytes,
        misfits: &mut Misfits,
    ) -> Result<Option<T>, Error<E>> {
        let place = format!("{}/{}", self.place, self.list.count().saturating_sub(1));
        let fault = match read_json(&json) {
            Ok(item) => return Ok(Some(item)),
            Err(fault) => fault,
        };
        let mut fault = Undecodable::new(format!("{place}{}: {}", fault.path, fault.message));
        // A list with this item alone: what a list does with an item that does not match is what it is done with here.
        let list = [b"[", &*json, b"]"].concat();
        match (self.strictness, read_json_leniently::<Vec<T>>(&list)) {
            (Strictness::Lenient, Ok(Lenient { mut value, misfits: mut found })) => {
                found.move_to(&place);
                if let Some(observation) = &self.observation {
                    found.described.iter().for_each(|misfit| observation.misfit(misfit));
                }
                misfits.extend(found);
                return Ok(value.pop());
            }
            (Strictness::Strict, Ok(_)) => fault = fault.with_hint(WAY_OUT),
            (Strictness::Lenient | Strictness::Strict, Err(_)) => {}
        }
        Err(self.undecodable(json, fault))
    }

    /// Ends the call at the end of the body: a response with an empty list, and what was seen of the items.
    pub(super) fn end(mut self) -> (Ran, Streamed) {
        let Self { attempts, observation, strictness, last, .. } = self;
        let streamed = Streamed { count: self.list.count(), last };
        let body = ReceivedBody::Full(self.list.take_beside());
        (Ran { outcome: Ok(Received { body, ..self.received }), attempts, observation, strictness }, streamed)
    }

    /// Ends the call before the end of the body.
    pub(super) fn fail<E: FromResponse>(mut self, fault: ListFault) -> Error<E> {
        let error = match fault {
            ListFault::Transport(error) => {
                let response = self.response(Bytes::new());
                CallError::Transport(error, Some(Box::new(response))).into_error(self.received.operation, self.attempts)
            }
            ListFault::Json(fault) => {
                let beside = self.list.take_beside();
                self.undecodable(beside, fault)
            }
        };
        if let Some(observation) = &self.observation {
            observation.end(error.status(), Some(error.kind()), self.attempts);
        }
        error
    }

    fn undecodable<E>(&self, bytes: Bytes, fault: Undecodable) -> Error<E> {
        Error::Decode(Box::new(DecodeError::new(self.response(bytes), self.received.spec, fault)))
    }

    /// The response with a part of its body.
    fn response(&self, bytes: Bytes) -> RawResponse {
        let Received { operation, status, headers, .. } = &self.received;
        let (status, headers) = (*status, headers.clone());
        RawResponse { operation, status, headers, bytes, attempts: self.attempts }
    }
}
