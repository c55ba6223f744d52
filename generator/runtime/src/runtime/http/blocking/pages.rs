//! The pages of an operation, for programs that are not async.

use super::{Client, called_in_async};
use crate::runtime::http::continuation::Continuation;
use crate::runtime::http::error::Error;
use crate::runtime::http::items;
use crate::runtime::http::page::{Page, Paged};
use crate::runtime::http::pages;
use crate::runtime::http::request::Request;
use crate::runtime::http::response::FromResponse;
use crate::runtime::model::misfit::Misfit;
use crate::runtime::spec::operation::Operation;

impl Client {
    /// The pages of an operation, from this request on. Nothing is sent until the first one is asked for.
    pub fn pages<O: Paged, E: FromResponse>(&self, request: Request<O, E>) -> Pages<O, E> {
        Pages { operation: request.operation(), pages: request.pages(&self.client), client: self.clone() }
    }

    /// The items of all pages of an operation, from this request on. Nothing is sent until the first one is asked for. See
    /// [`Request::items`].
    pub fn items<O: Paged, E: FromResponse>(&self, request: Request<O, E>) -> Items<O, E> {
        Items { operation: request.operation(), items: request.items(&self.client), client: self.clone() }
    }
}

/// The pages of an operation, as an iterator. It behaves as [`Pages`](pages::Pages) of the async client does.
#[derive(Debug)]
pub struct Pages<O, E> {
    operation: &'static Operation,
    pages: pages::Pages<O, E>,
    client: Client,
}

impl<O: FromResponse, E: FromResponse> Pages<O, E> {
    /// Begins after the page that this is the continuation of, and not with the first one.
    #[must_use]
    pub fn resume(self, continuation: Continuation) -> Self {
        Self { pages: self.pages.resume(continuation), ..self }
    }

    /// Ends after this number of pages. See [`Pages::max_pages`](pages::Pages::max_pages) of the async client.
    #[must_use]
    pub fn max_pages(self, pages: usize) -> Self {
        Self { pages: self.pages.max_pages(pages), ..self }
    }

    /// How the next page is requested: by another process, or after an error. Returns `None` before the first page and
    /// after the last one.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.pages.continuation()
    }

    /// The items of these pages.
    pub fn items(self) -> Items<O, E>
    where
        O: Paged,
    {
        Items { operation: self.operation, items: self.pages.items(), client: self.client }
    }
}

impl<O: FromResponse, E: FromResponse> Iterator for Pages<O, E> {
    type Item = Result<Page<O>, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.pages.next()).unwrap_or_else(|| Some(Err(called_in_async(self.operation))))
    }
}

/// The items of all pages of an operation, as an iterator. It behaves as [`Items`](items::Items) of the async client does.
#[derive(Debug)]
pub struct Items<O: Paged, E> {
    operation: &'static Operation,
    items: items::Items<O, E>,
    client: Client,
}

impl<O: Paged, E: FromResponse> Items<O, E> {
    /// Takes what a lenient reader left out since the last call. Up to 100 misfits are kept.
    pub fn take_misfits(&mut self) -> Vec<Misfit> {
        self.items.take_misfits()
    }
}

impl<O: Paged, E: FromResponse> Iterator for Items<O, E> {
    type Item = Result<O::Item, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.items.next()).unwrap_or_else(|| Some(Err(called_in_async(self.operation))))
    }
}
