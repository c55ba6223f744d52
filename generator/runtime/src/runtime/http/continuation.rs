//! How the pages after a page are requested, as a value that another process can go on with.

use std::fmt;
use std::str::FromStr;

/// How the pages after a page are requested.
///
/// [`Display`](fmt::Display) and [`FromStr`] turn it into text and back, so that another process can go on with it:
/// `Pages::resume`. The text holds what the server sent, which may be secret.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Continuation(pub(crate) Next);

/// What the next page is asked by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Next {
    /// An absolute URL.
    Link(String),
    Cursor(String),
    Number(u64),
    /// The number of items before the page.
    Offset(u64),
}

impl Continuation {
    /// The continuation that a link in an answer is, an absolute URL: such as the one to the changes after it, which is not
    /// that of the next page.
    ///
    /// Like any link it is followed only to the server of the request and to configured servers.
    pub fn from_link(url: impl Into<String>) -> Self {
        Self(Next::Link(url.into()))
    }
}

impl fmt::Display for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Next::Link(url) => write!(f, "link:{url}"),
            Next::Cursor(cursor) => write!(f, "cursor:{cursor}"),
            Next::Number(number) => write!(f, "page:{number}"),
            Next::Offset(offset) => write!(f, "offset:{offset}"),
        }
    }
}

/// Formats the kind alone, because links and cursors may be secret.
impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Next::Link(_) => f.write_str("Continuation(link)"),
            Next::Cursor(_) => f.write_str("Continuation(cursor)"),
            Next::Number(number) => write!(f, "Continuation(page {number})"),
            Next::Offset(offset) => write!(f, "Continuation(offset {offset})"),
        }
    }
}

impl FromStr for Continuation {
    type Err = InvalidContinuation;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, value) = text.split_once(':').ok_or(InvalidContinuation)?;
        let number = || value.parse().map_err(|_| InvalidContinuation);
        Ok(Self(match kind {
            "link" => Next::Link(value.to_owned()),
            "cursor" => Next::Cursor(value.to_owned()),
            "page" => Next::Number(number()?),
            "offset" => Next::Offset(number()?),
            _ => return Err(InvalidContinuation),
        }))
    }
}

/// The error of a text that is not a [`Continuation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidContinuation;

impl fmt::Display for InvalidContinuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not a continuation: it must be what `Continuation::to_string()` returned")
    }
}

impl std::error::Error for InvalidContinuation {}
