//! Which requests are sent next: those whose time has come and whose dependencies have succeeded or are sent with them.

use super::entry::{Entry, Outcome};
use super::group::Group;
use std::time::Duration;

/// Ends each request that depends on one that has failed.
pub(crate) fn settle(entries: &mut [Entry]) {
    // A request depends only on those before it, so that one pass in their order is enough.
    for index in 0..entries.len() {
        let failed = |entries: &[Entry], entry: &Entry| {
            let mut after = entry.after.iter().copied();
            after.find(|before| entries.get(*before).is_some_and(|it| it.due().is_none() && !it.succeeded()))
        };
        let cause = entries.get(index).filter(|entry| entry.due().is_some()).and_then(|entry| failed(entries, entry));
        if let (Some(cause), Some(entry)) = (cause, entries.get_mut(index)) {
            entry.end(Outcome::DependencyFailed(cause));
        }
    }
}

/// The indexes of the requests of the next batch, which has at most this many of one group.
pub(crate) fn ready(entries: &[Entry], groups: &[Option<Group>], now: Duration, limit: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    let mut group: Option<&Group> = None;
    for (index, (entry, own)) in entries.iter().zip(groups).enumerate() {
        let Some(own) = own.as_ref().filter(|own| group.is_none_or(|group| group == *own)) else { continue };
        let is_free =
            |before: &usize| chosen.contains(before) || entries.get(*before).is_some_and(|entry| entry.due().is_none());
        if chosen.len() < limit && entry.due().is_some_and(|due| due <= now) && entry.after.iter().all(is_free) {
            chosen.push(index);
            group = Some(own);
        }
    }
    chosen
}

/// The time at which the next request is due.
pub(crate) fn next_due(entries: &[Entry], now: Duration) -> Option<Duration> {
    entries.iter().filter_map(Entry::due).filter(|due| *due > now).min()
}
