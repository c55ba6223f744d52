//! Why the next page of an operation cannot be requested.

use std::fmt;

/// Why the next page cannot be requested.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextPageFault {
    /// The document does not say how the next page is requested.
    NotPaged,
    /// The continuation is that of an operation with another kind of pages.
    OtherKind,
    /// The link is not a URL of HTTP.
    InvalidLink,
    /// The link or cursor is not a text.
    WrongType {
        /// Where it is in the body, as a JSON pointer.
        place: &'static str,
    },
    /// The page says that another one follows, and has no cursor for it.
    NoCursor,
    /// The server sent the link or cursor of a page that was received already, so that the pages would have no end.
    Repeated,
    /// There are more pages than the limit that holds unless another one is set.
    TooMany {
        /// The number of pages that were received.
        limit: usize,
    },
    /// The request has no body of JSON that the cursor can be written into.
    NoBody,
}

impl fmt::Display for NextPageFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPaged => f.write_str(
                "the document does not say how the next page of this operation is requested; say it in `[[paging]]` of \
                 `codegen.toml`",
            ),
            Self::OtherKind => f.write_str("the continuation is that of an operation with another kind of pages"),
            Self::InvalidLink => f.write_str("the link to the next page is not a URL of http or https"),
            Self::WrongType { place } => {
                write!(f, "the page has a value at {place} that is neither text nor a number")
            }
            Self::NoCursor => f.write_str("the page says that another one follows, but has no cursor for it"),
            Self::Repeated => f.write_str(
                "the server sent the link or cursor of a page that was received already; the pages would have no end",
            ),
            Self::TooMany { limit } => write!(
                f,
                "{limit} pages were received, and the server has more; if that is right, set `.max_pages(…)` or go on \
                 with the continuation"
            ),
            Self::NoBody => f.write_str("the request has no body of JSON that the cursor can be written into"),
        }
    }
}
