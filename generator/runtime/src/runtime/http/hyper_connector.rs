//! How connections are made for `hyper`: to the host of a URL, or through the proxy that the environment names.

use super::timing::BoxFuture;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tower_service::Service;

/// An error of a connector, as `hyper` takes it.
type BoxError = Box<dyn StdError + Send + Sync>;

/// The time after which the operating system asks a silent host whether it is still there.
const KEEPALIVE: Duration = Duration::from_secs(15);

/// Connects to hosts, or to the proxies that the environment names for them.
#[derive(Debug, Clone)]
pub(crate) struct Connector {
    tcp: HttpConnector,
    proxies: Arc<Matcher>,
}

impl Connector {
    pub(crate) fn new(proxies: Arc<Matcher>) -> Self {
        let mut tcp = HttpConnector::new();
        // TLS is added by the caller, so that this connects for https too.
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        Self { tcp, proxies }
    }

    /// Connects through a proxy: by a tunnel for https, else by sending the whole URL to the proxy.
    fn through(&self, proxy: &Intercept, target: http::Uri) -> BoxFuture<'static, Result<Stream, BoxError>> {
        if proxy.uri().scheme() != Some(&http::uri::Scheme::HTTP) {
            let message = "only proxies of the scheme `http` are supported; the feature `reqwest` has others";
            return Box::pin(std::future::ready(Err(BoxError::from(message))));
        }
        let mut tcp = self.tcp.clone();
        if target.scheme() == Some(&http::uri::Scheme::HTTPS) {
            let mut tunnel = Tunnel::new(proxy.uri().clone(), tcp);
            if let Some(credentials) = proxy.basic_auth() {
                tunnel = tunnel.with_auth(credentials.clone());
            }
            let made = tunnel.call(target);
            return Box::pin(async move { Ok(Stream { io: made.await?, takes_whole_urls: false }) });
        }
        let made = tcp.call(proxy.uri().clone());
        Box::pin(async move { Ok(Stream { io: made.await?, takes_whole_urls: true }) })
    }
}

impl Service<http::Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(BoxError::from)
    }

    fn call(&mut self, target: http::Uri) -> Self::Future {
        if let Some(proxy) = self.proxies.intercept(&target) {
            return self.through(&proxy, target);
        }
        let made = self.tcp.call(target);
        Box::pin(async move { Ok(Stream { io: made.await?, takes_whole_urls: false }) })
    }
}

/// A connection to a host or to a proxy.
#[derive(Debug)]
pub(crate) struct Stream {
    io: TokioIo<TcpStream>,
    /// Whether a proxy at the other end expects the whole URL of each request.
    takes_whole_urls: bool,
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.takes_whole_urls)
    }
}

impl Read for Stream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, into)
    }
}

impl Write for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(context, slices)
    }
}

/// A connector with a time limit for all of it: the address, the connection and TLS.
#[derive(Debug, Clone)]
pub(crate) struct Limited<C> {
    connector: C,
    limit: Option<Duration>,
}

impl<C> Limited<C> {
    pub(crate) fn new(connector: C, limit: Option<Duration>) -> Self {
        Self { connector, limit }
    }
}

impl<C> Service<http::Uri> for Limited<C>
where
    C: Service<http::Uri>,
    C::Future: Send + 'static,
    C::Error: Into<BoxError>,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<C::Response, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.connector.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, target: http::Uri) -> Self::Future {
        let made = self.connector.call(target);
        let limit = self.limit;
        Box::pin(async move {
            let Some(limit) = limit else { return made.await.map_err(Into::into) };
            let late = |_| io::Error::new(io::ErrorKind::TimedOut, "operation timed out");
            tokio::time::timeout(limit, made).await.map_err(late)?.map_err(Into::into)
        })
    }
}
