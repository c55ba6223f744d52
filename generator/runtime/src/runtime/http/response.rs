//! How does a response become a value? Decoding by the table of responses.

use super::body_stream::BodyStream;
use crate::runtime::model::printable::brief;
use crate::runtime::model::read::{read_json, read_json_value, read_text};
use crate::runtime::model::value::{Json, Slot, Value};
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::media_type::{essence, is_json};
use crate::runtime::spec::response_spec::ResponseSpec;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode};
use std::fmt;

/// A successful response with everything around it.
#[derive(Clone)]
pub struct Response<O> {
    status: StatusCode,
    headers: HeaderMap,
    body: O,
}

impl<O> Response<O> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: O) -> Self {
        Self { status, headers, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The value.
    pub fn body(&self) -> &O {
        &self.body
    }

    /// The value alone.
    pub fn into_body(self) -> O {
        self.body
    }
}

/// Prints the status and the names of the headers; their values may be secret. The body prints itself.
impl<O> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Response").field("status", &self.status).field("headers", &headers).finish_non_exhaustive()
    }
}

/// The body of a response, and which documented response it is.
#[derive(Debug)]
pub struct UndecodedBody {
    spec: Option<&'static ResponseSpec>,
    content_type: Option<String>,
    body: ReceivedBody,
}

/// A body that was read to its end, or one that is to be read.
#[derive(Debug)]
pub(crate) enum ReceivedBody {
    Full(Bytes),
    Stream(BodyStream),
}

impl UndecodedBody {
    pub(crate) fn new(spec: Option<&'static ResponseSpec>, content_type: Option<String>, body: ReceivedBody) -> Self {
        Self { spec, content_type, body }
    }

    /// The index of the variant that the document gives this status, or `None` if the document does not list it.
    #[doc(hidden)]
    pub fn index(&self) -> Option<usize> {
        self.spec.map(ResponseSpec::index)
    }

    /// How many bytes the body has, where it has arrived.
    pub(crate) fn len(&self) -> Option<usize> {
        match &self.body {
            ReceivedBody::Full(bytes) => Some(bytes.len()),
            ReceivedBody::Stream(_) => None,
        }
    }

    /// The body as a stream.
    pub fn into_stream(self) -> BodyStream {
        match self.body {
            ReceivedBody::Full(bytes) => BodyStream::full(bytes),
            ReceivedBody::Stream(stream) => stream,
        }
    }

    /// Decodes the body with the first reader that succeeds.
    ///
    /// # Errors
    ///
    /// Returns the error of the last reader if none succeeds, or if the body is a stream.
    #[doc(hidden)]
    pub fn first_of<T>(self, readers: &[Reader<T>]) -> Result<T, Undecodable> {
        let ReceivedBody::Full(bytes) = self.body else { return Err(Undecodable::new("the response is a stream")) };
        let mut fault = Undecodable::new("no documented type fits");
        for reader in readers {
            match reader(Self::new(self.spec, self.content_type.clone(), ReceivedBody::Full(bytes.clone()))) {
                Ok(value) => return Ok(value),
                Err(other) => fault = other,
            }
        }
        Err(fault)
    }

    /// What is done with the body: as documented, else by its content type, else it is taken for JSON.
    fn kind(&self) -> ContentKind {
        match (self.spec.and_then(ResponseSpec::kind), &self.content_type) {
            (Some(kind), _) => kind,
            (None, Some(media_type)) if !is_json(media_type) && essence(media_type).starts_with("text/") => {
                ContentKind::Text
            }
            (None, _) => ContentKind::Json,
        }
    }

    /// Whether the document says that this response has no body.
    fn is_bodiless(&self) -> bool {
        self.spec.is_some_and(|spec| spec.kind().is_none())
    }
}

/// Makes a value of a body.
pub type Reader<T> = fn(UndecodedBody) -> Result<T, Undecodable>;

/// Why a body does not decode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable {
    reason: String,
}

impl Undecodable {
    /// The place and the fault.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&brief(&self.reason))
    }
}

/// What a response can be turned into: every model, enums of outcomes, and streams.
pub trait FromResponse: Sized + Send + 'static {
    /// Whether it takes a body that is still coming.
    const STREAMS: bool = false;

    /// Decodes the body.
    fn from_response(body: UndecodedBody) -> Result<Self, Undecodable>;
}

impl<T: Value + Send + 'static> FromResponse for T {
    fn from_response(body: UndecodedBody) -> Result<Self, Undecodable> {
        let kind = body.kind();
        let bodiless = body.is_bodiless();
        let ReceivedBody::Full(bytes) = body.body else { return Err(Undecodable::new("the response is a stream")) };
        let text = || std::str::from_utf8(without_mark(&bytes)).map_err(|_| Undecodable::new("the body is not UTF-8"));
        let take_text = |text: &str| read_text(text).or_else(|fault| read_json(text.as_bytes()).map_err(|_| fault));
        match kind {
            _ if bodiless => nothing(),
            ContentKind::Text | ContentKind::EventStream => take_text(text()?).map_err(Undecodable::of),
            ContentKind::Bytes | ContentKind::Multipart => match raw(&bytes) {
                Some(value) => Ok(value),
                None => take_text(text()?).map_err(Undecodable::of),
            },
            ContentKind::Json | ContentKind::Form if bytes.is_empty() => nothing(),
            ContentKind::Json => read_json(without_mark(&bytes)).map_err(Undecodable::of),
            ContentKind::Form => read_json_value(&form(text()?)).map_err(Undecodable::of),
            ContentKind::JsonLines => read_json(&lines(text()?)).map_err(Undecodable::of),
        }
    }
}

impl Undecodable {
    fn of(fault: crate::runtime::model::read::ReadError) -> Self {
        Self::new(fault.to_string())
    }
}

/// The value for a response without a body: what null reads as.
fn nothing<T: Value>() -> Result<T, Undecodable> {
    read_json(b"null").map_err(|_| Undecodable::new("the body is empty"))
}

/// Without the byte order mark that some servers put before JSON.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The bytes as they are, where the value can hold them.
fn raw<T: Value>(bytes: &Bytes) -> Option<T> {
    let mut value = T::placeholder();
    let mut slot = value.slot();
    loop {
        match slot {
            Slot::Bytes(place) => {
                *place = bytes.clone();
                break;
            }
            Slot::Optional(optional) => slot = optional.some(),
            _ => return None,
        }
    }
    Some(value)
}

/// The pairs of a form as an object of texts.
fn form(text: &str) -> Json {
    let decode =
        |text: &str| percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let members = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    Json::Object(members.map(|(name, value)| (decode(name), Json::String(decode(value)))).collect())
}

/// JSON lines as one JSON array.
fn lines(text: &str) -> Vec<u8> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("[{}]", lines.join(",")).into_bytes()
}

/// Makes an enum the outcome of an operation: each variant is named with the index of its responses.
///
/// ```text
/// rt::response_enum! { ListOutcome { Ok(models::Page) = 0; Accepted(()) = 1; } }
/// ```
macro_rules! response_enum {
    ($ty:ident { $($variant:ident($payload:ty) = $index:literal;)+ }) => {
        impl $crate::runtime::FromResponse for $ty {
            const STREAMS: bool = $(<$payload as $crate::runtime::FromResponse>::STREAMS)||+;

            fn from_response(response: $crate::runtime::UndecodedBody) -> Result<Self, $crate::runtime::Undecodable> {
                match response.index() {
                    $(Some($index) => {
                        <$payload as $crate::runtime::FromResponse>::from_response(response).map($ty::$variant)
                    })+
                    _ => response.first_of(&[
                        $(|response| <$payload as $crate::runtime::FromResponse>::from_response(response).map($ty::$variant),)+
                    ]),
                }
            }
        }
    };
}
pub(crate) use response_enum;
