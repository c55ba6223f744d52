//! Reads a schema: an object, a `$ref`, a boolean, or what documents have in place of these. `keywords` reads objects.

mod bounds;
mod contradictions;
mod draft;
mod extension;
mod inapplicable;
mod keywords;
mod kind;
mod null;
mod openapi_3_1;
mod pattern;
mod tuple;
mod types;
mod values;
mod xml;

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};

use super::conformance::Direction;
use super::context::Context;
use super::example::compare_text;
use super::reference::component_reference;
use super::value::{is_blank, type_name};
use super::version::Dialect;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::Section;
pub use draft::Written;
use draft::anything;
use keywords::keywords;
use kind::JsonType;

/// Where the recursion begins: a schema contains schemas, so what reads its keywords calls these two.
impl Context<'_> {
    /// Reads a schema. One that is a component becomes a reference to it.
    pub fn schema(&mut self, node: &Node<'_>, written: Written) -> ReferenceOr<Schema> {
        match component_reference(self, node, Section::Schemas) {
            Some(reference) => ReferenceOr::Reference { reference },
            None => schema_content(self, node, written),
        }
    }

    /// Reads a schema into a box, which `openapiv3` has for properties and items.
    pub fn boxed_schema(&mut self, node: &Node<'_>, written: Written) -> ReferenceOr<Box<Schema>> {
        match self.schema(node, written) {
            ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
            ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        }
    }
}

/// Reads the content of a schema.
///
/// Other functions read what is not an object, so that each level of a deep schema takes little of the stack.
pub fn schema_content(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> ReferenceOr<Schema> {
    if !cx.enter_schema(node) {
        return ReferenceOr::Item(anything());
    }
    compare_examples(cx, node, written);
    let schema = match (node.raw, node.reference()) {
        (Raw::Object(_), Some(reference)) => schema_reference(cx, node, reference, written),
        (Raw::Object(_), None) => ReferenceOr::Item(keywords(cx, node, written)),
        (Raw::Array(_), _) => schema_list(cx, node, written),
        (Raw::Bool(_) | Raw::Null | Raw::String(_) | Raw::Number(_), _) => ReferenceOr::Item(schema_value(cx, node)),
    };
    cx.leave_schema();
    schema
}

/// Compares the examples of a schema with it.
fn compare_examples(cx: &mut Context<'_>, node: &Node<'_>, written: Written) {
    cx.travelling(Direction::Either, |cx| {
        let mut compare = |example: &Node<'_>| match written {
            Written::AsJson => cx.compare(node, example),
            Written::AsText => compare_text(cx, node, example),
        };
        if let Some(example) = node.get("example") {
            compare(&example);
        }
        let examples = node.get("examples").filter(|examples| examples.raw.is_array());
        examples.iter().flat_map(Node::items).for_each(|example| compare(&example));
    });
}

fn schema_value(cx: &mut Context<'_>, node: &Node<'_>) -> Schema {
    match node.raw {
        Raw::Bool(true) => anything(),
        Raw::Bool(false) => nothing(),
        Raw::Null => {
            cx.recover(node.location(), "the schema is null; it is read as one that allows every value");
            anything()
        }
        Raw::String(text) => schema_text(cx, node, text),
        Raw::Number(_) | Raw::Array(_) | Raw::Object(_) => no_schema(cx, node),
    }
}

fn schema_list(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> ReferenceOr<Schema> {
    let mut items = node.items();
    match (items.next(), items.next()) {
        (None, _) => {
            cx.recover(node.location(), "the schema is an empty list; it is read as one that allows every value");
            ReferenceOr::Item(anything())
        }
        (Some(only), None) => {
            let message = "the schema is a list of one schema; it is read as that schema";
            cx.recover_with(node.location(), message, "write the schema without the list");
            cx.schema(&only, written)
        }
        (Some(_), Some(_)) => ReferenceOr::Item(no_schema(cx, node)),
    }
}

fn schema_text(cx: &mut Context<'_>, node: &Node<'_>, text: &str) -> Schema {
    let Some(json_type) = JsonType::from_name(text) else { return no_schema(cx, node) };
    cx.recover(node.location(), format!("the schema is a string; it is read as `type: {text}`"));
    let mut schema = anything();
    schema.schema_kind = kind::narrow(AnySchema { typ: Some(json_type.name().to_owned()), ..AnySchema::default() });
    schema
}

fn no_schema(cx: &mut Context<'_>, node: &Node<'_>) -> Schema {
    let message = format!("this must be a schema, but it is {}", type_name(node.raw));
    cx.report(Code::WrongType, node.location(), message)
        .help("write an object such as `{type: string}`, or a `$ref` to a schema");
    anything()
}

/// Reads a `$ref`. Its siblings are kept in every version, because their author meant them.
fn schema_reference(cx: &mut Context<'_>, node: &Node<'_>, reference: &str, written: Written) -> ReferenceOr<Schema> {
    let target =
        cx.links().referenced_component(node.file, reference, Section::Schemas).map(|target| target.reference());
    // `link` has reported a reference that is at fault.
    let Some(target) = target else { return ReferenceOr::Item(anything()) };
    let mut siblings = node.raw.clone();
    if let Some(members) = siblings.as_object_mut() {
        members.shift_remove("$ref");
        members.retain(|key, value| !adds_nothing(key, value));
        if members.is_empty() {
            return ReferenceOr::Reference { reference: target };
        }
    }
    if cx.dialect(node) == Dialect::V3_0 {
        report_ignored_siblings(cx, node, &mut siblings);
    }
    let pointer = node.pointer();
    let mut schema = keywords(cx, &Node::start(&siblings, node.file, &pointer, node.components), written);
    kind::add_all_of(&mut schema, ReferenceOr::Reference { reference: target });
    ReferenceOr::Item(schema)
}

/// Reports the siblings of a `$ref` that shape the value, which OpenAPI 3.0 ignores. A `type` among them is dropped,
/// because the target decides the type.
fn report_ignored_siblings(cx: &mut Context<'_>, node: &Node<'_>, siblings: &mut Raw) {
    let Some(members) = siblings.as_object_mut() else { return };
    let structural: Vec<String> =
        members.keys().filter(|key| !is_annotation(key)).map(|key| format!("`{key}`")).collect();
    if structural.is_empty() {
        return;
    }
    members.shift_remove("type");
    let names = structural.join(", ");
    let message = format!("OpenAPI 3.0 ignores {names} beside a `$ref`; the schema is read as in OpenAPI 3.1");
    cx.report(Code::ReadAs, node.location_of("$ref"), message).help("write `allOf` with the `$ref` in it");
}

/// A schema that allows no value.
fn nothing() -> Schema {
    let not = Box::new(ReferenceOr::Item(anything()));
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Not { not } }
}

/// Whether a sibling of a `$ref` adds nothing to it.
fn adds_nothing(key: &str, value: &Raw) -> bool {
    match key {
        "$schema" | "$id" | "$comment" | "$anchor" | "$defs" | "definitions" => true,
        "required" => value.is_boolean(),
        "nullable" | "deprecated" | "readOnly" | "writeOnly" => value == &Raw::Bool(false),
        "description" | "title" => is_blank(value),
        _ => value.is_null() && key != "default" && key != "example",
    }
}

/// Whether a keyword describes a value without shaping it.
fn is_annotation(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(
            key,
            "description"
                | "title"
                | "nullable"
                | "readOnly"
                | "writeOnly"
                | "deprecated"
                | "default"
                | "example"
                | "examples"
                | "externalDocs"
                | "xml"
        )
}
