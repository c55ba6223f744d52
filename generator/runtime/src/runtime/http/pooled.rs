//! How long a connection may take to be made and be unused, and how a request avoids one that the server is closing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The time limit for making a connection.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The time after which an unused connection is closed. It is shorter than the five seconds after which many servers close
/// connections: a request on a connection that the server is closing is lost, and must not be sent twice.
pub(crate) const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// The number of times that a request yields before it is sent, so that tokio notices connections that the server closed in
/// the meantime: once to receive the event, once to wake the task of the connection, and once to let it run.
const YIELDS: usize = 3;

/// The time after a request within which the next one does not yield: tokio has looked at all connections just before.
const FRESH: Duration = Duration::from_millis(1);

/// When requests were sent over the connections of a transport.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pooled {
    /// When the last request was sent, in microseconds by the monotonic clock.
    last_sent: Arc<AtomicU64>,
}

impl Pooled {
    /// Whether another request was sent just before, so that this one need not wait until tokio notices connections that the
    /// server closed in the meantime. `now` is the time by the monotonic clock.
    pub(crate) fn is_fresh(&self, now: Duration) -> bool {
        let now = u64::try_from(now.as_micros()).unwrap_or(u64::MAX);
        let last = self.last_sent.load(Ordering::Relaxed);
        let age = Duration::from_micros(now.saturating_sub(last));
        // A request that writes the time makes all cores read it anew, so that not every one writes it.
        if age >= FRESH / 4 {
            self.last_sent.store(now, Ordering::Relaxed);
        }
        age < FRESH
    }
}

/// Lets tokio notice the connections that the server closed.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(crate) async fn notice_closed() {
    for _ in 0..YIELDS {
        tokio::task::yield_now().await;
    }
}
