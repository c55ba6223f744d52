//! Which names a crate has that was emitted: those of its functions and types, each with its place in the documents. The next
//! run keeps them.

use std::collections::BTreeMap;

use super::Names;
use crate::analyse::Facts;
use crate::ir::{Api, Kind, OperationId, TypeDef, TypeId};
use crate::location::Location;

/// The names that a crate had when it was emitted last. A function or a type keeps its name as long as what it is named after
/// could still give it that name, so that nothing that is added to a document takes the name away.
///
/// [`emitted_names`](crate::emitted_names()) reads them from the crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmittedNames {
    /// By the name of the module; the root of the crate has an empty one.
    apis: BTreeMap<String, ApiNames>,
}

impl EmittedNames {
    /// The same names, where one document of theirs has another path.
    pub fn moved(mut self, document: &str, to: &str) -> Self {
        for row in self.apis.values_mut().flat_map(|api| &mut api.types) {
            if let Some(pointer) =
                row.place.strip_prefix(document).filter(|rest| rest.is_empty() || rest.starts_with('#'))
            {
                row.place = format!("{to}{pointer}");
            }
        }
        self
    }

    /// The names of an API.
    pub(crate) fn of_api(&self, module: &str) -> Option<&ApiNames> {
        self.apis.get(module)
    }

    /// The names of an API, to be filled.
    pub(crate) fn api_mut(&mut self, module: &str) -> &mut ApiNames {
        self.apis.entry(module.to_owned()).or_default()
    }
}

/// The names of an API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiNames {
    pub functions: Vec<NameRow>,
    pub types: Vec<NameRow>,
}

/// The names of a function or a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameRow {
    /// Its own name first. A function has its module before it, as in `pets::list`.
    pub names: Vec<String>,
    /// Its key in the tables of a user.
    pub key: String,
    /// Where it stands in the documents.
    pub place: String,
}

impl ApiNames {
    /// The names that an API was given. `place` shows a place of the documents.
    pub fn of(api: &Api, facts: &Facts, names: &Names, place: &dyn Fn(&Location) -> String) -> Self {
        let types = api.types.iter().filter_map(|(id, def)| {
            let key = names.key(id).to_owned();
            Some(NameRow { names: type_names(api, facts, names, id, def)?, key, place: place(&def.location) })
        });
        let functions = api.operations.iter().map(|(id, operation)| NameRow {
            names: function_names(api, names, id),
            key: operation.key(),
            place: operation.request(),
        });
        Self { functions: functions.collect(), types: types.collect() }
    }
}

/// None: nothing is emitted for the type.
fn type_names(api: &Api, facts: &Facts, names: &Names, id: TypeId, def: &TypeDef) -> Option<Vec<String>> {
    if matches!(def.kind, Kind::Invalid | Kind::Removed) {
        return None;
    }
    let shared = api.first_place(id);
    let own = facts.forms(shared).iter().map(|form| Some(names.ty(shared, *form)));
    let of_place = facts.forms(id).iter().map(|form| match shared == id {
        true => names.place(id, *form),
        false => Some(names.ty(id, *form)),
    });
    let mut all: Vec<String> = Vec::new();
    for name in own.chain(of_place).flatten() {
        if !all.iter().any(|known| known == name.text()) {
            all.push(name.text().to_owned());
        }
    }
    Some(all)
}

fn function_names(api: &Api, names: &Names, id: OperationId) -> Vec<String> {
    let of_operation = names.operation(id);
    let in_module = |function: &str| format!("{}::{function}", of_operation.module.text());
    let with = api.operations[id].offers_others().then(|| in_module(of_operation.with_function.text()));
    [in_module(of_operation.function.text())].into_iter().chain(with).collect()
}
