//! The body of a request as HTTP stacks take it.

use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::request_body::streams::{ByteStream, wrong_length};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::{fmt, io};

/// The body of a request as HTTP stacks take it: an `http_body::Body`, which sends bytes in memory as one frame, and
/// anything else chunk by chunk.
pub struct OutgoingBody {
    /// HTTP stacks demand a type that threads can share, although they read from one place only.
    content: Mutex<Content>,
    /// The number of bytes that are left, if it is known.
    left: Option<u64>,
}

enum Content {
    /// A body of which nothing was sent.
    Unopened(RequestBody),
    Open(ByteStream),
    Ended,
}

impl OutgoingBody {
    /// Opens a body.
    pub(crate) fn open(body: RequestBody) -> io::Result<Self> {
        let left = body.length();
        Ok(Self { left, content: Mutex::new(Content::Open(body.into_stream()?)) })
    }
}

/// A body that is opened when it is read.
impl From<RequestBody> for OutgoingBody {
    fn from(body: RequestBody) -> Self {
        Self { left: body.length(), content: Mutex::new(Content::Unopened(body)) }
    }
}

/// What was not sent of the body.
impl From<OutgoingBody> for RequestBody {
    fn from(body: OutgoingBody) -> Self {
        match body.content.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Content::Unopened(whole) => whole,
            Content::Open(stream) => Self::stream(stream, body.left),
            Content::Ended => Self::default(),
        }
    }
}

impl Content {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match std::mem::replace(self, Self::Ended) {
                Self::Unopened(body) => match body.as_bytes() {
                    Some(bytes) => return Poll::Ready(Some(bytes.clone()).filter(|bytes| !bytes.is_empty()).map(Ok)),
                    None => *self = Self::Open(body.into_stream()?),
                },
                Self::Open(mut stream) => {
                    let next = stream.as_mut().poll_next(context);
                    if !matches!(next, Poll::Ready(None | Some(Err(_)))) {
                        *self = Self::Open(stream);
                    }
                    return next;
                }
                Self::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl http_body::Body for OutgoingBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let content = self.content.get_mut().unwrap_or_else(PoisonError::into_inner);
        let next = content.poll_next(context);
        let Poll::Ready(next) = next else { return Poll::Pending };
        let next = next.transpose().and_then(|chunk| match (chunk, &mut self.left) {
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

    fn is_end_stream(&self) -> bool {
        self.left == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

impl fmt::Debug for OutgoingBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutgoingBody").field("left", &self.left).finish_non_exhaustive()
    }
}
