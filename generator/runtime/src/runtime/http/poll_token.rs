//! Where a long-running operation is followed, as a value that another process can go on with.

use serde_json::{Value, json};
use std::fmt;
use std::str::FromStr;

/// Where a long-running operation is followed.
///
/// [`Display`](fmt::Display) and [`FromStr`] turn it into text and back, so that another process can go on with it:
/// [`Poller::resume`](super::poller::Poller::resume). The text holds URLs that the server sent, which may be secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PollToken {
    pub(crate) url: String,
    pub(crate) kind: PollKind,
    /// The last `Location` of the server, where the result may be.
    pub(crate) location: Option<String>,
}

/// What the URL says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PollKind {
    /// The state of the operation, in its body.
    State,
    /// `202` until the result is there.
    Location,
    /// The resource, which has its state in it.
    Resource,
    /// The result.
    Result,
}

const KINDS: [(PollKind, &str); 4] = [
    (PollKind::State, "state"),
    (PollKind::Location, "location"),
    (PollKind::Resource, "resource"),
    (PollKind::Result, "result"),
];

impl fmt::Display for PollToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = KINDS.iter().find(|(kind, _)| *kind == self.kind).map(|(_, name)| *name);
        json!({"url": self.url, "kind": kind, "location": self.location}).fmt(f)
    }
}

/// Formats the kind alone, because URLs may be secret.
impl fmt::Debug for PollToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollToken").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl FromStr for PollToken {
    type Err = InvalidPollToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let token: Value = serde_json::from_str(text).map_err(|_| InvalidPollToken)?;
        let member = |name: &str| token.get(name).and_then(Value::as_str);
        let kind = member("kind").ok_or(InvalidPollToken)?;
        let (kind, _) = KINDS.iter().find(|(_, name)| *name == kind).ok_or(InvalidPollToken)?;
        let url = member("url").ok_or(InvalidPollToken)?.to_owned();
        Ok(Self { url, kind: *kind, location: member("location").map(str::to_owned) })
    }
}

/// The error of a text that is not a [`PollToken`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidPollToken;

impl fmt::Display for InvalidPollToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the text is not the token of a long-running operation: it must be what `PollToken::to_string()` returned",
        )
    }
}

impl std::error::Error for InvalidPollToken {}
