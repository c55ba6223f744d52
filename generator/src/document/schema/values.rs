//! `const` and `enum`: values of the type that the schema has.

use openapiv3::{AnySchema, ReferenceOr, SchemaKind, Type};

use super::draft::{Draft, Written};
use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::link::node::Node;
use crate::source::Raw;

/// Puts `const` among the values, takes null out, and fits the rest to the type.
pub fn values(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    if let Some(constant) = node.raw.get("const") {
        draft.any.enumeration = vec![constant.clone()];
    }
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
            fit(cx, node, *json_type, draft);
        }
    }
}

/// Values of another type. In a parameter all is text, so there texts are certain. Elsewhere YAML reads an unquoted
/// `1` as a number and `true` as a flag.
fn fit(cx: &mut Context<'_>, node: &Node<'_>, json_type: JsonType, draft: &mut Draft) {
    let fits = |value: &Raw| json_type.has(value) || fitted(json_type, value).is_some();
    let values = &draft.any.enumeration;
    if draft.written == Written::AsText && values.iter().all(is_scalar) && !values.iter().all(fits) {
        draft.any.enumeration = values.iter().map(text_of).collect();
        let message = format!("not every value is of `type: {}`; read as texts, as they are sent", json_type.name());
        cx.recover(node.location_of("enum"), message);
        draft.types = vec![JsonType::String];
        draft.any.format = None;
        return;
    }
    if !values.is_empty() && !values.iter().any(fits) {
        contradiction(cx, node, json_type, draft);
        return;
    }
    for (index, value) in draft.any.enumeration.iter_mut().enumerate() {
        if json_type.has(value) {
            continue;
        }
        let location = node.location_of("enum").join(&index.to_string());
        let message = format!("{value} is not of `type: {}`", json_type.name());
        match fitted(json_type, value) {
            Some(fitted) => {
                cx.recover(location, format!("{message}; read as {fitted}"));
                *value = fitted;
            }
            // By the type no server sends it.
            None => cx.recover(location, format!("{message}; left out")),
        }
    }
    drop_values(draft, |value| !json_type.has(value));
}

/// No value is of the type: the document contradicts itself, and nobody can tell what a server sends.
fn contradiction(cx: &mut Context<'_>, node: &Node<'_>, json_type: JsonType, draft: &mut Draft) {
    let location = node.location_of("enum");
    let name = json_type.name();
    let message = format!("no value is of `type: {name}`: which of the two is right is not known; kept as JSON");
    cx.report(Code::KeptAsJson, location, message);
    draft.types.clear();
    draft.any = AnySchema::default();
    draft.extras.values.clear();
}

/// An array whose values are no arrays: they are meant for its items.
fn move_to_items(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    if draft.any.enumeration.is_empty() || draft.any.enumeration.iter().any(Raw::is_array) {
        return;
    }
    let values = std::mem::take(&mut draft.any.enumeration);
    draft.extras.values.clear();
    cx.recover(node.location_of("enum"), "the values of an array's `enum` are no arrays; read as those of its items");
    let Some(ReferenceOr::Item(items)) = &mut draft.any.items else { return };
    if let SchemaKind::Type(Type::String(text)) = &mut items.schema_kind
        && text.enumeration.is_empty()
        && values.iter().all(Raw::is_string)
    {
        text.enumeration = values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    }
}

/// Leaves values out, each with what is said of it.
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

/// The value as it stands in a URL.
fn text_of(value: &Raw) -> Raw {
    Raw::String(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// The value as one of the type, where that is certain.
fn fitted(json_type: JsonType, value: &Raw) -> Option<Raw> {
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
