//! Sends requests through `reqwest`, which needs a running tokio.

use super::builder::BuildError;
use super::transport::{BodyStream, BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};
use bytes::Bytes;
use std::time::Duration;

/// A transport over a `reqwest` client.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A client that follows no redirects and waits at most 20 seconds for a connection.
    ///
    /// TLS uses the cryptography that the program has installed for rustls, and ring where it has installed none.
    pub fn new() -> Result<Self, BuildError> {
        choose_cryptography();
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(20))
            .build()
            .map(|client| Self { client })
            .map_err(|error| BuildError::Transport { reason: error.to_string() })
    }

    /// A client of your own. It must not follow redirects: they would carry credentials to other hosts.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            let answer = self.client.execute(request).await.map_err(failure)?;
            let mut response = http::Response::new(());
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            Ok(response.map(|()| BodyStream::chunks(Incoming(answer))))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// rustls asks the program for its cryptography. A program that has chosen none gets ring.
fn choose_cryptography() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}

/// A body that is arriving.
struct Incoming(reqwest::Response);

impl Chunks for Incoming {
    fn chunk(&mut self) -> BoxFuture<'_, Option<Result<Bytes, TransportError>>> {
        Box::pin(async move { self.0.chunk().await.map_err(failure).transpose() })
    }
}

/// The error without its URL, which may hold secrets.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (kind, message) = if error.is_connect() {
        (TransportErrorKind::Connect, "no connection to the server")
    } else if error.is_timeout() {
        (TransportErrorKind::Timeout, "no answer came in time")
    } else if error.is_builder() {
        (TransportErrorKind::Other, "the request cannot be sent")
    } else {
        (TransportErrorKind::Lost, "the connection was lost")
    };
    TransportError::new(kind, message).with_source(error)
}
