//! What is tried with the body of a success that a strict reader could not read.

use super::error::{ApiError, DecodeError, Error};
use super::matching::{Matching, MisfitLog, Strictness};
use super::raw_response::RawResponse;
use super::request_options::Reading;
use super::response::{FromResponse, ReceivedBody, Response, UndecodedBody};
use super::undecodable::Undecodable;
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::response_spec::{Outcome, ResponseSpec};
use http::HeaderValue;

/// The end of the message of a strict error that a lenient reader would not return.
pub(super) const WAY_OUT: &str = "; `.lenient()` on the request or the client leaves out what does not match";

/// A response whose body a strict reader could not read as a success.
pub(crate) struct Refused {
    pub(crate) response: RawResponse,
    pub(crate) spec: Option<&'static ResponseSpec>,
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) reading: Reading,
    pub(crate) fault: Undecodable,
}

impl Refused {
    /// Tries what is left: the body may be exactly that of a documented error, which some servers send with the status of a
    /// success; a lenient reader may leave out what does not match.
    pub(crate) fn try_again<O: FromResponse, E: FromResponse>(
        mut self,
        strictness: Strictness,
    ) -> Result<Response<O>, Error<E>> {
        if let Some(body) = self.documented_error() {
            return Err(Error::Api(Box::new(ApiError::new(self.response, Some(Ok(body))))));
        }
        let log = MisfitLog::default();
        let lenient = O::from_response(self.body(self.spec, self.reading, Matching::Lenient(log.clone())));
        match (strictness, lenient) {
            (Strictness::Lenient, Ok(body)) => {
                return Ok(Response::new(self.response, body).with_misfits(log.take()));
            }
            (Strictness::Strict, Ok(_)) => self.fault = self.fault.with_hint(WAY_OUT),
            (Strictness::Lenient, Err(fault)) => self.fault = fault,
            (Strictness::Strict, Err(_)) => {}
        }
        Err(self.into_error())
    }

    /// The error of the body.
    pub(crate) fn into_error<E>(self) -> Error<E> {
        let Self { response, spec, fault, .. } = self;
        let is_documented = spec.is_some() || !response.operation.is_documented();
        let error = Box::new(DecodeError::new(response, spec, fault));
        if is_documented { Error::Decode(error) } else { Error::Unexpected(error) }
    }

    /// The body as a documented error, if it is exactly one.
    fn documented_error<E: FromResponse>(&self) -> Option<E> {
        let responses = self.response.operation.responses.iter();
        let errors =
            responses.filter(|spec| spec.outcome() == Outcome::Error && spec.kind() == Some(ContentKind::Json));
        errors
            .filter_map(|spec| E::from_response(self.body(Some(spec), Reading::Documented, Matching::Exact)).ok())
            .next()
    }

    /// The body, to be read another time.
    fn body(&self, spec: Option<&'static ResponseSpec>, reading: Reading, matching: Matching) -> UndecodedBody {
        let body = ReceivedBody::Full(self.response.bytes.clone());
        UndecodedBody::new(spec, self.content_type.clone(), body, reading).matched(matching)
    }
}
