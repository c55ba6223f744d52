//! Who sends requests? The client: settings and a transport, and the way from a response to a value.

use super::call::{Call, CallError, Received};
use super::config::Config;
use super::error::{ApiError, DecodeError, Error, RawResponse, TransportFailure};
use super::error_body::LARGEST;
use super::request::Request;
use super::response::{FromResponse, ReceivedBody, Response, Undecodable, UndecodedBody};
use super::transport::Transport;
use crate::runtime::model::printable::brief;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec};
use http::{HeaderMap, header};
use std::fmt;
use std::sync::Arc;

/// Sends requests. Clones share everything and cost nothing.
#[derive(Clone)]
pub struct Client {
    config: Arc<Config>,
    transport: Arc<dyn Transport>,
}

impl Client {
    pub(crate) fn new(config: Config, transport: Arc<dyn Transport>) -> Self {
        Self { config: Arc::new(config), transport }
    }

    /// Sends a request and gives the value of the response.
    pub async fn send<O: FromResponse, E: FromResponse>(&self, request: Request<O, E>) -> Result<O, Error<E>> {
        self.execute(request).await.map(Response::into_body)
    }

    /// Sends a request and gives the response with status and headers.
    pub async fn execute<O: FromResponse, E: FromResponse>(
        &self,
        request: Request<O, E>,
    ) -> Result<Response<O>, Error<E>> {
        let parts = request.into_parts();
        let operation = parts.operation;
        let call = Call { config: &self.config, transport: &self.transport, parts: &parts };
        let received = call.run(O::STREAMS).await.map_err(|error| match error {
            CallError::Request(error) => Error::Request(error),
            CallError::Credential(error) => Error::Credential(Box::new(error)),
            CallError::Transport(error, response) => {
                let response = response.map(|response| *response);
                Error::Transport(Box::new(TransportFailure { operation, error, response }))
            }
        })?;
        conclude(received)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}

/// Turns what arrived into the value or the error that the document gives for it.
fn conclude<O: FromResponse, E: FromResponse>(received: Received) -> Result<Response<O>, Error<E>> {
    let Received { operation, status, headers, spec, content_type, body } = received;
    let compressed = compressed(&headers);
    let explain = |fault| compressed.clone().unwrap_or(fault);
    let bytes = match body {
        ReceivedBody::Full(bytes) => bytes,
        ReceivedBody::Stream(_) => {
            let response = RawResponse { operation, status, headers, bytes: bytes::Bytes::new() };
            let body = UndecodedBody::new(spec, content_type, body);
            let items = compressed.map_or_else(|| O::from_response(body), Err);
            return match items {
                Ok(body) => Ok(Response::new(status, response.headers, body)),
                Err(fault) => Err(Error::Decode(Box::new(DecodeError::new(response, spec, fault)))),
            };
        }
    };
    let response = RawResponse { operation, status, headers, bytes: bytes.clone() };
    let body = UndecodedBody::new(spec, content_type, ReceivedBody::Full(bytes));
    match spec.map(ResponseSpec::outcome) {
        Some(Outcome::Error) => {
            let decoded = error_body(body).map_err(explain);
            Err(Error::Api(Box::new(ApiError::new(response, Some(decoded)))))
        }
        None if !status.is_success() => Err(Error::Api(Box::new(ApiError::new(response, None)))),
        Some(Outcome::Success) => match O::from_response(body) {
            Ok(body) => Ok(Response::new(status, response.headers, body)),
            Err(fault) => Err(Error::Decode(Box::new(DecodeError::new(response, spec, explain(fault))))),
        },
        None => match O::from_response(body) {
            Ok(body) => Ok(Response::new(status, response.headers, body)),
            Err(fault) => Err(Error::Unexpected(Box::new(DecodeError::new(response, None, explain(fault))))),
        },
    }
}

/// Why a body does not decode that a server has compressed unasked.
fn compressed(headers: &HeaderMap) -> Option<Undecodable> {
    let coding = headers.get(header::CONTENT_ENCODING)?.to_str().ok()?.trim();
    let plain = coding.is_empty() || coding.eq_ignore_ascii_case("identity");
    let reason =
        || format!("the body is compressed with {}, which this client neither asks for nor reads", brief(coding));
    (!plain).then(|| Undecodable::new(reason()))
}

/// Decodes the body of an error, within its limit.
fn error_body<E: FromResponse>(body: UndecodedBody) -> Result<E, Undecodable> {
    match body.len() {
        Some(size) if size > LARGEST => Err(Undecodable::new(format!(
            "the body has {size} bytes, and an error is decoded up to {LARGEST}; `response().bytes()` has all of it"
        ))),
        Some(_) | None => E::from_response(body),
    }
}
