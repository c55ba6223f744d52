//! Where do the values of a file come from, if overlays have changed it? Most stand where they are; what was put in, or has moved
//! within a list, has a place elsewhere.

use std::collections::BTreeMap;

use crate::location::{FileId, Location};
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
        self.found(file, pointer).0
    }

    /// The places of the value at `pointer`, which go with it when it is copied.
    pub fn copied(&self, file: FileId, pointer: &str) -> Self {
        let (location, below) = self.found(file, pointer);
        Self { here: Some(location), below: below.map(|found| found.below.clone()).unwrap_or_default() }
    }

    fn found(&self, file: FileId, pointer: &str) -> (Location, Option<&Self>) {
        let start = self.here.clone().unwrap_or_else(|| Location::new(file, ""));
        pointer::keys(pointer).fold((start, Some(self)), |(location, within), key| {
            let within = within.and_then(|within| within.below.get(&key));
            let location = within.and_then(|within| within.here.clone()).unwrap_or_else(|| location.join(&key));
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

    /// Puts a value in at `pointer`.
    pub fn put(&mut self, pointer: &str, origins: Origins) {
        let place = pointer::keys(pointer).fold(self, |within, key| within.below.entry(key).or_default());
        *place = origins;
    }

    /// Removes the member of an object, or the last item of a list, at `pointer`.
    pub fn remove_member(&mut self, pointer: &str) {
        let Some((parent, last)) = pointer.rsplit_once('/') else { return };
        let parent = pointer::keys(parent).try_fold(self, |within, key| within.below.get_mut(&key));
        if let Some(parent) = parent {
            parent.below.remove(&pointer::unescape(last));
        }
    }

    /// Removes an item of the list at `pointer`, which has `length` items, so that those behind it move.
    pub fn remove_item(&mut self, file: FileId, pointer: &str, index: usize, length: usize) {
        let item = |index: usize| pointer::join(pointer, &index.to_string());
        for behind in index + 1..length {
            let moved = self.copied(file, &item(behind));
            self.put(&item(behind - 1), moved);
        }
        self.remove_member(&item(length.saturating_sub(1)));
    }
}
