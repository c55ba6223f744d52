//! Which documented answer is this? The table entries of answers, and the choice among them.

use super::content::ContentKind;
use http::StatusCode;

/// Which statuses an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// This status only.
    Exact(u16),
    /// All statuses that begin with this digit: `4XX` is `Range(4)`.
    Range(u8),
    /// All statuses that nothing else names.
    Default,
}

/// Whether an answer means that the request did what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did.
    Success,
    /// It did not.
    Error,
}

/// One documented answer: a status with one media type, or without a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    status: Status,
    outcome: Outcome,
    /// None: no body.
    content: Option<(ContentKind, &'static str)>,
    index: usize,
}

impl Answer {
    /// A success with a body. `index` tells the variants of an outcome enum apart; a single type has index 0.
    pub const fn success(status: Status, kind: ContentKind, mime: &'static str, index: usize) -> Self {
        Self { status, outcome: Outcome::Success, content: Some((kind, mime)), index }
    }

    /// A success without a body.
    pub const fn success_empty(status: Status, index: usize) -> Self {
        Self { status, outcome: Outcome::Success, content: None, index }
    }

    /// An error with a body.
    pub const fn error(status: Status, kind: ContentKind, mime: &'static str, index: usize) -> Self {
        Self { status, outcome: Outcome::Error, content: Some((kind, mime)), index }
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
    pub fn mime(&self) -> Option<&'static str> {
        self.content.map(|(_, mime)| mime)
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

/// Finds the documented answer for a status and a content type: the exact status before the range before the default,
/// then the closest media type.
///
/// The default is an error for no status that means success, and a success for no status of 400 and above.
pub(crate) fn choose(answers: &'static [Answer], status: StatusCode, mime: Option<&str>) -> Option<&'static Answer> {
    let code = status.as_u16();
    let matching = |wanted: Status| -> Vec<&'static Answer> {
        answers
            .iter()
            .filter(|answer| answer.status == wanted)
            .filter(|answer| match (wanted, answer.outcome) {
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
        .and_then(|found| closest(&found, mime))
}

/// The answer whose media type is closest; the first one with a body when none fits, so that decoding tells the fault.
fn closest(answers: &[&'static Answer], mime: Option<&str>) -> Option<&'static Answer> {
    let fallback = answers.iter().find(|answer| answer.content.is_some()).or(answers.first()).copied();
    let Some(mime) = mime else { return fallback };
    let distance = |answer: &&&'static Answer| answer.content.map_or(u8::MAX, |(kind, wanted)| far(wanted, kind, mime));
    answers.iter().min_by_key(distance).filter(|answer| distance(answer) < u8::MAX).copied().or(fallback)
}

/// How far a media type is from the wanted one; `u8::MAX` when they have nothing in common.
fn far(wanted: &str, kind: ContentKind, mime: &str) -> u8 {
    let wanted = essence(wanted);
    let mime = essence(mime);
    if wanted == mime {
        0
    } else if kind == ContentKind::Json && is_json(&mime) {
        1
    } else if wanted.strip_suffix("/*").is_some_and(|family| family != "*" && mime.starts_with(&format!("{family}/"))) {
        2
    } else if wanted == "*/*" {
        3
    } else {
        u8::MAX
    }
}

/// The media type without parameters, in lower case.
pub(crate) fn essence(mime: &str) -> String {
    mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type says that the body is JSON.
pub(crate) fn is_json(mime: &str) -> bool {
    let mime = essence(mime);
    mime == "application/json" || mime == "text/json" || mime.ends_with("+json")
}
