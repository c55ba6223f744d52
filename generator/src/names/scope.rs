//! Which names are taken in one scope.

use std::collections::BTreeMap;

use super::ident::Name;
use super::words::{Case, Words};

/// The names taken in one scope of the emitted code, and how far the numbers behind a name have come.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeMap<String, u64>,
}

/// A name that was assigned, and whether it is the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    AsRequested(Name),
    /// The one that was requested is taken.
    Renamed(Name),
    /// The one that was asked for is too long.
    Cut(Name),
}

impl Assigned {
    /// The name, whichever it is.
    pub fn name(self) -> Name {
        match self {
            Assigned::AsRequested(name) | Assigned::Renamed(name) | Assigned::Cut(name) => name,
        }
    }
}

impl Scope {
    /// A scope in which some identifiers are taken from the start.
    pub fn reserving(identifiers: &[&str]) -> Self {
        Self { taken: identifiers.iter().map(|word| (key(word), 1)).collect() }
    }

    /// Takes the first free name: the words themselves, else with `suffix` behind, else with a number from 2.
    pub fn assign(&mut self, words: &Words, case: Case, suffix: &str) -> Assigned {
        match words.cut_for_identifier() {
            Some(cut) => Assigned::Cut(self.assign_short(&cut, case, suffix).name()),
            None => self.assign_short(words, case, suffix),
        }
    }

    fn assign_short(&mut self, words: &Words, case: Case, suffix: &str) -> Assigned {
        let wanted = words.cased(case);
        if self.take(&wanted) {
            return Assigned::AsRequested(Name::new(&wanted));
        }
        let longer = if suffix.is_empty() { words.clone() } else { words.then(&Words::of(suffix)) };
        let longer = longer.cased(case);
        if self.take(&longer) {
            return Assigned::Renamed(Name::new(&longer));
        }
        loop {
            // The number is kept with the name, so that a thousand collisions cost a thousand steps.
            let number = self.taken.entry(key(&longer)).or_insert(1);
            *number += 1;
            let candidate = match case {
                Case::Pascal => format!("{longer}{number}"),
                Case::Snake | Case::ScreamingSnake => format!("{longer}_{number}"),
            };
            if self.take(&candidate) {
                return Assigned::Renamed(Name::new(&candidate));
            }
        }
    }

    fn take(&mut self, candidate: &str) -> bool {
        let key = key(candidate);
        let free = !self.taken.contains_key(&key);
        if free {
            self.taken.insert(key, 1);
        }
        free
    }
}

/// Names that differ only in case or in `_` are one name: to the eye, and to some file systems.
fn key(text: &str) -> String {
    text.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}
