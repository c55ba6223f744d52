//! Boxed futures, time limits of futures, and the text of durations.

use std::future::Future;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

/// A boxed future that is `Send`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Runs a future until it is ready. Returns `None` if the limit is ready first.
pub(crate) async fn with_limit<T>(future: impl Future<Output = T> + Send, limit: &mut BoxFuture<'_, ()>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// The text of a duration for messages: `0.5 s` instead of `499.902162ms`.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    let digits = match seconds {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    let text = format!("{seconds:.digits$}");
    let text = if digits == 0 { text.as_str() } else { text.trim_end_matches('0').trim_end_matches('.') };
    format!("{text} s")
}
