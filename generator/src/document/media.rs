//! Bodies: request bodies, media types, encodings, examples.

use indexmap::IndexMap;
use openapiv3::{Encoding, Example, MediaType, QueryStyle, ReferenceOr, RequestBody};

use super::extras::EncodingExtras;
use super::reader::Reader;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::vocabulary::{Kind, Section};
use crate::source::Raw;

/// Examples by name.
type Examples = IndexMap<String, ReferenceOr<Example>>;

impl Reader<'_> {
    /// A request body.
    pub fn request_body(&mut self, node: &Node<'_>) -> Option<RequestBody> {
        if !self.check(node, Kind::RequestBody) {
            return None;
        }
        if node.raw.get("content").is_none() {
            self.mend(node.place(), "the request body has no `content`; read as one without media types");
        }
        Some(RequestBody {
            description: self.text(node, "description"),
            content: self.media_types(node),
            required: self.flag(node, "required").unwrap_or_default(),
            ..RequestBody::default()
        })
    }

    /// The media types of a body, parameter or header.
    pub fn media_types(&mut self, node: &Node<'_>) -> IndexMap<String, MediaType> {
        self.map(node, "content", |reader, media| {
            if media.raw.is_null() {
                reader.mend(media.place(), "the media type is null; read as one without a schema");
                return Some(MediaType::default());
            }
            reader.through(media, Self::media_type).flatten()
        })
    }

    fn media_type(&mut self, node: &Node<'_>) -> Option<MediaType> {
        if !self.check(node, Kind::MediaType) {
            return None;
        }
        let (example, examples) = self.examples(node);
        let mut schema = node.get("schema").map(|schema| self.schema(&schema));
        if let Some(item) = node.get("itemSchema") {
            self.item_schema(&item, &mut schema);
        }
        for key in ["itemEncoding", "prefixEncoding"] {
            if let Some(value) = node.get(key) {
                self.diags.push(Code::LeftOut, value.place(), format!("`{key}` is not supported"));
            }
        }
        Some(MediaType {
            schema,
            example,
            examples,
            encoding: self.map(node, "encoding", |reader, node| reader.through(node, Self::encoding).flatten()),
            ..MediaType::default()
        })
    }

    /// A stream's `itemSchema` is its schema where it has no other.
    fn item_schema(&mut self, item: &Node<'_>, schema: &mut Option<ReferenceOr<openapiv3::Schema>>) {
        if schema.is_some() {
            self.diags.push(Code::LeftOut, item.place(), "`itemSchema` beside `schema` is left out");
            return;
        }
        *schema = Some(self.schema(item));
    }

    fn encoding(&mut self, node: &Node<'_>) -> Option<Encoding> {
        if !self.check(node, Kind::Encoding) {
            return None;
        }
        let style = self.text(node, "style").and_then(|style| {
            let known = query_style(&style);
            if known.is_none() {
                self.mend(node.place_of("style"), format!("`{style}` is no style of a form's part; left out"));
            }
            known
        });
        let extras =
            EncodingExtras { explode: self.flag(node, "explode"), allow_reserved: self.flag(node, "allowReserved") };
        Some(Encoding {
            content_type: self.text(node, "contentType"),
            headers: self.headers(node),
            style,
            extensions: self.extras.encodings.add(extras),
            ..Encoding::default()
        })
    }

    /// `example` and `examples` of a media type, parameter or header.
    pub fn examples(&mut self, node: &Node<'_>) -> (Option<Raw>, Examples) {
        let example = node.raw.get("example").cloned();
        let Some(list) = node.get("examples") else { return (example, Examples::new()) };
        match list.raw {
            Raw::Array(items) => {
                if let Some(first) = items.first() {
                    self.mend(list.place(), "`examples` is a list; its first value is read as `example`");
                    return (example.or_else(|| Some(first.clone())), Examples::new());
                }
                (example, Examples::new())
            }
            Raw::String(_) | Raw::Number(_) | Raw::Bool(_) => {
                self.mend(list.place(), "`examples` is one value; read as `example`");
                (example.or_else(|| Some(list.raw.clone())), Examples::new())
            }
            Raw::Object(_) | Raw::Null => {
                let examples = self.map(node, "examples", |reader, node| {
                    if !node.raw.is_object() {
                        reader.mend(node.place(), "the example is a bare value; read as its `value`");
                        let value = Some(node.raw.clone());
                        return Some(ReferenceOr::Item(Example { value, ..Example::default() }));
                    }
                    reader.shared(node, Section::Examples, Self::example)
                });
                (example, examples)
            }
        }
    }

    /// An example.
    pub fn example(&mut self, node: &Node<'_>) -> Option<Example> {
        let is_example = ["value", "externalValue", "summary", "description", "dataValue", "serializedValue"]
            .iter()
            .any(|key| node.raw.get(key).is_some());
        if !is_example && node.raw.as_object().is_none_or(|members| !members.is_empty()) {
            self.mend(node.place(), "the example is a bare value; read as its `value`");
            return Some(Example { value: Some(node.raw.clone()), ..Example::default() });
        }
        if !self.check(node, Kind::Example) {
            return None;
        }
        Some(Example {
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            value: node.raw.get("value").or_else(|| node.raw.get("dataValue")).cloned(),
            external_value: self.text(node, "externalValue"),
            ..Example::default()
        })
    }
}

/// A style of a query parameter, or of a form's part.
pub fn query_style(text: &str) -> Option<QueryStyle> {
    match text {
        "form" => Some(QueryStyle::Form),
        "spaceDelimited" => Some(QueryStyle::SpaceDelimited),
        "pipeDelimited" => Some(QueryStyle::PipeDelimited),
        "deepObject" => Some(QueryStyle::DeepObject),
        _ => None,
    }
}
