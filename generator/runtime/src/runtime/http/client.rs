//! The client: it sends requests through a transport and decodes the responses.

use super::attempts::Attempts;
use super::call::{Call, Ran, Received, Streaming};
use super::config::Config;
use super::error::{ApiError, DecodeError, Error};
use super::error_body::MAX_ERROR_BODY;
use super::matching::Strictness;
use super::raw_response::RawResponse;
use super::request::Request;
use super::request_options::Reading;
use super::request_parts::RequestParts;
use super::response::{FromResponse, ReceivedBody, Response, UndecodedBody, other_charset};
use super::second_reading::Refused;
use super::shared_transport::SharedTransport;
use super::stream_setup::StreamSetup;
use super::transport::Transport;
use super::undecodable::Undecodable;
use crate::runtime::model::printable::brief;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec};
use http::{HeaderMap, header};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A client that sends requests and decodes the responses.
///
/// Clones are cheap: they share the settings, the transport and its connections.
#[derive(Clone)]
pub struct Client {
    config: Arc<Config>,
    transport: Arc<dyn Transport>,
}

impl Client {
    pub(crate) fn new(config: Config, transport: Arc<dyn Transport>) -> Self {
        Self { config: Arc::new(config), transport }
    }

    /// Waits for a time, by the clock of the transport.
    pub(crate) async fn sleep(&self, duration: Duration) {
        self.transport.sleep(duration).await;
    }

    /// The transport, as providers of tokens get it.
    pub(crate) fn transport(&self) -> SharedTransport {
        SharedTransport::new(Arc::clone(&self.transport))
    }

    #[cfg(feature = "tower")]
    pub(crate) fn into_transport(self) -> Arc<dyn Transport> {
        self.transport
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// Sends a request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be sent, if no response is received, or if the response is an error or cannot
    /// be decoded; see [`Error`].
    pub async fn send<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Result<O, Error<E>> {
        self.execute(request).await.map(Response::into_body)
    }

    /// Sends a request and returns the response with its status and headers.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`].
    pub async fn execute<O: FromResponse, E: FromResponse>(
        &self,
        request: Request<O, E>,
    ) -> Result<Response<O>, Error<E>> {
        let parts = request.into_parts();
        let setup = if O::STREAMS { self.stream_setup(&parts) } else { StreamSetup::default() };
        let ran = self.receive(&parts, streaming(O::STREAMS, parts.options.reading)).await;
        finish(ran, parts.operation, parts.options.reading, setup)
    }

    /// The wall-clock time.
    pub(crate) fn now(&self) -> SystemTime {
        self.transport.now()
    }

    /// Sends a request and returns the response before decoding.
    pub(crate) fn receive<'a>(
        &'a self,
        parts: &'a RequestParts,
        streaming: Streaming,
    ) -> impl Future<Output = Ran> + 'a {
        Call { config: &self.config, transport: &self.transport, parts }.run(streaming)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}

/// Ends a call: decodes its response, and tells the observer of the result.
pub(crate) fn finish<O: FromResponse, E: FromResponse>(
    ran: Ran,
    operation: &'static Operation,
    reading: Reading,
    setup: StreamSetup,
) -> Result<Response<O>, Error<E>> {
    let Ran { outcome, attempts, observation, strictness } = ran;
    let result = match outcome {
        Ok(received) => decode_response(received, reading, strictness, attempts, setup),
        Err(error) => Err(error.into_error(operation, attempts)),
    };
    if let Some(observation) = observation {
        result.iter().flat_map(Response::misfits).for_each(|misfit| observation.misfit(misfit));
        let status = result.as_ref().map_or_else(Error::status, |response| Some(response.status()));
        observation.end(status, result.as_ref().err().map(Error::kind), attempts);
    }
    result
}

/// Decodes a received response into the success or the error of the documented response.
fn decode_response<O: FromResponse, E: FromResponse>(
    received: Received,
    reading: Reading,
    strictness: Strictness,
    attempts: Attempts,
    setup: StreamSetup,
) -> Result<Response<O>, Error<E>> {
    let Received { operation, status, headers, spec, content_type, body } = received;
    let unsupported = unsupported_encoding(&headers).filter(|_| reading != Reading::Raw || !status.is_success());
    let explain = |fault| unsupported.clone().unwrap_or(fault);
    let bytes = match body {
        ReceivedBody::Full(bytes) => bytes,
        ReceivedBody::Stream(_) => {
            let response = RawResponse { operation, status, headers, bytes: bytes::Bytes::new(), attempts };
            let body =
                UndecodedBody::new(spec, content_type, body, reading).with_setup(setup).matched(strictness.into());
            let items = unsupported.map_or_else(|| O::from_response(body), Err);
            return match items {
                Ok(body) => Ok(Response::new(response, body)),
                Err(fault) => Err(Error::Decode(Box::new(DecodeError::new(response, spec, fault)))),
            };
        }
    };
    let response = RawResponse { operation, status, headers, bytes: bytes.clone(), attempts };
    let body = UndecodedBody::new(spec, content_type.clone(), ReceivedBody::Full(bytes), reading);
    match spec.map(ResponseSpec::outcome) {
        Some(Outcome::Error) => {
            let decoded = error_body(body).map_err(explain);
            Err(Error::Api(Box::new(ApiError::new(response, Some(decoded)))))
        }
        None if !status.is_success() && !operation.is_documented() => {
            let decoded = error_body(body).map_err(explain);
            Err(Error::Api(Box::new(ApiError::new(response, Some(decoded)))))
        }
        None if !status.is_success() => Err(Error::Api(Box::new(ApiError::new(response, None)))),
        Some(Outcome::Success) | None => match O::from_response(body) {
            Ok(body) => Ok(Response::new(response, body)),
            Err(fault) => {
                let fault = other_charset(&response).unwrap_or(fault);
                let refused = Refused { response, spec, content_type, reading, fault: explain(fault) };
                if unsupported.is_some() { Err(refused.into_error()) } else { refused.try_again(strictness) }
            }
        },
    }
}

/// Which bodies are returned before they are complete.
fn streaming(streams: bool, reading: Reading) -> Streaming {
    match (streams, reading) {
        (false, _) => Streaming::Never,
        (true, Reading::Documented) => Streaming::Documented,
        (true, Reading::Chosen | Reading::Raw) => Streaming::Successes,
    }
}

/// The error of a body that the server compressed although the client did not accept a content coding.
pub(super) fn unsupported_encoding(headers: &HeaderMap) -> Option<Undecodable> {
    let coding = headers.get(header::CONTENT_ENCODING)?.to_str().ok()?.trim();
    let plain = coding.is_empty() || coding.eq_ignore_ascii_case("identity");
    let reason = || {
        format!("the body is compressed with {}, which this client did not request and cannot decode", brief(coding))
    };
    (!plain).then(|| Undecodable::new(reason()))
}

/// Decodes the body of an error, unless it is larger than the limit.
fn error_body<E: FromResponse>(body: UndecodedBody) -> Result<E, Undecodable> {
    match body.len() {
        Some(size) if size > MAX_ERROR_BODY => Err(Undecodable::new(format!(
            "the body has {size} bytes, but errors are decoded only up to {MAX_ERROR_BODY} bytes; `response().bytes()` has the \
             whole body"
        ))),
        Some(_) | None => E::from_response(body),
    }
}
