//! What do the keywords of a schema that hold no schemas say of a value?

use serde_json::{Map, Number};

use crate::source::Raw;
use crate::vocabulary::Extension;

/// Whether the schema says by itself that a value may be null.
pub fn allows_null(schema: &Map<String, Raw>) -> bool {
    let is_true = |key: &str| schema.get(key) == Some(&Raw::Bool(true));
    let types = schema.get("type").and_then(Raw::as_array);
    is_true("nullable")
        || is_true(Extension::Nullable.key())
        || types.is_some_and(|types| types.iter().any(|name| name == "null" || name.is_null()))
        || schema.get("enum").and_then(Raw::as_array).is_some_and(|values| values.contains(&Raw::Null))
}

/// The types of a schema, if the value is of none of them.
pub fn other_types(schema: &Map<String, Raw>, value: &Raw) -> Option<String> {
    let names: Vec<&str> = match schema.get("type")? {
        Raw::String(name) => vec![name],
        Raw::Array(names) => names.iter().map(Raw::as_str).collect::<Option<_>>()?,
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::Object(_) => return None,
    };
    let is_of = |name: &&str| match *name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "array" => value.is_array(),
        "object" => value.is_object(),
        // Told elsewhere.
        _ => true,
    };
    if names.iter().any(is_of) {
        return None;
    }
    Some(names.iter().map(|name| format!("`type: {name}`")).collect::<Vec<_>>().join(" or "))
}

/// Whether two values are the same, where `1` is `1.0`.
pub fn equal(one: &Raw, other: &Raw) -> bool {
    match (one, other) {
        (Raw::Number(one), Raw::Number(other)) => one.as_f64() == other.as_f64(),
        (one, other) => one == other,
    }
}

/// Which bound a number does not keep.
pub fn out_of_bounds(schema: &Map<String, Raw>, number: &Number) -> Option<String> {
    let value = number.as_f64()?;
    let limit = |key: &str| schema.get(key).and_then(Raw::as_f64);
    let is_strict = |key: &str| schema.get(key) == Some(&Raw::Bool(true));
    let least = limit("minimum").filter(|least| value < *least || (is_strict("exclusiveMinimum") && value <= *least));
    let most = limit("maximum").filter(|most| value > *most || (is_strict("exclusiveMaximum") && value >= *most));
    let above = limit("exclusiveMinimum").filter(|least| value <= *least);
    let below = limit("exclusiveMaximum").filter(|most| value >= *most);
    let said = least.map(|it| ("below the least", it)).or(most.map(|it| ("above the greatest", it)));
    let said = said.or(above.map(|it| ("not above", it))).or(below.map(|it| ("not below", it)));
    said.map(|(how, limit)| format!("{number} is {how} that the schema allows, {limit}"))
}

/// A value for a message.
pub fn short(value: &Raw) -> String {
    match value {
        Raw::Object(_) => "an object".to_owned(),
        Raw::Array(_) => "a list".to_owned(),
        Raw::String(text) if text.chars().count() > 40 => {
            format!("\"{}…\"", text.chars().take(40).collect::<String>().escape_debug())
        }
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => value.to_string(),
    }
}
