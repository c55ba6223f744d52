//! One schema: what it may look like from outside. Its keywords are read in `keywords`.

mod bounds;
mod draft;
mod extension;
mod keywords;
mod kind;
mod null;
mod openapi_3_1;
mod types;
mod values;

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};

use super::context::Context;
use super::reference::standing;
use super::value::{is_blank, named};
use super::version::Dialect;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::Section;
pub use draft::Written;
use draft::anything;
use keywords::keywords;
use kind::JsonType;

/// A schema holds schemas, so what reads its keywords comes back to these two.
impl Context<'_> {
    /// A schema, or a reference to one that stands among the components.
    pub fn schema(&mut self, node: &Node<'_>, written: Written) -> ReferenceOr<Schema> {
        match standing(self, node, Section::Schemas) {
            Some(reference) => ReferenceOr::Reference { reference },
            None => schema_content(self, node, written),
        }
    }

    /// Boxed, as `openapiv3` holds properties and items.
    pub fn boxed_schema(&mut self, node: &Node<'_>, written: Written) -> ReferenceOr<Box<Schema>> {
        match self.schema(node, written) {
            ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
            ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        }
    }
}

/// The content of a schema. References that are put in its place can make it deeper than any document is.
///
/// What is no object is read apart, so that each level of a deep schema takes little of the stack.
pub fn schema_content(cx: &mut Context<'_>, node: &Node<'_>, written: Written) -> ReferenceOr<Schema> {
    if !cx.enter_schema(node) {
        return ReferenceOr::Item(anything());
    }
    let schema = match (node.raw, node.reference()) {
        (Raw::Object(_), Some(reference)) => schema_reference(cx, node, reference, written),
        (Raw::Object(_), None) => ReferenceOr::Item(keywords(cx, node, written)),
        (Raw::Array(_), _) => schema_list(cx, node, written),
        (Raw::Bool(_) | Raw::Null | Raw::String(_) | Raw::Number(_), _) => ReferenceOr::Item(schema_value(cx, node)),
    };
    cx.leave_schema();
    schema
}

fn schema_value(cx: &mut Context<'_>, node: &Node<'_>) -> Schema {
    match node.raw {
        Raw::Bool(true) => anything(),
        Raw::Bool(false) => nothing(),
        Raw::Null => {
            cx.recover(node.location(), "the schema is null; read as one that allows everything");
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
            cx.recover(node.location(), "the schema is an empty list; read as one that allows everything");
            ReferenceOr::Item(anything())
        }
        (Some(only), None) => {
            cx.recover(node.location(), "the schema is a list of one; read as that one");
            cx.schema(&only, written)
        }
        (Some(_), Some(_)) => ReferenceOr::Item(no_schema(cx, node)),
    }
}

fn schema_text(cx: &mut Context<'_>, node: &Node<'_>, text: &str) -> Schema {
    let Some(json_type) = JsonType::of(text) else { return no_schema(cx, node) };
    cx.recover(node.location(), format!("the schema is text; read as `type: {text}`"));
    let mut schema = anything();
    schema.schema_kind = kind::narrow(AnySchema { typ: Some(json_type.name().to_owned()), ..AnySchema::default() });
    schema
}

fn no_schema(cx: &mut Context<'_>, node: &Node<'_>) -> Schema {
    let message = format!("a schema belongs here, and this is {}", named(node.raw));
    cx.report(Code::WrongType, node.location(), message);
    anything()
}

/// A `$ref`. What stands beside it is meant, whatever the version says, so both are kept.
fn schema_reference(cx: &mut Context<'_>, node: &Node<'_>, reference: &str, written: Written) -> ReferenceOr<Schema> {
    let target = cx.links().referred(node.file, reference, Section::Schemas).map(|target| target.reference());
    // A reference at fault was told already.
    let Some(target) = target else { return ReferenceOr::Item(anything()) };
    let mut siblings = node.raw.clone();
    if let Some(members) = siblings.as_object_mut() {
        members.shift_remove("$ref");
        members.retain(|key, value| !counts_for_nothing(key, value));
        if members.is_empty() {
            return ReferenceOr::Reference { reference: target };
        }
    }
    if cx.dialect(node) == Dialect::V3_0 {
        drop_contradiction(cx, node, reference, &mut siblings);
    }
    let pointer = node.pointer();
    let mut schema = keywords(cx, &Node::start(&siblings, node.file, &pointer, node.components), written);
    kind::also(&mut schema, ReferenceOr::Reference { reference: target });
    ReferenceOr::Item(schema)
}

/// In 3.0 what shapes a value beside a `$ref` counts for nothing by the letter. A `type` that the target
/// has too says nothing new, and one that contradicts it cannot be meant.
fn drop_contradiction(cx: &mut Context<'_>, node: &Node<'_>, reference: &str, siblings: &mut Raw) {
    let Some(members) = siblings.as_object_mut() else { return };
    let structural: Vec<String> =
        members.keys().filter(|key| !is_annotation(key)).map(|key| format!("`{key}`")).collect();
    if structural.is_empty() {
        return;
    }
    let target = cx.links().target(node.file, reference).and_then(|address| cx.raw(address));
    let target_type = target.and_then(|target| target.get("type").cloned());
    if members.get("type").is_some_and(|own| target_type.is_none() || target_type.as_ref() != Some(own))
        || target_type.is_some()
    {
        members.shift_remove("type");
    }
    let names = structural.join(", ");
    let message = format!("{names} beside a `$ref`: OpenAPI 3.0 ignores it, and it is read as it would be in 3.1");
    cx.report(Code::ReadAs, node.location_of("$ref"), message).help("write `allOf` with the `$ref` in it");
}

/// A schema that allows no value.
fn nothing() -> Schema {
    let not = Box::new(ReferenceOr::Item(anything()));
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Not { not } }
}

/// What stands beside a `$ref` and adds nothing to it.
fn counts_for_nothing(key: &str, value: &Raw) -> bool {
    match key {
        "$schema" | "$id" | "$comment" | "$anchor" | "$defs" | "definitions" => true,
        "required" => value.is_boolean(),
        "nullable" | "deprecated" | "readOnly" | "writeOnly" => value == &Raw::Bool(false),
        "description" | "title" => is_blank(value),
        _ => value.is_null() && key != "default" && key != "example",
    }
}

/// What says something about a value without shaping it.
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
