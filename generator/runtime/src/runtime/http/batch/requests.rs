//! The requests of a batch, and the handles by which their responses are found.

use super::entry::Entry;
use crate::runtime::http::request::Request;
use crate::runtime::spec::batching::Batching;
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

/// Requests that are sent together, by [`Client::send_batch`](crate::runtime::Client::send_batch). Each has a handle, by which
/// its response is found in the [`BatchResults`](super::results::BatchResults).
///
/// There may be more requests than the service takes at once: they are then sent in several batches, one after the other.
/// The service processes the requests of a batch in any order, unless one of them is added by [`Batch::add_after`].
///
/// ```text
/// let mut batch = Batch::new();
/// let ada = batch.add(contact::get_mine("1", GetMineParams::new()));
/// let bob = batch.add(contact::delete_mine("2"));
/// let results = client.send_batch(batch).await;
/// println!("{:?}", results.get(ada)?.display_name);
/// results.get(bob)?;
/// ```
pub struct Batch {
    pub(crate) table: &'static Batching,
    pub(crate) entries: Vec<Entry>,
    pub(crate) number: u64,
}

/// The handle of a request of a batch, with the types of its response.
pub struct BatchHandle<O, E> {
    id: BatchId,
    outcome: PhantomData<fn() -> (O, E)>,
}

/// A request of a batch, whatever its types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchId {
    /// The number of its batch in this process.
    pub(crate) batch: u64,
    pub(crate) index: usize,
}

impl Batch {
    /// Makes a batch by a table, as emitted code does.
    #[doc(hidden)]
    pub fn of(table: &'static Batching) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self { table, entries: Vec::new(), number: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// Adds a request.
    ///
    /// It has the server and the credentials of the client. A request with credentials of its own is refused, and so is a
    /// body that is not in memory. Limits on its time do not apply.
    pub fn add<O, E>(&mut self, request: Request<O, E>) -> BatchHandle<O, E> {
        self.add_after(request, [])
    }

    /// Adds a request that is sent once these requests have succeeded. If one of them fails, it is not sent. Requests of
    /// another batch do not count.
    pub fn add_after<O, E>(
        &mut self,
        request: Request<O, E>,
        after: impl IntoIterator<Item = BatchId>,
    ) -> BatchHandle<O, E> {
        let known = after.into_iter().filter(|id| id.batch == self.number && id.index < self.entries.len());
        let entry = Entry::new(request.into_parts(), known.map(|id| id.index).collect());
        let id = BatchId { batch: self.number, index: self.entries.len() };
        self.entries.push(entry);
        BatchHandle { id, outcome: PhantomData }
    }

    /// The number of requests.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no requests.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let requests = self.entries.iter().map(|entry| entry.parts.operation.id());
        f.debug_list().entries(requests).finish()
    }
}

impl<O, E> BatchHandle<O, E> {
    /// The request, for [`Batch::add_after`].
    pub fn id(&self) -> BatchId {
        self.id
    }
}

impl<O, E> Clone for BatchHandle<O, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O, E> Copy for BatchHandle<O, E> {}

impl<O, E> fmt::Debug for BatchHandle<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}
