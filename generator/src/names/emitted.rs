//! Which names a crate has that was emitted: those of its functions and types, each with its place in the documents, and of what
//! is inside these. The next run keeps them.

use std::collections::BTreeMap;

use super::{Names, listed};
use crate::analyse::Facts;
use crate::ir::{Api, Kind, OperationId, ParamLocation, TypeDef, TypeId};
use crate::location::Location;

/// The names that a crate had when it was emitted last. A function or a type, and what is inside it, keeps its name as long as what
/// it is named after could still give it that name, so that nothing that is added to a document takes the name away.
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
    /// The parameters of functions outside the path.
    pub params: Vec<ListRow>,
    /// The members of objects, values of enums and variants of unions.
    pub members: Vec<ListRow>,
    /// What else has a name, by the module or function that it is in.
    pub others: Vec<ListRow>,
}

/// What is inside a type, in the record of parameters of a function, or in another scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListRow {
    /// The first name of the type or function, or the name of the module.
    pub name: String,
    /// What is inside, as [`listed`] writes it.
    pub things: String,
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
        Self {
            functions: functions.collect(),
            types: types.collect(),
            params: api.operations.ids().filter_map(|id| params(api, names, id)).collect(),
            members: api.types.iter().filter_map(|(id, def)| members(api, facts, names, id, def)).collect(),
            others: names
                .others
                .iter()
                .map(|(name, things)| ListRow { name: name.clone(), things: things.clone() })
                .collect(),
        }
    }
}

/// None: nothing is inside the type, or nothing is emitted for it.
fn members(api: &Api, facts: &Facts, names: &Names, id: TypeId, def: &TypeDef) -> Option<ListRow> {
    let things = listed::of_type(api, def, names.members(id), &names.types);
    let form = facts.forms(id).first().filter(|_| !things.is_empty())?;
    Some(ListRow { name: names.ty(id, *form).text().to_owned(), things })
}

/// None: the function takes no record of parameters.
fn params(api: &Api, names: &Names, id: OperationId) -> Option<ListRow> {
    let (operation, named) = (&api.operations[id], names.operation(id));
    if operation.params.iter().all(|param| param.sent_in == ParamLocation::Path) {
        return None;
    }
    let things = listed::of_params(operation, named.params.iter().zip(&named.param_reasons));
    Some(ListRow { name: in_module(names, id, named.function.text()), things })
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
    let with = api.operations[id].offers_others().then(|| in_module(names, id, of_operation.with_function.text()));
    [in_module(names, id, of_operation.function.text())].into_iter().chain(with).collect()
}

/// A function of the module of an operation.
fn in_module(names: &Names, id: OperationId, function: &str) -> String {
    format!("{}::{function}", names.operation(id).module.text())
}
