//! How long may a body stand still? A watch over the chunks of a response.

use super::timing::{BoxFuture, seconds};
use super::transport_error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use std::future::Future;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// Gives up on a chunk that does not come in time.
pub(crate) struct Idle {
    limit: Duration,
    /// Starts to wait for the limit.
    sleep: Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>,
    /// The wait for the chunk that is due. It is kept here, because a caller may drop the future that asks for the chunk
    /// and ask again, any number of times: the server has no more time for that.
    wait: Option<BoxFuture<'static, ()>>,
}

impl Idle {
    pub(crate) fn new(limit: Duration, sleep: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        Self { limit, sleep: Box::new(sleep), wait: None }
    }

    /// The chunk, or an error when it does not come in time.
    pub(crate) async fn watch(
        &mut self,
        chunk: impl Future<Output = Option<Result<Bytes, TransportError>>>,
    ) -> Option<Result<Bytes, TransportError>> {
        let mut chunk = pin!(chunk);
        let next = std::future::poll_fn(|context| match chunk.as_mut().poll(context) {
            Poll::Ready(next) => Poll::Ready(next),
            Poll::Pending => {
                let wait = self.wait.get_or_insert_with(&self.sleep);
                wait.as_mut().poll(context).map(|()| Some(Err(late(self.limit))))
            }
        })
        .await;
        self.wait = None;
        next
    }
}

fn late(limit: Duration) -> TransportError {
    let message = format!("no byte of the body came within {}, which is the `idle_timeout`", seconds(limit));
    TransportError::new(TransportErrorKind::Timeout, message)
}
