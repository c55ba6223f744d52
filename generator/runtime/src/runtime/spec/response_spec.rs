//! The tables of responses, and the choice of the documented response that a server sent.

use super::media_type::{ContentKind, essence, is_json, is_same, is_xml};
use http::StatusCode;

/// The status codes that a response is documented for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// This status code.
    Exact(u16),
    /// All status codes that begin with this digit: `4XX` is `Range(4)`.
    Range(u8),
    /// All status codes for which no other response is documented.
    Default,
}

/// Whether a response is a success or an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A success.
    Success,
    /// An error.
    Error,
}

/// A documented response: a status with one media type, or without a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseSpec {
    status: Status,
    outcome: Outcome,
    /// The kind and name of the media type, or `None` if there is no body.
    content: Option<(ContentKind, &'static str)>,
    /// Other media types of the same kind and schema.
    also: &'static [&'static str],
    index: usize,
}

impl ResponseSpec {
    /// Makes a success with a body. `index` is the index of the variant of an outcome enum, or 0 for a single type.
    pub const fn success(status: Status, kind: ContentKind, media_type: &'static str, index: usize) -> Self {
        Self { status, outcome: Outcome::Success, content: Some((kind, media_type)), also: &[], index }
    }

    /// Makes a success without a body.
    pub const fn success_empty(status: Status, index: usize) -> Self {
        Self { status, outcome: Outcome::Success, content: None, also: &[], index }
    }

    /// Makes an error with a body.
    pub const fn error(status: Status, kind: ContentKind, media_type: &'static str, index: usize) -> Self {
        Self { status, outcome: Outcome::Error, content: Some((kind, media_type)), also: &[], index }
    }

    /// Makes an error without a body.
    pub const fn error_empty(status: Status, index: usize) -> Self {
        Self { status, outcome: Outcome::Error, content: None, also: &[], index }
    }

    /// Adds media types of the same kind and schema that the document has beside the first one.
    #[must_use]
    pub const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// The status codes that the response is documented for.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// Whether the response is a success or an error.
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The media type, if the response has a body.
    pub fn media_type(&self) -> Option<&'static str> {
        self.content.map(|(_, media_type)| media_type)
    }

    /// All media types of the response, the first one as the document prefers it.
    pub(crate) fn media_types(&self) -> impl Iterator<Item = &'static str> {
        self.media_type().into_iter().chain(self.also.iter().copied())
    }

    /// The kind of the media type, if the response has a body.
    pub fn kind(&self) -> Option<ContentKind> {
        self.content.map(|(kind, _)| kind)
    }

    /// The index of the variant of the outcome enum.
    pub const fn index(&self) -> usize {
        self.index
    }
}

/// Finds the documented response for a status and a content type. An exact status takes precedence over a range, and a
/// range over the default; among responses of one status, the closest media type is chosen.
///
/// A default that is an error does not apply to 2xx, and one that is a success does not apply to 400 and above. A part of
/// bytes or text, which a request with `Range` asks for, is read as the whole is where the document lists only that (RFC 9110,
/// 15.3.7). A part of anything else means nothing without the rest.
pub(crate) fn choose(
    responses: &'static [ResponseSpec],
    status: StatusCode,
    media_type: Option<&str>,
) -> Option<&'static ResponseSpec> {
    let has_parts = |spec: &&ResponseSpec| matches!(spec.kind(), Some(ContentKind::Bytes | ContentKind::Text));
    match listed(responses, status, media_type) {
        None if status == StatusCode::PARTIAL_CONTENT => {
            listed(responses, StatusCode::OK, media_type).filter(has_parts)
        }
        found => found,
    }
}

/// Finds the response that the document lists for a status and a content type.
fn listed(
    responses: &'static [ResponseSpec],
    status: StatusCode,
    media_type: Option<&str>,
) -> Option<&'static ResponseSpec> {
    let code = status.as_u16();
    // Most statuses have one response of one media type.
    let mut exact = responses.iter().filter(|response| response.status == Status::Exact(code));
    if let (Some(only), None) = (exact.next(), exact.next()) {
        return Some(only);
    }
    let matching = |wanted: Status| -> Vec<&'static ResponseSpec> {
        responses
            .iter()
            .filter(|response| response.status == wanted)
            .filter(|response| match (wanted, response.outcome) {
                (Status::Exact(_) | Status::Range(_), _) => true,
                (Status::Default, Outcome::Success) => code < 400,
                (Status::Default, Outcome::Error) => !status.is_success(),
            })
            .collect()
    };
    let range = Status::Range(u8::try_from(code / 100).unwrap_or(0));
    [Status::Exact(code), range, Status::Default]
        .into_iter()
        .map(matching)
        .find(|found| !found.is_empty())
        .and_then(|found| closest(&found, media_type))
}

/// The response with the closest media type. If none matches, the first one with a body is chosen, so that decoding it
/// returns an error that names the media types.
fn closest(responses: &[&'static ResponseSpec], media_type: Option<&str>) -> Option<&'static ResponseSpec> {
    let fallback = responses.iter().find(|response| response.content.is_some()).or(responses.first()).copied();
    let Some(media_type) = media_type else { return fallback };
    let distance = |response: &&&'static ResponseSpec| {
        let Some((kind, wanted)) = response.content else { return u8::MAX };
        let others = response.also.iter().copied();
        let distances = std::iter::once(wanted).chain(others).map(|wanted| distance_to(wanted, kind, media_type));
        distances.min().unwrap_or(u8::MAX)
    };
    responses.iter().min_by_key(distance).filter(|response| distance(response) < u8::MAX).copied().or(fallback)
}

/// The distance of a media type from the documented one. It is `u8::MAX` if they do not match.
fn distance_to(wanted: &str, kind: ContentKind, media_type: &str) -> u8 {
    if is_same(wanted, media_type) {
        return 0;
    }
    let wanted = essence(wanted);
    let media_type = essence(media_type);
    if (kind == ContentKind::Json && is_json(&media_type))
        || (matches!(kind, ContentKind::Xml(_)) && is_xml(&media_type))
    {
        1
    } else if wanted
        .strip_suffix("/*")
        .is_some_and(|family| family != "*" && media_type.starts_with(&format!("{family}/")))
    {
        2
    } else if wanted == "*/*" {
        3
    } else {
        u8::MAX
    }
}
