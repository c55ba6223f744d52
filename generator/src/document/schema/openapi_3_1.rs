//! Keywords of OpenAPI 3.1 that 3.0's types have no place for.

use openapiv3::AdditionalProperties;

use super::draft::Draft;
use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::document::value::text;
use crate::link::node::Node;
use crate::source::Raw;

/// Keywords that only narrow what is allowed: nothing of the type's shape is lost without them.
const CHECKS: [&str; 11] = [
    "contains",
    "maxContains",
    "minContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "contentSchema",
];

/// Says each in 3.0's words, or tells that it is left out.
pub fn openapi_3_1(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    for key in CHECKS {
        if let Some(value) = node.get(key).filter(|value| !value.raw.is_boolean()) {
            cx.report(Code::LeftOut, value.location(), format!("`{key}` is not checked"));
        }
    }
    content_keywords(cx, node, draft);
    prefix_items(cx, node, draft);
    pattern_properties(cx, node, draft);
    unevaluated_properties(cx, node, draft);
    if let Some(value) = node.get("$dynamicRef") {
        let message = "`$dynamicRef` is not followed: the value is kept as JSON";
        cx.report(Code::KeptAsJson, value.location(), message);
    }
}

/// `contentEncoding` and `contentMediaType` are the formats `byte` and `binary`.
fn content_keywords(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let encoding = text(cx, node, "contentEncoding");
    let media_type = text(cx, node, "contentMediaType");
    if draft.any.format.is_some() {
        return;
    }
    let is_text = |media_type: &String| media_type.starts_with("text/") || media_type.ends_with("json");
    draft.any.format = match (encoding.as_deref(), media_type) {
        (Some("base64"), _) => Some("byte".to_owned()),
        (Some("base64url"), _) => Some("base64url".to_owned()),
        (None | Some("binary" | "8bit"), Some(media_type)) if !is_text(&media_type) => Some("binary".to_owned()),
        (Some("binary"), None) => Some("binary".to_owned()),
        (Some(_) | None, _) => None,
    };
    // A body that is only a media type is a text of bytes.
    if draft.any.format.as_deref() == Some("binary") && draft.types.is_empty() {
        draft.types.push(JsonType::String);
    }
}

fn prefix_items(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(prefix) = node.get("prefixItems") else { return };
    let mut items = prefix.items();
    if let Some(first) = items.next()
        && items.all(|item| item.raw == first.raw)
        && ends_like(node.raw, first.raw, prefix.raw.as_array().map_or(0, Vec::len))
    {
        draft.any.items = Some(cx.boxed_schema(&first, draft.written));
        return;
    }
    cx.report(Code::Approximated, prefix.location(), "`prefixItems`: the items are kept as JSON");
    draft.any.items = None;
}

fn pattern_properties(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(patterns) = node.get("patternProperties") else { return };
    let is_open = match &draft.any.additional_properties {
        None | Some(AdditionalProperties::Any(false)) => true,
        Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_)) => false,
    };
    let mut members = patterns.members();
    match (members.next(), members.next()) {
        (Some((pattern, only)), None) if is_open => {
            let message = format!("members that match `{pattern}` are read as all other members");
            cx.report(Code::Approximated, only.location(), message);
            draft.any.additional_properties =
                Some(AdditionalProperties::Schema(Box::new(cx.schema(&only, draft.written))));
        }
        (None, _) => {}
        (Some(_), _) => {
            let message = "`patternProperties`: other members are kept as JSON";
            cx.report(Code::KeptAsJson, patterns.location(), message);
            draft.any.additional_properties = Some(AdditionalProperties::Any(true));
        }
    }
}

/// With composition, `unevaluatedProperties` is what `additionalProperties` is without.
fn unevaluated_properties(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(value) = node.get("unevaluatedProperties") else { return };
    if draft.any.additional_properties.is_some() {
        return;
    }
    draft.any.additional_properties = match value.raw {
        // An unknown member is never refused on read.
        Raw::Bool(false) => None,
        Raw::Bool(true) => Some(AdditionalProperties::Any(true)),
        _ => Some(AdditionalProperties::Schema(Box::new(cx.schema(&value, draft.written)))),
    };
}

/// Whether what follows the first items of a tuple is as they are, or nothing.
fn ends_like(tuple: &Raw, first: &Raw, length: usize) -> bool {
    let most = tuple.get("maxItems").and_then(Raw::as_u64);
    most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| most <= length))
        || tuple.get("items").is_some_and(|items| items == first || items == &Raw::Bool(false))
        || tuple.get("unevaluatedItems") == Some(&Raw::Bool(false))
}
