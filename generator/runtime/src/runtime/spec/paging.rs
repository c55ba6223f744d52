//! The table of a paged operation: where the items of a page are, and how the next page is requested.

use super::method::Method;

/// How an operation is paged. Places in a body are JSON pointers (RFC 6901); the empty one is the whole body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    next: NextPage,
    items: &'static str,
    more: Option<&'static str>,
    repeated: &'static [&'static str],
    link_method: Method,
}

/// How the next page is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextPage {
    /// It is not: all items are in one page.
    OnlyOne,
    /// By the link at this place of the body.
    Link(&'static str),
    /// By the link with the relation `next` in the header `Link` (RFC 8288).
    LinkHeader,
    /// By the request of the first page with a cursor that the last page has.
    Cursor {
        /// Where the cursor is found.
        from: CursorSource,
        /// Where the cursor is sent.
        to: PageParam,
    },
    /// By the request of the first page with the next number.
    Number {
        /// Where the number is sent.
        to: PageParam,
        /// The number of the first page.
        first: u64,
    },
    /// By the request of the first page with the number of items that were received.
    Offset {
        /// Where the number is sent.
        to: PageParam,
    },
}

/// Where a response has the cursor of the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorSource {
    /// At this place of the body.
    Body(&'static str),
    /// In the header with this name.
    Header(&'static str),
    /// At this place of the last item.
    LastItem(&'static str),
}

/// Where a request has what it asks the next page by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageParam {
    /// In the query, under this name.
    Query(&'static str),
    /// In the header with this name.
    Header(&'static str),
    /// At this place of a body of JSON.
    Body(&'static str),
}

impl Paging {
    /// Makes the table of pages that are plain lists.
    pub const fn new(next: NextPage) -> Self {
        Self { next, items: "", more: None, repeated: &[], link_method: Method::GET }
    }

    /// Sets where the items of a page are.
    #[must_use]
    pub const fn items(mut self, place: &'static str) -> Self {
        self.items = place;
        self
    }

    /// Sets where a page says whether another one follows.
    #[must_use]
    pub const fn more(mut self, place: &'static str) -> Self {
        self.more = Some(place);
        self
    }

    /// Sets the parameters of the query that are added to a link which does not have them.
    #[must_use]
    pub const fn repeated(mut self, names: &'static [&'static str]) -> Self {
        self.repeated = names;
        self
    }

    /// Sets the method that links are requested with, in place of `GET`.
    #[must_use]
    pub const fn link_method(mut self, method: Method) -> Self {
        self.link_method = method;
        self
    }

    /// How the next page is requested.
    pub const fn next_page(&self) -> NextPage {
        self.next
    }

    /// Where the items of a page are.
    pub const fn items_place(&self) -> &'static str {
        self.items
    }

    /// Where a page says whether another one follows.
    pub const fn more_place(&self) -> Option<&'static str> {
        self.more
    }

    /// The parameters of the query that are added to a link which does not have them.
    pub const fn repeated_params(&self) -> &'static [&'static str] {
        self.repeated
    }

    /// The method that links are requested with.
    pub const fn method_of_links(&self) -> Method {
        self.link_method
    }
}
