//! The pages of an operation: a stream that requests one page after the other.

use super::call::{Ran, Received, Streaming};
use super::client::{Client, finish};
use super::continuation::Continuation;
use super::error::Error;
use super::link::next_link;
use super::next_page::{Current, Streamed};
use super::next_page_fault::NextPageFault;
use super::page::{Page, Paged};
use super::request::Request;
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use super::response::FromResponse;
use super::stream_setup::StreamSetup;
use super::timing::BoxFuture;
use super::url::Url;
use crate::runtime::spec::paging::Paging;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The number of pages after which it is an error that the server has more, unless `max_pages` was set.
const LIMIT: usize = 100_000;

impl<O, E> Request<O, E> {
    /// The pages of the operation, from this request on. Nothing is sent until the first one is asked for.
    pub fn pages(self, client: &Client) -> Pages<O, E>
    where
        O: Paged,
        E: FromResponse,
    {
        Pages { source: Source::new(client.clone(), *self.into_parts()), outcome: PhantomData }
    }
}

/// The pages of an operation. [`Pages::next`] requests the next one; it is a `Stream` too.
///
/// The headers, credentials and settings of the request are those of every page. Links are followed only to the server of
/// the first page and to configured servers.
///
/// After an error of the connection or of the server, the next call requests the same page again. After a
/// [`RequestError`], such as that of a link to a host that is not trusted, there is no further page.
#[must_use = "no page is asked for before `next` is called"]
pub struct Pages<O, E> {
    pub(super) source: Source,
    outcome: PhantomData<fn() -> (O, E)>,
}

impl<O: FromResponse, E: FromResponse> Pages<O, E> {
    /// Begins after the page that this is the continuation of, and not with the first one.
    pub fn resume(mut self, continuation: Continuation) -> Self {
        self.source.position = Position::At(Some(continuation));
        self
    }

    /// Ends after this number of pages. [`Pages::continuation`] then says how to go on.
    ///
    /// Without it, it is an error that there are more than 100,000 pages, because a server may never end.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.source.most = Some(pages);
        self
    }

    /// Receives the next page. Returns `None` after the last one. Nothing is lost if the future is dropped: the next call
    /// goes on with the same page.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Client::send`]. If the page cannot be requested, it is [`RequestError::NextPage`], or
    /// [`RequestError::UntrustedHost`] for a link to another host.
    pub async fn next(&mut self) -> Option<Result<Page<O>, Error<E>>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// How the next page is requested: by another process, or after an error. Returns `None` before the first page and
    /// after the last one.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.source.position.continuation()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<O>, Error<E>>>> {
        self.source.poll(context).map(|ran| ran.map(|ran| self.decode(ran, None)))
    }

    /// Decodes a page, and goes on to the one after it. `streamed` is what was seen of items that the body has no more.
    pub(super) fn decode(&mut self, ran: Ran, streamed: Option<Streamed>) -> Result<Page<O>, Error<E>> {
        let RequestParts { operation, options, .. } = &self.source.first;
        let (operation, reading) = (*operation, options.reading);
        let Ok(received) = &ran.outcome else {
            return finish(ran, operation, reading, StreamSetup::default()).map(|response| Page::new(response, None));
        };
        let next = self.source.after(received, streamed);
        finish(ran, operation, reading, StreamSetup::default()).map(|response| {
            let continuation = next.continuation().cloned();
            self.source.advance(next);
            Page::new(response, continuation)
        })
    }
}

/// The pages without the types of their bodies.
pub(super) struct Source {
    client: Client,
    /// How they are paged. `None`: nobody knows.
    pub(super) paging: Option<&'static Paging>,
    /// Whether the items of a page are received one by one.
    pub(super) streaming: Streaming,
    /// The request of the first page.
    first: RequestParts,
    position: Position,
    /// The page that is being received. It is kept if a caller drops the future of [`Pages::next`].
    in_flight: Option<InFlight>,
    /// The hashes of the links and cursors of the pages that were received.
    seen: BTreeSet<u64>,
    count: usize,
    most: Option<usize>,
}

/// A page that is being received.
struct InFlight {
    parts: RequestParts,
    url: Option<Url>,
    future: BoxFuture<'static, Ran>,
}

/// What is received next.
enum Position {
    /// The first page, or the one that the continuation stands for.
    At(Option<Continuation>),
    /// An error, since the next page cannot be requested.
    Fault(NextPageFault),
    /// Nothing, since what the continuation stands for cannot be requested.
    Stopped(Continuation),
    /// Nothing.
    End,
}

impl Position {
    fn continuation(&self) -> Option<&Continuation> {
        match self {
            Self::At(continuation) => continuation.as_ref(),
            Self::Stopped(continuation) => Some(continuation),
            Self::Fault(_) | Self::End => None,
        }
    }
}

impl Source {
    fn new(client: Client, first: RequestParts) -> Self {
        let (position, streaming) = (Position::At(None), Streaming::Never);
        let (paging, seen, in_flight) = (first.operation.paging, BTreeSet::new(), None);
        Self { client, paging, streaming, first, position, in_flight, seen, count: 0, most: None }
    }

    /// Where the items of a page are, as a JSON pointer.
    pub(super) fn items_place(&self) -> &'static str {
        self.paging.map_or("", Paging::items_place)
    }

    /// Forgets the page that is being received, so that it is requested again.
    pub(super) fn give_up(&mut self) {
        self.in_flight = None;
    }

    /// Receives the next page, without decoding it. It stays the next one until [`Source::advance`] is called.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Ran>> {
        if self.in_flight.is_none() {
            match self.start() {
                Ok(Some(started)) => self.in_flight = Some(started),
                Ok(None) => return Poll::Ready(None),
                Err(error) => {
                    self.position = match std::mem::replace(&mut self.position, Position::End) {
                        Position::At(Some(by)) | Position::Stopped(by) => Position::Stopped(by),
                        Position::At(None) | Position::Fault(_) | Position::End => Position::End,
                    };
                    return Poll::Ready(Some(Ran::refused(error)));
                }
            }
        }
        let Some(in_flight) = &mut self.in_flight else { return Poll::Ready(None) };
        let fetched = ready!(in_flight.future.as_mut().poll(context));
        if fetched.outcome.is_err() {
            self.in_flight = None;
        }
        Poll::Ready(Some(fetched))
    }

    /// Starts to receive the next page. Returns `None` if there is none.
    fn start(&mut self) -> Result<Option<InFlight>, RequestError> {
        let operation = self.first.operation;
        let failed = |fault| RequestError::NextPage { operation: operation.id(), fault };
        let by = match &self.position {
            Position::At(by) => by.as_ref(),
            Position::Fault(fault) => return Err(failed(fault.clone())),
            Position::Stopped(_) | Position::End => return Ok(None),
        };
        match self.most {
            Some(most) if self.count >= most => return Ok(None),
            None if self.count >= LIMIT => return Err(failed(NextPageFault::TooMany { limit: LIMIT })),
            Some(_) | None => {}
        }
        let paging = self.paging.ok_or_else(|| failed(NextPageFault::NotPaged))?;
        let parts = match by {
            Some(by) => self.client.page_request(&self.first, paging, by)?,
            None => self.first.clone(),
        };
        let url = self.client.url_of(&parts);
        let (client, sent, streaming) = (self.client.clone(), parts.clone(), self.streaming);
        let future = Box::pin(async move { client.receive(&sent, streaming).await });
        Ok(Some(InFlight { parts, url, future }))
    }

    /// What follows the page that was received.
    fn after(&mut self, received: &Received, streamed: Option<Streamed>) -> Position {
        let Some(in_flight) = self.in_flight.take() else { return Position::End };
        let Some(paging) = self.paging else { return Position::End };
        // A link to a next page says that the list was not the whole one.
        if self.first.operation.paging.is_none() && next_link(&received.headers).is_some() {
            return Position::Fault(NextPageFault::NotPaged);
        }
        let by = self.position.continuation();
        // A link that leads back to where the pages began would give its items twice.
        let own = by.map(hash).or_else(|| {
            let url = self.client.url_with_query(&in_flight.parts)?;
            Some(hash(&Continuation::from_link(url.to_string())))
        });
        self.seen.extend(own);
        let (parts, url) = (&in_flight.parts, in_flight.url.as_ref());
        let current = Current { paging, parts, by, url, received, streamed };
        match current.next() {
            Ok(None) => Position::End,
            Ok(Some(next)) if self.seen.contains(&hash(&next)) => Position::Fault(NextPageFault::Repeated),
            Ok(Some(next)) => Position::At(Some(next)),
            Err(fault) => Position::Fault(fault),
        }
    }

    /// Goes on to the next page.
    fn advance(&mut self, next: Position) {
        self.seen.extend(next.continuation().map(hash));
        self.position = next;
        self.count += 1;
    }
}

fn hash(continuation: &Continuation) -> u64 {
    let mut hasher = DefaultHasher::new();
    continuation.hash(&mut hasher);
    hasher.finish()
}

impl<O: FromResponse, E: FromResponse> futures_core::Stream for Pages<O, E> {
    type Item = Result<Page<O>, Error<E>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Formats the operation and the number of pages, because links may be secret.
impl<O, E> fmt::Debug for Pages<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = &self.source;
        f.debug_struct("Pages")
            .field("operation", &source.first.operation)
            .field("received", &source.count)
            .finish_non_exhaustive()
    }
}
