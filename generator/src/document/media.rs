//! Bodies: request bodies, media types, encodings, examples.

use indexmap::IndexMap;
use openapiv3::{Encoding, Example, MediaType, QueryStyle, ReferenceOr, RequestBody};

use super::extension::Extensions;
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
            self.mend(node.location(), "the request body has no `content`; read as one without media types");
        }
        Some(RequestBody {
            description: self.text(node, "description"),
            content: self.media_types(node),
            required: self.flag(node, "required").unwrap_or_default(),
            extensions: self.extensions(node),
        })
    }

    /// The media types of a body, parameter or header.
    pub fn media_types(&mut self, node: &Node<'_>) -> IndexMap<String, MediaType> {
        self.map(node, "content", |reader, media| {
            if media.raw.is_null() {
                reader.mend(media.location(), "the media type is null; read as one without a schema");
                return Some(MediaType::default());
            }
            reader.through(media, Self::media_type).flatten()
        })
    }

    fn media_type(&mut self, node: &Node<'_>) -> Option<MediaType> {
        if !self.check(node, Kind::MediaType) {
            return None;
        }
        let mut extensions = self.extensions(node);
        let (example, examples) = self.examples(node);
        let mut schema = node.get("schema").map(|schema| self.schema(&schema));
        if let Some(item) = node.get("itemSchema") {
            self.keep_item_schema(&item, &mut schema, &mut extensions);
        }
        for key in ["itemEncoding", "prefixEncoding"] {
            if let Some(value) = node.get(key) {
                self.diags.push(Code::LeftOut, value.location(), format!("`{key}` is not supported"));
            }
        }
        Some(MediaType {
            schema,
            example,
            examples,
            encoding: self.map(node, "encoding", |reader, node| reader.through(node, Self::encoding).flatten()),
            extensions,
        })
    }

    /// A stream's `itemSchema` is its schema where it has no other.
    fn keep_item_schema(
        &mut self,
        item: &Node<'_>,
        schema: &mut Option<ReferenceOr<openapiv3::Schema>>,
        extensions: &mut Extensions,
    ) {
        if schema.is_some() {
            self.diags.push(Code::LeftOut, item.location(), "`itemSchema` beside `schema` is left out");
            return;
        }
        *schema = Some(self.schema(item));
        extensions.insert("x-kept-itemSchema".to_owned(), Raw::Bool(true));
    }

    fn encoding(&mut self, node: &Node<'_>) -> Option<Encoding> {
        if !self.check(node, Kind::Encoding) {
            return None;
        }
        let style = self.text(node, "style").and_then(|style| {
            let known = query_style(&style);
            if known.is_none() {
                self.mend(node.location_of("style"), format!("`{style}` is no style of a form's part; left out"));
            }
            known
        });
        let explode = self.flag(node, "explode");
        let mut extensions = self.extensions(node);
        if let Some(explode) = explode {
            // `openapiv3` does not tell false from absent here, and the default depends on the style.
            extensions.insert("x-kept-explode".to_owned(), Raw::Bool(explode));
        }
        Some(Encoding {
            content_type: self.text(node, "contentType"),
            headers: self.headers(node),
            style,
            explode: explode.unwrap_or_default(),
            allow_reserved: self.flag(node, "allowReserved").unwrap_or_default(),
            extensions,
        })
    }

    /// `example` and `examples` of a media type, parameter or header.
    pub fn examples(&mut self, node: &Node<'_>) -> (Option<Raw>, Examples) {
        let example = node.raw.get("example").cloned();
        let Some(list) = node.get("examples") else { return (example, Examples::new()) };
        match list.raw {
            Raw::Array(items) => {
                if let Some(first) = items.first() {
                    self.mend(list.location(), "`examples` is a list; its first value is read as `example`");
                    return (example.or_else(|| Some(first.clone())), Examples::new());
                }
                (example, Examples::new())
            }
            Raw::String(_) | Raw::Number(_) | Raw::Bool(_) => {
                self.mend(list.location(), "`examples` is one value; read as `example`");
                (example.or_else(|| Some(list.raw.clone())), Examples::new())
            }
            Raw::Object(_) | Raw::Null => {
                let examples = self.map(node, "examples", |reader, node| {
                    if !node.raw.is_object() {
                        reader.mend(node.location(), "the example is a bare value; read as its `value`");
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
            self.mend(node.location(), "the example is a bare value; read as its `value`");
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
            extensions: self.extensions(node),
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
