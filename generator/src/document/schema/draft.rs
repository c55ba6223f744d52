//! A schema while it is read.

use openapiv3::{AnySchema, Schema, SchemaData};
use serde_json::Number;

use super::Written;
use super::kind::{JsonType, narrow};
use crate::document::extras::SchemaExtras;

/// What its keywords have come to.
pub struct Draft {
    pub data: SchemaData,
    pub any: AnySchema,
    /// What `type` lists; empty where it does not say.
    pub types: Vec<JsonType>,
    pub bounds: Bounds,
    pub written: Written,
    pub extras: SchemaExtras,
}

/// Bounds as they are written: an integer's are exact where a float would not be.
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
