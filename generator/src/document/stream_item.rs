//! What does one item of a stream hold? The schema of events and lines, where text in it is JSON.

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};

use super::context::Context;
use super::schema::Written;
use crate::link::node::Node;
use crate::vocabulary::Format;

/// The keyword of a media type that has the schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    /// `schema`, which may be that of an item, or of all together.
    Schema,
    /// `itemSchema` (OpenAPI 3.2), which is that of an item. That of an event has the fields of the event as members.
    ItemSchema,
}

/// The schema of a stream, which is that of its items where the document says so. Other formats have their schema as it is.
pub fn schema(cx: &mut Context<'_>, node: &Node<'_>, format: Format, keyword: Keyword) -> ReferenceOr<Schema> {
    let found = match (format, keyword) {
        (Format::EventStream, Keyword::ItemSchema) => {
            cx.deref(node, |cx, node| json_in_text(cx, node).or_else(|| event(cx, node))).flatten()
        }
        (Format::EventStream, Keyword::Schema) | (Format::JsonLines, _) => cx.deref(node, json_in_text).flatten(),
        (
            Format::Json
            | Format::Form
            | Format::Multipart
            | Format::Xml
            | Format::Foreign
            | Format::Text
            | Format::Binary,
            _,
        ) => None,
    };
    found.unwrap_or_else(|| cx.schema(node, Written::AsJson))
}

/// The schema of the JSON that a string holds.
fn json_in_text(cx: &mut Context<'_>, node: &Node<'_>) -> Option<ReferenceOr<Schema>> {
    let media_type = node.raw.get("contentMediaType")?.as_str()?;
    let content = node.get("contentSchema").filter(|_| Format::of(media_type) == Format::Json)?;
    Some(cx.schema(&content, Written::AsJson))
}

/// The schema of the data of an event, which may be one of several.
fn event(cx: &mut Context<'_>, node: &Node<'_>) -> Option<ReferenceOr<Schema>> {
    let mut several = Vec::new();
    for key in ["oneOf", "anyOf"] {
        if let Some(list) = node.get(key) {
            for variant in list.items() {
                several.extend(cx.deref(&variant, data).flatten());
            }
        }
    }
    if several.is_empty() {
        return data(cx, node);
    }
    let one_of = AnySchema { one_of: several, ..AnySchema::default() };
    let schema = Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Any(one_of) };
    Some(ReferenceOr::Item(schema))
}

/// The schema of the member `data` of an event.
fn data(cx: &mut Context<'_>, node: &Node<'_>) -> Option<ReferenceOr<Schema>> {
    let properties = node.get("properties")?;
    let data = properties.get("data")?;
    let json = cx.deref(&data, json_in_text).flatten();
    Some(json.unwrap_or_else(|| cx.schema(&data, Written::AsJson)))
}
