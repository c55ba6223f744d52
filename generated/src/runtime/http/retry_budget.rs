//! The budget of retries that the calls of a client share, so that retries do not overload a server that fails.

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
    slots: Mutex<[Slot; SLOTS]>,
}

/// The counts of a second.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    second: u64,
    calls: u32,
    retries: u32,
}

impl Spending {
    /// Counts a call, at the end of its first attempt: calls that end together fail together, however long they took.
    pub(crate) fn count_call(&self, now: Duration) {
        self.with_slots(now, |slot, _| slot.calls = slot.calls.saturating_add(1));
    }

    /// Takes a retry from the budget. Returns whether there was one left.
    pub(crate) fn take_retry(&self, budget: RetryBudget, now: Duration) -> bool {
        let Limit::Share { percent, floor } = budget.limit else { return true };
        self.with_slots(now, |slot, (calls, retries)| {
            let allowed = u64::from(floor) + calls * u64::from(percent) / 100;
            let left = retries < allowed;
            if left {
                slot.retries = slot.retries.saturating_add(1);
            }
            left
        })
    }

    /// Runs a function on the slot of the current second and the sums of the window.
    fn with_slots<T: Default>(&self, now: Duration, change: impl FnOnce(&mut Slot, (u64, u64)) -> T) -> T {
        let second = now.as_secs();
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let window = SLOTS as u64;
        let current = slots.iter().filter(|slot| slot.second + window > second);
        let sums = current
            .fold((0, 0), |(calls, retries), slot| (calls + u64::from(slot.calls), retries + u64::from(slot.retries)));
        let place = usize::try_from(second % window).unwrap_or_default();
        let Some(slot) = slots.get_mut(place) else { return T::default() };
        if slot.second != second {
            *slot = Slot { second, ..Slot::default() };
        }
        change(slot, sums)
    }
}
