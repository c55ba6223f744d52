//! The transport over `hyper`, which needs a running tokio runtime.

use super::body_stream::BodyStream;
use super::config::BuildError;
use super::frames::Frames;
use super::hyper_connector::{Connector, Limited};
use super::outgoing_body::OutgoingBody;
use super::pooled::{CONNECT_TIMEOUT, POOL_IDLE_TIMEOUT, Pooled, notice_closed};
#[cfg(feature = "http2")]
use super::pooled::{CONNECTION_WINDOW, HEADER_LIST, PING_INTERVAL, PING_TIMEOUT};
use super::stack_error::{self, Stage};
use super::timing::BoxFuture;
use super::transport::{NewConnection, Transport};
use super::transport_error::TransportError;
#[cfg(not(feature = "rustls-no-provider"))]
use super::transport_error::TransportErrorKind;
use crate::runtime::model::request_body::RequestBody;
use http::header::PROXY_AUTHORIZATION;
use hyper::body::Incoming;
use hyper_util::client::legacy;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How connections are made, with TLS.
#[cfg(feature = "rustls-no-provider")]
type Connections = Limited<hyper_rustls::HttpsConnector<Connector>>;
/// How connections are made.
#[cfg(not(feature = "rustls-no-provider"))]
type Connections = Limited<Connector>;

/// A transport over `hyper`. It sends each request with less work than `reqwest`, and brings fewer crates.
///
/// TLS is that of rustls, with the certificates that the operating system trusts, and with the cryptography that the program
/// installed for its process, or else that of a feature: aws-lc, or ring. Nothing is installed for the process. With the
/// feature `http2`, HTTP/2 is used where a server offers it over TLS. The proxies of the environment are used (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) if their scheme is
/// `http`. For other settings there is `ReqwestTransport`, with the feature `reqwest`. What is sent again after a `503`
/// or a timeout goes over a new connection. A connection of HTTP/2 that owes a response and is silent for 45 seconds is given up.
///
/// A connection lives in the runtime of tokio that it was made in. A client that several runtimes use waits for a connection
/// whose runtime stands still, as one of a single thread does between two calls of `block_on`, until the time limit: let each
/// such runtime have a client of its own.
#[derive(Clone)]
pub struct HyperTransport {
    client: legacy::Client<Connections, OutgoingBody>,
    /// One that makes a connection for each request.
    unpooled: legacy::Client<Connections, OutgoingBody>,
    proxies: Arc<Matcher>,
    pooled: Pooled,
}

impl HyperTransport {
    /// Makes a transport that does not follow redirects, waits at most ten seconds for a connection, and closes connections
    /// that are unused for four seconds.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Transport`] if the certificates of the operating system cannot be used.
    pub fn new() -> Result<Self, BuildError> {
        Self::with_connect_timeout(Some(CONNECT_TIMEOUT))
    }

    /// Makes a transport with this limit for connections, with the time for their TLS. With `None`, there is none.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`HyperTransport::new`].
    pub fn with_connect_timeout(limit: Option<Duration>) -> Result<Self, BuildError> {
        Self::behind(Matcher::from_env(), limit)
    }

    /// Makes a transport that reaches every host through this proxy, `http://proxy.example.com:3128`, and looks at no
    /// environment. The URL may have a user and a password.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`HyperTransport::new`].
    pub fn with_proxy(proxy: &str) -> Result<Self, BuildError> {
        Self::behind(Matcher::builder().all(proxy).build(), Some(CONNECT_TIMEOUT))
    }

    /// Makes a transport that uses no proxy, whatever the environment says.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`HyperTransport::new`].
    pub fn without_proxies() -> Result<Self, BuildError> {
        Self::behind(Matcher::builder().build(), Some(CONNECT_TIMEOUT))
    }

    /// Makes a transport that uses these proxies.
    pub(crate) fn behind(proxies: Matcher, limit: Option<Duration>) -> Result<Self, BuildError> {
        let proxies = Arc::new(proxies);
        let connections = Limited::new(with_tls(Connector::new(proxies.clone()))?, limit);
        let mut builder = legacy::Client::builder(TokioExecutor::new());
        builder.pool_idle_timeout(POOL_IDLE_TIMEOUT).pool_timer(TokioTimer::new());
        // A header that goes on in the next line is one line (RFC 9112, section 5.2).
        builder.http1_allow_obsolete_multiline_headers_in_responses(true);
        #[cfg(feature = "http2")]
        share_connections(&mut builder);
        let client = builder.build(connections.clone());
        let unpooled = builder.pool_max_idle_per_host(0).build(connections);
        Ok(Self { client, unpooled, proxies, pooled: Pooled::default() })
    }

    /// The request as `hyper` takes it.
    fn request(&self, request: http::Request<RequestBody>) -> Result<http::Request<OutgoingBody>, TransportError> {
        let (mut head, body) = request.into_parts();
        let secure = head.uri.scheme() == Some(&http::uri::Scheme::HTTPS);
        #[cfg(not(feature = "rustls-no-provider"))]
        if secure {
            let message = "this program was compiled without TLS: turn on the feature `rustls`";
            return Err(TransportError::new(TransportErrorKind::Other, message));
        }
        // With TLS the tunnel has them.
        if !secure && let Some(credentials) = self.proxies.intercept(&head.uri).and_then(|it| it.basic_auth().cloned())
        {
            head.headers.insert(PROXY_AUTHORIZATION, credentials);
        }
        let body = match body.as_bytes() {
            Some(_) => OutgoingBody::from(body),
            None => OutgoingBody::open(body).map_err(TransportError::unopened_body)?,
        };
        Ok(http::Request::from_parts(head, body))
    }
}

/// Sets up HTTP/2, where calls share a connection, so that none of them holds up the others.
#[cfg(feature = "http2")]
fn share_connections(builder: &mut legacy::Builder) {
    builder
        .timer(TokioTimer::new())
        .http2_initial_connection_window_size(CONNECTION_WINDOW)
        .http2_max_header_list_size(HEADER_LIST)
        .http2_keep_alive_interval(PING_INTERVAL)
        .http2_keep_alive_timeout(PING_TIMEOUT);
}

#[cfg(feature = "rustls-no-provider")]
fn with_tls(connector: Connector) -> Result<hyper_rustls::HttpsConnector<Connector>, BuildError> {
    let provider = super::cryptography::provider()?;
    let builder = hyper_rustls::HttpsConnectorBuilder::new().with_provider_and_platform_verifier(provider);
    let builder = builder.map_err(|error| BuildError::Transport { reason: error.to_string() })?.https_or_http();
    #[cfg(feature = "http2")]
    let builder = builder.enable_all_versions();
    #[cfg(not(feature = "http2"))]
    let builder = builder.enable_http1();
    Ok(builder.wrap_connector(connector))
}

#[cfg(not(feature = "rustls-no-provider"))]
fn with_tls(connector: Connector) -> Result<Connector, BuildError> {
    Ok(connector)
}

/// The response of `hyper`.
fn received(
    outcome: Result<http::Response<Incoming>, legacy::Error>,
    uri: &http::Uri,
) -> Result<http::Response<BodyStream>, TransportError> {
    let response = outcome.map_err(|error| {
        let stage = if error.is_connect() { Stage::Connect } else { Stage::Exchange };
        stack_error::send_error(&error, stage, uri, is_own)
    })?;
    Ok(response.map(|body| {
        BodyStream::stream(Frames::new(body, |error| stack_error::response_error(&error, Stage::Exchange, is_own)))
    }))
}

fn is_own(error: &(dyn StdError + 'static)) -> bool {
    error.is::<legacy::Error>()
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        let uri = request.uri().clone();
        let request = match self.request(request) {
            Ok(request) => request,
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        if request.extensions().get::<NewConnection>().is_some() {
            let sent = self.unpooled.request(request);
            return Box::pin(async move { received(sent.await, &uri) });
        }
        if self.pooled.is_fresh(self.elapsed()) {
            // The request is handed over at once, so that the future need not keep it.
            let sent = self.client.request(request);
            return Box::pin(async move { received(sent.await, &uri) });
        }
        Box::pin(async move {
            notice_closed().await;
            received(self.client.request(request).await, &uri)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn reads_operation(&self) -> bool {
        false
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}
