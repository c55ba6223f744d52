//! How long a connection may take to be made and be unused, how a request avoids one that the server is closing, and what calls
//! share that use one connection of HTTP/2.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The time limit for making a connection.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The time after which an unused connection is closed. It is shorter than the five seconds after which many servers close
/// connections: a request on a connection that the server is closing is lost, and must not be sent twice.
pub(crate) const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// The bytes of all responses of a connection that a server may send before they are read. What one response may have of them
/// is bounded by its stream; if that of the connection were used up by bodies that a program reads slowly, all other calls
/// would stand still.
#[cfg(any(all(feature = "hyper", feature = "http2"), feature = "reqwest"))]
pub(crate) const CONNECTION_WINDOW: u32 = 1 << 30;

/// The bytes of the headers of a response, as many as `hyper` takes by HTTP/1.1.
#[cfg(any(all(feature = "hyper", feature = "http2"), feature = "reqwest"))]
pub(crate) const HEADER_LIST: u32 = 400 << 10;

/// The time without data from the server after which it is asked for a sign of life, if it owes a response. A connection that
/// leads nowhere would else take the requests of all calls until the operating system gives it up, after many minutes.
#[cfg(any(all(feature = "hyper", feature = "http2"), feature = "reqwest"))]
pub(crate) const PING_INTERVAL: Duration = Duration::from_secs(30);

/// The time that the server has for a sign of life, before its connection is given up.
#[cfg(any(all(feature = "hyper", feature = "http2"), feature = "reqwest"))]
pub(crate) const PING_TIMEOUT: Duration = Duration::from_secs(15);

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
