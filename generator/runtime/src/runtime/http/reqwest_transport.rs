//! Sends requests through `reqwest`, which needs a running tokio.

use super::body_stream::{BodyStream, Chunks};
use super::config::BuildError;
use super::reqwest_error::{broken, unanswered};
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::TransportError;
use bytes::Bytes;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may be unused before it is closed: less than the five seconds after which many servers close
/// it, since a request on a connection that the server is closing is lost, and may not be sent twice.
const UNUSED: Duration = Duration::from_secs(4);

/// How often a request stands aside before it is sent, so that tokio notices which connections were closed while the
/// program did something else: once to learn of it, once to tell the connection, once to let that one react.
const ASIDE: usize = 3;

/// A transport over a `reqwest` client.
///
/// TLS is what the program has turned on in `reqwest`, which the feature `rustls` of this crate does as `reqwest` does it
/// by default: rustls with aws-lc. Nothing is installed for the process. A program that lets rustls guess its cryptography,
/// with ring as the only choice, then has two, and must name one, or turn this feature off.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A client that follows no redirects, waits at most ten seconds for a connection, and closes one that was not used
    /// for four seconds.
    pub fn new() -> Result<Self, BuildError> {
        Setup::default().build()
    }

    /// A client of your own. It must not follow redirects: they would carry credentials to other hosts. To change the
    /// default one, [`ClientBuilder::http`](super::client_builder::ClientBuilder::http) is shorter.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let uri = request.uri().clone();
            let request = reqwest::Request::try_from(request).map_err(|error| unanswered(&error, &uri))?;
            for _ in 0..ASIDE {
                tokio::task::yield_now().await;
            }
            let received = self.client.execute(request).await.map_err(|error| unanswered(&error, &uri))?;
            let mut response = http::Response::new(());
            *response.status_mut() = received.status();
            *response.headers_mut() = received.headers().clone();
            Ok(response.map(|()| BodyStream::chunks(Incoming(received))))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A body that is arriving.
struct Incoming(reqwest::Response);

impl Chunks for Incoming {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move { self.0.chunk().await.map_err(|error| broken(&error)).transpose() })
    }
}

/// How the default transport is set up.
pub(crate) struct Setup {
    connect_timeout: Option<Duration>,
    changes: Vec<Change>,
}

/// A change of the client that is being made.
pub(crate) type Change = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

impl Default for Setup {
    fn default() -> Self {
        Self { connect_timeout: Some(Duration::from_secs(10)), changes: Vec::new() }
    }
}

impl Setup {
    /// The transport that was given, else the default one.
    pub(crate) fn transport_or(self, given: Option<Arc<dyn Transport>>) -> Result<Arc<dyn Transport>, BuildError> {
        match given {
            Some(_) if !self.changes.is_empty() => {
                let reason = "`.http(…)` sets up the default one, and `.transport(…)` replaces it: give one of both";
                Err(BuildError::Transport { reason: reason.to_owned() })
            }
            Some(given) => Ok(given),
            None => Ok(Arc::new(self.build()?)),
        }
    }

    /// Changes the client once more before it is made.
    pub(crate) fn change(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub(crate) fn set_connect_timeout(&mut self, limit: Option<Duration>) {
        self.connect_timeout = limit;
    }

    fn build(self) -> Result<ReqwestTransport, BuildError> {
        let mut builder = reqwest::Client::builder().pool_idle_timeout(UNUSED);
        if let Some(limit) = self.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        let builder = self.changes.into_iter().fold(builder, |builder, change| change(builder));
        // After all changes: no caller lets credentials follow a redirect by accident.
        let client = builder.redirect(reqwest::redirect::Policy::none()).build();
        client.map(ReqwestTransport::with_client).map_err(|error| BuildError::Transport { reason: error.to_string() })
    }
}
