//! Which names are taken in one scope, and by what.

use std::collections::BTreeMap;

use super::holder::{Holder, Named, key};
use super::ident::Name;
use super::kept::{Kept, RowId, Untaken};
use super::words::{Case, Words};

/// The names taken in one scope of the emitted code.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// What has each name. None: emitted code uses the name itself, or it is derived from others.
    taken: BTreeMap<String, Option<Named>>,
    /// The last number that was appended to a name, so that a thousand collisions take a thousand steps and not half a million.
    numbers: BTreeMap<String, u64>,
    /// Names that are free for some things alone.
    kept: Kept,
}

/// A name that was assigned, and whether it is the requested one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    AsRequested(Name),
    /// The requested name is taken: by something of the document, or by emitted code.
    Renamed(Name, Option<Named>),
    /// The requested name is free, but it has this one since the crate was emitted last.
    Kept(Name),
    /// The requested name is too long.
    Cut(Name),
}

impl Assigned {
    /// The name that was assigned.
    pub fn name(self) -> Name {
        match self {
            Assigned::AsRequested(name) | Assigned::Renamed(name, _) | Assigned::Kept(name) | Assigned::Cut(name) => {
                name
            }
        }
    }
}

impl Scope {
    /// Makes a scope in which these identifiers are taken.
    pub fn reserving(identifiers: &[&str]) -> Self {
        Self { taken: identifiers.iter().map(|word| (key(word), None)).collect(), ..Self::default() }
    }

    /// The same scope, in which things keep the names that they had.
    pub fn keeping(self, kept: Kept) -> Self {
        Self { kept, ..self }
    }

    /// The names that were kept for nothing.
    pub fn untaken(&self) -> impl Iterator<Item = Untaken> + '_ {
        self.kept.untaken()
    }

    /// Assigns the first free name: the words, else the words and `suffix`, else these and a number from 2.
    pub fn assign(&mut self, words: &Words, case: Case, suffix: &str) -> Assigned {
        self.assign_to(None, &[], words, case, suffix)
    }

    /// Assigns a name to a thing of a document, which has these rows among the names that are kept: the one that it had, if that
    /// is one that it may have by these words, else the first free one.
    pub fn assign_to(
        &mut self,
        holder: Option<Holder>,
        rows: &[RowId],
        words: &Words,
        case: Case,
        suffix: &str,
    ) -> Assigned {
        match words.cut_for_identifier() {
            Some(cut) => Assigned::Cut(self.assign_short(holder, rows, &cut, case, suffix).name()),
            None => self.assign_short(holder, rows, words, case, suffix),
        }
    }

    /// Assigns the name, if it is free for what has these rows, and not too long.
    pub fn assign_free(&mut self, rows: &[RowId], words: &Words, case: Case) -> Option<Name> {
        let wanted = words.cased(case);
        (words.cut_for_identifier().is_none() && self.take(&wanted, &None, rows)).then(|| Name::new(&wanted))
    }

    /// Whether what has these rows may have the name of these words.
    pub fn is_free(&self, rows: &[RowId], words: &Words, case: Case) -> bool {
        let wanted = words.cased(case);
        !self.taken.contains_key(&key(&wanted)) && !self.kept.is_for_others(&wanted, rows)
    }

    /// Whether what has these rows had the name of these words, and nothing has taken it.
    pub fn is_kept(&self, rows: &[RowId], words: &Words, case: Case) -> bool {
        let wanted = words.cased(case);
        self.kept.of(rows, |name| name == wanted).is_some() && !self.taken.contains_key(&key(&wanted))
    }

    /// Gives the name to a thing of a document, whatever it is kept for.
    ///
    /// # Errors
    /// When the name is taken: by what.
    pub fn claim(&mut self, name: &Name, holder: Holder) -> Result<(), Option<Named>> {
        let key = key(name.text());
        match self.taken.get(&key) {
            Some(by) => Err(by.clone()),
            None => {
                self.kept.taken(name.text());
                self.taken.insert(key, Some(Named { holder, name: name.clone() }));
                Ok(())
            }
        }
    }

    fn assign_short(
        &mut self,
        holder: Option<Holder>,
        rows: &[RowId],
        words: &Words,
        case: Case,
        suffix: &str,
    ) -> Assigned {
        let wanted = words.cased(case);
        // Most things have no row, and get what they ask for.
        if rows.is_empty() && self.take(&wanted, &holder, rows) {
            return Assigned::AsRequested(Name::new(&wanted));
        }
        let longer = longer(words, case, suffix);
        let had = self.kept.of(rows, |name| could_be(name, words, case, suffix)).map(str::to_owned);
        let first = had.filter(|had| self.take(had, &holder, rows));
        if first.as_ref().is_some_and(|had| *had == wanted) || (first.is_none() && self.take(&wanted, &holder, rows)) {
            return Assigned::AsRequested(Name::new(&wanted));
        }
        let by = self.holder_of(&wanted);
        if let Some(had) = first {
            let had = Name::new(&had);
            let is_free = !self.taken.contains_key(&key(&wanted)) && !self.kept.is_for_others(&wanted, rows);
            return if is_free { Assigned::Kept(had) } else { Assigned::Renamed(had, by) };
        }
        if self.take(&longer, &holder, rows) {
            return Assigned::Renamed(Name::new(&longer), by);
        }
        loop {
            let number = self.numbers.entry(key(&longer)).or_insert(1);
            *number += 1;
            let candidate = numbered(&longer, *number, case);
            if self.take(&candidate, &holder, rows) {
                return Assigned::Renamed(Name::new(&candidate), by);
            }
        }
    }

    /// What has a name, or had it and gets it again.
    fn holder_of(&self, name: &str) -> Option<Named> {
        match self.taken.get(&key(name)) {
            Some(by) => by.clone(),
            None => self.kept.owner(name),
        }
    }

    fn take(&mut self, candidate: &str, holder: &Option<Holder>, rows: &[RowId]) -> bool {
        let key = key(candidate);
        let free = !self.taken.contains_key(&key) && !self.kept.is_for_others(candidate, rows);
        if free {
            let named = |holder: &Holder| Named { holder: holder.clone(), name: Name::new(candidate) };
            self.taken.insert(key, holder.as_ref().map(named));
            self.kept.taken(candidate);
        }
        free
    }
}

/// The name that these words give where their own is taken.
fn longer(words: &Words, case: Case, suffix: &str) -> String {
    if suffix.is_empty() { words.cased(case) } else { words.then(&Words::new(suffix)).cased(case) }
}

/// Whether these words could be given a name, whatever else has one.
pub fn could_be(name: &str, words: &Words, case: Case, suffix: &str) -> bool {
    name == words.cased(case) || is_numbered(name, &longer(words, case, suffix), case)
}

/// A name that collides, with a number.
fn numbered(name: &str, number: u64, case: Case) -> String {
    match case {
        Case::Pascal => format!("{name}{number}"),
        Case::Snake | Case::ScreamingSnake => format!("{name}_{number}"),
    }
}

/// Whether a name is another one, with or without a number.
pub fn is_numbered(name: &str, other: &str, case: Case) -> bool {
    let Some(rest) = name.strip_prefix(other) else { return false };
    let number = match case {
        Case::Pascal => rest,
        Case::Snake | Case::ScreamingSnake => rest.strip_prefix('_').unwrap_or_default(),
    };
    rest.is_empty() || number.parse::<u64>().is_ok_and(|number| number > 1)
}
