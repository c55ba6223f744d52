//! The body of a response of an HTTP stack, as a stream of its chunks.

use super::transport_error::TransportError;
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::Body;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The chunks of an `http_body::Body`. Trailers are skipped.
pub(crate) struct Frames<B: Body> {
    body: B,
    error: fn(B::Error) -> TransportError,
}

impl<B: Body> Frames<B> {
    /// Makes the stream of a body, and of the conversion of its errors.
    pub(crate) fn new(body: B, error: fn(B::Error) -> TransportError) -> Self {
        Self { body, error }
    }
}

impl<B: Body + Unpin> Stream for Frames<B> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // A body whose length was announced tells that it has ended, so that nobody waits for its end.
        while !self.body.is_end_stream() {
            let Poll::Ready(next) = Pin::new(&mut self.body).poll_frame(context) else { return Poll::Pending };
            match next {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err((self.error)(error)))),
                Some(Ok(frame)) => {
                    if let Ok(mut data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data.copy_to_bytes(data.remaining()))));
                    }
                }
            }
        }
        Poll::Ready(None)
    }
}
