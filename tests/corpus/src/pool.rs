//! Does many things, some at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Calls `work` for every item, in `jobs` threads; `done` sees each result in this thread, as it comes.
/// `work` gets the number of its thread too, from 0. The first fault of `done` ends it.
pub fn run<I: Sync, R: Send, E>(
    items: &[I],
    jobs: usize,
    work: impl Fn(usize, &I) -> R + Sync,
    mut done: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for job in 0..jobs.min(items.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Nobody listens any more after a fault.
                    if sender.send(work(job, item)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        results.into_iter().try_for_each(&mut done)
    })
}
