//! The transport itself.

use super::agents::{BothSchemes, Lease};
use super::exchange::exchange;
use super::proxies::Proxies;
use super::timers::Timers;
use crate::runtime::http::body_stream::BodyStream;
use crate::runtime::http::config::BuildError;
use crate::runtime::http::pipe::{Chunks, Piece, pipe};
use crate::runtime::http::pooled::CONNECT_TIMEOUT;
use crate::runtime::http::timing::BoxFuture;
use crate::runtime::http::transport::Transport;
use crate::runtime::http::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;
use ureq::Proxy;

/// A transport over `ureq`, for programs that are not async: it needs no runtime, and has a thread for each request until its
/// response is received. It speaks HTTP/1.1.
///
/// TLS is that of rustls, with the certificates that the operating system trusts, and with the cryptography that the program
/// installed for its process, or else ring. The proxies of the environment are used (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
/// `NO_PROXY`), by a tunnel. A future that is dropped closes its connection.
///
/// A body that is a stream is read by that thread, which is in no runtime. A body is sent whole before the response is read, so
/// that an upload which the server refuses early, and closes, is a lost connection and not the response of the server.
#[derive(Clone)]
pub struct UreqTransport {
    agents: Arc<BothSchemes>,
    timers: Timers,
}

impl UreqTransport {
    /// Makes a transport that does not follow redirects, waits at most ten seconds for a connection, and uses no connection
    /// again that was unused for four seconds.
    pub fn new() -> Self {
        Self::with_connect_timeout(Some(CONNECT_TIMEOUT))
    }

    /// Makes a transport with this limit for connections, with the time for their TLS. With `None`, there is none.
    pub fn with_connect_timeout(limit: Option<Duration>) -> Self {
        Self::behind(Proxies::from_env(), limit)
    }

    /// Makes a transport that reaches every host through this proxy, `http://proxy.example.com:3128`, and looks at no
    /// environment. The URL may have a user and a password.
    ///
    /// # Errors
    ///
    /// Returns [`BuildError::Transport`] if this is no URL of a proxy.
    pub fn with_proxy(proxy: &str) -> Result<Self, BuildError> {
        let proxy = Proxy::new(proxy).map_err(|error| BuildError::Transport { reason: error.to_string() })?;
        Ok(Self::behind(Proxies::all(proxy), Some(CONNECT_TIMEOUT)))
    }

    /// Makes a transport that uses no proxy, whatever the environment says.
    pub fn without_proxies() -> Self {
        Self::behind(Proxies::default(), Some(CONNECT_TIMEOUT))
    }

    fn behind(proxies: Proxies, limit: Option<Duration>) -> Self {
        Self { agents: Arc::new(BothSchemes::new(proxies, limit)), timers: Timers::default() }
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

/// Ends the exchange when it is dropped. After the end of the response this does nothing.
struct Exchange(Lease);

impl Drop for Exchange {
    fn drop(&mut self) {
        self.0.give_up();
    }
}

/// The body of a response, whose exchange ends with it.
struct Incoming {
    chunks: Chunks,
    _exchange: Exchange,
}

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.chunks).poll_next(context)
    }
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        let agents = match request.uri().scheme() == Some(&http::uri::Scheme::HTTPS) {
            true => &self.agents.https,
            false => &self.agents.http,
        };
        let lease = agents.take();
        let exchange_of_call = Exchange(lease.clone());
        let (sender, mut receiver) = pipe();
        Box::pin(async move {
            let spawned =
                thread::Builder::new().name("http".to_owned()).spawn(move || exchange(request, &lease, &sender));
            if let Err(error) = spawned {
                let message = format!("no thread can be started for the request: {error}");
                return Err(TransportError::new(TransportErrorKind::Other, message));
            }
            match receiver.next().await {
                Some(Ok(Piece::Head(head))) => Ok(head
                    .map(|()| BodyStream::stream(Incoming { chunks: Chunks(receiver), _exchange: exchange_of_call }))),
                Some(Err(error)) => Err(error),
                Some(Ok(Piece::Chunk(_))) | None => {
                    Err(TransportError::new(TransportErrorKind::Lost, "the thread of the request gave no response"))
                }
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.timers.sleep(duration)
    }

    fn reads_operation(&self) -> bool {
        false
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UreqTransport")
    }
}
