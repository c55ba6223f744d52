//! Reads the keywords of OpenAPI 3.1 that the types of 3.0 have no field for.

use indexmap::IndexMap;
use indexmap::map::Entry;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData};

use super::draft::{Draft, anything, finish};
use super::kind::JsonType;
use super::tuple::tuple_items;
use crate::diag::Code;
use crate::document::context::Context;
use crate::document::object::each;
use crate::document::value::text;
use crate::link::node::Node;
use crate::source::Raw;

/// Keywords that only restrict which values are allowed. The type is the same without them.
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

/// What to do with a member that a condition declares.
type Visit<'a> = dyn FnMut(&mut Context<'_>, &str, &Node<'_>) + 'a;

/// Says each in 3.0's words, or tells that it is left out.
pub fn openapi_3_1(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    for key in CHECKS {
        if let Some(value) = node.get(key).filter(|value| !value.raw.is_boolean()) {
            let message = format!("`{key}` is not checked before a request is sent");
            cx.report(Code::LeftOut, value.location(), message)
                .help("it is left to the service; limits such as `minItems` and `maxLength` are checked");
        }
    }
    content_keywords(cx, node, draft);
    prefix_items(cx, node, draft);
    pattern_properties(cx, node, draft);
    conditional_members(cx, node, draft);
    unevaluated_properties(cx, node, draft);
    if let Some(value) = node.get("$dynamicRef") {
        let message = "`$dynamicRef` is not followed; the value is kept as JSON";
        cx.report(Code::KeptAsJson, value.location(), message).help("write a `$ref` to the schema that is meant here");
    }
}

/// Reads `contentEncoding` and `contentMediaType` as the formats `byte` and `binary`.
fn content_keywords(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let encoding = text(cx, node, "contentEncoding");
    let media_type = text(cx, node, "contentMediaType");
    draft.extras.content_encoding.clone_from(&encoding);
    draft.extras.content_media_type.clone_from(&media_type);
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
    // A schema that has only a media type is a string of bytes.
    if draft.any.format.as_deref() == Some("binary") && draft.types.is_empty() {
        draft.types.push(JsonType::String);
    }
}

fn prefix_items(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(prefix) = node.get("prefixItems") else { return };
    if draft.types.contains(&JsonType::Array) {
        draft.any.items = tuple_items(cx, node, &prefix, "items", draft.written);
        return;
    }
    cx.report(Code::Approximated, prefix.location(), "`prefixItems` without `type: array` is kept as JSON");
    draft.any.items = None;
}

/// Reads `patternProperties`. If all schemas for other members are equal, and each such member has one, they are the
/// schema of other members. Otherwise other members are kept as JSON.
fn pattern_properties(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(patterns) = node.get("patternProperties") else { return };
    let is_false = |key: &str| node.raw.get(key) == Some(&Raw::Bool(false));
    let mut members = patterns.members();
    let Some((pattern, first)) = members.next() else { return };
    let matches_all = matches!(pattern, "" | ".*" | "^.*" | ".*$" | "^.*$" | ".+" | "^.+$");
    let agree = members.all(|(_, other)| other.raw == first.raw);
    let has_rest = match &draft.any.additional_properties {
        Some(AdditionalProperties::Any(false)) => false,
        Some(AdditionalProperties::Any(true)) => true,
        Some(AdditionalProperties::Schema(_)) => node.raw.get("additionalProperties") != Some(first.raw),
        // An object with members of its own may have others. A map whose keys match a pattern has none.
        None => !draft.any.properties.is_empty() && !is_false("unevaluatedProperties"),
    };
    if agree && (!has_rest || matches_all) {
        let message = format!("the schema for members that match `{pattern}` is used for all other members");
        cx.report(Code::Approximated, first.location(), message)
            .help("names are not checked against the pattern; `additionalProperties` says the same of every name");
        let schema = cx.schema(&first, draft.written);
        draft.any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
    } else {
        let message = "these `patternProperties` are not supported; the members are kept as JSON";
        cx.report(Code::KeptAsJson, patterns.location(), message)
            .help("one schema for all patterns, and `additionalProperties: false`, give them a type");
        draft.any.additional_properties = Some(AdditionalProperties::Any(true));
    }
}

/// How many levels of conditions inside conditions are read.
const CONDITIONS: usize = 8;

/// Adds the members that only `then`, `else` or `dependentSchemas` declare. They are optional.
fn conditional_members(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let mut found = IndexMap::new();
    in_conditions(cx, node, CONDITIONS, &mut |cx, name, member| {
        if draft.any.properties.contains_key(name) {
            return;
        }
        match found.entry(name.to_owned()) {
            Entry::Vacant(entry) => {
                let schema = cx.boxed_schema(member, draft.written);
                entry.insert((member.raw.clone(), schema));
            }
            Entry::Occupied(mut entry) => {
                let (raw, schema) = entry.get_mut();
                if raw != member.raw {
                    *schema = ReferenceOr::Item(Box::new(common(raw, member.raw)));
                }
            }
        }
    });
    draft.any.properties.extend(found.into_iter().map(|(name, (_, schema))| (name, schema)));
}

/// Calls `visit` with each member that a condition of the schema declares.
fn in_conditions(cx: &mut Context<'_>, node: &Node<'_>, depth: usize, visit: &mut Visit<'_>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let dependent = node.get("dependentSchemas");
    let dependent = dependent.iter().flat_map(Node::members).map(|(_, schema)| schema);
    for schema in [node.get("then"), node.get("else")].into_iter().flatten().chain(dependent) {
        in_condition(cx, &schema, depth, visit);
    }
}

fn in_condition(cx: &mut Context<'_>, node: &Node<'_>, depth: usize, visit: &mut Visit<'_>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    cx.deref(node, |cx, schema| {
        each(cx, schema, "properties", |cx, name, member| visit(cx, name, member));
        for part in schema.get("allOf").iter().flat_map(Node::items) {
            in_condition(cx, &part, depth, visit);
        }
        in_conditions(cx, schema, depth, visit);
    });
}

/// The schema of a member that two conditions declare: its type, if that is equal in both and they only restrict it
/// further.
fn common(one: &Raw, other: &Raw) -> Schema {
    let shape = |raw: &Raw| {
        let json_type = raw.get("type").and_then(Raw::as_str).and_then(JsonType::from_name)?;
        let is_scalar = !matches!(json_type, JsonType::Array | JsonType::Object | JsonType::Null);
        is_scalar.then(|| (json_type, raw.get("format").cloned()))
    };
    match (shape(one), shape(other)) {
        (Some(one), Some(other)) if one == other => {
            let format = one.1.as_ref().and_then(Raw::as_str).map(str::to_owned);
            let typ = Some(one.0.name().to_owned());
            finish(SchemaData::default(), AnySchema { typ, format, ..AnySchema::default() })
        }
        _ => anything(),
    }
}

/// Reads `unevaluatedProperties` as `additionalProperties`, in whose place it stands where schemas are composed.
fn unevaluated_properties(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let Some(value) = node.get("unevaluatedProperties") else { return };
    if draft.any.additional_properties.is_some() {
        return;
    }
    draft.any.additional_properties = match value.raw {
        // A client never refuses to read an unknown member.
        Raw::Bool(false) => None,
        Raw::Bool(true) => Some(AdditionalProperties::Any(true)),
        _ => Some(AdditionalProperties::Schema(Box::new(cx.schema(&value, draft.written)))),
    };
}
