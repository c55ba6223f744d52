//! Which names of a scope belong to things that had them when the crate was emitted last, and whether these took them again.

use std::collections::{BTreeMap, BTreeSet};

use super::holder::{Holder, Named, key};
use super::ident::Name;

/// A row of the names that the crate had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(pub usize);

/// A row whose name nothing took, although it was kept for that.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untaken {
    pub row: RowId,
    pub name: String,
}

/// The names that are kept for the things that had them.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// By what makes names equal in a scope.
    names: BTreeMap<String, KeptName>,
    by_row: BTreeMap<RowId, Vec<String>>,
}

#[derive(Debug, Clone)]
struct KeptName {
    text: String,
    /// Several places may share a type, and its name.
    rows: BTreeSet<RowId>,
    /// The thing that has one of the rows.
    holder: Option<Holder>,
    is_taken: bool,
}

impl Kept {
    /// Keeps a name for the thing of a row.
    pub fn keep(&mut self, name: &str, row: RowId, holder: Option<&Holder>) {
        let new = || KeptName { text: name.to_owned(), rows: BTreeSet::new(), holder: None, is_taken: false };
        let kept = self.names.entry(key(name)).or_insert_with(new);
        // Names that only differ in what the scope overlooks were never there together.
        if kept.text == name {
            kept.rows.insert(row);
            kept.holder = kept.holder.take().or_else(|| holder.cloned());
            self.by_row.entry(row).or_default().push(name.to_owned());
        }
    }

    /// Whether a name is kept for something else than what has these rows.
    pub fn is_for_others(&self, name: &str, rows: &[RowId]) -> bool {
        self.find(name).is_some_and(|kept| !rows.iter().any(|row| kept.rows.contains(row)))
    }

    /// The first name of these rows that fits.
    pub fn of(&self, rows: &[RowId], fits: impl Fn(&str) -> bool) -> Option<&str> {
        let mut names = rows.iter().filter_map(|row| self.by_row.get(row)).flatten();
        names.find(|name| fits(name)).map(String::as_str)
    }

    /// Records that a thing has the name.
    pub fn taken(&mut self, name: &str) {
        // Most scopes keep nothing.
        if !self.names.is_empty()
            && let Some(kept) = self.names.get_mut(&key(name))
        {
            kept.is_taken = true;
        }
    }

    /// The thing for which a name is kept, with the name.
    pub fn owner(&self, name: &str) -> Option<Named> {
        let kept = self.find(name)?;
        Some(Named { holder: kept.holder.clone()?, name: Name::new(&kept.text) })
    }

    fn find(&self, name: &str) -> Option<&KeptName> {
        if self.names.is_empty() { None } else { self.names.get(&key(name)) }
    }

    /// The names that nothing took.
    pub fn untaken(&self) -> impl Iterator<Item = Untaken> + '_ {
        let names = self.names.values().filter(|kept| !kept.is_taken);
        names.flat_map(|kept| kept.rows.iter().map(|row| Untaken { row: *row, name: kept.text.clone() }))
    }
}
