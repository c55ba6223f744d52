//! Which schemas become enums? Those whose values are all strings or all integers.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::context::Lowering;
use super::docs::title_of;
use super::schema_view::SchemaView;
use crate::ir::{Access, Docs, Enum, EnumRepr, EnumValue};

/// What the values of a schema are, if all are strings or all are integers.
fn repr(view: &SchemaView<'_>) -> Option<EnumRepr> {
    let mut values = view.values.iter().filter(|value| !value.is_null()).peekable();
    values.peek()?;
    match view.typ {
        // A string that YAML reads as a number or a boolean is still one of the strings.
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
    /// Whether a schema becomes an enum.
    pub(super) fn is_enumeration(&self, schema: &Schema, view: &SchemaView<'_>) -> bool {
        let is_comma_separated = self.extras(schema).is_some_and(|extras| extras.comma_separated.is_some());
        !is_comma_separated && repr(view).is_some()
    }

    /// The enum that a schema is, if it is one.
    pub(super) fn enumeration(&self, schema: &Schema, view: &SchemaView<'_>) -> Option<Enum> {
        let repr = repr(view).filter(|_| self.is_enumeration(schema, view))?;
        let extras = self.extras(schema).map(|extras| extras.values.as_slice()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for (index, value) in view.values.iter().enumerate() {
            let Some(text) = value_text(value).filter(|text| seen.insert(text.clone())) else { continue };
            let extras = extras.get(index).cloned().unwrap_or_default();
            values.push(EnumValue {
                name: extras.name,
                docs: Docs { description: extras.description, ..Docs::default() },
                access: if extras.is_read_only { Access::ReadOnly } else { Access::ReadWrite },
                text,
            });
        }
        Some(Enum { repr, values })
    }
}

/// The enum that variants with one constant each become, if all are strings or all are integers. Each variant may give
/// its value a name and a description.
pub(super) fn constants(variants: &[ReferenceOr<Schema>]) -> Option<Enum> {
    let mut values = Vec::new();
    let mut reprs = BTreeSet::new();
    for variant in variants {
        let ReferenceOr::Item(schema) = variant else { return None };
        let view = SchemaView::new(schema);
        match view.values.as_slice() {
            [Value::Null] => continue,
            [value] => {
                reprs.insert(repr(&view)? == EnumRepr::Integer);
                let data = &schema.schema_data;
                values.push(EnumValue {
                    name: title_of(schema),
                    docs: Docs { description: data.description.clone(), ..Docs::default() },
                    access: Access::ReadWrite,
                    text: value_text(value)?,
                });
            }
            _ => return None,
        }
    }
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.text.clone()));
    match (values.len(), reprs.len(), reprs.contains(&true)) {
        (0 | 1, _, _) | (_, 2.., _) | (_, 0, _) => None,
        (_, 1, true) => Some(Enum { repr: EnumRepr::Integer, values }),
        (_, 1, false) => Some(Enum { repr: EnumRepr::String, values }),
    }
}

fn value_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
