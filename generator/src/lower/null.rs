//! Which schemas allow null, by their own keywords or by those of the schemas that they refer to?

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::context::Lowering;
use super::schema::{adds_members, only_part, union_of};
use super::schema_view::SchemaView;
use super::schemas::{Schemas, key_of};

impl<'a> Lowering<'a> {
    /// Whether null is a legal value of an inline schema.
    pub(super) fn inline_allows_null(&self, schema: &'a Schema) -> bool {
        let of_component = |reference: &str| self.component(reference).is_some_and(|(_, it)| it.nullable);
        inline_says_null(schema, &of_component, &mut Vec::new())
    }
}

/// The component schemas that allow null. An alias of one of them allows null too, and so does a union with one, and an
/// `allOf` of which all parts do.
pub(super) fn nullable_components(schemas: &Schemas) -> BTreeSet<&str> {
    let mut waiting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut work: Vec<&str> = schemas.keys().map(String::as_str).collect();
    while let Some(key) = work.pop() {
        let Some(schema) = schemas.get(key).filter(|_| !found.contains(key)) else { continue };
        let of_component = |reference: &str| key_of(schemas, reference).is_some_and(|key| found.contains(key));
        let mut missing = Vec::new();
        if says_null(schema, &of_component, &mut missing) {
            found.insert(key);
            work.extend(waiting.remove(key).into_iter().flatten());
        } else {
            for source in missing.into_iter().filter_map(|reference| key_of(schemas, reference)) {
                waiting.entry(source).or_default().push(key);
            }
        }
    }
    found
}

/// Whether a schema allows null, where `of_component` says it of a reference. If not, references that may change the answer are
/// added to `missing`.
fn says_null<'a>(
    schema: &'a ReferenceOr<Schema>,
    of_component: &dyn Fn(&str) -> bool,
    missing: &mut Vec<&'a str>,
) -> bool {
    match schema {
        ReferenceOr::Reference { reference } => {
            let allows = of_component(reference);
            if !allows {
                missing.push(reference);
            }
            allows
        }
        ReferenceOr::Item(schema) => inline_says_null(schema, of_component, missing),
    }
}

fn inline_says_null<'a>(schema: &'a Schema, of_component: &dyn Fn(&str) -> bool, missing: &mut Vec<&'a str>) -> bool {
    let view = SchemaView::new(schema);
    if schema.schema_data.nullable || view.values.contains(&Value::Null) {
        return true;
    }
    if let Some(only) = only_part(&view) {
        return says_null(only, of_component, missing);
    }
    if view.typ.is_some() || view.has_properties() {
        return false;
    }
    match union_of(&view) {
        Some((_, variants)) if view.all_of.is_empty() => {
            variants.iter().any(|variant| says_null(variant, of_component, missing))
        }
        None if view.additional.is_none() && view.items.is_none() && view.values.is_empty() => {
            // Parts that only limit the value allow null.
            let mut shaping = view.all_of.iter().filter(|part| adds_members(part)).peekable();
            shaping.peek().is_some() && shaping.all(|part| says_null(part, of_component, missing))
        }
        Some(_) | None => false,
    }
}
