//! A service of `tower` as a transport.

use super::body_stream::BodyStream;
use super::frames::Frames;
use super::outgoing_body::OutgoingBody;
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, poll_fn};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tower_service::Service;

/// A transport that sends requests through a service of `tower`, such as the client of `hyper-util`, or layers around a
/// [`TransportService`](super::transport_service::TransportService). The service must not follow redirects.
///
/// An error of the service keeps its kind if it is a [`TransportError`], or has one as a source. Any other is of the kind
/// `Other`, which is not retried, because nothing tells whether the server has received the request.
///
/// ```text
/// let service = ServiceBuilder::new().layer(layer).service(TransportService::new(ReqwestTransport::new()?));
/// let client = Client::builder().transport(TowerTransport::new(service, tokio::time::sleep)).build()?;
/// ```
pub struct TowerTransport<S> {
    /// The service, of which each request uses a clone.
    service: Mutex<S>,
    sleep: Box<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>,
}

impl<S> TowerTransport<S> {
    /// Makes a transport of a service, and of a function that waits, such as `tokio::time::sleep`.
    pub fn new<F>(service: S, sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self { service: Mutex::new(service), sleep: Box::new(move |time| Box::pin(sleep(time))) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<OutgoingBody>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    B: http_body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(|error| service_error(error.into()))?;
            let sent = service.call(request.map(OutgoingBody::from));
            let response = sent.await.map_err(|error| service_error(error.into()))?;
            Ok(response
                .map(|body| BodyStream::stream(Frames::new(Box::pin(body), |error| service_error(error.into())))))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        (self.sleep)(duration)
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerTransport")
    }
}

/// The error of a service. Its message may have a URL, so it is only in the source.
fn service_error(error: Box<dyn StdError + Send + Sync>) -> TransportError {
    let error = match error.downcast::<TransportError>() {
        Ok(error) => return *error,
        Err(error) => error,
    };
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error.as_ref());
    while let Some(other) = cause {
        if let Some(known) = other.downcast_ref::<TransportError>() {
            return TransportError::new(known.kind(), known.to_string()).with_source(error);
        }
        cause = other.source();
    }
    TransportError::new(TransportErrorKind::Other, "the service of the transport failed").with_source(error)
}
