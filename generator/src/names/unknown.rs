//! Which keys of the tables `[rename]` name nothing that the documents have?

use std::collections::BTreeMap;

use super::Names;
use super::assign::operation_key;
use super::rename::{ChosenName, Rename, Renames};
use crate::diag::{Code, Diags};
use crate::ir::{Api, Kind, Operation};
use crate::spelling::nearest;

/// An API with its names.
pub type Named<'a> = (&'a Api, &'a Names);

/// Reports each key of `rename` that none of the APIs has. `renames` knows where the keys stand.
pub fn unknown(apis: &[Named<'_>], rename: &Rename, renames: Renames<'_>, diags: &mut Diags) {
    let mut search = Search { renames, diags };
    let schemas: Vec<&str> = keys(apis).collect();
    for prefix in &rename.schema_prefixes {
        if !schemas.iter().any(|key| key.starts_with(&prefix.text)) {
            let message = format!("no schema in the documents has a name that begins with `{}`", prefix.text);
            search.diags.push(Code::Config, renames.at(prefix.place), message);
        }
    }
    for (key, chosen) in &rename.schemas {
        search.look(key, &schemas, chosen, "schema", "");
    }
    let operations: Vec<String> =
        apis.iter().flat_map(|(api, _)| api.operations.iter().map(|(_, operation)| operation_key(operation))).collect();
    let operations: Vec<&str> = operations.iter().map(String::as_str).collect();
    for (key, chosen) in &rename.operations {
        search.look(key, &operations, chosen, "operation", "");
    }
    let modules: Vec<&str> = apis
        .iter()
        .flat_map(|&(api, names)| api.operations.ids().map(|id| names.operation(id).module_key.as_str()))
        .collect();
    for (key, chosen) in &rename.modules {
        search.look(key, &modules, chosen, "module", "");
    }
    for (operation, table) in &rename.parameters {
        let known = apis.iter().flat_map(|(api, _)| api.operations.iter().map(|(_, it)| it));
        let known: Vec<&Operation> = known.filter(|it| operation_key(it) == *operation).collect();
        let params: Vec<&str> = known.iter().flat_map(|it| it.params.iter().map(|param| param.name.as_str())).collect();
        for (key, chosen) in table {
            if known.is_empty() {
                search.look(operation, &operations, chosen, "operation", "");
            } else {
                search.look(key, &params, chosen, "parameter", &format!(" of `{operation}`"));
            }
        }
    }
    let labels: Vec<&str> = apis.iter().flat_map(labelled).collect();
    for (key, chosen) in &rename.labels {
        search.look(key, &labels, chosen, "parameter with a label", "");
    }
    search.inside(apis, &rename.properties, "property", |kind| match kind {
        Kind::Object(object) => object.fields.iter().map(|field| field.name.as_str()).collect(),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Vec::new(),
    });
    search.inside(apis, &rename.values, "value", |kind| match kind {
        Kind::Enum(choice) => choice.values.iter().map(|value| value.text.as_str()).collect(),
        Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Vec::new(),
    });
}

/// The names of the parameters that have labels.
fn labelled<'a>(&(api, names): &Named<'a>) -> impl Iterator<Item = &'a str> {
    api.operations.iter().flat_map(move |(id, operation)| {
        let labels = operation.params.iter().zip(&names.operation(id).labels);
        labels.filter(|(_, label)| label.is_some()).map(|(param, _)| param.name.as_str())
    })
}

/// The keys of all types that are emitted.
fn keys<'a>(apis: &[Named<'a>]) -> impl Iterator<Item = &'a str> {
    apis.iter()
        .flat_map(|&(api, names)| api.types.ids().map(|id| names.keys[id].as_str()).filter(|key| !key.is_empty()))
}

struct Search<'a> {
    renames: Renames<'a>,
    diags: &'a mut Diags,
}

impl Search<'_> {
    /// Looks for the keys of tables that belong to one schema each.
    fn inside<'a>(
        &mut self,
        apis: &[Named<'a>],
        tables: &BTreeMap<String, BTreeMap<String, ChosenName>>,
        what: &str,
        members: fn(&'a Kind) -> Vec<&'a str>,
    ) {
        for (schema, table) in tables {
            let types = apis.iter().flat_map(|&(api, names)| {
                api.types.iter().filter(|(id, _)| names.keys[*id] == *schema).map(|(_, def)| &def.kind)
            });
            let types: Vec<&Kind> = types.collect();
            let known: Vec<&str> = types.iter().flat_map(|kind| members(kind)).collect();
            for (key, chosen) in table {
                if types.is_empty() {
                    self.look(schema, &keys(apis).collect::<Vec<_>>(), chosen, "schema", "");
                } else {
                    self.look(key, &known, chosen, what, &format!(" of `{schema}`"));
                }
            }
        }
    }

    /// Reports a key that is not known.
    fn look(&mut self, key: &str, known: &[&str], chosen: &ChosenName, what: &str, whose: &str) {
        if known.contains(&key) {
            return;
        }
        let message = format!("`{key}` is no {what}{whose} in the documents");
        let found = self.diags.push(Code::Config, self.renames.location(chosen), message);
        if let Some(near) = nearest(key, known.iter().copied()) {
            found.help(format!("did you mean `{near}`?"));
        }
    }
}
