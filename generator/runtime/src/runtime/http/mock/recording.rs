//! A transport that records exchanges, without their secrets.

use super::asked::{operation, received};
use super::cassette::{Cassette, Exchange};
use super::secret_names::Secrets;
use super::secrets::Found;
use crate::runtime::http::body_stream::{BodyStream, Chunks};
use crate::runtime::http::timing::BoxFuture;
use crate::runtime::http::transport::Transport;
use crate::runtime::http::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// A transport that sends through another one and records what is sent and received, for
/// [`ReplayTransport`](super::replay::ReplayTransport). Clones record into the same cassette.
///
/// Removed are credentials: `Authorization`, cookies, the API keys of the document, arguments with the format `password`, and
/// headers, members, parts, elements, attributes and pairs with names such as `access_token`, `client_secret`, `password`, `token`
/// and `X-Auth-Token`; the `code` of an authorization in URLs and forms; and what [`RecordingTransport::secret`] names, also in
/// responses. Of a member that is an object or a list, all texts and numbers are removed. A removed value is removed wherever
/// else the exchange has it, also as URLs and JSON write it. What else is personal stays, and so does what the document names as
/// the cursor of the next page.
///
/// The body of a request is received into memory before it is sent, and an exchange is recorded once the body of its
/// response has ended or is given up. A request without a response is not recorded.
#[derive(Clone)]
pub struct RecordingTransport {
    inner: Arc<dyn Transport>,
    secrets: Secrets,
    exchanges: Exchanges,
}

type Exchanges = Arc<Mutex<Vec<Exchange>>>;

impl RecordingTransport {
    /// Makes a transport that records what this one sends and receives.
    pub fn new(transport: impl Transport) -> Self {
        Self { inner: Arc::new(transport), secrets: Secrets::default(), exchanges: Exchanges::default() }
    }

    /// Removes the values of headers, of pairs of queries and forms, of members of JSON and of elements of XML with this name.
    #[must_use]
    pub fn secret(mut self, name: &str) -> Self {
        self.secrets.add(name);
        self
    }

    /// What was recorded so far.
    pub fn cassette(&self) -> Cassette {
        Cassette { secrets: self.secrets.clone(), exchanges: locked(&self.exchanges).clone() }
    }
}

fn locked(exchanges: &Exchanges) -> MutexGuard<'_, Vec<Exchange>> {
    exchanges.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Transport for RecordingTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let (head, body) = received(request).await?.into_parts();
            let sent = http::Request::from_parts(head.clone(), RequestBody::from(body.clone()));
            let (request, found) = self.secrets.clean_request(&http::Request::from_parts(head, body));
            let response = self.inner.send(sent).await?;
            let (head, body) = response.into_parts();
            let mut kept = http::Response::new(Bytes::new());
            *kept.status_mut() = head.status;
            *kept.headers_mut() = head.headers.clone();
            let tape = Tape {
                body,
                seen: Vec::new(),
                kept: Some((request, kept, found)),
                secrets: self.secrets.clone(),
                exchanges: Arc::clone(&self.exchanges),
            };
            Ok(http::Response::from_parts(head, BodyStream::chunks(tape)))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }

    fn now(&self) -> SystemTime {
        self.inner.now()
    }

    fn elapsed(&self) -> Duration {
        self.inner.elapsed()
    }
}

/// The body of a response, which is recorded while it is received.
struct Tape {
    body: BodyStream,
    seen: Vec<u8>,
    /// What is recorded at the end of the body.
    kept: Option<(http::Request<Bytes>, http::Response<Bytes>, Found)>,
    secrets: Secrets,
    exchanges: Exchanges,
}

impl Tape {
    fn record(&mut self) {
        let Some((request, mut response, mut found)) = self.kept.take() else { return };
        let body = std::mem::take(&mut self.seen).into();
        let secrets = self.secrets.of(operation(&request));
        *response.body_mut() = secrets.clean_body(response.headers(), &body, &mut found);
        *response.headers_mut() = secrets.clean_headers(response.headers(), &found);
        locked(&self.exchanges).push(Exchange { request, response });
    }
}

impl Chunks for Tape {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move {
            let next = self.body.chunk().await;
            match &next {
                Some(Ok(chunk)) => self.seen.extend_from_slice(chunk),
                None => self.record(),
                // Without a whole body there is no exchange to replay.
                Some(Err(_)) => self.kept = None,
            }
            next
        })
    }
}

impl Drop for Tape {
    fn drop(&mut self) {
        self.record();
    }
}

impl fmt::Debug for RecordingTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordingTransport").field("exchanges", &locked(&self.exchanges).len()).finish_non_exhaustive()
    }
}
