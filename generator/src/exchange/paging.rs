//! How an operation is paged. Places in a body are JSON pointers; the empty one is the whole body.

use crate::ir::Method;

/// How an operation is paged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is requested.
    pub next: NextPage,
    /// Where the items of a page are.
    pub items: String,
    /// Where a page says whether another one follows.
    pub more: Option<String>,
    /// The parameters of the query that are added to a link which does not have them.
    pub repeated: Vec<String>,
    /// The method that links are requested with.
    pub link_method: Method,
}

/// How the next page of an operation is requested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// It is not: all items are in one page.
    OnlyOne,
    /// By the link at this place of the body.
    Link(String),
    /// By the link with the relation `next` in the header `Link`.
    LinkHeader,
    /// By a cursor that the last page has.
    Cursor {
        /// Where the cursor is found.
        from: CursorSource,
        /// Where the cursor is sent.
        to: PageParam,
    },
    /// By the number of the page.
    Number {
        /// Where the number is sent.
        to: PageParam,
        /// The number of the first page.
        first: u64,
    },
    /// By the number of items before the page.
    Offset {
        /// Where the number is sent.
        to: PageParam,
    },
}

/// Where a response has the cursor of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorSource {
    /// At this place of the body.
    Body(String),
    /// In the header with this name.
    Header(String),
    /// At this place of the last item.
    LastItem(String),
}

/// Where a request has what it asks the next page by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageParam {
    /// In the query, under this name.
    Query(String),
    /// In the header with this name.
    Header(String),
    /// At this place of a body of JSON.
    Body(String),
}
