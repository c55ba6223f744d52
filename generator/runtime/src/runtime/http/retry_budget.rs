//! The budget of retries that the calls of a client share, so that retries do not overload a server that fails.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The number of slots of the window, each of which is a second.
const SLOTS: usize = 10;

/// A budget of the retries of a client and its clones: in any ten seconds, as many retries as a part of the first attempts
/// that ended in them, and a few more. A failure for which no retry is left is returned; its
/// [`Attempts::limit`](super::attempts::Attempts::limit) says so.
///
/// A server that fails for everybody is then sent little more than one request per call, however many retries a policy
/// allows. Retries that the server asks for with `Retry-After` are not part of the budget: the server chooses when they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryBudget {
    limit: Limit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    None,
    Share { percent: u32, floor: u32 },
}

impl Default for RetryBudget {
    /// One retry for five calls, and ten more in any ten seconds.
    fn default() -> Self {
        Self::new(20, 10)
    }
}

impl RetryBudget {
    /// Makes a budget of `percent` retries for a hundred calls, and of `floor` more in any ten seconds, which is what a
    /// program of few calls has.
    pub const fn new(percent: u32, floor: u32) -> Self {
        Self { limit: Limit::Share { percent, floor } }
    }

    /// Makes a budget without a limit: only the policy of each call limits its retries.
    pub const fn unlimited() -> Self {
        Self { limit: Limit::None }
    }
}

/// What has been spent of a budget.
#[derive(Debug, Default)]
pub(crate) struct Spending {
    /// The calls, in a part for each of a few threads, so that threads do not wait for each other at every call.
    calls: [Part; PARTS],
    retries: Mutex<Window>,
}

/// The number of parts.
const PARTS: usize = 8;

/// The counts of a few threads. Each part has cache lines of its own.
#[derive(Debug, Default)]
#[repr(align(128))]
struct Part(Mutex<Window>);

/// The counts of the last seconds.
#[derive(Debug, Default)]
struct Window([Slot; SLOTS]);

/// The count of a second.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    second: u64,
    count: u32,
}

impl Window {
    /// Counts one in this second.
    fn add(&mut self, second: u64) {
        let place = usize::try_from(second % SLOTS as u64).unwrap_or_default();
        let Some(slot) = self.0.get_mut(place) else { return };
        let count = if slot.second == second { slot.count } else { 0 };
        *slot = Slot { second, count: count.saturating_add(1) };
    }

    /// The sum of the window that ends with this second.
    fn sum(&self, second: u64) -> u64 {
        let current = self.0.iter().filter(|slot| slot.second + SLOTS as u64 > second);
        current.map(|slot| u64::from(slot.count)).sum()
    }
}

impl Spending {
    /// Counts a call, at the end of its first attempt: calls that end together fail together, however long they took.
    pub(crate) fn count_call(&self, now: Duration) {
        if let Some(Part(window)) = self.calls.get(part_of_thread()) {
            window.lock().unwrap_or_else(PoisonError::into_inner).add(now.as_secs());
        }
    }

    /// Takes a retry from the budget. Returns whether there was one left.
    pub(crate) fn take_retry(&self, budget: RetryBudget, now: Duration) -> bool {
        let Limit::Share { percent, floor } = budget.limit else { return true };
        let second = now.as_secs();
        let mut retries = self.retries.lock().unwrap_or_else(PoisonError::into_inner);
        let parts = self.calls.iter().map(|Part(window)| window.lock().unwrap_or_else(PoisonError::into_inner));
        let calls: u64 = parts.map(|window| window.sum(second)).sum();
        let left = retries.sum(second) < u64::from(floor) + calls * u64::from(percent) / 100;
        if left {
            retries.add(second);
        }
        left
    }
}

/// The part that this thread counts in.
fn part_of_thread() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static PART: usize = NEXT.fetch_add(1, Ordering::Relaxed) % PARTS;
    }
    PART.try_with(|part| *part).unwrap_or_default()
}
