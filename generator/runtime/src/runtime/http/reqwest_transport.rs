//! The transport over `reqwest`, which needs a running tokio runtime.

use super::body_stream::BodyStream;
use super::config::BuildError;
use super::frames::Frames;
use super::reqwest_error::{response_error, send_error};
use super::reqwest_request::Conversion;
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
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
    conversion: Arc<Conversion>,
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
        Self { client, conversion: Arc::default(), last_sent: Arc::default() }
    }

    /// Whether another request was sent just before, so that this one need not wait until tokio notices connections that the
    /// server closed in the meantime.
    fn is_fresh(&self) -> bool {
        let now = u64::try_from(self.elapsed().as_micros()).unwrap_or(u64::MAX);
        let last = self.last_sent.load(Ordering::Relaxed);
        let age = Duration::from_micros(now.saturating_sub(last));
        // A request that writes the time makes all cores read it anew, so that not every one writes it.
        if age >= FRESH / 4 {
            self.last_sent.store(now, Ordering::Relaxed);
        }
        age < FRESH
    }
}

/// The response of a `reqwest` client.
fn received(
    outcome: Result<reqwest::Response, reqwest::Error>,
    uri: &http::Uri,
) -> Result<http::Response<BodyStream>, TransportError> {
    let mut received = outcome.map_err(|error| send_error(&error, uri))?;
    let mut response = http::Response::new(());
    *response.status_mut() = received.status();
    *response.headers_mut() = std::mem::take(received.headers_mut());
    let body = Frames::new(reqwest::Body::from(received), |error| response_error(&error));
    Ok(response.map(|()| BodyStream::stream(body)))
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        let (request, uri) = match self.conversion.convert(request) {
            Ok(converted) => converted,
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        if self.is_fresh() {
            // The request is handed over at once, so that the future need not keep it.
            let sent = self.client.execute(request);
            return Box::pin(async move { received(sent.await, &uri) });
        }
        Box::pin(async move {
            for _ in 0..YIELDS {
                tokio::task::yield_now().await;
            }
            received(self.client.execute(request).await, &uri)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn reads_operation(&self) -> bool {
        false
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
