//! The limit on the time without data of a body.

use super::timing::{BoxFuture, seconds};
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// A limit on the time until the next chunk arrives.
pub(crate) struct Idle {
    limit: Duration,
    /// Starts a timer of the limit.
    sleep: Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>,
    /// The timer of the next chunk. It is kept here, because a caller may drop the future of the chunk and make another one,
    /// which must not extend the time.
    wait: Option<BoxFuture<'static, ()>>,
}

impl Idle {
    pub(crate) fn new(limit: Duration, sleep: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        Self { limit, sleep: Box::new(sleep), wait: None }
    }

    /// Receives the chunk, or returns an error if it does not arrive in time.
    pub(crate) async fn watch(
        &mut self,
        chunk: impl Future<Output = Option<Result<Bytes, TransportError>>>,
    ) -> Option<Result<Bytes, TransportError>> {
        let mut chunk = pin!(chunk);
        let next = std::future::poll_fn(|context| match chunk.as_mut().poll(context) {
            Poll::Ready(next) => Poll::Ready(next),
            Poll::Pending => {
                let wait = self.wait.get_or_insert_with(&self.sleep);
                wait.as_mut().poll(context).map(|()| Some(Err(timeout_error(self.limit))))
            }
        })
        .await;
        self.wait = None;
        next
    }
}

/// The error of a chunk that did not arrive in time.
fn timeout_error(limit: Duration) -> TransportError {
    let message = format!("no data of the body arrived within {}, which is the `idle_timeout`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
