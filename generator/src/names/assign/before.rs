//! Which function and which type of an API has which names among those that the crate had when it was emitted last?

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{Had, Lists};
use super::place_words::wire_name;
use crate::ir::{Api, ArenaMap, OperationId, TypeId};
use crate::location::Location;
use crate::names::emitted::{ApiNames, ListRow, NameRow};
use crate::names::holder::Holder;
use crate::names::kept::{Kept, RowId, Untaken};
use crate::names::scope::is_numbered;
use crate::names::words::Case;

/// The names that the crate had, and what has them now.
pub(super) struct Before<'a> {
    emitted: Option<&'a ApiNames>,
    params: Lists<'a>,
    members: Lists<'a>,
    others: Lists<'a>,
    functions: Rows,
    types: Rows,
    of_operations: ArenaMap<OperationId, Option<RowId>>,
    of_types: ArenaMap<TypeId, Option<RowId>>,
    found: Found,
}

/// How the rows of types were found.
enum Found {
    /// By their places. These rows have their types where they stood.
    ByPlace(BTreeSet<RowId>),
    /// By their places and keys together, once for all.
    Together,
}

/// The rows of one table.
#[derive(Default)]
struct Rows {
    names: Vec<Vec<String>>,
    keys: Vec<String>,
    by_key: BTreeMap<String, RowId>,
    by_place: BTreeMap<String, RowId>,
}

/// The rows of types among the names that the crate had.
pub(super) struct TypeRows {
    pub of_types: ArenaMap<TypeId, Option<RowId>>,
    /// The other places of each type that several places share.
    others: BTreeMap<TypeId, Vec<TypeId>>,
}

impl TypeRows {
    /// No type has one so far.
    pub fn new(api: &Api) -> Self {
        let mut others: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
        for (&place, &first) in &api.repeated {
            others.entry(first).or_default().push(place);
        }
        Self { of_types: ArenaMap::filled(&api.types, None), others }
    }

    /// All places that share a type.
    pub fn places(&self, first: TypeId) -> impl Iterator<Item = TypeId> {
        std::iter::once(first).chain(self.others.get(&first).into_iter().flatten().copied())
    }

    /// The rows of these places.
    pub fn of_places(&self, first: TypeId) -> impl Iterator<Item = RowId> {
        self.places(first).filter_map(|place| self.of_types[place])
    }
}

impl Rows {
    fn new(rows: &[NameRow]) -> Self {
        let mut all = Self::default();
        for (position, row) in rows.iter().enumerate() {
            all.names.push(row.names.clone());
            all.keys.push(row.key.clone());
            all.by_key.entry(row.key.clone()).or_insert(RowId(position));
            all.by_place.entry(row.place.clone()).or_insert(RowId(position));
        }
        all
    }

    /// The rows that have one of these keys.
    fn of_keys(&self, keys: &[String]) -> impl Iterator<Item = RowId> {
        keys.iter().filter_map(|key| self.by_key.get(key)).copied()
    }

    /// Whether the key of a row is what a type of one of these keys may be called.
    fn has_key_of(&self, row: RowId, keys: &[String]) -> bool {
        let own = self.keys.get(row.0).map(String::as_str).unwrap_or_default();
        keys.iter().any(|key| own == key || is_numbered(own, &format!("{key}Model"), Case::Pascal))
    }

    fn iter(&self) -> impl Iterator<Item = (RowId, &String)> {
        self.names.iter().enumerate().flat_map(|(row, names)| names.iter().map(move |name| (RowId(row), name)))
    }

    fn remove(&mut self, untaken: &Untaken, is_name: impl Fn(&str) -> bool) {
        if let Some(names) = self.names.get_mut(untaken.row.0) {
            names.retain(|name| !is_name(name));
        }
    }
}

impl<'a> Before<'a> {
    /// Finds the rows. A type is found by its place, and a function by its key; `place` shows a place of the documents.
    pub fn new(emitted: Option<&'a ApiNames>, api: &Api, place: &dyn Fn(&Location) -> String) -> Self {
        let rows = |of: fn(&ApiNames) -> &[NameRow]| Rows::new(emitted.map(of).unwrap_or_default());
        let (functions, types) = (rows(|names| &names.functions), rows(|names| &names.types));
        let found = |rows: &BTreeMap<String, RowId>, text: &dyn Fn() -> String| match rows.is_empty() {
            true => None,
            false => rows.get(&text()).copied(),
        };
        let of_types = ArenaMap::from_fn(&api.types, |(_, def)| found(&types.by_place, &|| place(&def.location)));
        let lists = |of: fn(&ApiNames) -> &[ListRow]| Lists::new(emitted.map(of).unwrap_or_default());
        Self {
            emitted,
            params: lists(|names| &names.params),
            members: lists(|names| &names.members),
            others: lists(|names| &names.others),
            of_operations: ArenaMap::from_fn(&api.operations, |(_, it)| found(&functions.by_key, &|| it.key())),
            found: Found::ByPlace(api.types.ids().filter_map(|id| of_types[id]).collect()),
            of_types,
            functions,
            types,
        }
    }

    /// The names that types keep.
    pub fn types(&self, api: &Api) -> Kept {
        let mut holders = BTreeMap::new();
        for (id, def) in api.types.iter() {
            if let Some(row) = self.of_types[id] {
                holders
                    .entry(row)
                    .or_insert_with(|| Holder { wire: wire_name(&def.name), location: def.location.clone() });
            }
        }
        let mut kept = Kept::default();
        for (row, name) in self.types.iter() {
            kept.keep(name, row, holders.get(&row));
        }
        kept
    }

    /// The names that functions of a module keep. A function of a module that had another name keeps its own, unless one that was
    /// here has it.
    pub fn functions_of(&self, api: &Api, module: &str, is_in: impl Fn(OperationId) -> bool) -> Kept {
        let in_module = |name: &str| name.split_once("::").is_some_and(|(of, _)| of == module);
        let names_of = |row: RowId| self.functions.names.get(row.0).map(Vec::as_slice).unwrap_or_default();
        let was_here = |row: &RowId| names_of(*row).iter().any(|name| in_module(name));
        let mut holders = BTreeMap::new();
        let mut came = Vec::new();
        for (id, operation) in api.operations.iter() {
            // An API may have hundreds of modules, and each is to copy nothing of the others.
            let Some(row) = self.of_operations[id].filter(|row| was_here(row) || is_in(id)) else { continue };
            let wire = operation.id.clone().unwrap_or_else(|| operation.path.clone());
            holders.entry(row).or_insert_with(|| Holder { wire, location: operation.location.clone() });
            if !was_here(&row) {
                came.push(row);
            }
        }
        let mut kept = Kept::default();
        for (row, name) in self.functions.iter().filter(|(_, name)| in_module(name)) {
            kept.keep(function_of(name), row, holders.get(&row));
        }
        for row in came {
            for name in names_of(row).iter().map(|name| function_of(name)) {
                if !kept.is_for_others(name, &[row]) {
                    kept.keep(name, row, holders.get(&row));
                }
            }
        }
        kept
    }

    /// The row of a type: that of its place, else the one that has one of these keys and whose own place has nothing. A parameter
    /// that is added before others moves their places, and a schema can go to another file.
    pub fn row_of_type(&self, id: TypeId, keys: &[String]) -> Option<RowId> {
        let moved = || match &self.found {
            Found::ByPlace(unmoved) => self.types.of_keys(keys).find(|row| !unmoved.contains(row)),
            Found::Together => None,
        };
        self.of_types[id].or_else(moved)
    }

    /// Finds the rows of types anew by what they would be called (`keys`), since a variant or a parameter that is added before
    /// others moves each of these to the place of the next one. Each way takes rows that those before it left. False: they are found
    /// so already.
    pub fn find_together(
        &mut self,
        api: &Api,
        keys: &ArenaMap<TypeId, Vec<String>>,
        place: &dyn Fn(&Location) -> String,
        found: &TypeRows,
    ) -> bool {
        let Found::ByPlace(_) = self.found else { return false };
        let of_keys = |id| self.types.of_keys(&keys[id]).collect::<Vec<_>>();
        let of_place = |id| self.of_types[id].into_iter().collect::<Vec<_>>();
        let is_called_so = |id, row: RowId| self.types.has_key_of(row, &keys[id]);
        let is_beside = |id: TypeId, row: RowId| {
            let row = self.emitted.and_then(|names| names.types.get(row.0));
            row.is_some_and(|row| without_numbers(&row.place) == without_numbers(&place(&api.types[id].location)))
        };
        let ways: [&dyn Fn(TypeId) -> Vec<RowId>; 4] = [
            &|id| of_place(id).into_iter().filter(|row| is_called_so(id, *row)).collect(),
            &|id| of_keys(id).into_iter().filter(|row| is_beside(id, *row)).collect(),
            &of_keys,
            &of_place,
        ];
        let mut rows: ArenaMap<TypeId, Option<RowId>> = ArenaMap::filled(&api.types, None);
        let mut claimed = BTreeSet::new();
        for way in ways {
            for id in api.types.ids() {
                if rows[id].is_none() {
                    rows[id] = way(id).into_iter().find(|row| !claimed.contains(row));
                    claimed.extend(rows[id]);
                }
            }
        }
        let is_new = api.types.ids().any(|id| rows[id] != found.of_types[id]);
        self.of_types = rows;
        self.found = Found::Together;
        is_new
    }

    /// The row of a function.
    pub fn row_of_function(&self, id: OperationId) -> Option<RowId> {
        self.of_operations[id]
    }

    /// The module that an operation had.
    pub fn module_of(&self, id: OperationId) -> Option<&'a str> {
        Some(first_name(&self.emitted?.functions, self.row_of_function(id)?)?.split_once("::")?.0)
    }

    /// What the type of these rows had inside.
    pub fn inside_type(&self, rows: impl Iterator<Item = RowId>) -> Had<'_, 'a> {
        self.members.of(rows.filter_map(|row| first_name(&self.emitted?.types, row)))
    }

    /// What the record of parameters of the function had inside.
    pub fn inside_params(&self, id: OperationId) -> Had<'_, 'a> {
        let row = self.row_of_function(id);
        self.params.of(row.into_iter().filter_map(|row| first_name(&self.emitted?.functions, row)))
    }

    /// What the media types of the function were called.
    pub fn media_of(&self, id: OperationId) -> Had<'_, 'a> {
        let row = self.row_of_function(id);
        self.others.of(row.into_iter().filter_map(|row| first_name(&self.emitted?.functions, row)))
    }

    /// What another scope had, which is listed under this name.
    pub fn inside_others<'l>(&'l self, list: &'l str) -> Had<'l, 'a> {
        self.others.of(std::iter::once(list))
    }

    /// Forgets names that nothing took, so that they are free.
    pub fn forget(&mut self, types: &[Untaken], functions: &[Untaken]) {
        for untaken in types {
            self.types.remove(untaken, |name| name == untaken.name);
        }
        for untaken in functions {
            self.functions.remove(untaken, |name| function_of(name) == untaken.name);
        }
    }
}

/// The name of a function without that of its module.
fn function_of(name: &str) -> &str {
    name.split_once("::").map_or(name, |(_, function)| function)
}

/// The name under which what is inside is listed. It stays also when another thing has the name now.
fn first_name(rows: &[NameRow], row: RowId) -> Option<&str> {
    rows.get(row.0)?.names.first().map(String::as_str)
}

/// A place without the positions in lists.
fn without_numbers(place: &str) -> Vec<&str> {
    place.split('/').filter(|step| step.parse::<usize>().is_err()).collect()
}
