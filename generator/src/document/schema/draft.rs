//! A schema while it is read.

use openapiv3::{AnySchema, Schema, SchemaData, SchemaKind};
use serde_json::Number;

use super::kind::{JsonType, narrow};
use crate::document::extras::SchemaExtras;

/// How a value of the schema is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    AsJson,
    /// As in parameters and headers, where every value is text.
    AsText,
}

/// The keywords of a schema, which are not combined yet.
pub struct Draft {
    pub data: SchemaData,
    pub any: AnySchema,
    /// The types that `type` lists. Empty: there is no `type`.
    pub types: Vec<JsonType>,
    pub bounds: Bounds,
    pub written: Written,
    pub extras: SchemaExtras,
}

/// Bounds as they are written. A float cannot hold those of every integer.
#[derive(Default)]
pub struct Bounds {
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub multiple_of: Option<Number>,
}

/// A finished schema.
pub fn finish(data: SchemaData, any: AnySchema) -> Schema {
    Schema { schema_data: data, schema_kind: narrow(any) }
}

/// A schema that allows every value.
pub fn anything() -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Any(AnySchema::default()) }
}
