//! The lines of a body, which is received in chunks.

use super::body_stream::BodyStream;
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::{Bytes, BytesMut};
use std::task::{Context, Poll, ready};

/// A stream of the lines of a body, without their ends, which are CR, LF or CRLF.
pub(crate) struct Lines {
    body: BodyStream,
    /// Data that was received and is not yet returned.
    pending: BytesMut,
    /// The length of the start of `pending` that has no end of a line.
    searched: usize,
    /// Whether the last line ended with a CR, so that an LF that follows belongs to its end.
    after_return: bool,
    /// Whether the start of the body was checked for a byte order mark.
    started: bool,
    /// Whether the body has ended.
    ended: bool,
}

impl Lines {
    pub(crate) fn new(body: BodyStream) -> Self {
        Self { body, pending: BytesMut::new(), searched: 0, after_return: false, started: false, ended: false }
    }

    /// Polls for the next line. `held` is the number of bytes of the item that were received before, which count for the
    /// limit. Received data stays in `self`, so that it is not lost if a future is dropped.
    pub(crate) fn poll_line(
        &mut self,
        held: usize,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<BytesMut, TransportError>>> {
        let limit = self.body.item_limit();
        loop {
            let line = self.take_line();
            if line.as_ref().unwrap_or(&self.pending).len().saturating_add(held) > limit {
                self.end();
                let message = format!("an item of the stream is larger than the limit of {limit} bytes");
                return Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::TooLarge, message))));
            }
            if let Some(line) = line {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.ended {
                let rest = std::mem::take(&mut self.pending);
                return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
            }
            match ready!(self.body.poll_chunk(context)) {
                Some(Ok(chunk)) => self.pending.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.ended = true,
            }
            self.skip_byte_order_mark();
        }
    }

    fn skip_byte_order_mark(&mut self) {
        if !self.started && (self.ended || self.pending.len() >= 3) {
            self.started = true;
            if self.pending.starts_with(b"\xef\xbb\xbf") {
                drop(self.pending.split_to(3));
            }
        }
    }

    /// Ends the stream: what was received is dropped, and the connection with it.
    pub(crate) fn end(&mut self) {
        self.ended = true;
        self.pending.clear();
        self.body = BodyStream::full(Bytes::new());
    }

    /// Takes the first complete line of the received data. A CR ends it at once, since a server may send nothing after it.
    fn take_line(&mut self) -> Option<BytesMut> {
        if !self.started {
            return None;
        }
        if let (true, Some(first)) = (self.after_return, self.pending.first()) {
            let width = usize::from(*first == b'\n');
            drop(self.pending.split_to(width));
            self.after_return = false;
        }
        let found = self.pending.iter().skip(self.searched).position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = found.map(|at| at + self.searched) else {
            self.searched = self.pending.len();
            return None;
        };
        self.after_return = self.pending.get(end) == Some(&b'\r');
        let mut line = self.pending.split_to(end + 1);
        line.truncate(end);
        self.searched = 0;
        Some(line)
    }
}
