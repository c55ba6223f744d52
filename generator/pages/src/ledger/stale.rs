//! Which sources name a place at which nothing stands? Each is of something that the specification said once.

use generator::internals::pointer;
use generator::internals::source::index;

use super::file::Ledger;
use super::sourced;
use crate::specification::Specification;

/// A source of a place at which nothing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The place.
    pub place: String,
    /// The line of the facts file, from 1.
    pub line: usize,
}

/// The sources, each of one place, whose place is gone. One with `*` is of whatever is there. `text` is that of the facts
/// file.
pub fn stale(ledger: &Ledger, text: &str, specification: &Specification) -> Vec<Stale> {
    let single = ledger.sources.keys().filter(|place| place.contains('#') && !sourced::is_pattern(place));
    let gone: Vec<(&String, String)> = single
        .filter(|place| specification.at(place).is_none())
        .map(|place| (place, pointer::from_keys(&["sources", place])))
        .collect();
    let pointers: Vec<&str> = gone.iter().map(|(_, pointer)| pointer.as_str()).collect();
    let located = index::locate(text, 0, &pointers);
    let line = |pointer: &String| located.get(pointer).map_or(1, |it| it.key.unwrap_or(it.value).start.line);
    gone.iter().map(|(place, pointer)| Stale { place: (*place).clone(), line: line(pointer) }).collect()
}
