//! The transport over `reqwest`, which needs a running tokio runtime.

use super::body_stream::BodyStream;
use super::config::BuildError;
use super::frames::Frames;
use super::pooled::{CONNECT_TIMEOUT, POOL_IDLE_TIMEOUT, Pooled, notice_closed};
use super::pooled::{CONNECTION_WINDOW, HEADER_LIST, PING_INTERVAL, PING_TIMEOUT};
use super::reqwest_error::{response_error, send_error};
use super::reqwest_request::Conversion;
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
use std::sync::Arc;
use std::time::Duration;

/// A transport over a `reqwest` client.
///
/// TLS is as the program configured it in `reqwest`: this crate turns on none of its features for TLS.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    conversion: Arc<Conversion>,
    pooled: Pooled,
}

impl ReqwestTransport {
    /// Makes a transport that does not follow redirects, waits at most ten seconds for a connection, and closes connections
    /// that are unused for four seconds.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Transport`] if the `reqwest` client cannot be built.
    pub fn new() -> Result<Self, BuildError> {
        build(Some(CONNECT_TIMEOUT), Vec::new())
    }

    /// Makes a transport of a `reqwest` client. The client must not follow redirects, which would send credentials to other
    /// hosts. To change the default client, use [`ClientBuilder::http`](super::client_builder::ClientBuilder::http).
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client, conversion: Arc::default(), pooled: Pooled::default() }
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
        if self.pooled.is_fresh(self.elapsed()) {
            // The request is handed over at once, so that the future need not keep it.
            let sent = self.client.execute(request);
            return Box::pin(async move { received(sent.await, &uri) });
        }
        Box::pin(async move {
            notice_closed().await;
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

/// A function that configures the `reqwest` client.
pub(crate) type Change = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// Makes a transport with this limit for connections, after these changes of the `reqwest` client.
pub(crate) fn build(connect_timeout: Option<Duration>, changes: Vec<Change>) -> Result<ReqwestTransport, BuildError> {
    // A header that goes on in the next line is one line (RFC 9112, section 5.2).
    let builder = reqwest::Client::builder().http1_allow_obsolete_multiline_headers_in_responses(true);
    let mut builder = builder
        .pool_idle_timeout(POOL_IDLE_TIMEOUT)
        .http2_initial_connection_window_size(CONNECTION_WINDOW)
        .http2_max_header_list_size(HEADER_LIST)
        .http2_keep_alive_interval(PING_INTERVAL)
        .http2_keep_alive_timeout(PING_TIMEOUT);
    if let Some(limit) = connect_timeout {
        builder = builder.connect_timeout(limit);
    }
    let builder = changes.into_iter().fold(builder, |builder, change| change(builder));
    // This is set after all changes, so that no caller makes credentials follow a redirect by accident.
    let client = builder.redirect(reqwest::redirect::Policy::none()).build();
    client.map(ReqwestTransport::with_client).map_err(|error| BuildError::Transport { reason: error.to_string() })
}
