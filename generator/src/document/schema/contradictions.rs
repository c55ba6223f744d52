//! Which keywords of a schema contradict each other. They are reported, and the schema is read nevertheless.

use std::collections::BTreeSet;

use serde_json::Number;

use super::draft::{Draft, Written};
use super::kind::JsonType;
use super::pattern;
use crate::diag::Code;
use crate::document::context::Context;
use crate::link::node::Node;
use crate::pointer;
use crate::source::Raw;
use crate::spelling::nearest;

/// Reports each contradiction.
pub fn contradictions(cx: &mut Context<'_>, node: &Node<'_>, draft: &Draft) {
    default_of_another_type(cx, node, draft);
    for (least, most) in [
        ("minimum", "maximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
    ] {
        reversed_bounds(cx, node, least, most);
    }
    repeated_values(cx, node);
    broken_pattern(cx, node);
    undeclared_properties(cx, node, draft);
}

fn default_of_another_type(cx: &mut Context<'_>, node: &Node<'_>, draft: &Draft) {
    let Some(default) = node.raw.get("default") else { return };
    let is_text = draft.written == Written::AsText && !(default.is_array() || default.is_object());
    let is_null = default.is_null() && draft.data.nullable;
    let is_whole = |value: &Raw| value.as_f64().is_some_and(|value| value.fract() == 0.0);
    let has = |json_type: &JsonType| {
        json_type.has(default) || (*json_type == JsonType::Integer && default.is_number() && is_whole(default))
    };
    if draft.types.is_empty() || is_text || is_null || draft.types.iter().any(has) {
        return;
    }
    let types: Vec<String> = draft.types.iter().map(|known| format!("`type: {}`", known.name())).collect();
    let message = format!("the default {default} is not of {}", types.join(" or "));
    cx.report(Code::Contradiction, node.location_of("default"), message)
        .help("write a default that the schema allows, or another `type`");
}

/// A lower bound above the upper one.
fn reversed_bounds(cx: &mut Context<'_>, node: &Node<'_>, least_key: &str, most_key: &str) {
    let number = |key: &str| node.raw.get(key).and_then(Raw::as_number).cloned();
    let (Some(least), Some(most)) = (number(least_key), number(most_key)) else { return };
    let is_above = match (least.as_i64(), most.as_i64()) {
        (Some(least), Some(most)) => least > most,
        _ => Number::as_f64(&least).zip(Number::as_f64(&most)).is_some_and(|(least, most)| least > most),
    };
    if is_above {
        let message = format!("`{least_key}` of {least} is above `{most_key}` of {most}, so that no value is allowed");
        cx.report(Code::Contradiction, node.location_of(least_key), message)
            .label(node.location_of(most_key), "the upper bound")
            .help("exchange the two, or mend one of them");
    }
}

/// A `pattern` that is no expression, so that nothing checks it.
fn broken_pattern(cx: &mut Context<'_>, node: &Node<'_>) {
    let Some(fault) = node.raw.get("pattern").and_then(Raw::as_str).and_then(pattern::fault) else { return };
    let message = format!("`pattern` is no regular expression, so that nothing is checked: {}", fault.what);
    cx.report(Code::Contradiction, node.location_of("pattern"), message).help(fault.help);
}

fn repeated_values(cx: &mut Context<'_>, node: &Node<'_>) {
    let Some(values) = node.raw.get("enum").and_then(Raw::as_array) else { return };
    let is_text = node.raw.get("type").is_some_and(|named| {
        named == "string" || named.as_array().is_some_and(|names| names.iter().any(|name| name == "string"))
    });
    let mut known = BTreeSet::new();
    for (index, value) in values.iter().enumerate() {
        let location = node.location_of("enum").join(&index.to_string());
        // 1.1 and 1.10 are one number and two texts.
        let written = if is_text && value.is_number() { cx.written_number(&location) } else { None };
        if !known.insert(written.unwrap_or_else(|| value.to_string())) {
            cx.report(Code::Contradiction, location, format!("{value} is listed more than once"))
                .help("remove it here, or write the value that was meant");
        }
    }
}

/// Names in `required` of an object that declares all of its properties itself, but not these.
fn undeclared_properties(cx: &mut Context<'_>, node: &Node<'_>, draft: &Draft) {
    let any = &draft.any;
    let is_complete = !any.properties.is_empty()
        && any.all_of.is_empty()
        && any.one_of.is_empty()
        && any.any_of.is_empty()
        && ["$ref", "additionalProperties", "patternProperties", "unevaluatedProperties", "$dynamicRef"]
            .iter()
            .all(|key| node.raw.get(key).is_none_or(|value| value == &Raw::Bool(false)));
    let Some(required) = node.raw.get("required").and_then(Raw::as_array).filter(|_| is_complete) else { return };
    let tag = draft.data.discriminator.as_ref().map(|discriminator| discriminator.property_name.as_str());
    for (index, name) in required.iter().enumerate() {
        let Some(name) = name.as_str().filter(|name| !any.properties.contains_key(*name) && tag != Some(name)) else {
            continue;
        };
        if is_part(node) {
            return;
        }
        let location = node.location_of("required").join(&index.to_string());
        let message = format!("`{name}` is required, but no property has this name");
        let diagnostic = cx.report(Code::Contradiction, location, message);
        match nearest(name, any.properties.keys().map(String::as_str)) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("add it to `properties`, or remove it here"),
        };
    }
}

/// Whether the schema is a part of another one, which may declare more properties.
fn is_part(node: &Node<'_>) -> bool {
    let pointer = node.pointer();
    let keys: Vec<_> = pointer::keys(&pointer).collect();
    let is_any = |key: Option<&str>, keywords: &[&str]| key.is_some_and(|key| keywords.contains(&key));
    let mut last = keys.iter().rev().map(AsRef::as_ref);
    let (own, parent) = (last.next(), last.next());
    is_any(parent, &["allOf", "anyOf", "oneOf", "dependentSchemas"])
        || (is_any(own, &["if", "then", "else", "not"]) && parent != Some("properties"))
}
