//! Which scalar is a value without parts? The type and the format of its schema decide.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::context::{Lowering, TypeOrigin};
use super::schema_view::SchemaView;
use crate::ir::{Item, Scalar, Step, TypeExpr};

impl<'a> Lowering<'a> {
    pub(super) fn scalar(&mut self, schema: &'a Schema, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        if let Some(item) = self.comma_separated(schema, &view, origin) {
            return item;
        }
        let scalar = match scalar_of(view.typ, view.format.as_deref()) {
            Scalar::String if schema.schema_data.write_only => Scalar::Secret,
            other => other,
        };
        Item { checks: view.checks, ..Item::plain(TypeExpr::Scalar(scalar)) }
    }

    /// A schema with a format or values, but no type.
    pub(super) fn untyped(&mut self, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        if !view.values.is_empty() {
            return self.untyped_values(&view.values, origin);
        }
        match string(view.format.as_deref()) {
            // An unknown format does not say which JSON type the value has.
            Scalar::String => Item::plain(TypeExpr::Json),
            scalar => {
                self.imply("strings", origin);
                Item { checks: view.checks, ..Item::plain(TypeExpr::Scalar(scalar)) }
            }
        }
    }

    /// The type of a schema that has values and no type. The values are neither all strings nor all integers.
    fn untyped_values(&mut self, values: &[Value], origin: &TypeOrigin) -> Item {
        let mut given = values.iter().filter(|value| !value.is_null()).peekable();
        if given.peek().is_none() {
            // Null is the only value, and no scalar holds it.
            return Item::plain(TypeExpr::Json);
        }
        let given: Vec<&Value> = given.collect();
        if given.iter().all(|value| value.is_boolean()) {
            return Item::plain(TypeExpr::Scalar(Scalar::Bool));
        }
        if given.iter().all(|value| value.is_number()) {
            return Item::plain(TypeExpr::Scalar(Scalar::F64));
        }
        let is_structured = given.iter().all(|value| value.is_array() || value.is_object());
        let what = if is_structured { "values that are arrays or objects" } else { "values of several JSON types" };
        self.keep_as_json(&origin.location, &format!("{what} are kept as JSON"))
    }

    /// A string that joins values by commas.
    fn comma_separated(&mut self, schema: &Schema, view: &SchemaView<'a>, origin: &TypeOrigin) -> Option<Item> {
        let reference = self.extras(schema)?.comma_separated.as_ref()?;
        let item = self.reference(reference, &origin.step(&["x-comma-separated", "items"], Step::Items));
        let ty = TypeExpr::CommaSeparated(Box::new(item));
        Some(Item { checks: view.checks.clone(), ..Item::plain(ty) })
    }

    /// Whether a schema, or the component that it refers to, is a string or says nothing of its type.
    pub(super) fn is_text(&self, schema: &'a ReferenceOr<Schema>) -> bool {
        let schema = match schema {
            ReferenceOr::Reference { reference } => self.component_schema(reference),
            ReferenceOr::Item(schema) => Some(schema),
        };
        schema.is_some_and(|schema| {
            let view = SchemaView::new(schema);
            view.typ == Some("string") || view.is_free()
        })
    }
}

/// The scalar of a JSON type and a format.
pub(super) fn scalar_of(typ: Option<&str>, format: Option<&str>) -> Scalar {
    match typ {
        Some("boolean") => Scalar::Bool,
        Some("integer") => integer(format),
        Some("number") => number(format),
        Some(_) | None => string(format),
    }
}

fn string(format: Option<&str>) -> Scalar {
    match format {
        Some("date-time") => Scalar::DateTime,
        Some("date") => Scalar::Date,
        Some("time") => Scalar::Time,
        Some("duration") => Scalar::Duration,
        Some("uuid" | "guid") => Scalar::Uuid,
        Some("decimal") => Scalar::Decimal,
        Some("byte") => Scalar::Base64,
        Some("base64url") => Scalar::Base64Url,
        Some("binary") => Scalar::Bytes,
        Some("password") => Scalar::Secret,
        Some(_) | None => Scalar::String,
    }
}

fn integer(format: Option<&str>) -> Scalar {
    match format {
        Some("bigint" | "big-int" | "biginteger" | "big-integer" | "int128" | "uint128" | "int256" | "uint256") => {
            Scalar::Decimal
        }
        Some("int32" | "int16" | "int8" | "uint8" | "uint16") => Scalar::I32,
        Some("uint64") => Scalar::U64,
        Some(_) | None => Scalar::I64,
    }
}

fn number(format: Option<&str>) -> Scalar {
    match format {
        Some("decimal" | "decimal128" | "bigdecimal" | "big-decimal") => Scalar::Decimal,
        Some(_) | None => Scalar::F64,
    }
}
