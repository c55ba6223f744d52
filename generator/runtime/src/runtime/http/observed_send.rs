//! How a request is sent within the observer.

use super::body_stream::BodyStream;
use super::observation::AttemptWatch;
use super::timing::BoxFuture;
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use std::task::Poll;

/// Sends a request within the observer, and tells the observer of the head of the response.
pub(crate) async fn send(
    transport: &dyn Transport,
    watch: &AttemptWatch,
    request: http::Request<RequestBody>,
) -> Result<http::Response<BodyStream>, TransportError> {
    let sent = watch.within(|| transport.send(request));
    let mut sent: BoxFuture<'_, _> = sent.unwrap_or_else(|| Box::pin(std::future::ready(Err(not_run()))));
    let response = std::future::poll_fn(|context| {
        watch.within(|| sent.as_mut().poll(context)).unwrap_or_else(|| Poll::Ready(Err(not_run())))
    });
    let response = response.await?;
    watch.head(response.status(), response.headers());
    Ok(response)
}

/// The error of an observer that did not run the transport.
fn not_run() -> TransportError {
    TransportError::new(TransportErrorKind::Other, "the observer did not run the transport")
}
