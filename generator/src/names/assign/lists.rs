//! What did the crate that was emitted last call the things of a scope, such as those inside a type or a record of parameters?

use std::collections::BTreeSet;

use crate::names::emitted::ListRow;
use crate::names::listed::{self, Listed};

/// The lists of what is inside the types of a crate, or inside its records of parameters.
pub(super) struct Lists<'a> {
    rows: &'a [ListRow],
    /// Those that have a name that the naming rule alone would not give.
    with_names: BTreeSet<&'a str>,
}

impl<'a> Lists<'a> {
    pub fn new(rows: &'a [ListRow]) -> Self {
        let with_names = rows.iter().filter(|row| listed::has_names(&row.things)).map(|row| row.name.as_str());
        Self { rows, with_names: with_names.collect() }
    }

    /// The list of the first of these types or functions that has one.
    pub fn of<'l>(&'l self, names: impl Iterator<Item = &'l str>) -> Had<'l, 'a> {
        Had { lists: self, names: if self.rows.is_empty() { Vec::new() } else { names.collect() } }
    }
}

/// What a type or a record of parameters had inside. Several places may share a type, and each had a name.
pub(super) struct Had<'l, 'a> {
    lists: &'l Lists<'a>,
    names: Vec<&'l str>,
}

impl Had<'_, '_> {
    /// Whether something inside may have had a name that the naming rule alone would not give.
    pub fn has_names(&self) -> bool {
        !self.lists.with_names.is_empty() && self.names.iter().any(|name| self.lists.with_names.contains(name))
    }

    /// What is listed. It is read for the few that need it, since it is long. None: there is no list.
    pub fn read(&self) -> Option<Vec<Listed>> {
        let row = self.names.iter().find_map(|name| self.lists.rows.iter().find(|row| row.name == *name))?;
        Some(listed::read(&row.things))
    }
}
