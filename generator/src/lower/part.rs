//! How is each member of a form or multipart body written? Its encoding decides, and what its schema says of its content.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, ReferenceOr, Schema};

use super::context::Lowering;
use super::media::{explodes, query_style};
use super::operation::resolve;
use super::schema_view::SchemaView;
use crate::diag::Code;
use crate::ir::{Check, Docs, MediaKind, PartEncoding, PartHeader, PartStyle, Style};
use crate::pointer;

/// The header that says how the bytes of a part are written as text (RFC 2045, 6).
const TRANSFER_ENCODING: &str = "Content-Transfer-Encoding";

/// How many references and parts of compositions are followed, one from another.
const DEEPEST: usize = 32;

/// The schemas that were looked at.
type Seen = BTreeSet<*const Schema>;

impl<'a> Lowering<'a> {
    /// The members whose encoding differs from what their type says, by name.
    pub(super) fn parts_of(
        &mut self,
        kind: MediaKind,
        media: &'a MediaType,
        mime: &str,
        pointer: &str,
    ) -> Vec<(String, PartEncoding)> {
        let mut parts: IndexMap<String, PartEncoding> = IndexMap::new();
        for (name, encoding) in &media.encoding {
            let pointer = pointer::join(&format!("{pointer}/encoding"), name);
            let mut part = self.part(encoding);
            part.headers = self.part_headers(kind, encoding, mime, &pointer);
            parts.insert(name.clone(), part);
        }
        if kind == MediaKind::Multipart {
            let mut said = IndexMap::new();
            if let Some(schema) = &media.schema {
                self.contents(schema, DEEPEST, &mut Seen::new(), &mut said);
            }
            for (name, content) in said {
                content.complete(parts.entry(name.to_owned()).or_default());
            }
        }
        parts.into_iter().filter(|(_, part)| !is_default(part)).collect()
    }

    fn part(&self, encoding: &Encoding) -> PartEncoding {
        let extras = self.bundle.extras.encodings.get(&encoding.extensions);
        let explode = extras.and_then(|extras| extras.explode);
        let allow_reserved = extras.and_then(|extras| extras.allow_reserved);
        let has_style = encoding.style.is_some() || explode.is_some() || allow_reserved.is_some();
        let style = encoding.style.as_ref().map_or(Style::Form, query_style);
        PartEncoding {
            content_type: encoding.content_type.clone(),
            style: (has_style && encoding.content_type.is_none())
                .then(|| PartStyle { style, explode: explode.unwrap_or_else(|| explodes(style)) }),
            allow_reserved: allow_reserved.unwrap_or_default(),
            headers: Vec::new(),
        }
    }

    /// The headers of a part. A part of a form that is no multipart body has none.
    fn part_headers(&mut self, kind: MediaKind, encoding: &'a Encoding, mime: &str, pointer: &str) -> Vec<PartHeader> {
        let mut headers = Vec::new();
        for (name, header) in &encoding.headers {
            let at = pointer::join(&format!("{pointer}/headers"), name);
            let is_form_data = mime.to_ascii_lowercase().starts_with("multipart/form-data");
            let reason = match kind {
                MediaKind::Multipart if is_form_data && name.eq_ignore_ascii_case("content-disposition") => {
                    "a header `Content-Disposition` is ignored here: it is written from the name of the part and the file \
                     name that the caller gives"
                }
                MediaKind::Multipart => {
                    headers.extend(self.part_header(name, header));
                    continue;
                }
                MediaKind::Form
                | MediaKind::Json
                | MediaKind::Xml
                | MediaKind::Text
                | MediaKind::Bytes
                | MediaKind::EventStream
                | MediaKind::JsonLines => "headers of a part are ignored here, because only a multipart body has them",
            };
            self.diags.push(Code::Ignored, self.location(&at), reason);
        }
        headers
    }

    fn part_header(&self, name: &str, header: &'a ReferenceOr<openapiv3::Header>) -> Option<PartHeader> {
        let header = match header {
            ReferenceOr::Item(header) => header,
            ReferenceOr::Reference { reference } => {
                let key = reference.strip_prefix("#/components/headers/")?;
                resolve(&self.bundle.openapi.components.as_ref()?.headers, key)?.0
            }
        };
        let (constant, checks) = self.header_limits(&header.format);
        Some(PartHeader {
            name: name.to_owned(),
            docs: Docs { description: header.description.clone(), ..Docs::default() },
            required: header.required,
            constant,
            checks,
        })
    }

    /// The only value of a header, and the limits on its text.
    fn header_limits(&self, format: &'a openapiv3::ParameterSchemaOrContent) -> (Option<String>, Vec<Check>) {
        let openapiv3::ParameterSchemaOrContent::Schema(schema) = format else { return (None, Vec::new()) };
        let Some(schema) = self.followed(schema) else { return (None, Vec::new()) };
        let view = SchemaView::new(schema);
        match view.typ {
            Some("string" | "integer" | "number" | "boolean") => {}
            // The limits of a list or an object are not those of its text.
            Some(_) | None => return (None, Vec::new()),
        }
        let constant = match view.values.as_slice() {
            [serde_json::Value::String(only)] => Some(only.clone()),
            _ => None,
        };
        (constant, view.checks)
    }

    /// The schema that a use of a schema means.
    pub(super) fn followed(&self, schema: &'a ReferenceOr<Schema>) -> Option<&'a Schema> {
        match schema {
            ReferenceOr::Item(schema) => Some(schema),
            ReferenceOr::Reference { reference } => self.component_schema(reference),
        }
    }

    /// What the schema of a multipart body says of the content of its members.
    fn contents(
        &self,
        schema: &'a ReferenceOr<Schema>,
        depth: usize,
        seen: &mut Seen,
        found: &mut IndexMap<&'a str, PartContent>,
    ) {
        let (Some(depth), Some(schema)) = (depth.checked_sub(1), self.followed(schema)) else { return };
        if !seen.insert(schema) {
            return;
        }
        let view = SchemaView::new(schema);
        for (name, member) in view.properties.into_iter().flatten() {
            let content = match member {
                ReferenceOr::Item(member) => self.content_of(member, DEEPEST, &mut Seen::new()),
                ReferenceOr::Reference { reference } => self
                    .component_schema(reference)
                    .and_then(|member| self.content_of(member, DEEPEST, &mut Seen::new())),
            };
            if let Some(content) = content {
                found.entry(name).or_insert(content);
            }
        }
        for part in view.all_of.iter().chain(view.any_of).chain(view.one_of) {
            self.contents(part, depth, seen, found);
        }
    }

    /// What a schema says of the content of its value, or of each of its items.
    fn content_of(&self, schema: &'a Schema, depth: usize, seen: &mut Seen) -> Option<PartContent> {
        let depth = depth.checked_sub(1)?;
        if !seen.insert(schema) {
            return None;
        }
        if let Some(extras) = self.extras(schema)
            && (extras.content_media_type.is_some() || extras.content_encoding.is_some())
        {
            let media_type = extras.content_media_type.clone();
            return Some(PartContent { media_type, encoding: extras.content_encoding.clone() });
        }
        let view = SchemaView::new(schema);
        if let Some(items) = view.items {
            return match items {
                ReferenceOr::Item(items) => self.content_of(items, depth, seen),
                ReferenceOr::Reference { reference } => self.content_of(self.component_schema(reference)?, depth, seen),
            };
        }
        let mut parts = view.all_of.iter().chain(view.any_of).chain(view.one_of);
        parts.find_map(|part| self.content_of(self.followed(part)?, depth, seen))
    }
}

/// What a schema says of the content of a part.
struct PartContent {
    media_type: Option<String>,
    encoding: Option<String>,
}

impl PartContent {
    /// Adds what the encoding of the part does not say. By OpenAPI 3.1 a `contentEncoding` is the same as a header that
    /// says it, and bytes of which nothing else is known are `application/octet-stream`.
    fn complete(self, part: &mut PartEncoding) {
        if part.content_type.is_none() {
            let bytes = self.encoding.as_ref().map(|_| "application/octet-stream".to_owned());
            part.content_type = self.media_type.or(bytes);
            if part.content_type.is_some() {
                part.style = None;
            }
        }
        // The values that RFC 2045 defines, except those by which nothing is encoded.
        let coded = self.encoding.filter(|encoding| matches!(encoding.as_str(), "base64" | "quoted-printable"));
        if let Some(coded) = coded
            && !part.headers.iter().any(|header| header.name.eq_ignore_ascii_case(TRANSFER_ENCODING))
        {
            part.headers.push(PartHeader {
                name: TRANSFER_ENCODING.to_owned(),
                docs: Docs::default(),
                required: false,
                constant: Some(coded),
                checks: Vec::new(),
            });
        }
    }
}

fn is_default(part: &PartEncoding) -> bool {
    let PartEncoding { content_type, style, allow_reserved, headers } = part;
    content_type.is_none() && style.is_none() && !allow_reserved && headers.is_empty()
}
