//! Reads the ways to say that a value may be null: `type: null`, a union with null, a `$ref` beside null.

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type};

use super::draft::{Draft, finish};
use super::kind::{JsonType, part_for};
use crate::diag::Code;
use crate::document::context::Context;
use crate::document::extras::SchemaExtras;
use crate::link::node::Node;
use crate::source::Raw;

/// `type: [T, null]` → nullable; `type: [A, B]` → `anyOf`; `type: null` → the one value null.
pub fn resolve_types(cx: &mut Context<'_>, node: &Node<'_>, draft: &mut Draft) {
    let mut types = std::mem::take(&mut draft.types);
    let had_null = types.contains(&JsonType::Null);
    types.retain(|json_type| *json_type != JsonType::Null);
    draft.data.nullable |= had_null;
    match types.as_slice() {
        [] if had_null => draft.any.enumeration = vec![Raw::Null],
        [] => {}
        [only] => draft.any.typ = Some(only.name().to_owned()),
        several => several_types(cx, node, several, draft),
    }
}

fn several_types(cx: &mut Context<'_>, node: &Node<'_>, types: &[JsonType], draft: &mut Draft) {
    let any = &mut draft.any;
    if !any.enumeration.is_empty() {
        // The values have these types themselves.
        return;
    }
    let is_composed = !(any.one_of.is_empty() && any.any_of.is_empty() && any.all_of.is_empty());
    if is_composed {
        let message = "a list of types beside `oneOf`, `anyOf` or `allOf` is left out";
        cx.report(Code::Approximated, node.location_of("type"), message)
            .help("write the `type` in each variant, and none beside them");
        return;
    }
    let all = [JsonType::String, JsonType::Number, JsonType::Boolean, JsonType::Array, JsonType::Object];
    if all.iter().all(|json_type| types.contains(json_type)) && *any == AnySchema::default() {
        // A list of every type allows every value, as a schema without `type` does.
        return;
    }
    let mut rest = std::mem::take(any);
    let parts = types.iter().map(|json_type| finish(SchemaData::default(), part_for(*json_type, &mut rest)));
    any.any_of = parts.map(ReferenceOr::Item).collect();
    any.not = rest.not;
}

/// Takes null out of a union, and makes the rest nullable.
pub fn resolve_null(cx: &mut Context<'_>, node: &Node<'_>, draft: Draft) -> (Schema, SchemaExtras) {
    let Draft { mut data, mut any, extras, types: _, bounds: _, written: _ } = draft;
    let mut is_empty = false;
    let mut only = None;
    take_null_part(cx, node, &mut data, &mut any);
    for (key, members) in [("oneOf", &mut any.one_of), ("anyOf", &mut any.any_of)] {
        if members.iter().any(|member| !is_nothing(member)) {
            members.retain(|member| !is_nothing(member));
        }
        if !take_null(cx, node, key, members) {
            continue;
        }
        data.nullable = true;
        is_empty |= members.is_empty();
        if members.len() == 1 && only.is_none() {
            only = members.pop();
        }
    }
    if is_empty {
        any.enumeration = vec![Raw::Null];
    }
    match only {
        Some(only) => single(cx, only, data, any, extras),
        None => (finish(data, any), extras),
    }
}

/// Reads a part of `allOf` that is only `nullable: true` as a keyword of the whole schema.
fn take_null_part(cx: &mut Context<'_>, node: &Node<'_>, data: &mut SchemaData, any: &mut AnySchema) {
    let before = any.all_of.len();
    let says_only_null = |part: &ReferenceOr<Schema>| match part {
        ReferenceOr::Item(Schema { schema_data, schema_kind: SchemaKind::Any(any) }) => {
            *schema_data == SchemaData { nullable: true, ..SchemaData::default() } && is_bare(any)
        }
        ReferenceOr::Item(_) | ReferenceOr::Reference { .. } => false,
    };
    if !any.all_of.iter().all(says_only_null) {
        any.all_of.retain(|part| !says_only_null(part));
    }
    if any.all_of.len() < before {
        data.nullable = true;
        let message = "a part of `allOf` is only `nullable: true`; the whole schema is read as nullable";
        cx.recover(node.location_of("allOf"), message);
    }
}

/// A union of one member: that member itself, where nothing else shapes the value.
fn single(
    cx: &Context<'_>,
    only: ReferenceOr<Schema>,
    data: SchemaData,
    mut any: AnySchema,
    extras: SchemaExtras,
) -> (Schema, SchemaExtras) {
    match only {
        ReferenceOr::Item(mut schema) if is_bare(&any) && data.discriminator.is_none() => {
            let inner = cx.schema_extras(&schema);
            overlay(&mut schema.schema_data, data);
            (schema, extras.or(inner))
        }
        other @ (ReferenceOr::Item(_) | ReferenceOr::Reference { .. }) => {
            any.all_of.push(other);
            (finish(data, any), extras)
        }
    }
}

/// Takes null out of a union. False: it was not there.
fn take_null(cx: &mut Context<'_>, node: &Node<'_>, key: &str, members: &mut Vec<ReferenceOr<Schema>>) -> bool {
    let before = members.len();
    members.retain(|member| !is_null(member));
    if members.len() < before {
        return true;
    }
    if !nullable_idiom(members) {
        return false;
    }
    members.retain(|member| !is_any_or_null(member));
    let message = "a union of a reference and of any nullable object is read as the reference, or null";
    cx.report(Code::Approximated, node.location_of(key), message);
    true
}

/// Merges the annotations of an outer schema into those of the inner one. Those of the outer schema have precedence.
fn overlay(inner: &mut SchemaData, outer: SchemaData) {
    inner.nullable |= outer.nullable;
    inner.read_only |= outer.read_only;
    inner.write_only |= outer.write_only;
    inner.deprecated |= outer.deprecated;
    inner.external_docs = outer.external_docs.or(inner.external_docs.take());
    inner.example = outer.example.or(inner.example.take());
    inner.title = outer.title.or(inner.title.take());
    inner.description = outer.description.or(inner.description.take());
    inner.default = outer.default.or(inner.default.take());
}

fn is_bare(any: &AnySchema) -> bool {
    *any == AnySchema::default()
}

/// Whether it allows null and nothing else.
fn is_null(schema: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(Schema { schema_kind: SchemaKind::Any(any), .. }) = schema else { return false };
    any.enumeration == [Raw::Null]
}

/// Whether it allows no value, as `false` does, and so adds nothing to a union.
fn is_nothing(schema: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(Schema { schema_kind: SchemaKind::Not { not }, .. }) = schema else { return false };
    **not == ReferenceOr::Item(super::draft::anything())
}

/// Whether a union has a reference and any nullable object. Generators write this for a reference that may be null.
fn nullable_idiom(members: &[ReferenceOr<Schema>]) -> bool {
    match members {
        [ReferenceOr::Reference { .. }, other] | [other, ReferenceOr::Reference { .. }] => is_any_or_null(other),
        _ => false,
    }
}

fn is_any_or_null(schema: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(schema) = schema else { return false };
    if schema.schema_data != (SchemaData { nullable: true, ..SchemaData::default() }) {
        return false;
    }
    match &schema.schema_kind {
        SchemaKind::Any(any) => is_bare(any),
        SchemaKind::Type(Type::Object(object)) => *object == openapiv3::ObjectType::default(),
        SchemaKind::Type(_)
        | SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => false,
    }
}
