//! A server for tests, which answers what it expects, in any order.

use super::asked::received;
use super::book::Book;
use super::expectation::Expectation;
use super::unmet::Unmet;
use crate::runtime::http::body_stream::BodyStream;
use crate::runtime::http::mock_transport::MockTransport;
use crate::runtime::http::request::Request;
use crate::runtime::http::timing::BoxFuture;
use crate::runtime::http::transport::Transport;
use crate::runtime::http::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use std::fmt;
use std::time::{Duration, SystemTime};

/// A server for tests: it expects requests in any order, answers each, and says what was not asked. It has no network, and
/// its clocks advance only by the waits that the client requests. Clones are the same server.
///
/// A request that is expected twice with different answers gets them in the order in which they were given. A request that is
/// not expected is an error, whose text says what was asked and how it differs from the nearest expectations.
///
/// ```text
/// let server = MockServer::new();
/// server.expect(contact::get_mine("1", GetMineParams::new())).respond(200, &contact);
/// server.expect(contact::delete_mine("2")).respond_empty(204);
/// let client = Client::builder().transport(server.clone()).build()?;
/// program(&client).await?;
/// server.verify()?;
/// ```
#[derive(Clone, Default)]
pub struct MockServer {
    book: Book,
    /// The clocks, and the bodies of scripted responses.
    transport: MockTransport,
}

impl MockServer {
    /// Makes a server that expects nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Expects a request that equals this one.
    pub fn expect<O, E>(&self, request: Request<O, E>) -> Expectation<O, E> {
        Expectation::new(self.book.clone(), request)
    }

    /// All requests that were received, also those that were not expected.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.book.requests()
    }

    /// The waits that the client requested.
    pub fn waits(&self) -> Vec<Duration> {
        self.transport.waits()
    }

    /// Checks that all that is expected was asked, and nothing else.
    ///
    /// # Errors
    ///
    /// Returns what was not asked, what was asked and not expected, and expectations that are not valid.
    pub fn verify(&self) -> Result<(), Unmet> {
        self.book.verify()
    }
}

impl Transport for MockServer {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let asked = received(request).await?;
            let response =
                self.book.answer(asked).map_err(|text| TransportError::new(TransportErrorKind::Other, text))?;
            response.play().await
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.transport.sleep(duration)
    }

    fn now(&self) -> SystemTime {
        self.transport.now()
    }

    fn elapsed(&self) -> Duration {
        self.transport.elapsed()
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("requests", &self.book.requests().len()).finish_non_exhaustive()
    }
}
