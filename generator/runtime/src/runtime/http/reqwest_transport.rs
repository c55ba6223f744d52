//! The transport over `reqwest`, which needs a running tokio runtime.

use super::body_stream::{BodyStream, Chunks};
use super::config::BuildError;
use super::reqwest_body::with_body;
use super::reqwest_error::{response_error, send_error};
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The time after which an unused connection is closed. It is shorter than the five seconds after which many servers close
/// connections: a request on a connection that the server is closing is lost, and must not be sent twice.
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// The number of times that a request yields before it is sent, so that tokio notices connections that the server closed in
/// the meantime: once to receive the event, once to wake the task of the connection, and once to let it run.
const YIELDS: usize = 3;

/// The time after a request within which the next one does not yield: tokio has looked at all connections just before.
const FRESH: Duration = Duration::from_millis(1);

/// A transport over a `reqwest` client.
///
/// TLS is as the program configured it in `reqwest`. The feature `rustls` of this crate turns on the default of `reqwest`,
/// which is rustls with aws-lc. No crypto provider is installed for the process. A program that uses rustls with ring then
/// has two providers, and must install one of them, or turn this feature off.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// When the last request was sent, in microseconds by the monotonic clock.
    last_sent: Arc<AtomicU64>,
}

impl ReqwestTransport {
    /// Makes a transport that does not follow redirects, waits at most ten seconds for a connection, and closes connections
    /// that are unused for four seconds.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Transport`] if the `reqwest` client cannot be built.
    pub fn new() -> Result<Self, BuildError> {
        Setup::default().build()
    }

    /// Makes a transport of a `reqwest` client. The client must not follow redirects, which would send credentials to other
    /// hosts. To change the default client, use [`ClientBuilder::http`](super::client_builder::ClientBuilder::http).
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client, last_sent: Arc::default() }
    }

    /// Lets tokio notice connections that the server closed in the meantime.
    async fn notice_closed(&self) {
        let now = u64::try_from(self.elapsed().as_micros()).unwrap_or(u64::MAX);
        let last = self.last_sent.swap(now, Ordering::Relaxed);
        if Duration::from_micros(now.saturating_sub(last)) < FRESH {
            return;
        }
        for _ in 0..YIELDS {
            tokio::task::yield_now().await;
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let uri = request.uri().clone();
            let request = reqwest::Request::try_from(with_body(request)?).map_err(|error| send_error(&error, &uri))?;
            self.notice_closed().await;
            let mut received = self.client.execute(request).await.map_err(|error| send_error(&error, &uri))?;
            let mut response = http::Response::new(());
            *response.status_mut() = received.status();
            *response.headers_mut() = std::mem::take(received.headers_mut());
            Ok(response.map(|()| BodyStream::chunks(Incoming(received))))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// The body of a response of `reqwest`.
struct Incoming(reqwest::Response);

impl Chunks for Incoming {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move { self.0.chunk().await.map_err(|error| response_error(&error)).transpose() })
    }
}

/// The settings of the default transport.
pub(crate) struct Setup {
    connect_timeout: Option<Duration>,
    changes: Vec<Change>,
}

/// A function that configures the `reqwest` client.
pub(crate) type Change = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

impl Default for Setup {
    fn default() -> Self {
        Self { connect_timeout: Some(Duration::from_secs(10)), changes: Vec::new() }
    }
}

impl Setup {
    /// The transport that was set, or the default one. An error is returned if it cannot be built, or if both are set up.
    pub(crate) fn transport_or(self, given: Option<Arc<dyn Transport>>) -> Result<Arc<dyn Transport>, BuildError> {
        match given {
            Some(_) if !self.changes.is_empty() => {
                let reason = "`.http(…)` configures the default transport, which `.transport(…)` replaces: call only one of them";
                Err(BuildError::Transport { reason: reason.to_owned() })
            }
            Some(given) => Ok(given),
            None => Ok(Arc::new(self.build()?)),
        }
    }

    /// Adds a function that configures the `reqwest` client.
    pub(crate) fn change(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub(crate) fn set_connect_timeout(&mut self, limit: Option<Duration>) {
        self.connect_timeout = limit;
    }

    fn build(self) -> Result<ReqwestTransport, BuildError> {
        let mut builder = reqwest::Client::builder().pool_idle_timeout(POOL_IDLE_TIMEOUT);
        if let Some(limit) = self.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        let builder = self.changes.into_iter().fold(builder, |builder, change| change(builder));
        // This is set after all changes, so that no caller makes credentials follow a redirect by accident.
        let client = builder.redirect(reqwest::redirect::Policy::none()).build();
        client.map(ReqwestTransport::with_client).map_err(|error| BuildError::Transport { reason: error.to_string() })
    }
}
