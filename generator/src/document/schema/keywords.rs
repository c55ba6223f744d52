//! Reads the keywords of a schema.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData};

use super::bounds::{bounds, restore_exact_bounds};
use super::contradictions::contradictions;
use super::draft::{Bounds, Draft, Written};
use super::extension::schema_extras;
use super::inapplicable::inapplicable;
use super::null::{resolve_null, resolve_types};
use super::openapi_3_1::openapi_3_1;
use super::tuple::tuple_items;
use super::types::types;
use super::values::values;
use crate::document::context::Context;
use crate::document::extension::given_name;
use crate::document::extras::Extensions;
use crate::document::info::external_docs;
use crate::document::object::{check, each, list, one, report_unsupported, text_map};
use crate::document::value::{count, flag, is_blank, report_blank, report_wrong_type, required, text, texts};
use crate::document::version::Dialect;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::{Extension, Kind, NAMES_OF_SCHEMAS};

/// Reads a schema that is an object.
pub fn keywords(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> Schema {
    check(cx, node, Kind::Schema);
    given_name(cx, node, NAMES_OF_SCHEMAS);
    let types = types(cx, node);
    let extras = schema_extras(cx, node, written);
    let data = schema_data(cx, node);
    let any = any_schema(cx, node, written);
    complete(cx, node, Draft { data, any, types, bounds: Bounds::default(), written, extras })
}

/// Combines the keywords. The function that reads inner schemas does not do this, so that each level of a deep schema
/// takes little of the stack.
fn complete(cx: &mut Context<'_>, node: &Node<'_>, mut draft: Draft) -> Schema {
    bounds(cx, node, &mut draft);
    openapi_3_1(cx, node, &mut draft);
    contradictions(cx, node, &draft);
    inapplicable(cx, node, &mut draft);
    values(cx, node, &mut draft);
    resolve_types(cx, node, &mut draft);
    draft.extras.is_untyped =
        cx.dialect(node) == Dialect::V3_1 && draft.types.is_empty() && draft.any == AnySchema::default();
    let bounds = std::mem::take(&mut draft.bounds);
    let (mut schema, extras) = resolve_null(cx, node, draft);
    restore_exact_bounds(&mut schema, &bounds);
    schema.schema_data.extensions = cx.extras().schemas.add(extras);
    schema
}

fn schema_data(cx: &mut Context<'_>, node: &Node<'_>) -> SchemaData {
    SchemaData {
        nullable: flag(cx, node, "nullable").or_else(|| flag(cx, node, Extension::Nullable.key())).unwrap_or_default(),
        read_only: flag(cx, node, "readOnly").unwrap_or_default(),
        write_only: flag(cx, node, "writeOnly").unwrap_or_default(),
        deprecated: flag(cx, node, "deprecated").unwrap_or_default(),
        external_docs: external_docs(cx, node),
        example: schema_example(cx, node),
        title: text(cx, node, "title"),
        description: text(cx, node, "description"),
        discriminator: one(cx, node, "discriminator", discriminator),
        default: node.raw.get("default").cloned(),
        extensions: Extensions::new(),
    }
}

/// `example`, else the first of `examples`.
fn schema_example(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Raw> {
    if let Some(example) = node.raw.get("example") {
        return Some(example.clone());
    }
    match node.raw.get("examples")? {
        Raw::Array(examples) => examples.first().cloned(),
        Raw::Object(examples) => {
            cx.recover(
                node.location_of("examples"),
                "`examples` of a schema must be a list; the first of these is read as the example",
            );
            let first = examples.values().next()?;
            Some(first.get("value").unwrap_or(first).clone())
        }
        Raw::Null => None,
        other => {
            cx.recover(
                node.location_of("examples"),
                "`examples` of a schema must be a list; it is read as the example",
            );
            Some(other.clone())
        }
    }
}

fn discriminator(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Discriminator> {
    if let Raw::String(name) = node.raw {
        cx.recover(node.location(), "`discriminator` is a string; it is read as its `propertyName`");
        return Some(Discriminator { property_name: name.clone(), ..Discriminator::default() });
    }
    if !check(cx, node, Kind::Discriminator) {
        return None;
    }
    report_unsupported(cx, node, "defaultMapping");
    let mapping = text_map(cx, node, "mapping");
    // `link` has reported the values that have no target.
    let links = cx.links();
    let mapping: IndexMap<String, String> = mapping
        .into_iter()
        .filter_map(|(value, target)| Some((value, links.mapped_component(node.file, &target)?.reference())))
        .collect();
    Some(Discriminator {
        property_name: required(cx, node, "propertyName", "the discriminator")?,
        mapping,
        ..Discriminator::default()
    })
}

fn any_schema(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> AnySchema {
    let mut required = required_members(cx, node);
    let properties = properties(cx, node, written, &mut required);
    AnySchema {
        typ: None,
        pattern: text(cx, node, "pattern"),
        multiple_of: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        minimum: None,
        maximum: None,
        properties,
        required,
        additional_properties: additional_properties(cx, node, written),
        min_properties: count(cx, node, "minProperties"),
        max_properties: count(cx, node, "maxProperties"),
        items: items(cx, node, written),
        min_items: count(cx, node, "minItems"),
        max_items: count(cx, node, "maxItems"),
        unique_items: flag(cx, node, "uniqueItems"),
        enumeration: enumeration(cx, node),
        format: format(cx, node),
        min_length: count(cx, node, "minLength"),
        max_length: count(cx, node, "maxLength"),
        one_of: schemas(cx, node, "oneOf", written),
        all_of: schemas(cx, node, "allOf", written),
        any_of: schemas(cx, node, "anyOf", written),
        not: node.get("not").map(|not| Box::new(cx.schema(&not, written))),
    }
}

/// Reads `format`. A file of Swagger 2 is a string of bytes.
fn format(cx: &mut Context<'_>, node: &Node<'_>) -> Option<String> {
    let is_file = node.raw.get("type").and_then(Raw::as_str).is_some_and(|name| name.eq_ignore_ascii_case("file"));
    let format = text(cx, node, "format").filter(|format| !format.is_empty());
    format.or_else(|| is_file.then(|| "binary".to_owned()))
}

/// Reads `items`. A list of several is a tuple of older drafts of JSON Schema. If its schemas are equal, the items have
/// that schema; otherwise each is any of them.
fn items(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> Option<ReferenceOr<Box<Schema>>> {
    let Some(child) = node.get("items") else {
        if cx.dialect(node) == Dialect::V3_0 && node.raw.get("type").and_then(Raw::as_str) == Some("array") {
            let message = "the array has no `items`; its items are read as any values";
            cx.recover_with(
                node.location_of("type"),
                message,
                "write `items: {}` if any value is meant, else its schema",
            );
        }
        return None;
    };
    let mut tuple = child.items();
    match (tuple.next(), tuple.next()) {
        (Some(first), Some(second)) => {
            if first.raw == second.raw && tuple.all(|item| item.raw == first.raw) {
                cx.recover(child.location(), "`items` is a list of equal schemas; it is read as one of them");
                return Some(cx.boxed_schema(&first, written));
            }
            tuple_items(cx, node, &child, "additionalItems", written)
        }
        _ => Some(cx.boxed_schema(&child, written)),
    }
}

fn schemas(cx: &mut Context<'_>, node: &Node<'_>, key: &str, written: Written) -> Vec<ReferenceOr<Schema>> {
    if let Some(child) = node.get(key)
        && child.raw.is_object()
        && child.reference().is_none()
    {
        cx.recover(child.location(), format!("`{key}` is one schema; it is read as a list with that schema"));
        return vec![cx.schema(&child, written)];
    }
    list(cx, node, key, |cx, node| Some(cx.schema(node, written)))
}

fn required_members(cx: &mut Context<'_>, node: &Node<'_>) -> Vec<String> {
    match node.raw.get("required") {
        Some(Raw::Bool(_)) => {
            let message =
                "`required` is a boolean; the one of a property is read as an entry of the object's `required`";
            let help = "write the names of the properties that are required as the object's `required: [a, b]`";
            cx.recover_with(node.location_of("required"), message, help);
            Vec::new()
        }
        Some(Raw::String(flag)) if flag == "true" || flag == "false" => {
            report_blank(cx, node, "required");
            Vec::new()
        }
        _ => texts(cx, node, "required"),
    }
}

fn properties(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    written: Written,
    required: &mut Vec<String>,
) -> IndexMap<String, ReferenceOr<Box<Schema>>> {
    let mut properties = IndexMap::new();
    let mut flagged = Vec::new();
    each(cx, node, "properties", |cx, name, property| {
        if property.raw.get("required") == Some(&Raw::Bool(true)) {
            flagged.push(name.to_owned());
        }
        if !(name == "$ref" && property.raw.is_string()) {
            properties.insert(name.to_owned(), cx.boxed_schema(property, written));
        }
    });
    let listed: std::collections::BTreeSet<&String> = required.iter().collect();
    flagged.retain(|name| !listed.contains(name));
    required.extend(flagged);
    properties
}

fn additional_properties(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> Option<AdditionalProperties> {
    let child = node.get("additionalProperties")?;
    match child.raw {
        Raw::Bool(any) => Some(AdditionalProperties::Any(*any)),
        Raw::Null => {
            report_blank(cx, node, "additionalProperties");
            None
        }
        Raw::String(text) if text == "true" || text == "false" => {
            flag(cx, node, "additionalProperties").map(AdditionalProperties::Any)
        }
        Raw::String(_) | Raw::Number(_) | Raw::Array(_) | Raw::Object(_) => {
            Some(AdditionalProperties::Schema(Box::new(cx.schema(&child, written))))
        }
    }
}

fn enumeration(cx: &mut Context<'_>, node: &Node<'_>) -> Vec<Raw> {
    match node.raw.get("enum") {
        None => Vec::new(),
        Some(Raw::Array(values)) => values.clone(),
        Some(value) if is_blank(value) && !value.is_string() => {
            report_blank(cx, node, "enum");
            Vec::new()
        }
        Some(value @ (Raw::String(_) | Raw::Number(_) | Raw::Bool(_))) => {
            cx.recover(node.location_of("enum"), "`enum` is one value; it is read as a list with that value");
            vec![value.clone()]
        }
        Some(other) => {
            report_wrong_type::<()>(cx, node, "enum", "a list", other);
            Vec::new()
        }
    }
}
