//! Where do the values of a file come from, if overlays have changed it? Most stand where they are; what was put in, or has moved
//! within a list, has a place elsewhere.

use std::collections::BTreeMap;

use crate::location::{At, FileId, Location};
use crate::pointer;

/// The places of a value and of what is inside it, as far as they differ from where these are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// Where the value was written. None: inside its parent, at its key.
    here: Option<Location>,
    below: BTreeMap<String, Origins>,
}

impl Origins {
    /// A value that was written at this place, with all that is inside it.
    pub fn at(location: Location) -> Self {
        Self { here: Some(location), below: BTreeMap::new() }
    }

    /// Where the value was written, if not inside its parent.
    pub fn here(&self) -> Option<&Location> {
        self.here.as_ref()
    }

    /// Whether every value stands where it was written.
    pub fn is_empty(&self) -> bool {
        self.here.is_none() && self.below.is_empty()
    }

    /// Where the value at `pointer` of the file was written.
    pub fn origin(&self, file: FileId, pointer: &str) -> Location {
        let keys: Vec<String> = pointer::keys(pointer).collect();
        self.found(file, &keys).0
    }

    /// The places of the value at these keys, which go with it when it is copied.
    pub fn copied(&self, file: FileId, keys: &[String]) -> Self {
        let (location, below) = self.found(file, keys);
        Self { here: Some(location), below: below.map(|found| found.below.clone()).unwrap_or_default() }
    }

    fn found(&self, file: FileId, keys: &[String]) -> (Location, Option<&Self>) {
        let start = self.here.clone().unwrap_or_else(|| Location { file, at: At::Pointer(String::new()) });
        keys.iter().fold((start, Some(self)), |(location, within), key| {
            let within = within.and_then(|within| within.below.get(key));
            let location = within.and_then(|within| within.here.clone()).unwrap_or_else(|| location.join(key));
            (location, within)
        })
    }

    /// The places of the member `key`, seen from those of its parent.
    pub fn member(&self, key: &str) -> Self {
        let known = self.below.get(key);
        let here = known.and_then(|known| known.here.clone());
        let here = here.or_else(|| self.here.as_ref().map(|location| location.join(key)));
        Self { here, below: known.map(|known| known.below.clone()).unwrap_or_default() }
    }

    /// Puts a value in at these keys.
    pub fn put(&mut self, keys: &[String], origins: Origins) {
        match keys {
            [] => *self = origins,
            [key, rest @ ..] => self.below.entry(key.clone()).or_default().put(rest, origins),
        }
    }

    /// Removes the member of an object at these keys.
    pub fn remove_member(&mut self, keys: &[String]) {
        match keys {
            [] => {}
            [last] => {
                self.below.remove(last);
            }
            [key, rest @ ..] => {
                if let Some(within) = self.below.get_mut(key) {
                    within.remove_member(rest);
                }
            }
        }
    }

    /// Removes an item of a list of `length` items, so that those behind it move. `keys` are those of the list.
    pub fn remove_item(&mut self, file: FileId, keys: &[String], index: usize, length: usize) {
        for behind in index + 1..length {
            let mut from = keys.to_vec();
            from.push(behind.to_string());
            let moved = self.copied(file, &from);
            let mut to = keys.to_vec();
            to.push((behind - 1).to_string());
            self.put(&to, moved);
        }
        let mut last = keys.to_vec();
        last.push(length.saturating_sub(1).to_string());
        self.remove_member(&last);
    }
}
