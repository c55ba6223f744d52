//! The transport of a client, as its providers of tokens get it.

use super::body_stream::BodyStream;
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The transport of a client, by which a provider of tokens sends requests of its own, waits, and reads the clocks.
#[derive(Clone)]
pub struct SharedTransport(Arc<dyn Transport>);

impl SharedTransport {
    pub(crate) fn new(transport: Arc<dyn Transport>) -> Self {
        Self(transport)
    }
}

impl Transport for SharedTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        self.0.send(request)
    }
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(duration)
    }
    fn now(&self) -> SystemTime {
        self.0.now()
    }
    fn reads_operation(&self) -> bool {
        self.0.reads_operation()
    }
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Two are equal if they are the transport of one client.
impl PartialEq for SharedTransport {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedTransport {}

impl fmt::Debug for SharedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedTransport")
    }
}
