//! Which schemas allow null, by their own keywords or by those of the schemas that they refer to?

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::context::Lowering;
use super::schema::{only_part, union_of};
use super::schema_view::SchemaView;
use super::schemas::{Schemas, key_of};

impl<'a> Lowering<'a> {
    /// Whether null is a legal value of an inline schema.
    pub(super) fn inline_allows_null(&self, schema: &'a Schema) -> bool {
        let mut sources = Vec::new();
        inline_says_null(schema, &mut sources)
            || sources.iter().any(|reference| self.component(reference).is_some_and(|(_, it)| it.nullable))
    }
}

/// The component schemas that allow null. An alias of one of them allows null too, and so does a union with one.
pub(super) fn nullable_components(schemas: &Schemas) -> BTreeSet<&str> {
    let mut subtypes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let mut work = Vec::new();
    for (key, schema) in schemas {
        let mut sources = Vec::new();
        if says_null(schema, &mut sources) {
            work.push(key.as_str());
        }
        for source in sources.into_iter().filter_map(|reference| key_of(schemas, reference)) {
            subtypes.entry(source).or_default().push(key);
        }
    }
    while let Some(key) = work.pop() {
        if found.insert(key) {
            work.extend(subtypes.get(key).into_iter().flatten());
        }
    }
    found
}

/// Whether a schema itself allows null. If not, it allows null if one of the `sources` does, which are added.
fn says_null<'a>(schema: &'a ReferenceOr<Schema>, sources: &mut Vec<&'a str>) -> bool {
    match schema {
        ReferenceOr::Reference { reference } => {
            sources.push(reference);
            false
        }
        ReferenceOr::Item(schema) => inline_says_null(schema, sources),
    }
}

fn inline_says_null<'a>(schema: &'a Schema, sources: &mut Vec<&'a str>) -> bool {
    let view = SchemaView::new(schema);
    if schema.schema_data.nullable || view.values.contains(&Value::Null) {
        return true;
    }
    if let Some(only) = only_part(&view) {
        return says_null(only, sources);
    }
    match union_of(&view) {
        Some((_, variants)) if view.all_of.is_empty() && view.typ.is_none() && !view.has_properties() => {
            variants.iter().any(|variant| says_null(variant, sources))
        }
        Some(_) | None => false,
    }
}
