//! A transport and a client as services of `tower`.

use super::body_stream::BodyStream;
use super::client::Client;
use super::error::Error;
use super::request::Request;
use super::response::{FromResponse, Response};
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::TransportError;
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use http_body::Frame;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_service::Service;

/// A transport as a service of `tower`, for layers around it: the requests and responses are those of the crate `http`.
#[derive(Clone)]
pub struct TransportService {
    transport: Arc<dyn Transport>,
}

impl TransportService {
    /// Makes a service of a transport.
    pub fn new(transport: impl Transport) -> Self {
        Self { transport: Arc::new(transport) }
    }
}

impl Client {
    /// The transport of the client as a service. It sends requests as they are: without the credentials, the retries and the
    /// limits of the client.
    pub fn into_service(self) -> TransportService {
        TransportService { transport: self.into_transport() }
    }
}

impl<B: Into<RequestBody>> Service<http::Request<B>> for TransportService {
    type Response = http::Response<BodyStream>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Self::Response, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let (transport, request) = (self.transport.clone(), request.map(Into::into));
        Box::pin(async move { transport.send(request).await })
    }
}

impl fmt::Debug for TransportService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService")
    }
}

/// A client is a service for its own requests, with all that it does: credentials, retries, and the decoding of responses.
impl<O: FromResponse, E: FromResponse> Service<Request<O, E>> for Client {
    type Response = Response<O>;
    type Error = Error<E>;
    type Future = BoxFuture<'static, Result<Response<O>, Error<E>>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error<E>>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<O, E>) -> Self::Future {
        let client = self.clone();
        Box::pin(async move { client.execute(request).await })
    }
}

impl http_body::Body for BodyStream {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.poll_chunk(context).map(|next| next.map(|chunk| chunk.map(Frame::data)))
    }
}
