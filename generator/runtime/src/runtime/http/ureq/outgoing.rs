//! The body of a request as `ureq` reads it.

use super::parking::block_on;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::request_body::streams::{ByteStream, wrong_length};
use bytes::{Buf, Bytes};
use std::future::poll_fn;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// The error of a body, which the stack would only repeat as text.
pub(crate) type Fault = Arc<Mutex<Option<io::Error>>>;

/// Reads a body chunk by chunk.
pub(crate) struct Outgoing {
    chunk: Bytes,
    rest: Option<ByteStream>,
    /// The number of bytes that are left, if it is known.
    left: Option<u64>,
    fault: Fault,
}

impl Outgoing {
    /// Opens a body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body cannot be opened.
    pub(crate) fn open(body: RequestBody, fault: Fault) -> io::Result<Self> {
        let left = body.length();
        let (chunk, rest) = match body.as_bytes() {
            Some(bytes) => (bytes.clone(), None),
            None => (Bytes::new(), Some(body.into_stream()?)),
        };
        Ok(Self { chunk, rest, left, fault })
    }

    /// Waits for bytes, unless there are some or the body has ended.
    fn fill(&mut self) -> io::Result<()> {
        while self.chunk.is_empty() {
            let Some(stream) = &mut self.rest else { break };
            match block_on(poll_fn(|context| stream.as_mut().poll_next(context))) {
                Some(chunk) => self.chunk = chunk?,
                None => self.rest = None,
            }
        }
        Ok(())
    }

    fn next(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let length = self.chunk.len().min(into.len());
        self.chunk.split_to(length).copy_to_slice(into.get_mut(..length).unwrap_or_default());
        let read = u64::try_from(length).unwrap_or(u64::MAX);
        match &mut self.left {
            Some(left) if length > 0 => *left = left.checked_sub(read).ok_or_else(|| wrong_length("more"))?,
            Some(1..) if !into.is_empty() => return Err(wrong_length("fewer")),
            Some(_) | None => {}
        }
        Ok(length)
    }
}

impl Read for Outgoing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.next(into).map_err(|error| {
            let kind = error.kind();
            *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            kind.into()
        })
    }
}
