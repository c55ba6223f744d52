//! Reads request bodies, media types with their encodings, headers, and the content of parameters.
//!
//! They share one file, because each of them may contain the others.

use indexmap::IndexMap;
use openapiv3::{
    Encoding, Header, HeaderStyle, MediaType, ParameterSchemaOrContent, QueryStyle, ReferenceOr, RequestBody, Schema,
    SchemaData, SchemaKind, StringType, Type,
};

use super::conformance::Direction;
use super::context::Context;
use super::example::{compare_examples, compare_text_examples, examples};
use super::extras::EncodingExtras;
use super::object::{check, each, map};
use super::reference::item_or_reference;
use super::schema::Written;
use super::stream_item::{self, Keyword};
use super::value::{flag, is_blank, text};
use crate::diag::Code;
use crate::link::node::{Node, is_header_parameter};
use crate::source::Raw;
use crate::vocabulary::{Format, Kind, Section};

/// A request body.
pub fn request_body(cx: &mut Context<'_>, node: &Node<'_>) -> Option<RequestBody> {
    if !check(cx, node, Kind::RequestBody) {
        return None;
    }
    if node.raw.get("content").is_none() {
        let message = "the request body has no `content`; it is read as one without media types";
        cx.recover_with(node.location(), message, "write `content` with a media type, or remove `requestBody`");
    }
    Some(RequestBody {
        description: text(cx, node, "description"),
        content: cx.travelling(Direction::Sent, |cx| media_types(cx, node)),
        required: flag(cx, node, "required").unwrap_or_default(),
        ..RequestBody::default()
    })
}

/// The media types of a body, parameter or header.
pub fn media_types(cx: &mut Context<'_>, node: &Node<'_>) -> IndexMap<String, MediaType> {
    let mut content = IndexMap::new();
    each(cx, node, "content", |cx, name, media| {
        if media.raw.is_null() {
            cx.recover(media.location(), "the media type is null; it is read as one without a schema");
            content.insert(name.to_owned(), MediaType::default());
        } else if let Some(media) = cx.deref(media, |cx, media| media_type(cx, name, media)).flatten() {
            content.insert(name.to_owned(), media);
        }
    });
    content
}

fn media_type(cx: &mut Context<'_>, name: &str, node: &Node<'_>) -> Option<MediaType> {
    if !check(cx, node, Kind::MediaType) {
        return None;
    }
    // Examples of other formats are text, or what the text would be as JSON.
    if Format::of(name) == Format::Json {
        compare_examples(cx, node);
    }
    let (example, examples) = examples(cx, node);
    let format = Format::of(name);
    let mut content = node.get("schema").map(|node| stream_item::schema(cx, &node, format, Keyword::Schema));
    if let Some(item) = node.get("itemSchema") {
        item_schema(cx, &item, format, &mut content);
    }
    for key in ["itemEncoding", "prefixEncoding"] {
        if let Some(value) = node.get(key) {
            cx.report(Code::LeftOut, value.location(), format!("`{key}` is not supported"));
        }
    }
    Some(MediaType {
        schema: content,
        example,
        examples,
        encoding: map(cx, node, "encoding", |cx, node| cx.deref(node, encoding).flatten()),
        ..MediaType::default()
    })
}

/// Uses the `itemSchema` of a stream as its schema, unless it has a `schema`.
fn item_schema(cx: &mut Context<'_>, item: &Node<'_>, format: Format, content: &mut Option<ReferenceOr<Schema>>) {
    if content.is_some() {
        cx.report(Code::LeftOut, item.location(), "`itemSchema` is left out, because `schema` stands beside it");
        return;
    }
    *content = Some(stream_item::schema(cx, item, format, Keyword::ItemSchema));
}

fn encoding(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Encoding> {
    if !check(cx, node, Kind::Encoding) {
        return None;
    }
    let style = text(cx, node, "style").and_then(|style| {
        let known = query_style(&style);
        if known.is_none() {
            cx.recover(
                node.location_of("style"),
                format!("`{style}` is not a style that a part of a form can have; it is left out"),
            );
        }
        known
    });
    let extras = EncodingExtras { explode: flag(cx, node, "explode"), allow_reserved: flag(cx, node, "allowReserved") };
    Some(Encoding {
        content_type: text(cx, node, "contentType"),
        headers: headers(cx, node),
        style,
        extensions: cx.extras().encodings.add(extras),
        ..Encoding::default()
    })
}

/// A style of a query parameter, or of a part of a form.
pub fn query_style(text: &str) -> Option<QueryStyle> {
    match text {
        "form" => Some(QueryStyle::Form),
        "spaceDelimited" => Some(QueryStyle::SpaceDelimited),
        "pipeDelimited" => Some(QueryStyle::PipeDelimited),
        "deepObject" => Some(QueryStyle::DeepObject),
        _ => None,
    }
}

// ── Headers, and the content of parameters ──

/// The headers of a response or of a part of a form.
pub fn headers(cx: &mut Context<'_>, node: &Node<'_>) -> IndexMap<String, ReferenceOr<Header>> {
    let mut headers = IndexMap::new();
    each(cx, node, "headers", |cx, name, node| {
        if name.eq_ignore_ascii_case("content-type") {
            cx.report(
                Code::Ignored,
                node.location(),
                "a header `Content-Type` is ignored here, because the media type says it",
            );
        } else if let Some(header) = item_or_reference(cx, node, Section::Headers, header) {
            headers.insert(name.to_owned(), header);
        }
    });
    headers
}

/// A header.
pub fn header(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Header> {
    // A parameter in a header has all keywords of a header.
    let kind = if is_header_parameter(node.raw) { Kind::Parameter } else { Kind::Header };
    if !has_direct_schema(node) && !check(cx, node, kind) {
        return None;
    }
    let format = schema_or_content(cx, node);
    compare_text_examples(cx, node);
    let (example, examples) = examples(cx, node);
    Some(Header {
        description: text(cx, node, "description"),
        style: HeaderStyle::Simple,
        required: flag(cx, node, "required").unwrap_or_default(),
        deprecated: flag(cx, node, "deprecated"),
        format,
        example,
        examples,
        extensions: IndexMap::new(),
    })
}

/// Whether the keywords of the schema of a parameter or header stand outside `schema`, as in Swagger 2.
pub fn has_direct_schema(node: &Node<'_>) -> bool {
    let has = |key: &str| node.raw.get(key).is_some();
    has("type") && !has("schema") && !has("content")
}

/// The schema of a parameter or header, or its content.
pub fn schema_or_content(cx: &mut Context<'_>, node: &Node<'_>) -> ParameterSchemaOrContent {
    if has_direct_schema(node) {
        let message = "the keywords of the schema stand outside `schema`, as in Swagger 2; they are read as the schema";
        cx.recover_with(node.location_of("type"), message, "write them inside `schema`");
        return ParameterSchemaOrContent::Schema(direct_schema(cx, node));
    }
    if let Some(direct) = node.get("schema") {
        if node.raw.get("content").is_some_and(|content| !is_blank(content)) {
            cx.report(
                Code::Ignored,
                node.location_of("content"),
                "`content` is ignored, because `schema` stands beside it",
            );
        }
        return ParameterSchemaOrContent::Schema(cx.schema(&direct, Written::AsText));
    }
    let content = media_types(cx, node);
    if content.is_empty() {
        let message = "there is neither `schema` nor `content`; the value is read as a string";
        cx.recover_with(node.location(), message, "write `schema: {type: string}` if that is right");
        let schema_kind = SchemaKind::Type(Type::String(StringType::default()));
        let schema = Schema { schema_data: SchemaData::default(), schema_kind };
        return ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema));
    }
    ParameterSchemaOrContent::Content(content)
}

fn direct_schema(cx: &mut Context<'_>, node: &Node<'_>) -> ReferenceOr<Schema> {
    const NOT_THE_SCHEMAS: [&str; 9] = [
        "name",
        "in",
        "required",
        "style",
        "explode",
        "allowReserved",
        "allowEmptyValue",
        "examples",
        "collectionFormat",
    ];
    let members = node.raw.as_object().into_iter().flatten();
    let direct: Raw = members
        .filter(|(key, _)| !NOT_THE_SCHEMAS.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let pointer = node.pointer();
    cx.schema(&Node::start(&direct, node.file, &pointer, None), Written::AsText)
}
