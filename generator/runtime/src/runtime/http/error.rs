//! The errors of a call, with the response of the server.
//!
//! Their messages contain neither the expanded URL, nor headers, nor tokens.

use super::attempts::Attempts;
use super::credential::TokenError;
use super::error_body::{ErrorSummary, summarize};
use super::error_kind::ErrorKind;
#[cfg(feature = "oauth2")]
use super::oauth_error::OAuthError;
use super::raw_response::RawResponse;
use super::request_error::RequestError;
use super::transport_error::TransportError;
use super::undecodable::Undecodable;
use crate::runtime::model::printable::brief;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::ResponseSpec;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// The error of a call. `E` is the type of the body of the operation's documented error responses.
#[non_exhaustive]
pub enum Error<E> {
    /// The request is not valid, or cannot be sent. Nothing was sent.
    Request(RequestError),
    /// A provider returned no token. The request was not sent, or not sent again.
    Credential(Box<CredentialError>),
    /// No response was received, or only a part of it.
    Transport(Box<TransportFailure>),
    /// The server sent an error response.
    Api(Box<ApiError<E>>),
    /// The server sent a documented success response that cannot be decoded.
    Decode(Box<DecodeError>),
    /// The server sent a success response that the document does not list, and that cannot be decoded.
    Unexpected(Box<DecodeError>),
}

/// An error response of the server.
#[derive(Clone)]
pub struct ApiError<E> {
    response: RawResponse,
    body: Option<E>,
    undecodable: Option<Undecodable>,
    summary: ErrorSummary,
}

impl<E> ApiError<E> {
    pub(crate) fn new(response: RawResponse, decoded: Option<Result<E, Undecodable>>) -> Self {
        let summary = summarize(&response.bytes, response.operation);
        let (body, undecodable) = match decoded {
            Some(Ok(body)) => (Some(body), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        Self { response, body, undecodable, summary }
    }

    /// The error of a long-running operation that ended in this state.
    pub(crate) fn of_state(response: RawResponse, decoded: Result<E, Undecodable>, state: String) -> Self {
        let mut error = Self::new(response, Some(decoded));
        error.summary.code.get_or_insert(state);
        error
    }

    /// The response, before decoding.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// The decoded body. Returns `None` if the document has no type for this response, or if the body cannot be decoded.
    pub fn body(&self) -> Option<&E> {
        self.body.as_ref()
    }

    /// Takes the decoded body.
    pub fn into_body(self) -> Option<E> {
        self.body
    }

    /// Why the body cannot be decoded, if the document has a type for it.
    pub fn undecodable(&self) -> Option<&Undecodable> {
        self.undecodable.as_ref()
    }

    /// The error code, if the body has one of the common shapes.
    pub fn code(&self) -> Option<&str> {
        self.summary.code.as_deref()
    }

    /// The error message, if the body has one of the common shapes.
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
        self.response.write_note(f)
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

/// The error of a success response that cannot be decoded.
#[derive(Clone)]
pub struct DecodeError {
    response: RawResponse,
    spec: Option<&'static ResponseSpec>,
    fault: Undecodable,
}

impl DecodeError {
    pub(crate) fn new(response: RawResponse, spec: Option<&'static ResponseSpec>, fault: Undecodable) -> Self {
        Self { response, spec, fault }
    }

    /// The response, before decoding.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// What cannot be decoded, and where it is in the body.
    pub fn fault(&self) -> &Undecodable {
        &self.fault
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.response)?;
        match self.spec {
            None if self.response.operation.is_documented() => {
                write!(f, "the document does not list this status: {}", self.fault)?
            }
            Some(_) | None => write!(f, "the body cannot be decoded: {}", self.fault)?,
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

/// Formats the response and the fault, without the table of the document.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { response, spec: _, fault } = self;
        f.debug_struct("DecodeError").field("response", response).field("fault", fault).finish_non_exhaustive()
    }
}

impl StdError for DecodeError {}

/// The error of a call without a complete response.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) operation: &'static Operation,
    pub(crate) error: TransportError,
    pub(crate) response: Option<RawResponse>,
    pub(crate) attempts: Attempts,
}

impl TransportFailure {
    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The error of the transport.
    pub fn error(&self) -> &TransportError {
        &self.error
    }

    /// The response without its body, if its status and headers were received. The server has then processed the request.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_ref()
    }

    /// The attempts of the call.
    pub fn attempts(&self) -> Attempts {
        self.attempts
    }
}

impl fmt::Display for TransportFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, error, response, attempts } = self;
        let Some(response) = response else {
            write!(f, "{}: {error}", operation.title())?;
            return attempts.write_note(f);
        };
        write!(f, "{response}, but the body was not received completely: {error}")?;
        response.write_note(f)
    }
}

impl StdError for TransportFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// The error of a call for which a provider returned no token.
#[derive(Debug)]
pub struct CredentialError {
    pub(crate) operation: &'static Operation,
    pub(crate) scheme: &'static str,
    pub(crate) error: TokenError,
    pub(crate) attempts: Attempts,
}

impl CredentialError {
    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The name of the security scheme of the provider.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The error of the transport or the status by which a request to a token endpoint failed. Returns `None` if there was
    /// none, or if the provider is one of the user's own, which tries again itself.
    #[cfg(feature = "oauth2")]
    pub(crate) fn of_exchange(&self) -> Option<(Option<&TransportError>, Option<StatusCode>)> {
        self.error.downcast_ref::<OAuthError>()?.of_exchange()
    }

    #[cfg(not(feature = "oauth2"))]
    pub(crate) fn of_exchange(&self) -> Option<(Option<&TransportError>, Option<StatusCode>)> {
        None
    }

    /// The attempts before the one that needed the token.
    pub fn attempts(&self) -> Attempts {
        self.attempts
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, scheme, error, attempts: _ } = self;
        let error = brief(&error.to_string());
        write!(f, "{}: no token for security scheme `{}`: {error}", operation.title(), brief(scheme))
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.error.as_ref())
    }
}

impl<E> Error<E> {
    /// The response, if one was received. If its body was not received completely, it has none.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(&error.response),
            Self::Decode(error) | Self::Unexpected(error) => Some(&error.response),
            Self::Transport(error) => error.response(),
            Self::Request(_) | Self::Credential(_) => None,
        }
    }

    /// The error response, if the server sent one.
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Request(_) | Self::Credential(_) | Self::Transport(_) | Self::Decode(_) | Self::Unexpected(_) => None,
        }
    }

    /// The status, if a response was received. It compares with a constant of [`StatusCode`], which the crate exports:
    /// `error.status() == Some(StatusCode::NOT_FOUND)`.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The decoded body of the error response.
    pub fn body(&self) -> Option<&E> {
        self.api().and_then(ApiError::body)
    }

    /// The error code of the error response.
    pub fn code(&self) -> Option<&str> {
        self.api().and_then(ApiError::code)
    }

    /// The id of the request in the logs of the server.
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(RawResponse::request_id)
    }

    /// The time to wait before a retry, from the `Retry-After` header.
    pub fn retry_after(&self) -> Option<Duration> {
        self.response().and_then(RawResponse::retry_after)
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Request(_) => ErrorKind::Request,
            Self::Credential(_) => ErrorKind::Credential,
            Self::Transport(error) => ErrorKind::Transport(error.error.kind()),
            Self::Api(_) => ErrorKind::Api,
            Self::Decode(_) => ErrorKind::Decode,
            Self::Unexpected(_) => ErrorKind::Unexpected,
        }
    }

    /// The attempts of the call: how often the request was sent, and how long the call waited.
    pub fn attempts(&self) -> Attempts {
        match self {
            Self::Request(_) => Attempts::default(),
            Self::Credential(error) => error.attempts,
            Self::Transport(error) => error.attempts,
            Self::Api(error) => error.response.attempts,
            Self::Decode(error) | Self::Unexpected(error) => error.response.attempts,
        }
    }

    /// The error of the variant.
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
