//! Which scalar is a value without parts? The type and the format of its schema decide.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::context::{Lowering, TypeOrigin};
use super::schema_view::SchemaView;
use crate::ir::{Check, Item, Scalar, Step, TypeExpr};
use crate::vocabulary::{ValueFormat, Width};

impl<'a> Lowering<'a> {
    pub(super) fn scalar(&mut self, schema: &'a Schema, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        if let Some(item) = self.comma_separated(schema, &view, origin) {
            return item;
        }
        let mut item = scalar_item(view);
        if schema.schema_data.write_only && item.ty == TypeExpr::Scalar(Scalar::String) {
            item.ty = TypeExpr::Scalar(Scalar::Secret);
        }
        item
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
        let checks = values_check(values).into_iter().collect();
        if given.iter().all(|value| value.is_boolean()) {
            return Item { checks, ..Item::plain(TypeExpr::Scalar(Scalar::Bool)) };
        }
        if given.iter().all(|value| value.is_number()) {
            return Item { checks, ..Item::plain(TypeExpr::Scalar(Scalar::F64)) };
        }
        let is_structured = given.iter().all(|value| value.is_array() || value.is_object());
        let what = if is_structured { "values that are arrays or objects" } else { "values of several JSON types" };
        let help = "list values of one type in each `enum`, and join several by `oneOf`";
        self.keep_as_json(&origin.location, &format!("{what} are kept as JSON"), help)
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

/// The value of a schema that is a scalar, with its limits.
pub(super) fn scalar_item(view: SchemaView<'_>) -> Item {
    let SchemaView { typ, format, mut checks, values, .. } = view;
    let scalar = scalar_of(typ, format.as_deref());
    checks.extend(values_check(&values));
    match scalar {
        // The Rust type holds fractions, and an integer has none.
        Scalar::UnixTime | Scalar::Seconds | Scalar::Milliseconds if typ == Some("integer") => {
            checks.push(Check::MultipleOf(1.into()));
        }
        _ => {}
    }
    Item { checks, ..Item::plain(TypeExpr::Scalar(scalar)) }
}

/// The limit to the values that a schema lists, if all but null are numbers, or are one boolean. Strings and integers are an
/// enum.
fn values_check(values: &[Value]) -> Option<Check> {
    let mut given = values.iter().filter(|value| !value.is_null()).peekable();
    match given.peek()? {
        Value::Bool(first) => given.all(|value| value.as_bool() == Some(*first)).then_some(Check::Boolean(*first)),
        Value::Number(_) => {
            let number = |value: &Value| if let Value::Number(number) = value { Some(number.clone()) } else { None };
            given.map(number).collect::<Option<_>>().map(Check::Numbers)
        }
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The scalar of a JSON type and a format.
fn scalar_of(typ: Option<&str>, format: Option<&str>) -> Scalar {
    match typ {
        Some("boolean") => Scalar::Bool,
        Some("integer") => integer(format),
        Some("number") => number(format),
        Some(_) | None => string(format),
    }
}

fn string(format: Option<&str>) -> Scalar {
    match format.and_then(ValueFormat::of) {
        Some(ValueFormat::DateTime) => Scalar::DateTime,
        Some(ValueFormat::Date) => Scalar::Date,
        Some(ValueFormat::Time) => Scalar::Time,
        Some(ValueFormat::Duration) => Scalar::Duration,
        Some(ValueFormat::HttpDate) => Scalar::HttpDate,
        Some(ValueFormat::Uuid) => Scalar::Uuid,
        Some(ValueFormat::Decimal) => Scalar::DecimalString,
        Some(ValueFormat::Base64) => Scalar::Base64,
        Some(ValueFormat::Base64Url) => Scalar::Base64Url,
        Some(ValueFormat::Binary) => Scalar::Bytes,
        Some(ValueFormat::Password) => Scalar::Secret,
        // The digits of a number are text where a string has them.
        Some(
            ValueFormat::UnixTime
            | ValueFormat::Seconds
            | ValueFormat::Milliseconds
            | ValueFormat::Integer(_)
            | ValueFormat::Float
            | ValueFormat::Text,
        )
        | None => Scalar::String,
    }
}

fn integer(format: Option<&str>) -> Scalar {
    number_format(format).unwrap_or(Scalar::I64)
}

fn number(format: Option<&str>) -> Scalar {
    match format.and_then(ValueFormat::of) {
        Some(ValueFormat::Decimal) => Scalar::Decimal,
        Some(_) | None => number_format(format).unwrap_or(Scalar::F64),
    }
}

/// The scalar of a format that says which numbers there are.
fn number_format(format: Option<&str>) -> Option<Scalar> {
    match ValueFormat::of(format?)? {
        ValueFormat::UnixTime => Some(Scalar::UnixTime),
        ValueFormat::Seconds => Some(Scalar::Seconds),
        ValueFormat::Milliseconds => Some(Scalar::Milliseconds),
        ValueFormat::Integer(width) => Some(match width {
            Width::I8 => Scalar::I8,
            Width::I16 => Scalar::I16,
            Width::I32 => Scalar::I32,
            Width::I64 => Scalar::I64,
            Width::U8 => Scalar::U8,
            Width::U16 => Scalar::U16,
            Width::U32 => Scalar::U32,
            Width::U64 => Scalar::U64,
            Width::Big => Scalar::Decimal,
        }),
        ValueFormat::DateTime
        | ValueFormat::Date
        | ValueFormat::Time
        | ValueFormat::Duration
        | ValueFormat::HttpDate
        | ValueFormat::Uuid
        | ValueFormat::Decimal
        | ValueFormat::Base64
        | ValueFormat::Base64Url
        | ValueFormat::Binary
        | ValueFormat::Password
        | ValueFormat::Float
        | ValueFormat::Text => None,
    }
}
