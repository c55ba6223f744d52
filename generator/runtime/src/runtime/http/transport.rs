//! What carries requests? The one trait between the client and an HTTP stack.

use super::body_stream::BodyStream;
use super::timing::BoxFuture;
use super::transport_error::TransportError;
use bytes::Bytes;
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

/// Sends HTTP requests and tells the time. It must not follow redirects.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request; the body of the response may come later.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>>;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// The time by the calendar, for dates that a server names. It jumps when the clock of the machine is set.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// The time since some moment in the past, for time-outs and deadlines. It never jumps.
    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }
}
