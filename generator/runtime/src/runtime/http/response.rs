//! Responses, and the decoding of their bodies.

use super::attempts::Attempts;
use super::body_stream::BodyStream;
use super::form_object::form_object;
use super::headers::{Names, request_ids};
use super::matching::Matching;
use super::raw_response::RawResponse;
use super::request_options::Reading;
use super::stream_setup::StreamSetup;
use super::undecodable::Undecodable;
use crate::runtime::model::misfit::{Misfit, Misfits};
use crate::runtime::model::printable::brief;
use crate::runtime::model::read::{read_json, read_text};
use crate::runtime::model::value::{Slot, Value};
use crate::runtime::spec::media_type::{ContentKind, charset, essence, includes, is_json};
use crate::runtime::spec::response_spec::ResponseSpec;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use std::any::TypeId;
use std::fmt;

/// A successful response: its status, headers and decoded body.
#[derive(Clone)]
pub struct Response<O> {
    status: StatusCode,
    headers: HeaderMap,
    attempts: Attempts,
    body: O,
    misfits: Misfits,
}

impl<O> Response<O> {
    pub(crate) fn new(received: RawResponse, body: O) -> Self {
        let RawResponse { status, headers, attempts, .. } = received;
        Self { status, headers, attempts, body, misfits: Misfits::default() }
    }

    pub(crate) fn with_misfits(self, misfits: Misfits) -> Self {
        Self { misfits, ..self }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header, if it is a string of visible ASCII characters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The id of the request in the logs of the server, from a header such as `request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_ids(&self.headers).next().map(|(_, value)| value)
    }

    /// The attempts of the call: how often the request was sent, and how long the call waited.
    pub fn attempts(&self) -> Attempts {
        self.attempts
    }

    /// The decoded body.
    pub fn body(&self) -> &O {
        &self.body
    }

    /// Takes the decoded body.
    pub fn into_body(self) -> O {
        self.body
    }

    /// What a lenient reader left out of the body because it does not match the document; see
    /// [`Request::lenient`](super::request::Request::lenient). Up to 100 misfits are described.
    pub fn misfits(&self) -> &[Misfit] {
        &self.misfits.described
    }

    /// Takes what a lenient reader left out.
    pub(crate) fn take_misfits(&mut self) -> Misfits {
        std::mem::take(&mut self.misfits)
    }

    /// The number of misfits, also of those that are not described.
    pub fn misfit_count(&self) -> usize {
        self.misfits.count
    }
}

/// Formats the status and the names of the headers, because their values may be secret.
impl<O> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = Names(&self.headers);
        f.debug_struct("Response").field("status", &self.status).field("headers", &headers).finish_non_exhaustive()
    }
}

/// The body of a response before decoding, with the documented response that it is.
#[derive(Debug)]
pub struct UndecodedBody {
    spec: Option<&'static ResponseSpec>,
    content_type: Option<HeaderValue>,
    body: ReceivedBody,
    reading: Reading,
    matching: Matching,
    setup: StreamSetup,
}

/// A body that was received completely, or one that is a stream.
#[derive(Debug)]
pub(crate) enum ReceivedBody {
    Full(Bytes),
    Stream(BodyStream),
}

impl UndecodedBody {
    pub(crate) fn new(
        spec: Option<&'static ResponseSpec>,
        content_type: Option<HeaderValue>,
        body: ReceivedBody,
        reading: Reading,
    ) -> Self {
        Self { spec, content_type, body, reading, matching: Matching::Strict, setup: StreamSetup::default() }
    }

    /// Sets how the body is held against its type.
    pub(crate) fn matched(self, matching: Matching) -> Self {
        Self { matching, ..self }
    }

    /// Sets what a stream of items needs.
    pub(crate) fn with_setup(self, setup: StreamSetup) -> Self {
        Self { setup, ..self }
    }

    /// Takes what a stream of items needs.
    pub(crate) fn take_setup(&mut self) -> StreamSetup {
        std::mem::take(&mut self.setup)
    }

    /// The number of bytes of the body, unless it is a stream.
    pub(crate) fn len(&self) -> Option<usize> {
        match &self.body {
            ReceivedBody::Full(bytes) => Some(bytes.len()),
            ReceivedBody::Stream(_) => None,
        }
    }

    /// How the body is held against its type.
    pub(super) fn matching(&self) -> Matching {
        self.matching.clone()
    }

    /// Converts the body into a stream.
    pub fn into_stream(self) -> BodyStream {
        match self.body {
            ReceivedBody::Full(bytes) => BodyStream::full(bytes),
            ReceivedBody::Stream(stream) => stream,
        }
    }

    /// Decodes the body as a variant of an enum of outcomes: that of the documented response, else the first that succeeds. The
    /// variants have these indices of responses.
    ///
    /// # Errors
    ///
    /// Returns the error of the last variant if none succeeds, or an error if the body is a stream that the document does not list.
    #[doc(hidden)]
    pub fn variant<T>(self, indices: &[usize], variants: &[&dyn ResponseVariant<T>]) -> Result<T, Undecodable> {
        let index = self.spec.map(ResponseSpec::index);
        let position = indices.iter().position(|of| Some(*of) == index);
        if let Some(variant) = position.and_then(|position| variants.get(position)) {
            return variant.decode(self);
        }
        let ReceivedBody::Full(bytes) = self.body else { return Err(Undecodable::new("the response is a stream")) };
        let mut fault = Undecodable::new("no documented type matches");
        // A variant without a body is no way to read one: its bytes would be lost.
        for variant in variants.iter().filter(|variant| bytes.is_empty() || !variant.is_bodiless()) {
            let body = ReceivedBody::Full(bytes.clone());
            let body = Self::new(self.spec, self.content_type.clone(), body, self.reading);
            match variant.decode(body.matched(self.matching.clone())) {
                Ok(value) => return Ok(value),
                Err(other) => fault = other,
            }
        }
        Err(fault)
    }

    /// The JSON of the body. An empty body is null.
    pub(crate) fn json(self) -> Result<Bytes, Undecodable> {
        match self.body {
            ReceivedBody::Full(bytes) if bytes.is_empty() => Ok(Bytes::from_static(b"null")),
            ReceivedBody::Full(bytes) => Ok(bytes.slice_ref(strip_bom(&bytes))),
            ReceivedBody::Stream(_) => Err(Undecodable::new("the response is a stream")),
        }
    }

    /// The media type that the server says of the body.
    pub(super) fn media_type(&self) -> Option<&str> {
        self.content_type.as_ref()?.to_str().ok()
    }

    /// The kind of the body: that of the documented response, or else that of the content type, or else JSON. If the caller
    /// chose the type, the document counts only for the media types that it has.
    fn kind(&self) -> ContentKind {
        let sent = self.media_type();
        let has = |spec: &ResponseSpec| sent.is_none_or(|sent| spec.media_types().any(|known| includes(known, sent)));
        let documented = self.spec.filter(|spec| self.reading == Reading::Documented || has(spec));
        match (documented.and_then(ResponseSpec::kind), sent) {
            (Some(kind), _) => kind,
            (None, Some(media_type)) if !is_json(media_type) && essence(media_type).starts_with("text/") => {
                ContentKind::Text
            }
            (None, _) => ContentKind::Json,
        }
    }

    /// Whether the document says that this response has no body.
    fn is_bodiless(&self) -> bool {
        self.reading == Reading::Documented && self.spec.is_some_and(|spec| spec.kind().is_none())
    }
}

/// A variant of an enum of outcomes: its constructor.
#[doc(hidden)]
pub trait ResponseVariant<T> {
    /// Decodes a body as the payload of the variant.
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not match the type of the payload.
    fn decode(&self, body: UndecodedBody) -> Result<T, Undecodable>;

    /// Whether the variant is of responses without a body.
    fn is_bodiless(&self) -> bool;
}

impl<T, Payload: FromResponse> ResponseVariant<T> for fn(Payload) -> T {
    fn decode(&self, body: UndecodedBody) -> Result<T, Undecodable> {
        Payload::from_response(body).map(self)
    }

    fn is_bodiless(&self) -> bool {
        TypeId::of::<Payload>() == TypeId::of::<()>()
    }
}

/// A type that a response can be decoded into: every model, enums of outcomes, and streams. It is not implemented
/// outside this crate.
#[diagnostic::on_unimplemented(
    message = "no response is read as `{Self}`",
    note = "a type of your own is read as `Deserialized<{Self}>`, any JSON as `Json`, and bytes as `Bytes`"
)]
pub trait FromResponse: Sized + Send + 'static {
    /// Whether the type is decoded from a body that is a stream.
    #[doc(hidden)]
    const STREAMS: bool = false;

    /// Decodes the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not match the type.
    #[doc(hidden)]
    fn from_response(body: UndecodedBody) -> Result<Self, Undecodable>;
}

#[doc(hidden)]
impl<T: Value + Send + 'static> FromResponse for T {
    fn from_response(body: UndecodedBody) -> Result<Self, Undecodable> {
        let kind = body.kind();
        let bodiless = body.is_bodiless();
        let reading = body.reading;
        if !body.matching.reads(body.spec.and_then(ResponseSpec::kind)) {
            return Err(Undecodable::new("only a body of JSON is exactly a type"));
        }
        let ReceivedBody::Full(bytes) = body.body else { return Err(Undecodable::new("the response is a stream")) };
        let charset = body.content_type.as_ref().and_then(|value| charset(value.to_str().ok()?));
        let text = || text(strip_bom(&bytes), charset);
        let take_text = |text: &str| read_text(text).or_else(|fault| read_json(text.as_bytes()).map_err(|_| fault));
        let raw = match reading {
            Reading::Documented => None,
            Reading::Chosen | Reading::Raw => bytes_value(&bytes),
        };
        if let Some(raw) = raw {
            return Ok(raw);
        }
        match kind {
            _ if bodiless => empty_body(),
            ContentKind::Text | ContentKind::EventStream => take_text(text()?).map_err(Undecodable::from_read_error),
            ContentKind::Bytes | ContentKind::Multipart => match bytes_value(&bytes) {
                Some(value) => Ok(value),
                None => take_text(text()?).map_err(Undecodable::from_read_error),
            },
            ContentKind::Json | ContentKind::Xml(_) | ContentKind::Form if bytes.is_empty() => empty_body(),
            ContentKind::Xml(table) => body.matching.xml(table, text()?.as_bytes()),
            // JSON is UTF-8, whatever the server says of it; if it is not, `other_charset` tells.
            ContentKind::Json => body.matching.json(strip_bom(&bytes)),
            ContentKind::Form => body.matching.json_value(&form_object(text()?, &mut T::placeholder())),
            ContentKind::JsonLines => body.matching.json(&json_array(text()?)),
        }
    }
}

/// The value of a response without a body, which is read from null.
fn empty_body<T: Value>() -> Result<T, Undecodable> {
    read_json(b"null").map_err(|_| Undecodable::new("the body is empty"))
}

/// Whether text of a charset is UTF-8.
fn is_utf8(charset: &str) -> bool {
    matches!(charset.to_ascii_lowercase().as_str(), "" | "utf-8" | "utf8" | "us-ascii")
}

/// The error of JSON that is no UTF-8, where the server names another charset. Returns `None` for any other body.
pub(super) fn other_charset(response: &RawResponse) -> Option<Undecodable> {
    let media_type = response.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let other = charset(media_type).filter(|charset| !is_utf8(charset))?;
    // UTF-16 has a NUL in each character of ASCII, and JSON has none.
    let may_be_json = std::str::from_utf8(&response.bytes).is_ok_and(|text| !text.contains('\0'));
    if may_be_json { None } else { text(&response.bytes, Some(other)).err() }
}

/// The text of a body. Text of another charset than UTF-8 is not decoded: the error keeps its bytes.
fn text<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<&'a str, Undecodable> {
    // Nearly every charset has the characters of ASCII where ASCII has them.
    let is_ascii = |charset: &str| bytes.is_ascii() && !charset.to_ascii_lowercase().starts_with("utf-");
    match (charset, std::str::from_utf8(bytes)) {
        (Some(other), _) if !is_utf8(other) && !is_ascii(other) => {
            let reason = "is not decoded; the bytes are in the response of the error";
            Err(Undecodable::new(format!("the body is text in the charset `{other}`, which {reason}")))
        }
        (_, Ok(text)) => Ok(text),
        (_, Err(_)) => Err(Undecodable::new("the body is not UTF-8")),
    }
}

/// Removes the byte order mark that some servers send before JSON.
fn strip_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The bytes as a value. Returns `None` if the type is not raw bytes.
fn bytes_value<T: Value>(bytes: &Bytes) -> Option<T> {
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

/// JSON lines, or a JSON text sequence (RFC 7464), as one JSON array.
fn json_array(text: &str) -> Vec<u8> {
    let lines: Vec<&str> =
        text.lines().map(|line| line.trim_start_matches('\u{1e}').trim()).filter(|line| !line.is_empty()).collect();
    format!("[{}]", lines.join(",")).into_bytes()
}

/// Implements the decoding of an enum of outcomes. Each variant is listed with the index of its responses.
///
/// ```text
/// rt::response_enum! { ListOutcome { Ok(models::Page) = 0; Accepted(()) = 1; } }
/// ```
macro_rules! response_enum {
    ($ty:ident { $($variant:ident($payload:ty) = $index:literal;)+ }) => {
        impl $crate::runtime::FromResponse for $ty {
            const STREAMS: bool = $(<$payload as $crate::runtime::FromResponse>::STREAMS)||+;

            #[inline]
            fn from_response(response: $crate::runtime::UndecodedBody) -> Result<Self, $crate::runtime::Undecodable> {
                let variants: &[&dyn $crate::runtime::ResponseVariant<Self>] =
                    &[$(&(Self::$variant as fn($payload) -> Self)),+];
                response.variant(&[$($index),+], variants)
            }
        }
    };
}
pub(crate) use response_enum;
