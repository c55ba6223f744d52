//! The pauses that servers asked for, which all calls of a client keep.

use crate::runtime::spec::origin::Origin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The calls that wait when a server sends 429 or 503 with `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PauseScope {
    /// All calls of the client and its clones to the same scheme, host and port, except those that are not retried.
    #[default]
    Origin,
    /// The call that received the response.
    Call,
}

/// The times until which servers are left alone, by the monotonic clock.
#[derive(Debug, Default)]
pub(crate) struct Pauses {
    ends: Mutex<Vec<(Origin, Duration)>>,
    /// Whether there was a pause. Without one, calls need neither the lock nor the clock.
    any: AtomicBool,
}

impl Pauses {
    /// Whether any server has asked for a pause so far.
    pub(crate) fn any(&self) -> bool {
        self.any.load(Ordering::Acquire)
    }

    /// Begins a pause, unless there is a longer one, and returns its end.
    pub(crate) fn begin(&self, origin: &Origin, now: Duration, length: Duration) -> Duration {
        let end = now.saturating_add(length);
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        ends.retain(|(_, end)| *end > now);
        match ends.iter_mut().find(|(other, _)| other == origin) {
            Some((_, known)) => *known = end.max(*known),
            None => ends.push((origin.clone(), end)),
        }
        self.any.store(true, Ordering::Release);
        end
    }

    /// The end of the pause, if it is later than `known`, and what is left of it. Returns `None` if there is none.
    pub(crate) fn rest(&self, origin: &Origin, now: Duration, known: Duration) -> Option<(Duration, Duration)> {
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, end) = ends.iter().find(|(other, _)| other == origin)?;
        let rest = end.saturating_sub(now);
        (*end > known && !rest.is_zero()).then_some((*end, rest))
    }
}
