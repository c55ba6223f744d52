//! What went wrong? One error for every way in which a call can fail, with all that the server said.
//!
//! No text of these errors holds the expanded URL, a header or a token.

use super::credential::TokenError;
use super::error_body::{ErrorSummary, summarize};
use super::request_error::RequestError;
use super::response::Undecodable;
use super::retry::retry_after;
use super::transport_error::TransportError;
use crate::runtime::model::printable::brief;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::ResponseSpec;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

/// Headers that name a request in the logs of a server, the most telling first.
const REQUEST_IDS: &[&str] =
    &["request-id", "x-request-id", "x-ms-request-id", "x-amzn-requestid", "client-request-id"];

/// Why a call failed. `E` is what the document types the errors of the operation as.
#[non_exhaustive]
pub enum Error<E> {
    /// The request breaks a rule, or cannot be addressed. Nothing was sent.
    Request(RequestError),
    /// There is no token. Nothing was sent.
    Credential(Box<CredentialError>),
    /// No response came, or not all of it.
    Transport(Box<TransportFailure>),
    /// The server answered with an error.
    Api(Box<ApiError<E>>),
    /// The server answered with a documented success that does not decode.
    Decode(Box<DecodeError>),
    /// The server answered with a success that the document does not name.
    Unexpected(Box<DecodeError>),
}

/// A response as it came.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
}

impl RawResponse {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// What the server calls this request in its logs.
    pub fn request_id(&self) -> Option<&str> {
        self.request_ids().next().map(|(_, value)| value)
    }

    /// All headers that name this request, with their values.
    pub fn request_ids(&self) -> impl Iterator<Item = (&'static str, &str)> {
        REQUEST_IDS.iter().filter_map(|name| Some((*name, self.headers.get(*name)?.to_str().ok()?)))
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.headers, SystemTime::now())
    }

    fn write_id(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", brief(id)),
            None => Ok(()),
        }
    }
}

/// Prints names and sizes; headers and bodies may be secret.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation.id())
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body", &format_args!("<{} bytes>", self.bytes.len()))
            .finish_non_exhaustive()
    }
}

/// The operation and the status, for people.
impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation.title(), self.status)
    }
}

/// An error that the server told.
#[derive(Clone)]
pub struct ApiError<E> {
    response: RawResponse,
    body: Option<E>,
    undecodable: Option<Undecodable>,
    summary: ErrorSummary,
}

impl<E> ApiError<E> {
    pub(crate) fn new(response: RawResponse, decoded: Option<Result<E, Undecodable>>) -> Self {
        let summary = summarize(&response.bytes);
        let (body, undecodable) = match decoded {
            Some(Ok(body)) => (Some(body), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        Self { response, body, undecodable, summary }
    }

    /// The response as it came.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// The typed body. None: the document does not type this response, or the body does not decode.
    pub fn body(&self) -> Option<&E> {
        self.body.as_ref()
    }

    /// The typed body alone.
    pub fn into_body(self) -> Option<E> {
        self.body
    }

    /// Why the body has no type although the document gives it one.
    pub fn undecodable(&self) -> Option<&Undecodable> {
        self.undecodable.as_ref()
    }

    /// The code that the body gives, in one of the common shapes.
    pub fn code(&self) -> Option<&str> {
        self.summary.code.as_deref()
    }

    /// The message that the body gives, in one of the common shapes.
    pub fn message(&self) -> Option<&str> {
        self.summary.message.as_deref()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.response.fmt(f)?;
        for text in [self.code(), self.message()].into_iter().flatten() {
            write!(f, ": {}", brief(text))?;
        }
        self.response.write_id(f)
    }
}

impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("response", &self.response)
            .field("code", &self.code())
            .field("message", &self.message())
            .field("undecodable", &self.undecodable)
            .finish_non_exhaustive()
    }
}

impl<E> StdError for ApiError<E> {}

/// A success that does not decode.
#[derive(Debug, Clone)]
pub struct DecodeError {
    response: RawResponse,
    spec: Option<&'static ResponseSpec>,
    fault: Undecodable,
}

impl DecodeError {
    pub(crate) fn new(response: RawResponse, spec: Option<&'static ResponseSpec>, fault: Undecodable) -> Self {
        Self { response, spec, fault }
    }

    /// The response as it came.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// What does not decode, and where.
    pub fn fault(&self) -> &Undecodable {
        &self.fault
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.response)?;
        match self.spec {
            Some(_) => write!(f, "the body does not decode: {}", self.fault)?,
            None => write!(f, "the document does not name this status: {}", self.fault)?,
        }
        let sent = self.response.headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        match (self.spec.and_then(ResponseSpec::media_type), sent) {
            (Some(wanted), Some(sent))
                if crate::runtime::spec::media_type::essence(wanted)
                    != crate::runtime::spec::media_type::essence(sent) =>
            {
                write!(f, " (documented as {}, sent as {})", brief(wanted), brief(sent))
            }
            _ => Ok(()),
        }
    }
}

impl StdError for DecodeError {}

/// No response came to an operation, or not all of it.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) operation: &'static Operation,
    pub(crate) error: TransportError,
    pub(crate) response: Option<RawResponse>,
}

impl TransportFailure {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// What went wrong.
    pub fn error(&self) -> &TransportError {
        &self.error
    }

    /// Status and headers, when they came and the body did not: the server has acted on the request. No body is kept.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_ref()
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, error, response } = self;
        let Some(response) = response else { return write!(f, "{}: {error}", operation.title()) };
        write!(f, "{response}, but the body was not read to its end: {error}")?;
        response.write_id(f)
    }
}

impl StdError for TransportFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// A provider gave no token.
#[derive(Debug)]
pub struct CredentialError {
    pub(crate) operation: &'static Operation,
    pub(crate) scheme: &'static str,
    pub(crate) error: TokenError,
}

impl CredentialError {
    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The security scheme that the token was for.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, scheme, error } = self;
        let error = brief(&error.to_string());
        write!(f, "{}: no token for scheme `{}`: {error}", operation.title(), brief(scheme))
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.error.as_ref())
    }
}

impl<E> Error<E> {
    /// The response as it came, when one came. Where its body was not read to the end, there is no body.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(&error.response),
            Self::Decode(error) | Self::Unexpected(error) => Some(&error.response),
            Self::Transport(error) => error.response(),
            Self::Request(_) | Self::Credential(_) => None,
        }
    }

    /// The error that the server told, when it told one.
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Request(_) | Self::Credential(_) | Self::Transport(_) | Self::Decode(_) | Self::Unexpected(_) => None,
        }
    }

    /// The status, when a response came.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The typed body of an error that the server told.
    pub fn body(&self) -> Option<&E> {
        self.api().and_then(ApiError::body)
    }

    /// The code that the server gave.
    pub fn code(&self) -> Option<&str> {
        self.api().and_then(ApiError::code)
    }

    /// What the server calls this request in its logs.
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(RawResponse::request_id)
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.response().and_then(RawResponse::retry_after)
    }

    fn inner(&self) -> &(dyn StdError + 'static)
    where
        E: 'static,
    {
        match self {
            Self::Request(error) => error,
            Self::Credential(error) => error.as_ref(),
            Self::Transport(error) => error.as_ref(),
            Self::Api(error) => error.as_ref(),
            Self::Decode(error) | Self::Unexpected(error) => error.as_ref(),
        }
    }
}

impl<E> From<RequestError> for Error<E> {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl<E: 'static> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
            Self::Credential(error) => f.debug_tuple("Credential").field(error).finish(),
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Api(error) => f.debug_tuple("Api").field(error).finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
            Self::Unexpected(error) => f.debug_tuple("Unexpected").field(error).finish(),
        }
    }
}

impl<E: 'static> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().source()
    }
}
