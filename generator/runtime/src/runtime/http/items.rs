//! The items of all pages of an operation, each decoded as soon as it is received.

use super::call::{Ran, Streaming};
use super::client::Client;
use super::error::Error;
use super::next_page::Streamed;
use super::open_page::OpenPage;
use super::page::Paged;
use super::pages::Pages;
use super::request::Request;
use super::response::FromResponse;
use crate::runtime::model::misfit::{Misfit, Misfits};
use crate::runtime::spec::paging::{NextPage, Paging};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How an operation is paged whose response is a list, if nothing says it.
static PLAIN_LIST: Paging = Paging::new(NextPage::OnlyOne);

impl<O, E> Request<O, E> {
    /// The items of all pages of the operation, from this request on; of an operation that nothing says the pages of, the
    /// items of its list. Nothing is sent until the first one is asked for.
    pub fn items(self, client: &Client) -> Items<O, E>
    where
        O: Paged,
        E: FromResponse,
    {
        let mut pages = self.pages(client);
        if O::IS_LIST {
            pages.source.paging.get_or_insert(&PLAIN_LIST);
        }
        pages.items()
    }
}

impl<O: Paged, E: FromResponse> Pages<O, E> {
    /// The items of these pages.
    pub fn items(mut self) -> Items<O, E> {
        self.source.streaming = Streaming::Lists;
        Items::new(self)
    }
}

/// The items of all pages of an operation. [`Items::next`] returns the next one; it is a `Stream` too.
///
/// A list of JSON is decoded as it arrives, in the memory of one item: the limit on the size of a body is one of each item,
/// and of what stands beside the list; the time limits of the request are those until the body begins, and between its data.
/// A body of another format is received as a whole.
///
/// After an item that cannot be decoded, the next call goes on with the item behind it. After another error it goes on as
/// [`Pages`] does: it requests the same page again, and goes past as many items as it has returned of it.
#[must_use = "no page is asked for before `next` is called"]
pub struct Items<O: Paged, E> {
    pages: Pages<O, E>,
    /// The page that is being received item by item.
    open: Option<OpenPage>,
    /// The items of a page that was received as a whole.
    received: std::vec::IntoIter<O::Item>,
    /// The number of items of the page that were returned, left out, or could not be decoded.
    returned: usize,
    misfits: Misfits,
}

impl<O: Paged, E: FromResponse> Items<O, E> {
    fn new(pages: Pages<O, E>) -> Self {
        Self { pages, open: None, received: Vec::new().into_iter(), returned: 0, misfits: Misfits::default() }
    }

    /// Returns the next item, and requests the next page if all items of the last one were returned. Returns `None` after
    /// the last item. Nothing is lost if the future is dropped.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Pages::next`]. If one item cannot be decoded, it is [`Error::Decode`], whose response has the
    /// JSON of the item as its bytes.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<E>>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Takes what a lenient reader left out since the last call; see
    /// [`Request::lenient`](super::request::Request::lenient). Up to 100 misfits are kept.
    pub fn take_misfits(&mut self) -> Vec<Misfit> {
        std::mem::take(&mut self.misfits).described
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error<E>>>> {
        loop {
            if let Some(item) = self.received.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.open.is_some() {
                if let Some(item) = ready!(self.poll_open(context)) {
                    return Poll::Ready(Some(item));
                }
                continue;
            }
            let Some(ran) = ready!(self.pages.source.poll(context)) else { return Poll::Ready(None) };
            match OpenPage::new(ran, self.pages.source.items_place()) {
                Ok(open) => self.open = Some(open),
                Err(whole) => {
                    if let Err(error) = self.take_page(*whole, None) {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }

    /// Polls for the next item of the page that is being received. Returns `None` if the page has ended, or if a lenient
    /// reader leaves the item out.
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error<E>>>> {
        let Some(open) = &mut self.open else { return Poll::Ready(None) };
        Poll::Ready(match ready!(open.poll(self.returned, context)) {
            Ok(Some(json)) => {
                self.returned += 1;
                open.decode(json, &mut self.misfits).transpose()
            }
            Ok(None) => {
                let ended = self.open.take().map(OpenPage::end);
                ended.and_then(|(ran, streamed)| self.take_page(ran, Some(streamed)).err()).map(Err)
            }
            Err(fault) => {
                self.pages.source.give_up();
                self.open.take().map(|open| Err(open.fail(fault)))
            }
        })
    }

    /// Takes the items of a page that was received as a whole, or what stands beside those that were streamed.
    fn take_page(&mut self, ran: Ran, streamed: Option<Streamed>) -> Result<(), Error<E>> {
        let returned = if streamed.is_some() { 0 } else { self.returned };
        let mut page = self.pages.decode(ran, streamed)?;
        self.misfits.extend(page.take_misfits());
        self.received = page.into_items().into_iter();
        // The page was requested again after an error.
        if let Some(last) = returned.checked_sub(1) {
            self.received.nth(last);
        }
        self.returned = 0;
        Ok(())
    }
}

/// Items are moved out, so that nothing here is pinned.
impl<O: Paged, E> Unpin for Items<O, E> {}

impl<O: Paged, E: FromResponse> futures_core::Stream for Items<O, E> {
    type Item = Result<O::Item, Error<E>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Formats the operation and sizes, because items may be secret.
impl<O: Paged, E> fmt::Debug for Items<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
