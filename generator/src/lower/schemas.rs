//! The component schemas of a bundle, by key.

use openapiv3::{ReferenceOr, Schema};

use crate::pointer;

/// Component schemas by key.
pub(super) type Schemas = indexmap::IndexMap<String, ReferenceOr<Schema>>;

/// The key of the component schema that a reference names.
pub(super) fn key_of<'a>(schemas: &'a Schemas, reference: &str) -> Option<&'a str> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    let found = schemas.get_key_value(name).or_else(|| schemas.get_key_value(pointer::unescape(name).as_str()));
    found.map(|(key, _)| key.as_str())
}
