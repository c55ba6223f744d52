//! A body of JSON that is received in pieces: the items of its list one by one, and what stands beside the list.

use super::body_stream::BodyStream;
use super::list_scanner::{ListScanner, Piece};
use super::transport_error::{TransportError, TransportErrorKind};
use super::undecodable::Undecodable;
use bytes::{Bytes, BytesMut};
use std::task::{Context, Poll, ready};

/// A body with a list that is read item by item. It keeps the piece that was received last, the start of an item that goes on
/// in the next piece, and what stands beside the list.
pub(super) struct ListBody {
    body: BodyStream,
    scanner: ListScanner,
    /// Where the list is, as a JSON pointer.
    place: &'static str,
    /// What was received and not yet scanned.
    piece: Bytes,
    /// The start of an item.
    part: BytesMut,
    /// What stands beside the list: the body with an empty list.
    beside: Vec<u8>,
    /// The number of items that were received whole.
    count: usize,
}

/// What a body has next.
pub(super) enum Found {
    /// The JSON of an item.
    Item(Bytes),
    /// The end of the body.
    End,
}

/// Why a body has no further items.
pub(super) enum ListFault {
    /// It cannot be received, or an item is too large.
    Transport(TransportError),
    /// It is not JSON.
    Json(Undecodable),
}

impl ListBody {
    /// Makes the items of the list at this place.
    pub(super) fn new(body: BodyStream, place: &'static str) -> Self {
        Self::scanned(body, place, ListScanner::new(place))
    }

    /// Makes a body without items: all of it stands beside the list.
    pub(super) fn whole(body: BodyStream) -> Self {
        Self::scanned(body, "", ListScanner::of_no_list())
    }

    fn scanned(body: BodyStream, place: &'static str, scanner: ListScanner) -> Self {
        let (part, beside) = (BytesMut::new(), Vec::new());
        Self { body, scanner, place, piece: Bytes::new(), part, beside, count: 0 }
    }

    /// The number of items that were received whole.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Takes what stands beside the list: the body with an empty list in place of the one with items.
    pub(super) fn take_beside(&mut self) -> Bytes {
        std::mem::take(&mut self.beside).into()
    }

    /// Polls for the next item. Nothing that was received is lost if the caller stops to poll.
    pub(super) fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Result<Found, ListFault>> {
        let limit = self.body.item_limit();
        loop {
            while !self.piece.is_empty() {
                match self.scanner.scan(&self.piece) {
                    Piece::Beside(length) => {
                        let beside = self.piece.split_to(length);
                        if self.beside.len().saturating_add(length) > limit {
                            return Poll::Ready(Err(too_large("what stands beside the list of the response", limit)));
                        }
                        self.beside.extend_from_slice(&beside);
                    }
                    Piece::Between(length) => drop(self.piece.split_to(length)),
                    Piece::Part(length) => {
                        self.check_size(length, limit)?;
                        self.part.extend_from_slice(&self.piece.split_to(length));
                    }
                    Piece::Item(length) => {
                        self.check_size(length, limit)?;
                        let end = self.piece.split_to(length);
                        self.count += 1;
                        if self.part.is_empty() {
                            return Poll::Ready(Ok(Found::Item(end)));
                        }
                        self.part.extend_from_slice(&end);
                        return Poll::Ready(Ok(Found::Item(self.part.split().freeze())));
                    }
                    Piece::Fault(reason) => return Poll::Ready(Err(self.not_json(reason))),
                }
            }
            match ready!(self.body.poll_chunk(context)) {
                Some(Ok(piece)) => self.piece = piece,
                Some(Err(error)) => return Poll::Ready(Err(ListFault::Transport(error))),
                None if self.scanner.is_in_list() => {
                    return Poll::Ready(Err(self.not_json("the body ends within the list")));
                }
                None => return Poll::Ready(Ok(Found::End)),
            }
        }
    }

    /// Checks the size of an item of which this many bytes come to those before.
    fn check_size(&self, length: usize, limit: usize) -> Result<(), ListFault> {
        if self.part.len().saturating_add(length) <= limit {
            return Ok(());
        }
        Err(too_large(&format!("the item {}/{} of the response", self.place, self.count), limit))
    }

    fn not_json(&self, reason: &str) -> ListFault {
        ListFault::Json(Undecodable::new(format!("{}/{}: {reason}", self.place, self.count)))
    }
}

fn too_large(what: &str, limit: usize) -> ListFault {
    let message = format!("{what} is larger than the limit of {limit} bytes");
    ListFault::Transport(TransportError::new(TransportErrorKind::TooLarge, message))
}
