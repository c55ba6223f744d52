//! Futures that wait for a time, without a runtime.

use crate::runtime::http::timing::BoxFuture;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// The time after which a thread that nobody waits for ends.
const LINGER: Duration = Duration::from_secs(5);

/// What waits. One thread wakes all of it, and runs only while there is something.
#[derive(Clone, Default)]
pub(crate) struct Timers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    last_number: u64,
    waiting: Vec<Waiting>,
    thread: Worker,
}

#[derive(Default, PartialEq, Eq)]
enum Worker {
    #[default]
    Absent,
    Running,
}

/// A future that waits.
struct Waiting {
    number: u64,
    end: Instant,
    waker: Waker,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes what has waited long enough, until nothing has waited for a while.
    fn run(&self) {
        let mut state = self.state();
        loop {
            let now = Instant::now();
            let due: Vec<Waiting> = state.waiting.extract_if(.., |waiting| waiting.end <= now).collect();
            if !due.is_empty() {
                drop(state);
                due.into_iter().for_each(|waiting| waiting.waker.wake());
                state = self.state();
                continue;
            }
            let next = state.waiting.iter().map(|waiting| waiting.end).min();
            let pause = next.map_or(LINGER, |end| end.saturating_duration_since(now));
            let (after, outcome) = self.changed.wait_timeout(state, pause).unwrap_or_else(PoisonError::into_inner);
            state = after;
            if outcome.timed_out() && state.waiting.is_empty() {
                state.thread = Worker::Absent;
                return;
            }
        }
    }
}

impl Timers {
    /// Waits for a time.
    pub(crate) fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // A time that the clock cannot hold never comes.
        Box::pin(Sleep { timers: self.clone(), end: Instant::now().checked_add(duration), number: None })
    }

    /// Sees to it that there is a thread. Returns `None` if none can be started.
    fn ensure_thread(&self, state: &mut State) -> Option<()> {
        if state.thread == Worker::Absent {
            let shared = self.0.clone();
            thread::Builder::new().name("timers".to_owned()).spawn(move || shared.run()).ok()?;
            state.thread = Worker::Running;
        }
        Some(())
    }
}

struct Sleep {
    timers: Timers,
    end: Option<Instant>,
    /// The number of this future among those that wait.
    number: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.end else { return Poll::Pending };
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Poll::Ready(());
        }
        let timers = self.timers.clone();
        let mut state = timers.0.state();
        if let Some(waiting) = state.waiting.iter_mut().find(|waiting| Some(waiting.number) == self.number) {
            waiting.waker.clone_from(context.waker());
            return Poll::Pending;
        }
        if timers.ensure_thread(&mut state).is_none() {
            drop(state);
            // Nobody would wake the future, so that the thread that asks waits itself.
            thread::sleep(left);
            return Poll::Ready(());
        }
        state.last_number += 1;
        let number = state.last_number;
        state.waiting.push(Waiting { number, end, waker: context.waker().clone() });
        drop(state);
        self.number = Some(number);
        timers.0.changed.notify_one();
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.timers.0.state().waiting.retain(|waiting| waiting.number != number);
        }
    }
}
