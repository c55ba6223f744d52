//! One schema: what it may look like from outside. Its keywords are read in `keywords`.

mod keywords;
mod kind;
mod newer;
mod null;
mod values;

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};

use super::reader::Reader;
use super::value::{is_blank, named};
use super::version::Dialect;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::vocabulary::Section;
use crate::source::Raw;
use kind::JsonType;

/// How deep the parsers let a document be.
const DEEPEST: usize = 128;

impl Reader<'_> {
    /// A schema, or a reference to one that stands among the components.
    pub fn schema(&mut self, node: &Node<'_>) -> ReferenceOr<Schema> {
        match self.standing(node, Section::Schemas) {
            Some(reference) => ReferenceOr::Reference { reference },
            None => self.schema_content(node),
        }
    }

    /// The content of a schema. References that are put in its place can make it deeper than any document is.
    pub fn schema_content(&mut self, node: &Node<'_>) -> ReferenceOr<Schema> {
        if self.depth >= DEEPEST {
            let message = format!("schemas stand inside one another more than {DEEPEST} levels deep");
            let help = "refer to a schema, not to its properties or to a list of schemas";
            self.diags.push(Code::TooDeep, node.location(), message).help(help);
            return ReferenceOr::Item(anything());
        }
        self.depth += 1;
        let schema = self.any_schema_content(node);
        self.depth -= 1;
        schema
    }

    fn any_schema_content(&mut self, node: &Node<'_>) -> ReferenceOr<Schema> {
        match node.raw {
            Raw::Object(_) => match node.reference() {
                Some(reference) => self.schema_reference(node, reference),
                None => ReferenceOr::Item(self.keywords(node)),
            },
            Raw::Bool(true) => ReferenceOr::Item(anything()),
            Raw::Bool(false) => ReferenceOr::Item(nothing()),
            Raw::Null => {
                self.mend(node.location(), "the schema is null; read as one that allows everything");
                ReferenceOr::Item(anything())
            }
            Raw::Array(_) => self.schema_list(node),
            Raw::String(text) => ReferenceOr::Item(self.schema_text(node, text)),
            Raw::Number(_) => ReferenceOr::Item(self.no_schema(node)),
        }
    }

    /// Boxed, as `openapiv3` holds properties and items.
    pub fn boxed_schema(&mut self, node: &Node<'_>) -> ReferenceOr<Box<Schema>> {
        match self.schema(node) {
            ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
            ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        }
    }

    fn schema_list(&mut self, node: &Node<'_>) -> ReferenceOr<Schema> {
        let mut items = node.items();
        match (items.next(), items.next()) {
            (None, _) => {
                self.mend(node.location(), "the schema is an empty list; read as one that allows everything");
                ReferenceOr::Item(anything())
            }
            (Some(only), None) => {
                self.mend(node.location(), "the schema is a list of one; read as that one");
                self.schema(&only)
            }
            (Some(_), Some(_)) => ReferenceOr::Item(self.no_schema(node)),
        }
    }

    fn schema_text(&mut self, node: &Node<'_>, text: &str) -> Schema {
        let Some(json_type) = JsonType::of(text) else { return self.no_schema(node) };
        self.mend(node.location(), format!("the schema is text; read as `type: {text}`"));
        let mut schema = anything();
        schema.schema_kind = kind::narrow(AnySchema { typ: Some(json_type.name().to_owned()), ..AnySchema::default() });
        schema
    }

    fn no_schema(&mut self, node: &Node<'_>) -> Schema {
        let message = format!("a schema belongs here, and this is {}", named(node.raw));
        self.diags.push(Code::WrongType, node.location(), message);
        anything()
    }

    /// A `$ref`. What stands beside it is meant, whatever the version says, so both are kept.
    fn schema_reference(&mut self, node: &Node<'_>, reference: &str) -> ReferenceOr<Schema> {
        let target = self.links.referred(node.file, reference, Section::Schemas).map(|target| target.reference());
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
        if self.dialect(node) == Dialect::V3_0 {
            self.drop_contradiction(node, reference, &mut siblings);
        }
        let pointer = node.pointer();
        let mut schema = self.keywords(&Node::start(&siblings, node.file, &pointer, node.points));
        kind::also(&mut schema, ReferenceOr::Reference { reference: target });
        ReferenceOr::Item(schema)
    }

    /// In 3.0 what shapes a value beside a `$ref` counts for nothing by the letter. A `type` that the target
    /// has too says nothing new, and one that contradicts it cannot be meant.
    fn drop_contradiction(&mut self, node: &Node<'_>, reference: &str, siblings: &mut Raw) {
        let Some(members) = siblings.as_object_mut() else { return };
        let structural: Vec<String> =
            members.keys().filter(|key| !is_annotation(key)).map(|key| format!("`{key}`")).collect();
        if structural.is_empty() {
            return;
        }
        let target_type = self
            .links
            .target(node.file, reference)
            .and_then(|address| self.sources.get(address.file)?.raw.pointer(&address.pointer))
            .and_then(|target| target.get("type").cloned());
        if members.get("type").is_some_and(|own| target_type.is_none() || target_type.as_ref() != Some(own))
            || target_type.is_some()
        {
            members.shift_remove("type");
        }
        let names = structural.join(", ");
        let message = format!("{names} beside a `$ref`: OpenAPI 3.0 ignores it, and it is read as it would be in 3.1");
        self.diags.push(Code::ReadAs, node.location_of("$ref"), message).help("write `allOf` with the `$ref` in it");
    }
}

/// A schema that allows every value.
pub fn anything() -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Any(AnySchema::default()) }
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
