//! The trait between the client and an HTTP stack.

use super::body_stream::BodyStream;
use super::timing::BoxFuture;
use super::transport_error::TransportError;
use crate::runtime::model::platform;
use crate::runtime::model::request_body::RequestBody;
use std::time::{Duration, SystemTime};

/// The extension of a request that is sent again after a `503`, or after an attempt that took too long: it is to go over a new
/// connection, behind which may be a server that is not overloaded, or since the one before may lead nowhere: HTTP/2 keeps a
/// connection whose request has timed out. A transport that cannot tell connections apart may leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewConnection;

/// A transport: it sends HTTP requests and has the clocks of the client. It must not follow redirects.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and returns the response. The body may be received later.
    ///
    /// The extensions of the request have the operation, as a `&'static Operation`: for routes, limits and logs by operation,
    /// unless [`Transport::reads_operation`] says that nobody reads it.
    ///
    /// They have [`NewConnection`] in a request that should not go over a connection which is there.
    ///
    /// The body of the request is bytes in memory ([`RequestBody::as_bytes`]), or else a stream
    /// ([`RequestBody::into_stream`]), whose length is sent if it is known.
    ///
    /// # Errors
    ///
    /// Returns an error if no response is received.
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>>;

    /// Whether the transport reads the operation from the extensions of a request. A transport that does not may say so: no
    /// extensions are then made.
    fn reads_operation(&self) -> bool {
        true
    }

    /// Waits for a time.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;

    /// The wall-clock time, for dates that a server sends. It jumps if the clock of the machine is set.
    fn now(&self) -> SystemTime {
        platform::now()
    }

    /// The monotonic time since a fixed moment in the past, for time limits.
    fn elapsed(&self) -> Duration {
        platform::elapsed()
    }
}
