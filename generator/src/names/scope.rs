//! Which names are taken in one scope.

use std::collections::BTreeMap;

use super::ident::Name;
use super::words::{Case, Words};

/// The names taken in one scope of the emitted code, with the last number appended to each.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeMap<String, u64>,
}

/// A name that was assigned, and whether it is the requested one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    AsRequested(Name),
    /// The requested name is taken.
    Renamed(Name),
    /// The requested name is too long.
    Cut(Name),
}

impl Assigned {
    /// The name that was assigned.
    pub fn name(self) -> Name {
        match self {
            Assigned::AsRequested(name) | Assigned::Renamed(name) | Assigned::Cut(name) => name,
        }
    }
}

impl Scope {
    /// Makes a scope in which these identifiers are taken.
    pub fn reserving(identifiers: &[&str]) -> Self {
        Self { taken: identifiers.iter().map(|word| (key(word), 1)).collect() }
    }

    /// Assigns the first free name: the words, else the words and `suffix`, else these and a number from 2.
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
        let longer = if suffix.is_empty() { words.clone() } else { words.then(&Words::new(suffix)) };
        let longer = longer.cased(case);
        if self.take(&longer) {
            return Assigned::Renamed(Name::new(&longer));
        }
        loop {
            // The last number is stored with the name, so that a thousand collisions take a thousand steps and not half
            // a million.
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

/// The key by which names are compared. Names that differ only in case or `_` collide, since readers confuse them and
/// some file systems do not distinguish them.
fn key(text: &str) -> String {
    text.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}
