//! Does an example of a draft fit the types that a specification has already?

use serde_json::Value;

use super::example::is_timestamp;
use crate::specification::{Bound, Node, Specification};

/// Removes the examples of media types that do not fit. Returns how many there were.
pub fn prune(part: &mut Value, document: &Value, specification: &Specification) -> usize {
    let mut removed = 0;
    match part {
        Value::Object(members) => {
            if let Some(schema) = members.get("schema").cloned()
                && let Some(examples) = members.get_mut("examples").and_then(Value::as_object_mut)
            {
                let before = examples.len();
                examples.retain(|_, it| {
                    it.get("value").is_none_or(|value| drafted(value, &schema, document, specification))
                });
                removed += before - examples.len();
                if examples.is_empty() {
                    members.shift_remove("examples");
                }
            }
            removed += members.values_mut().map(|it| prune(it, document, specification)).sum::<usize>();
        }
        Value::Array(items) => {
            removed += items.iter_mut().map(|it| prune(it, document, specification)).sum::<usize>();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    removed
}

/// Whether a value fits a schema of the draft, which may refer to the specification.
fn drafted(value: &Value, schema: &Value, document: &Value, specification: &Specification) -> bool {
    if let Some(place) = schema.get("$ref").and_then(Value::as_str) {
        if let Some(node) = specification.at(place) {
            return held(value, &node);
        }
        let next = place.strip_prefix('#').and_then(|at| document.pointer(at));
        return next.is_none_or(|next| drafted(value, next, document, specification));
    }
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let mut parts = parts.filter(|_| !value.is_null());
    if !parts.all(|part| drafted(value, part, document, specification)) {
        return false;
    }
    match value {
        Value::Object(members) => members.iter().all(|(name, value)| {
            let member = schema.get("properties").and_then(|it| it.get(name));
            member.is_none_or(|member| drafted(value, member, document, specification))
        }),
        Value::Array(items) => {
            let of = schema.get("items");
            of.is_none_or(|of| items.iter().all(|item| drafted(item, of, document, specification)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// Whether a value fits a schema of the specification.
fn held(value: &Value, node: &Node<'_>) -> bool {
    if value.is_null() {
        return node.bound() == Bound::Nullable;
    }
    if let Some(known) = node.enumeration()
        && value.as_str().is_some_and(|text| !known.iter().any(|it| it == text))
    {
        return false;
    }
    let word = |keyword: &str| node.keyword(keyword).and_then(|it| it.text());
    match (value, word("type")) {
        (Value::Object(members), None | Some("object")) => {
            let complete = node.required().iter().all(|name| members.contains_key(*name));
            let fit = |(name, value): (&String, &Value)| node.property(name).is_none_or(|member| held(value, &member));
            complete && members.iter().all(fit)
        }
        (Value::Array(items), None | Some("array")) => {
            node.items().is_none_or(|of| items.iter().all(|item| held(item, &of)))
        }
        (Value::String(text), None | Some("string")) => match word("format") {
            Some("date-time") => is_timestamp(text),
            Some("date" | "uuid" | "byte" | "base64url" | "duration" | "time") => false,
            Some(_) | None => true,
        },
        (Value::Bool(_), None | Some("boolean")) | (Value::Number(_), None | Some("number")) => true,
        (Value::Number(number), Some("integer")) => number.is_i64() || number.is_u64(),
        _ => false,
    }
}
