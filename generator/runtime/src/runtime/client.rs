//! Who sends requests? The client: settings and a transport, and the way from an answer to a value.

use super::answer::Outcome;
use super::builder::{ClientBuilder, Config};
use super::diagnose::LARGEST;
use super::error::{AnswerError, ApiError, Error, Reply, TransportFailure};
use super::exchange::{Arrival, Arrived, Exchange, ExchangeError};
use super::printable::brief;
use super::request::Request;
use super::response::{Answered, FromAnswer, Response, Undecodable};
use super::transport::Transport;
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
    /// Sets up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    pub(crate) fn new(config: Config, transport: Arc<dyn Transport>) -> Self {
        Self { config: Arc::new(config), transport }
    }

    /// Sends a request and gives the value of the answer.
    pub async fn send<O: FromAnswer, E: FromAnswer>(&self, request: Request<O, E>) -> Result<O, Error<E>> {
        self.execute(request).await.map(Response::into_body)
    }

    /// Sends a request and gives the answer with status and headers.
    pub async fn execute<O: FromAnswer, E: FromAnswer>(&self, request: Request<O, E>) -> Result<Response<O>, Error<E>> {
        let draft = request.into_draft();
        let operation = draft.operation;
        let exchange = Exchange { config: &self.config, transport: &self.transport, draft: &draft };
        let arrival = exchange.run(O::STREAMS).await.map_err(|error| match error {
            ExchangeError::Request(error) => Error::Request(error),
            ExchangeError::Credential(error) => Error::Credential(Box::new(error)),
            ExchangeError::Transport(error, reply) => {
                let reply = reply.map(|reply| *reply);
                Error::Transport(Box::new(TransportFailure { operation, error, reply }))
            }
        })?;
        conclude(arrival)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}

/// Turns what arrived into the value or the error that the document gives for it.
fn conclude<O: FromAnswer, E: FromAnswer>(arrival: Arrival) -> Result<Response<O>, Error<E>> {
    let Arrival { operation, status, headers, answer, content_type, body } = arrival;
    let compressed = compressed(&headers);
    let explain = |fault| compressed.clone().unwrap_or(fault);
    let bytes = match body {
        Arrived::Full(bytes) => bytes,
        Arrived::Stream(stream) => {
            let reply = Reply { operation, status, headers, bytes: bytes::Bytes::new() };
            let items = compressed.map_or_else(|| O::from_answer(Answered::stream(answer, content_type, stream)), Err);
            return match items {
                Ok(body) => Ok(Response::new(status, reply.headers, body)),
                Err(fault) => Err(Error::Decode(Box::new(AnswerError::new(reply, answer, fault)))),
            };
        }
    };
    let reply = Reply { operation, status, headers, bytes: bytes.clone() };
    let answered = Answered::full(answer, content_type, bytes);
    match answer.map(|answer| answer.outcome()) {
        Some(Outcome::Error) => {
            let decoded = error_body(answered).map_err(explain);
            Err(Error::Api(Box::new(ApiError::new(reply, Some(decoded)))))
        }
        None if !status.is_success() => Err(Error::Api(Box::new(ApiError::new(reply, None)))),
        Some(Outcome::Success) => match O::from_answer(answered) {
            Ok(body) => Ok(Response::new(status, reply.headers, body)),
            Err(fault) => Err(Error::Decode(Box::new(AnswerError::new(reply, answer, explain(fault))))),
        },
        None => match O::from_answer(answered) {
            Ok(body) => Ok(Response::new(status, reply.headers, body)),
            Err(fault) => Err(Error::Unexpected(Box::new(AnswerError::new(reply, None, explain(fault))))),
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
fn error_body<E: FromAnswer>(answered: Answered) -> Result<E, Undecodable> {
    match answered.len() {
        Some(size) if size > LARGEST => Err(Undecodable::new(format!(
            "the body has {size} bytes, and an error is decoded up to {LARGEST}; `reply().bytes()` has all of it"
        ))),
        Some(_) | None => E::from_answer(answered),
    }
}
