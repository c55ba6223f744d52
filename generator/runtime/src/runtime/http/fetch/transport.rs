//! The transport itself.

use super::exchange::exchange;
use super::failure::unusable;
use super::request::RequestCredentials;
use super::timer;
use crate::runtime::http::body_stream::BodyStream;
use crate::runtime::http::pipe::{Chunks, Piece, pipe};
use crate::runtime::http::timing::BoxFuture;
use crate::runtime::http::transport::Transport;
use crate::runtime::http::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use bytes::Bytes;
use http::header::COOKIE;
use std::future::poll_fn;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

/// A transport over `fetch` of the page, worker or other host that runs the program.
///
/// A browser decides more than other stacks: a page sees the responses of another origin only if its server allows that
/// (CORS), and of their headers only those that `Access-Control-Expose-Headers` names, such as `Retry-After`. A redirection
/// is an error. A body that is not in memory is read whole before it is sent. A future that is dropped ends its request.
#[derive(Debug, Clone)]
pub struct FetchTransport {
    credentials: RequestCredentials,
}

impl FetchTransport {
    /// Makes a transport. The browser sends its cookies to the origin of the page only.
    pub fn new() -> Self {
        Self { credentials: RequestCredentials::SameOrigin }
    }

    /// Lets the browser send its cookies to servers of other origins too, which must allow it
    /// (`Access-Control-Allow-Credentials`).
    #[must_use]
    pub fn with_cookies(mut self) -> Self {
        self.credentials = RequestCredentials::Include;
        self
    }

    /// Lets the browser send and keep no cookies.
    #[must_use]
    pub fn without_cookies(mut self) -> Self {
        self.credentials = RequestCredentials::Omit;
        self
    }
}

impl Default for FetchTransport {
    fn default() -> Self {
        Self::new()
    }
}

/// The request with its body in memory.
async fn in_memory(request: http::Request<RequestBody>) -> Result<http::Request<Bytes>, TransportError> {
    let (head, body) = request.into_parts();
    if head.headers.contains_key(COOKIE) {
        return Err(unusable(
            "a page sets no header `cookie`, since the browser sends its own cookies: see `FetchTransport::with_cookies`",
        ));
    }
    let bytes = match body.as_bytes() {
        Some(bytes) => bytes.clone(),
        None => whole(body).await.map_err(|error| {
            let message = format!("the body of the request cannot be read: {error}");
            TransportError::new(TransportErrorKind::Other, message).with_source(error)
        })?,
    };
    Ok(http::Request::from_parts(head, bytes))
}

async fn whole(body: RequestBody) -> std::io::Result<Bytes> {
    let mut stream = body.into_stream()?;
    let mut all = Vec::new();
    while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all.into())
}

impl Transport for FetchTransport {
    fn send(
        &self,
        request: http::Request<RequestBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let request = in_memory(request).await?;
            let (sender, mut receiver) = pipe();
            spawn_local(exchange(request, self.credentials, sender));
            match receiver.next().await {
                Some(Ok(Piece::Head(head))) => Ok(head.map(|()| BodyStream::stream(Chunks(receiver)))),
                Some(Err(error)) => Err(error),
                Some(Ok(Piece::Chunk(_))) | None => Err(unusable("the browser gave no response")),
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        timer::sleep(duration)
    }

    fn reads_operation(&self) -> bool {
        false
    }
}
