//! Which request asks for the page after a page, and why there may be none.

use super::call::Received;
use super::client::Client;
use super::continuation::{Continuation, Next};
use super::follow::Follow;
use super::link::next_link;
use super::next_page_fault::NextPageFault;
use super::page_body::{self, PageBody};
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use super::url::Url;
use crate::runtime::spec::method::Method;
use crate::runtime::spec::paging::{CursorSource, NextPage, PageParam, Paging};
use bytes::Bytes;
use serde_json::value::RawValue;

/// The page that a response is.
pub(crate) struct Current<'a> {
    pub(crate) paging: &'static Paging,
    /// The request of the page.
    pub(crate) parts: &'a RequestParts,
    /// What the page was asked by. `None` for the first one.
    pub(crate) by: Option<&'a Continuation>,
    /// The URL of the page.
    pub(crate) url: Option<&'a Url>,
    /// The response. If its items were streamed, its list is empty.
    pub(crate) received: &'a Received,
    pub(crate) streamed: Option<Streamed>,
}

/// What was seen of the items of a page that were streamed.
pub(crate) struct Streamed {
    pub(crate) count: usize,
    /// The JSON of the last item.
    pub(crate) last: Option<Bytes>,
}

impl Current<'_> {
    /// How the page after this one is requested. Returns `None` if this is the last one.
    pub(crate) fn next(&self) -> Result<Option<Continuation>, NextPageFault> {
        let body = PageBody::new(self.received);
        let more = self.paging.more_place().and_then(|place| body.flag(place));
        if more == Some(false) {
            return Ok(None);
        }
        let items = || body.items(self.paging.items_place());
        let count = || self.streamed.as_ref().map_or_else(|| items().len(), |streamed| streamed.count);
        // Without another sign the pages end with an empty one.
        let goes_on = || more.is_some() || count() > 0;
        let next = match self.paging.next_page() {
            NextPage::OnlyOne => None,
            NextPage::Link(place) => text(&body, place)?.map(|link| self.link(&link)).transpose()?,
            NextPage::LinkHeader => next_link(&self.received.headers).map(|link| self.link(&link)).transpose()?,
            NextPage::Cursor { from, .. } => {
                let cursor = match from {
                    CursorSource::Body(place) => text(&body, place)?,
                    CursorSource::Header(name) => self.header(name),
                    CursorSource::LastItem(place) => match &self.streamed {
                        Some(streamed) => in_item(streamed.last_item(), place)?,
                        None => in_item(items().last().copied(), place)?,
                    },
                };
                if cursor.is_none() && more == Some(true) {
                    return Err(NextPageFault::NoCursor);
                }
                cursor.map(Next::Cursor)
            }
            NextPage::Number { to, first } => goes_on().then(|| Next::Number(self.number(to, first).saturating_add(1))),
            NextPage::Offset { to } => {
                let count = count() as u64;
                goes_on().then(|| Next::Offset(self.number(to, 0).saturating_add(count)))
            }
        };
        Ok(next.map(Continuation))
    }

    fn link(&self, reference: &str) -> Result<Next, NextPageFault> {
        let link = match self.url {
            Some(page) => page.resolve(reference),
            None => Url::parse(reference),
        };
        link.map(|link| Next::Link(link.to_string())).ok_or(NextPageFault::InvalidLink)
    }

    fn header(&self, name: &str) -> Option<String> {
        let value = self.received.headers.get(name)?.to_str().ok()?;
        Some(value.to_owned()).filter(|value| !value.is_empty())
    }

    /// The number or offset of this page: that of its continuation, else that of the request, else the first one.
    fn number(&self, to: PageParam, first: u64) -> u64 {
        match self.by.map(|by| &by.0) {
            Some(Next::Number(number) | Next::Offset(number)) => *number,
            Some(Next::Link(_) | Next::Cursor(_)) | None => {
                self.parts.page_param(to).and_then(|text| text.parse().ok()).unwrap_or(first)
            }
        }
    }
}

fn text(body: &PageBody, place: &'static str) -> Result<Option<String>, NextPageFault> {
    body.text(place).map_err(|_| NextPageFault::WrongType { place })
}

/// The text or number at a place of an item.
fn in_item(item: Option<&RawValue>, place: &'static str) -> Result<Option<String>, NextPageFault> {
    let found = item.and_then(|item| page_body::find(item, place));
    found.map_or(Ok(None), |value| page_body::text(value).map_err(|_| NextPageFault::WrongType { place }))
}

impl Streamed {
    fn last_item(&self) -> Option<&RawValue> {
        serde_json::from_slice(self.last.as_ref()?).ok()
    }
}

impl Client {
    /// The request of the page that a continuation stands for. `first` is the request of the first page.
    pub(crate) fn page_request(
        &self,
        first: &RequestParts,
        paging: &Paging,
        by: &Continuation,
    ) -> Result<RequestParts, RequestError> {
        let operation = first.operation;
        let failed = |fault| RequestError::NextPage { operation: operation.id(), fault };
        let mut parts = first.clone();
        // The key of the first request would make the server answer with the first page.
        parts.remove_idempotency_key();
        match (paging.next_page(), &by.0) {
            (NextPage::Link(_) | NextPage::LinkHeader, Next::Link(url)) => {
                let mut next = self.follow(&parts, url, how_followed(paging.method_of_links(), parts.method))?;
                next.repeat_query(&parts, paging.repeated_params());
                parts = next;
            }
            (NextPage::Cursor { to, .. }, Next::Cursor(cursor)) => {
                let json = serde_json::Value::from(cursor.as_str()).to_string();
                parts.set_page_param(to, cursor, &json).map_err(failed)?;
            }
            (NextPage::Number { to, .. }, Next::Number(number)) | (NextPage::Offset { to }, Next::Offset(number)) => {
                parts.set_page_param(to, &number.to_string(), &number.to_string()).map_err(failed)?;
            }
            (
                NextPage::OnlyOne
                | NextPage::Link(_)
                | NextPage::LinkHeader
                | NextPage::Cursor { .. }
                | NextPage::Number { .. }
                | NextPage::Offset { .. },
                Next::Link(_) | Next::Cursor(_) | Next::Number(_) | Next::Offset(_),
            ) => return Err(failed(NextPageFault::OtherKind)),
        }
        Ok(parts)
    }
}

/// What is sent to a link. A search by POST goes on with its body.
fn how_followed(method: Method, first: Method) -> Follow {
    match method {
        Method::GET => Follow::Get,
        method if method == first => Follow::Again,
        Method::DELETE => Follow::Delete,
        _ => Follow::Post,
    }
}

impl RequestParts {
    /// The text of a parameter that pages are asked by, if the request has it.
    fn page_param(&self, param: PageParam) -> Option<String> {
        match param {
            PageParam::Query(name) => self.query_value(name),
            PageParam::Header(name) => self.header_value(name),
            PageParam::Body(place) => {
                let body: Box<RawValue> = serde_json::from_slice(self.body_bytes()).ok()?;
                page_body::text(page_body::find(&body, place)?).ok().flatten()
            }
        }
    }

    /// Sets a parameter that pages are asked by, as text or in a body of JSON.
    fn set_page_param(&mut self, param: PageParam, text: &str, json: &str) -> Result<(), NextPageFault> {
        match param {
            PageParam::Query(name) => self.set_query(name, text),
            PageParam::Header(name) => self.header(name, text),
            PageParam::Body(place) => {
                let body = page_body::with_value(self.body_bytes(), place, json).ok_or(NextPageFault::NoBody)?;
                self.set_body_bytes(body.into()).ok_or(NextPageFault::NoBody)?;
            }
        }
        Ok(())
    }
}
