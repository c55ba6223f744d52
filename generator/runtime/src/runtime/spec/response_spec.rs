//! Which documented response is this? The table entries of responses, and the choice among them.

use super::media_type::{ContentKind, essence, is_json};
use http::StatusCode;

/// Which statuses a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// This status only.
    Exact(u16),
    /// All statuses that begin with this digit: `4XX` is `Range(4)`.
    Range(u8),
    /// All statuses that nothing else names.
    Default,
}

/// Whether a response means that the request did what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did.
    Success,
    /// It did not.
    Error,
}

/// One documented response: a status with one media type, or without a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseSpec {
    status: Status,
    outcome: Outcome,
    /// None: no body.
    content: Option<(ContentKind, &'static str)>,
    index: usize,
}

impl ResponseSpec {
    /// A success with a body. `index` tells the variants of an outcome enum apart; a single type has index 0.
    pub const fn success(status: Status, kind: ContentKind, media_type: &'static str, index: usize) -> Self {
        Self { status, outcome: Outcome::Success, content: Some((kind, media_type)), index }
    }

    /// A success without a body.
    pub const fn success_empty(status: Status, index: usize) -> Self {
        Self { status, outcome: Outcome::Success, content: None, index }
    }

    /// An error with a body.
    pub const fn error(status: Status, kind: ContentKind, media_type: &'static str, index: usize) -> Self {
        Self { status, outcome: Outcome::Error, content: Some((kind, media_type)), index }
    }

    /// An error without a body.
    pub const fn error_empty(status: Status, index: usize) -> Self {
        Self { status, outcome: Outcome::Error, content: None, index }
    }

    /// The statuses it is for.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// Whether it is a success.
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The media type, unless there is no body.
    pub fn media_type(&self) -> Option<&'static str> {
        self.content.map(|(_, media_type)| media_type)
    }

    /// What is done with the body, unless there is none.
    pub fn kind(&self) -> Option<ContentKind> {
        self.content.map(|(kind, _)| kind)
    }

    /// Which variant of the outcome it is.
    pub const fn index(&self) -> usize {
        self.index
    }
}

/// Finds the documented response for a status and a content type: the exact status before the range before the default,
/// then the closest media type.
///
/// The default is an error for no status that means success, and a success for no status of 400 and above.
pub(crate) fn choose(
    responses: &'static [ResponseSpec],
    status: StatusCode,
    media_type: Option<&str>,
) -> Option<&'static ResponseSpec> {
    let code = status.as_u16();
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

/// The response whose media type is closest; the first one with a body when none fits, so that decoding tells the fault.
fn closest(responses: &[&'static ResponseSpec], media_type: Option<&str>) -> Option<&'static ResponseSpec> {
    let fallback = responses.iter().find(|response| response.content.is_some()).or(responses.first()).copied();
    let Some(media_type) = media_type else { return fallback };
    let distance = |response: &&&'static ResponseSpec| {
        response.content.map_or(u8::MAX, |(kind, wanted)| far(wanted, kind, media_type))
    };
    responses.iter().min_by_key(distance).filter(|response| distance(response) < u8::MAX).copied().or(fallback)
}

/// How far a media type is from the wanted one; `u8::MAX` when they have nothing in common.
fn far(wanted: &str, kind: ContentKind, media_type: &str) -> u8 {
    let wanted = essence(wanted);
    let media_type = essence(media_type);
    if wanted == media_type {
        0
    } else if kind == ContentKind::Json && is_json(&media_type) {
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
