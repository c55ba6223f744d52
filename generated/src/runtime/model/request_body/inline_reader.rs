// @generated
//! A stream of what a reader reads, where there are no threads.

use super::streams::{ByteStream, CHUNK};
use bytes::Bytes;
use futures_core::Stream;
use std::io::{self, ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A stream of what a reader reads. Each chunk is read when it is asked for, by the thread that asks.
pub(crate) fn read_inline<R>(open: impl FnOnce() -> io::Result<R> + Send + 'static) -> ByteStream
where
    R: Read + Send + 'static,
{
    Box::pin(Inline::Unopened(Some(Box::new(move || open().map(|reader| Box::new(reader) as Reader)))))
}

type Reader = Box<dyn Read + Send>;

enum Inline {
    Unopened(Option<Box<dyn FnOnce() -> io::Result<Reader> + Send>>),
    Open(Reader),
    Ended,
}

impl Inline {
    fn next(&mut self) -> Option<io::Result<Bytes>> {
        if let Self::Unopened(open) = self {
            match open.take()?() {
                Ok(reader) => *self = Self::Open(reader),
                Err(error) => return Some(self.end(error)),
            }
        }
        let Self::Open(reader) = self else { return None };
        let mut buffer = vec![0; CHUNK];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return None,
                Ok(length) => {
                    buffer.truncate(length);
                    return Some(Ok(buffer.into()));
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Some(self.end(error)),
            }
        }
    }

    /// Nothing is read after an error.
    fn end(&mut self, error: io::Error) -> io::Result<Bytes> {
        *self = Self::Ended;
        Err(error)
    }
}

impl Stream for Inline {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.next())
    }
}
