//! How the tables `[rename]` of `codegen.toml` are read.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;
use crate::names::rename::{Chosen, ChosenName, NameOf, Rename, SchemaPrefix};

/// The format of a table.
type FileChosen = BTreeMap<Spanned<String>, Spanned<String>>;

/// The format of the tables.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRename {
    #[serde(default, rename = "schema-prefixes")]
    schema_prefixes: Vec<Spanned<String>>,
    #[serde(default)]
    schemas: FileChosen,
    #[serde(default)]
    operations: FileChosen,
    #[serde(default)]
    modules: FileChosen,
    #[serde(default)]
    parameters: BTreeMap<String, FileChosen>,
    #[serde(default)]
    labels: FileChosen,
    #[serde(default)]
    properties: BTreeMap<String, FileChosen>,
    #[serde(default)]
    values: BTreeMap<String, FileChosen>,
}

impl FileRename {
    /// The tables, once each name is looked at.
    pub fn read(self, faults: &mut Faults<'_>) -> Rename {
        let FileRename { schema_prefixes, schemas, operations, modules, parameters, labels, properties, values } = self;
        Rename {
            schema_prefixes: schema_prefixes
                .into_iter()
                .map(|prefix| SchemaPrefix {
                    place: Some(faults.place(prefix.span().start)),
                    text: prefix.into_inner(),
                })
                .collect(),
            schemas: chosen(schemas, NameOf::Type, faults),
            operations: chosen(operations, NameOf::Operation, faults),
            modules: chosen(modules, NameOf::Module, faults),
            parameters: inside(parameters, NameOf::Parameter, faults),
            labels: chosen(labels, NameOf::Label, faults),
            properties: inside(properties, NameOf::Member, faults),
            values: inside(values, NameOf::Value, faults),
        }
    }
}

fn inside(tables: BTreeMap<String, FileChosen>, of: NameOf, faults: &mut Faults<'_>) -> BTreeMap<String, Chosen> {
    tables.into_iter().map(|(schema, table)| (schema, chosen(table, of, faults))).collect()
}

fn chosen(table: FileChosen, of: NameOf, faults: &mut Faults<'_>) -> Chosen {
    let mut found = Chosen::new();
    for (key, name) in table {
        let place = Some(faults.place(key.span().start));
        if let Some((message, near)) = of.fault(name.get_ref()) {
            let help = near.map(|near| format!("did you mean `{near}`?"));
            faults.add(name.span().start, message, help);
        }
        found.insert(key.into_inner(), ChosenName { name: name.into_inner(), place });
    }
    found
}
