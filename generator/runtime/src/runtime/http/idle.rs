//! The limit on the time without data of a body.

use super::timing::{BoxFuture, seconds};
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use std::future::Future;
use std::task::{Context, Poll};
use std::time::Duration;

/// A limit on the time until the next chunk arrives.
pub(crate) struct Idle<'a> {
    limit: Duration,
    timer: Timer<'a>,
    /// The timer of the next chunk. It is kept here, because a caller may drop the future of the chunk and make another one,
    /// which must not extend the time.
    wait: Option<BoxFuture<'a, ()>>,
}

/// A function that waits for a time.
pub(crate) enum Timer<'a> {
    /// For a body that outlives its call.
    Own(Box<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>),
    /// For a body that is received within its call, which then shares nothing with other calls.
    Borrowed(&'a (dyn Fn(Duration) -> BoxFuture<'a, ()> + Sync)),
}

impl<'a> Idle<'a> {
    pub(crate) fn new(limit: Duration, timer: Timer<'a>) -> Self {
        Self { limit, timer, wait: None }
    }

    /// The chunk, or an error if it did not arrive in time.
    pub(crate) fn watch(
        &mut self,
        next: Poll<Option<Result<Bytes, TransportError>>>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        let next = match next {
            Poll::Ready(next) => Poll::Ready(next),
            Poll::Pending => {
                let wait = self.wait.get_or_insert_with(|| self.timer.start(self.limit));
                wait.as_mut().poll(context).map(|()| Some(Err(timeout_error(self.limit))))
            }
        };
        if next.is_ready() {
            self.wait = None;
        }
        next
    }
}

impl<'a> Timer<'a> {
    fn start(&self, time: Duration) -> BoxFuture<'a, ()> {
        match self {
            Self::Own(sleep) => sleep(time),
            Self::Borrowed(sleep) => sleep(time),
        }
    }
}

/// The error of a chunk that did not arrive in time.
fn timeout_error(limit: Duration) -> TransportError {
    let message = format!("no data of the body arrived within {}, which is the `idle_timeout`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
