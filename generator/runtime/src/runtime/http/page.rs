//! One page of an operation: its response, its items, and how the pages after it are requested.

use super::continuation::Continuation;
use super::response::{FromResponse, Response};
use crate::runtime::model::misfit::Misfits;
use crate::runtime::model::value::Value;
use http::{HeaderMap, StatusCode};

/// A body that is a page of items. Emitted code implements it for the bodies of paged operations.
#[diagnostic::on_unimplemented(
    message = "the operation does not come in pages",
    label = "`{Self}` is no page",
    note = "if it does, `[paging]` in `codegen.toml` says how its pages follow one another"
)]
pub trait Paged: FromResponse {
    /// Whether the body is the list of the items, and nothing else.
    #[doc(hidden)]
    const IS_LIST: bool = false;

    /// The type of an item.
    type Item: Value;

    /// Takes the items.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T: Value + Send + 'static> Paged for Vec<T> {
    const IS_LIST: bool = true;

    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<O: Paged> Paged for Option<O>
where
    Option<O>: FromResponse,
{
    const IS_LIST: bool = O::IS_LIST;

    type Item = O::Item;

    fn into_items(self) -> Vec<Self::Item> {
        self.map(O::into_items).unwrap_or_default()
    }
}

/// A page of an operation, with the status and headers of its response.
#[derive(Debug, Clone)]
pub struct Page<O> {
    response: Response<O>,
    continuation: Option<Continuation>,
}

impl<O> Page<O> {
    pub(crate) fn new(response: Response<O>, continuation: Option<Continuation>) -> Self {
        Self { response, continuation }
    }

    /// How the pages after this one are requested, also by another process: see
    /// `Pages::resume`. Returns `None` for the last page.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.continuation.as_ref()
    }

    /// The response.
    pub fn response(&self) -> &Response<O> {
        &self.response
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The id of the request in the logs of the server, from a header such as `request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// Takes what a lenient reader left out.
    pub(crate) fn take_misfits(&mut self) -> Misfits {
        self.response.take_misfits()
    }

    /// The decoded body.
    pub fn body(&self) -> &O {
        self.response.body()
    }

    /// Takes the decoded body.
    pub fn into_body(self) -> O {
        self.response.into_body()
    }

    /// Takes the items.
    pub fn into_items(self) -> Vec<O::Item>
    where
        O: Paged,
    {
        self.into_body().into_items()
    }
}
