//! Reads `const` and `enum`. Their values must be of the type of the schema.

use openapiv3::{AnySchema, ReferenceOr, SchemaKind, Type};

use super::draft::{Draft, Written};
use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::link::node::Node;
use crate::location::Location;
use crate::source::Raw;

/// Adds `const` to the values, takes null out, and converts the others to the type.
pub fn values(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    if let Some(constant) = node.raw.get("const") {
        draft.any.enumeration = vec![constant.clone()];
    }
    let places = places(node, &draft.any.enumeration);
    if draft.any.enumeration.iter().any(Raw::is_null) {
        drop_values(draft, Raw::is_null);
        draft.data.nullable = true;
        if draft.any.enumeration.is_empty() {
            draft.types = vec![JsonType::Null];
        }
    }
    let types: Vec<JsonType> = draft.types.iter().copied().filter(|json_type| *json_type != JsonType::Null).collect();
    let [json_type] = types.as_slice() else { return };
    match json_type {
        JsonType::Array => move_to_items(cx, node, draft),
        JsonType::Object => {}
        JsonType::String | JsonType::Number | JsonType::Integer | JsonType::Boolean | JsonType::Null => {
            coerce_values(cx, node, *json_type, &places, draft);
        }
    }
}

/// Where each value but null stands.
fn places(node: &Node<'_>, values: &[Raw]) -> Vec<Location> {
    if node.raw.get("const").is_some() {
        return vec![node.location_of("const")];
    }
    let list = node.location_of("enum");
    let given = values.iter().enumerate().filter(|(_, value)| !value.is_null());
    given.map(|(index, _)| list.join(&index.to_string())).collect()
}

/// Converts values of another type. A parameter is sent as text, so its values are certain as strings. Elsewhere YAML
/// reads an unquoted `1` as a number and `true` as a boolean.
fn coerce_values(cx: &mut Context<'_>, node: &Node<'_>, json_type: JsonType, places: &[Location], draft: &mut Draft) {
    let fits = |value: &Raw| json_type.has(value) || coerced(json_type, value).is_some();
    let values = &draft.any.enumeration;
    if draft.written == Written::AsText && values.iter().all(is_scalar) && !values.iter().all(fits) {
        draft.any.enumeration = values.iter().map(text_of).collect();
        let message = format!(
            "not every value is of `type: {}`; the values are read as strings, because a parameter is sent as text",
            json_type.name()
        );
        cx.recover(node.location_of("enum"), message);
        draft.types = vec![JsonType::String];
        draft.any.format = None;
        return;
    }
    if !values.is_empty() && !values.iter().any(fits) {
        keep_as_json(cx, node, json_type, draft);
        return;
    }
    for (value, location) in draft.any.enumeration.iter_mut().zip(places) {
        if json_type.has(value) {
            continue;
        }
        let location = location.clone();
        let written = if value.is_number() { cx.written_number(&location) } else { None };
        let shown = written.clone().unwrap_or_else(|| value.to_string());
        let message = format!("{shown} is not of `type: {}`", json_type.name());
        let coerced = match (json_type, written) {
            (JsonType::String, Some(text)) => Some(Raw::String(text)),
            (_, _) => coerced(json_type, value),
        };
        match coerced {
            Some(coerced) => {
                cx.recover_with(location, format!("{message}; it is read as {coerced}"), format!("write {coerced}"));
                *value = coerced;
            }
            // A server that follows the type does not send it.
            None => {
                let help = "write a value of that type, or remove this one";
                cx.recover_with(location, format!("{message}; it is left out"), help);
            }
        }
    }
    drop_values(draft, |value| !json_type.has(value));
}

/// Keeps the value as JSON. No value of the `enum` is of the type, so the document contradicts itself.
fn keep_as_json(cx: &mut Context<'_>, node: &Node<'_>, json_type: JsonType, draft: &mut Draft) {
    let location = node.location_of("enum");
    let name = json_type.name();
    let message =
        format!("no value of the `enum` is of `type: {name}`, so one of the two is wrong; the value is kept as JSON");
    cx.report(Code::KeptAsJson, location, message).help("write values of that type, or the `type` of these values");
    draft.types.clear();
    draft.any = AnySchema::default();
    draft.extras.values.clear();
}

/// Moves values that are not arrays to the items of the array, for which they are meant.
fn move_to_items(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    if draft.any.enumeration.is_empty() || draft.any.enumeration.iter().any(Raw::is_array) {
        return;
    }
    let values = std::mem::take(&mut draft.any.enumeration);
    draft.extras.values.clear();
    cx.recover(
        node.location_of("enum"),
        "the values of an array's `enum` are not arrays; they are read as the values of its items",
    );
    let Some(ReferenceOr::Item(items)) = &mut draft.any.items else { return };
    if let SchemaKind::Type(Type::String(text)) = &mut items.schema_kind
        && text.enumeration.is_empty()
        && values.iter().all(Raw::is_string)
    {
        text.enumeration = values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    }
}

/// Removes values, each with its extras.
fn drop_values(draft: &mut Draft, is_dropped: impl Fn(&Raw) -> bool) {
    let kept: Vec<bool> = draft.any.enumeration.iter().map(|value| !is_dropped(value)).collect();
    let is_kept = |index: usize| kept.get(index).copied().unwrap_or(true);
    retain_by_index(&mut draft.extras.values, is_kept);
    retain_by_index(&mut draft.any.enumeration, is_kept);
}

fn retain_by_index<T>(values: &mut Vec<T>, is_kept: impl Fn(usize) -> bool) {
    let mut index = 0;
    values.retain(|_| {
        index += 1;
        is_kept(index - 1)
    });
}

fn is_scalar(value: &Raw) -> bool {
    !(value.is_array() || value.is_object())
}

/// The value as it is written in a URL.
fn text_of(value: &Raw) -> Raw {
    Raw::String(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The value converted to the type, if its meaning is certain.
fn coerced(json_type: JsonType, value: &Raw) -> Option<Raw> {
    match (json_type, value) {
        (JsonType::String, Raw::Number(_) | Raw::Bool(_)) => Some(Raw::String(value.to_string())),
        (JsonType::Boolean, Raw::String(text)) => text.to_ascii_lowercase().parse::<bool>().ok().map(Raw::Bool),
        (JsonType::Integer, Raw::Number(number)) => {
            let float = number.as_f64().filter(|float| float.fract() == 0.0)?;
            format!("{float:.0}").parse::<i64>().ok().map(Raw::from)
        }
        (JsonType::Integer, Raw::String(text)) => text.trim().parse::<i64>().ok().map(Raw::from),
        (JsonType::Number, Raw::String(text)) => text.trim().parse::<serde_json::Number>().ok().map(Raw::Number),
        _ => None,
    }
}
