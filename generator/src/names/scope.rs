//! Which names are taken in one scope, and by what.

use std::collections::BTreeMap;

use super::ident::Name;
use super::words::{Case, Words};
use crate::location::Location;

/// The names taken in one scope of the emitted code.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeMap<String, Taken>,
}

/// A name that is taken.
#[derive(Debug, Clone)]
struct Taken {
    /// The last number that was appended to it.
    last: u64,
    /// None: emitted code uses the name itself, or it is derived from others.
    by: Option<Named>,
}

/// A thing of a document with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub holder: Holder,
    pub name: Name,
}

/// A thing of a document that has a name, or is to have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its name in the document.
    pub wire: String,
    pub location: Location,
}

/// A name that was assigned, and whether it is the requested one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    AsRequested(Name),
    /// The requested name is taken: by something of the document, or by emitted code.
    Renamed(Name, Option<Named>),
    /// The requested name is too long.
    Cut(Name),
}

impl Assigned {
    /// The name that was assigned.
    pub fn name(self) -> Name {
        match self {
            Assigned::AsRequested(name) | Assigned::Renamed(name, _) | Assigned::Cut(name) => name,
        }
    }
}

impl Scope {
    /// Makes a scope in which these identifiers are taken.
    pub fn reserving(identifiers: &[&str]) -> Self {
        Self { taken: identifiers.iter().map(|word| (key(word), Taken { last: 1, by: None })).collect() }
    }

    /// Assigns the first free name: the words, else the words and `suffix`, else these and a number from 2.
    pub fn assign(&mut self, words: &Words, case: Case, suffix: &str) -> Assigned {
        self.assign_to(None, words, case, suffix)
    }

    /// Assigns the first free name to a thing of a document.
    pub fn assign_to(&mut self, holder: Option<Holder>, words: &Words, case: Case, suffix: &str) -> Assigned {
        match words.cut_for_identifier() {
            Some(cut) => Assigned::Cut(self.assign_short(holder, &cut, case, suffix).name()),
            None => self.assign_short(holder, words, case, suffix),
        }
    }

    /// Assigns the name, if it is free and not too long.
    pub fn assign_free(&mut self, words: &Words, case: Case) -> Option<Name> {
        let wanted = words.cased(case);
        (words.cut_for_identifier().is_none() && self.take(&wanted, &None)).then(|| Name::new(&wanted))
    }

    /// Whether nothing has the name of these words.
    pub fn is_free(&self, words: &Words, case: Case) -> bool {
        !self.taken.contains_key(&key(&words.cased(case)))
    }

    /// Gives the name to a thing of a document.
    ///
    /// # Errors
    /// When the name is taken: by what.
    pub fn claim(&mut self, name: &Name, holder: Holder) -> Result<(), Option<Named>> {
        match self.taken.get(&key(name.text())) {
            Some(taken) => Err(taken.by.clone()),
            None => {
                self.take(name.text(), &Some(holder));
                Ok(())
            }
        }
    }

    fn assign_short(&mut self, holder: Option<Holder>, words: &Words, case: Case, suffix: &str) -> Assigned {
        let wanted = words.cased(case);
        if self.take(&wanted, &holder) {
            return Assigned::AsRequested(Name::new(&wanted));
        }
        let first = self.taken.get(&key(&wanted)).and_then(|taken| taken.by.clone());
        let longer = if suffix.is_empty() { words.clone() } else { words.then(&Words::new(suffix)) };
        let longer = longer.cased(case);
        if self.take(&longer, &holder) {
            return Assigned::Renamed(Name::new(&longer), first);
        }
        loop {
            // The last number is stored with the name, so that a thousand collisions take a thousand steps and not half
            // a million.
            let taken = self.taken.entry(key(&longer)).or_insert(Taken { last: 1, by: None });
            taken.last += 1;
            let number = taken.last;
            let candidate = match case {
                Case::Pascal => format!("{longer}{number}"),
                Case::Snake | Case::ScreamingSnake => format!("{longer}_{number}"),
            };
            if self.take(&candidate, &holder) {
                return Assigned::Renamed(Name::new(&candidate), first);
            }
        }
    }

    fn take(&mut self, candidate: &str, holder: &Option<Holder>) -> bool {
        let key = key(candidate);
        let free = !self.taken.contains_key(&key);
        if free {
            let named = |holder: &Holder| Named { holder: holder.clone(), name: Name::new(candidate) };
            self.taken.insert(key, Taken { last: 1, by: holder.as_ref().map(named) });
        }
        free
    }
}

/// The key by which names are compared. Names that differ only in case or `_` collide, since readers confuse them and
/// some file systems do not distinguish them.
fn key(text: &str) -> String {
    text.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}
