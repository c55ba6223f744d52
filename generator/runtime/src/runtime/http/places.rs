//! The places of the calls of a client that are in flight at a time, which are given in the order in which the calls began.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// The places of a client. A retry keeps the number of its call, so that calls which have begun end before others begin.
#[derive(Debug, Default)]
pub(crate) struct Places {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    next_number: u64,
    taken: usize,
    /// The calls that wait, in the order of their numbers. Most begin to wait behind all others.
    waiting: VecDeque<(u64, Waker)>,
    /// The numbers of the calls that have a place, but have not noticed it.
    granted: Vec<u64>,
}

impl State {
    /// The place in the queue at which a call waits, or would.
    fn place_in_queue(&self, number: u64) -> Result<usize, usize> {
        self.waiting.binary_search_by_key(&number, |(number, _)| *number)
    }

    /// Lets a call wait, or wait with another waker.
    fn wait(&mut self, number: u64, waker: Waker) {
        match self.place_in_queue(number) {
            Ok(place) => {
                if let Some((_, held)) = self.waiting.get_mut(place) {
                    *held = waker;
                }
            }
            Err(place) => self.waiting.insert(place, (number, waker)),
        }
    }

    /// Lets a call wait no longer.
    fn leave(&mut self, number: u64) {
        if let Ok(place) = self.place_in_queue(number) {
            self.waiting.remove(place);
        }
    }

    /// Whether a call was given a place, which it notices by this.
    fn notices(&mut self, number: u64) -> bool {
        let place = self.granted.iter().position(|granted| *granted == number);
        place.map(|place| self.granted.swap_remove(place)).is_some()
    }
}

impl Places {
    /// The number of a call that begins.
    pub(crate) fn next_number(&self) -> u64 {
        let mut state = self.state();
        state.next_number += 1;
        state.next_number
    }

    /// Waits for a place. If the future is dropped, the call waits no longer, and a place that it was given is free.
    pub(crate) fn take(self: &Arc<Self>, number: u64, limit: usize) -> Take {
        Take { places: self.clone(), number, limit, is_over: false }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a free place to the first call that waits.
    fn give_back(&self) {
        let mut state = self.state();
        let waker = match state.waiting.pop_front() {
            Some((number, waker)) => {
                state.granted.push(number);
                Some(waker)
            }
            None => {
                state.taken = state.taken.saturating_sub(1);
                None
            }
        };
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// A place, which is free when this is dropped.
#[derive(Debug)]
pub(crate) struct Place(Arc<Places>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.give_back();
    }
}

/// A future that waits for a place.
pub(crate) struct Take {
    places: Arc<Places>,
    number: u64,
    limit: usize,
    /// Whether the place was returned.
    is_over: bool,
}

impl Future for Take {
    type Output = Place;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Place> {
        let mut state = self.places.state();
        let granted = state.notices(self.number);
        // A place is free only if nobody waits, because a place that is given back goes to the first that waits.
        let free = !granted && state.taken < self.limit;
        if !granted && !free {
            state.wait(self.number, context.waker().clone());
            return Poll::Pending;
        }
        if free {
            state.taken += 1;
            state.leave(self.number);
        }
        drop(state);
        self.is_over = true;
        Poll::Ready(Place(self.places.clone()))
    }
}

impl Drop for Take {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        let mut state = self.places.state();
        state.leave(self.number);
        let granted = state.notices(self.number);
        drop(state);
        if granted {
            self.places.give_back();
        }
    }
}
