//! The bodies of requests as `reqwest` takes them.

use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::request_body::streams::ByteStream;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

/// The request with a body that `reqwest` takes.
pub(crate) fn with_body(request: http::Request<RequestBody>) -> Result<http::Request<reqwest::Body>, TransportError> {
    let (head, body) = request.into_parts();
    let body = match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => {
            let length = body.length();
            let stream = body.into_stream().map_err(|error| {
                let message = format!("the body of the request cannot be opened: {error}");
                TransportError::new(TransportErrorKind::Other, message).with_source(error)
            })?;
            reqwest::Body::wrap(Outgoing { stream: Mutex::new(stream), length })
        }
    };
    Ok(http::Request::from_parts(head, body))
}

/// A body that is sent chunk by chunk.
struct Outgoing {
    /// `reqwest` demands a type that threads can share, although it reads from one place only.
    stream: Mutex<ByteStream>,
    /// The number of bytes that are left, if it is known.
    length: Option<u64>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let stream = self.stream.get_mut().unwrap_or_else(PoisonError::into_inner);
        let next = stream.as_mut().poll_next(context);
        let Poll::Ready(next) = next else { return Poll::Pending };
        let next = next.transpose().and_then(|chunk| match (chunk, &mut self.length) {
            (Some(chunk), Some(left)) => {
                let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                *left = left.checked_sub(length).ok_or_else(|| wrong_length("more"))?;
                Ok(Some(chunk))
            }
            (None, Some(1..)) => Err(wrong_length("fewer")),
            (chunk, _) => Ok(chunk),
        });
        Poll::Ready(next.map(|chunk| chunk.map(Frame::data)).transpose())
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// The error of a stream that has another number of bytes than its length says.
fn wrong_length(how_many: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("the body has {how_many} bytes than its length says"))
}
