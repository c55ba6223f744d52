//! Lists of values: enums of texts and of integers.

use std::collections::BTreeSet;

use openapiv3::Schema;
use serde_json::Value;

use super::facets::Facets;
use super::{Lowering, Site};
use crate::diag::Code;
use crate::ir::{Access, Docs, Enum, EnumRepr, EnumValue};

/// Whether a schema becomes an enum.
pub(super) fn is_choice(facets: &Facets<'_>, schema: &Schema) -> bool {
    !schema.schema_data.extensions.contains_key("x-comma-separated") && repr(facets).is_some()
}

/// What the values of a schema are, where all are texts or all are integers.
fn repr(facets: &Facets<'_>) -> Option<EnumRepr> {
    let mut values = facets.values.iter().filter(|value| !value.is_null()).peekable();
    values.peek()?;
    match facets.typ {
        // What is certain: a string that YAML read as a number or a boolean is still one of the texts.
        Some("string") => values.all(|value| value_text(value).is_some()).then_some(EnumRepr::String),
        Some("integer") => values.all(Value::is_i64).then_some(EnumRepr::Integer),
        None => {
            let values: Vec<_> = values.collect();
            if values.iter().all(|value| value.is_string()) {
                Some(EnumRepr::String)
            } else if values.iter().all(|value| value.is_i64()) {
                Some(EnumRepr::Integer)
            } else {
                None
            }
        }
        Some(_) => None,
    }
}

impl<'a> Lowering<'a> {
    /// The enum that a schema is, if it is one.
    pub(super) fn choice(&mut self, schema: &'a Schema, facets: &Facets<'a>, site: &Site) -> Option<Enum> {
        if !is_choice(facets, schema) {
            return None;
        }
        let repr = repr(facets)?;
        let extensions = &schema.schema_data.extensions;
        let names = extensions.get("x-enum-varnames").and_then(Value::as_array);
        let docs = extensions.get("x-enum-descriptions");
        let read_only = self.read_only_values(schema, facets, site);
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for (index, value) in facets.values.iter().enumerate() {
            let Some(text) = value_text(value).filter(|text| seen.insert(text.clone())) else { continue };
            values.push(EnumValue {
                name: names.and_then(|names| names.get(index)).and_then(Value::as_str).map(str::to_owned),
                docs: Docs { description: value_docs(docs, &text, index), ..Docs::default() },
                access: if read_only.contains(&text) { Access::ReadOnly } else { Access::ReadWrite },
                text,
            });
        }
        Some(Enum { repr, values })
    }

    /// `x-read-only-values`.
    fn read_only_values(&mut self, schema: &Schema, facets: &Facets<'_>, site: &Site) -> BTreeSet<String> {
        let Some(listed) = schema.schema_data.extensions.get("x-read-only-values").and_then(Value::as_array) else {
            return BTreeSet::new();
        };
        for (index, value) in listed.iter().enumerate() {
            if !facets.values.contains(value) {
                let location = site.location.at(&["x-read-only-values", &index.to_string()]);
                self.diags.push(Code::BadExtension, location, format!("{value} is not one of the values of `enum`"));
            }
        }
        listed.iter().filter_map(value_text).collect()
    }
}

/// `x-enum-descriptions`, by value or by position.
fn value_docs(docs: Option<&Value>, text: &str, index: usize) -> Option<String> {
    let docs = docs?;
    docs.get(text).or_else(|| docs.get(index)).and_then(Value::as_str).map(str::to_owned)
}

fn value_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
