//! Which kind of `openapiv3` is a schema? The narrowest that has all of its keywords.

use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr, Schema, SchemaKind,
    StringType, Type, VariantOrUnknownOrEmpty,
};

use crate::source::Raw;
use crate::vocabulary::ValueFormat;

/// The types of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonType {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
    Null,
}

impl JsonType {
    /// The names of all types.
    pub const NAMES: [&'static str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

    pub fn from_name(text: &str) -> Option<Self> {
        match text {
            "string" => Some(Self::String),
            "number" => Some(Self::Number),
            "integer" => Some(Self::Integer),
            "boolean" => Some(Self::Boolean),
            "array" => Some(Self::Array),
            "object" => Some(Self::Object),
            "null" => Some(Self::Null),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
            Self::Null => "null",
        }
    }

    /// Whether a value is of the type.
    pub fn has(self, value: &Raw) -> bool {
        match self {
            Self::String => value.is_string(),
            Self::Number => value.is_number(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Boolean => value.is_boolean(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
            Self::Null => value.is_null(),
        }
    }
}

/// Takes the keywords that apply to values of the type out of `all`.
pub fn part_for(json_type: JsonType, all: &mut AnySchema) -> AnySchema {
    let mut part = AnySchema { typ: Some(json_type.name().to_owned()), ..AnySchema::default() };
    match json_type {
        JsonType::String => {
            part.pattern = all.pattern.take();
            part.min_length = all.min_length.take();
            part.max_length = all.max_length.take();
            part.format = all.format.take_if(|format| !is_numeric(format));
            // A decimal may be a string too.
            let decimal = || all.format.clone().filter(|it| ValueFormat::of(it) == Some(ValueFormat::Decimal));
            part.format = part.format.take().or_else(decimal);
        }
        JsonType::Number | JsonType::Integer => {
            // `type` can list both, and the bounds apply to both.
            part.multiple_of = all.multiple_of;
            part.minimum = all.minimum;
            part.maximum = all.maximum;
            part.exclusive_minimum = all.exclusive_minimum;
            part.exclusive_maximum = all.exclusive_maximum;
            part.format = all.format.clone().filter(|format| is_numeric(format));
        }
        JsonType::Array => {
            part.items = all.items.take();
            part.min_items = all.min_items.take();
            part.max_items = all.max_items.take();
            part.unique_items = all.unique_items.take();
        }
        JsonType::Object => {
            part.properties = std::mem::take(&mut all.properties);
            part.required = std::mem::take(&mut all.required);
            part.additional_properties = all.additional_properties.take();
            part.min_properties = all.min_properties.take();
            part.max_properties = all.max_properties.take();
        }
        JsonType::Boolean | JsonType::Null => {}
    }
    part
}

fn is_numeric(format: &str) -> bool {
    ValueFormat::of(format).is_some_and(ValueFormat::is_for_numbers)
}

/// Adds a schema to the `allOf` of another.
pub fn add_all_of(schema: &mut Schema, other: ReferenceOr<Schema>) {
    let kind = std::mem::replace(&mut schema.schema_kind, SchemaKind::Any(AnySchema::default()));
    schema.schema_kind = match kind {
        SchemaKind::AllOf { mut all_of } => {
            all_of.insert(0, other);
            SchemaKind::AllOf { all_of }
        }
        SchemaKind::Any(mut any) => {
            any.all_of.insert(0, other);
            narrow(any)
        }
        kind @ (SchemaKind::Type(_) | SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. }) => {
            let mut any = widen(kind);
            any.all_of.insert(0, other);
            SchemaKind::Any(any)
        }
    };
}

/// Any kind as the one that has every keyword.
fn widen(kind: SchemaKind) -> AnySchema {
    match kind {
        SchemaKind::Any(any) => any,
        SchemaKind::OneOf { one_of } => AnySchema { one_of, ..AnySchema::default() },
        SchemaKind::AnyOf { any_of } => AnySchema { any_of, ..AnySchema::default() },
        SchemaKind::AllOf { all_of } => AnySchema { all_of, ..AnySchema::default() },
        SchemaKind::Not { not } => AnySchema { not: Some(not), ..AnySchema::default() },
        // Its serialised form has the keywords of `AnySchema`, one for one.
        SchemaKind::Type(known) => {
            serde_json::to_value(known).and_then(serde_json::from_value::<AnySchema>).unwrap_or_default()
        }
    }
}

/// The narrowest kind that has all of the keywords.
pub fn narrow(any: AnySchema) -> SchemaKind {
    let rest = Groups::count(&any);
    match any.typ.as_deref().and_then(JsonType::from_name) {
        Some(JsonType::String) if rest.only(rest.text) && has_only(&any, JsonType::String) => string(any),
        Some(JsonType::Number) if rest.only(rest.number) && has_only(&any, JsonType::Number) => number(any),
        Some(JsonType::Integer) if rest.only(rest.number) && has_only(&any, JsonType::Integer) => integer(any),
        Some(JsonType::Boolean) if rest.only(0) && any.format.is_none() && has_only(&any, JsonType::Boolean) => {
            let enumeration = any.enumeration.iter().map(Raw::as_bool).collect();
            SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
        }
        Some(JsonType::Array) if rest.only(rest.array) && is_plain(&any) => SchemaKind::Type(Type::Array(ArrayType {
            items: any.items,
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or_default(),
        })),
        Some(JsonType::Object) if rest.only(rest.object) && is_plain(&any) => {
            SchemaKind::Type(Type::Object(ObjectType {
                properties: any.properties,
                required: any.required,
                additional_properties: any.additional_properties,
                min_properties: any.min_properties,
                max_properties: any.max_properties,
            }))
        }
        Some(_) => SchemaKind::Any(any),
        None if any.typ.is_none() && is_plain(&any) && rest.only(rest.composed) && rest.composed == 1 => composed(any),
        None => SchemaKind::Any(any),
    }
}

/// How many keywords of each group there are.
struct Groups {
    text: usize,
    number: usize,
    array: usize,
    object: usize,
    composed: usize,
}

impl Groups {
    fn count(any: &AnySchema) -> Self {
        let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
        Self {
            text: count(&[any.pattern.is_some(), any.min_length.is_some(), any.max_length.is_some()]),
            number: count(&[
                any.multiple_of.is_some(),
                any.minimum.is_some(),
                any.maximum.is_some(),
                any.exclusive_minimum.is_some(),
                any.exclusive_maximum.is_some(),
            ]),
            array: count(&[
                any.items.is_some(),
                any.min_items.is_some(),
                any.max_items.is_some(),
                any.unique_items.is_some(),
            ]),
            object: count(&[
                !any.properties.is_empty(),
                !any.required.is_empty(),
                any.additional_properties.is_some(),
                any.min_properties.is_some(),
                any.max_properties.is_some(),
            ]),
            composed: count(&[
                !any.one_of.is_empty(),
                !any.any_of.is_empty(),
                !any.all_of.is_empty(),
                any.not.is_some(),
            ]),
        }
    }

    /// Whether the schema has so many keywords of all groups.
    fn only(&self, these: usize) -> bool {
        self.text + self.number + self.array + self.object + self.composed == these
    }
}

fn has_only(any: &AnySchema, json_type: JsonType) -> bool {
    any.enumeration.iter().all(|value| json_type.has(value) && (json_type != JsonType::Integer || value.is_i64()))
}

fn is_plain(any: &AnySchema) -> bool {
    any.enumeration.is_empty() && any.format.is_none()
}

fn string(any: AnySchema) -> SchemaKind {
    SchemaKind::Type(Type::String(StringType {
        format: VariantOrUnknownOrEmpty::from(any.format),
        pattern: any.pattern,
        enumeration: any.enumeration.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
        min_length: any.min_length,
        max_length: any.max_length,
    }))
}

fn number(any: AnySchema) -> SchemaKind {
    SchemaKind::Type(Type::Number(NumberType {
        format: VariantOrUnknownOrEmpty::from(any.format),
        multiple_of: any.multiple_of,
        exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
        exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
        minimum: any.minimum,
        maximum: any.maximum,
        enumeration: any.enumeration.iter().map(Raw::as_f64).collect(),
    }))
}

fn integer(any: AnySchema) -> SchemaKind {
    // `bounds` has made the bounds integers.
    SchemaKind::Type(Type::Integer(IntegerType {
        format: VariantOrUnknownOrEmpty::from(any.format),
        multiple_of: any.multiple_of.and_then(whole),
        exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
        exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
        minimum: any.minimum.and_then(whole),
        maximum: any.maximum.and_then(whole),
        enumeration: any.enumeration.iter().map(Raw::as_i64).collect(),
    }))
}

fn whole(value: f64) -> Option<i64> {
    format!("{value:.0}").parse().ok()
}

fn composed(any: AnySchema) -> SchemaKind {
    let AnySchema { one_of, any_of, all_of, not, .. } = any;
    if !one_of.is_empty() {
        SchemaKind::OneOf { one_of }
    } else if !any_of.is_empty() {
        SchemaKind::AnyOf { any_of }
    } else if !all_of.is_empty() {
        SchemaKind::AllOf { all_of }
    } else if let Some(not) = not {
        SchemaKind::Not { not }
    } else {
        SchemaKind::Any(AnySchema::default())
    }
}
