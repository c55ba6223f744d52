//! Responses and their headers.

use indexmap::IndexMap;
use openapiv3::{Header, HeaderStyle, ReferenceOr, Response, Responses, StatusCode};

use super::reader::Reader;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::vocabulary::{Kind, Section};

impl Reader<'_> {
    /// The responses of an operation, by status.
    pub fn responses(&mut self, operation: &Node<'_>) -> Responses {
        let mut responses = Responses::default();
        if operation.raw.get("responses").is_none() {
            self.mend(operation.location(), "the operation has no `responses`; read as one that promises nothing");
        }
        self.entries(operation, "responses", |reader, key, node| {
            if key.starts_with("x-") {
                responses.extensions.insert(key.to_owned(), node.raw.clone());
            } else if key == "default" {
                responses.default = reader.shared(node, Section::Responses, Self::response);
            } else if key != "$ref"
                && let Some(status) = reader.status(key, node)
                && let Some(response) = reader.shared(node, Section::Responses, Self::response)
            {
                responses.responses.insert(status, response);
            }
        });
        responses
    }

    fn status(&mut self, key: &str, node: &Node<'_>) -> Option<StatusCode> {
        let key = key.trim();
        if let Ok(code) = key.parse::<u16>()
            && (100..600).contains(&code)
        {
            return Some(StatusCode::Code(code));
        }
        let mut chars = key.chars();
        if let (Some(class), Some('x' | 'X'), Some('x' | 'X'), None) =
            (chars.next().and_then(|c| c.to_digit(10)), chars.next(), chars.next(), chars.next())
            && (1..6).contains(&class)
        {
            if key.contains('x') {
                self.mend(node.location(), format!("`{key}` is written `{class}XX`; read as such"));
            }
            return Some(StatusCode::Range(u16::try_from(class).unwrap_or_default()));
        }
        self.diags
            .push(Code::WrongType, node.location(), format!("`{key}` is no status of a response"))
            .help("a status is a number from 100 to 599, a class such as `4XX`, or `default`");
        None
    }

    /// A response.
    pub fn response(&mut self, node: &Node<'_>) -> Option<Response> {
        if node.raw.is_null() {
            self.mend(node.location(), "the response is null; read as one without a body");
            return Some(Response::default());
        }
        if !self.check(node, Kind::Response) {
            return None;
        }
        let mut extensions = self.extensions(node);
        self.keep(node, "summary", &mut extensions);
        if node.raw.get("description").is_none() && node.raw.get("summary").is_none() {
            self.mend(node.location(), "the response has no `description`; read as one with an empty one");
        }
        self.leave_out(node, "links");
        Some(Response {
            description: self.text(node, "description").unwrap_or_default(),
            headers: self.headers(node),
            content: self.media_types(node),
            links: IndexMap::new(),
            extensions,
        })
    }

    /// Tells that what stands under `key` is not supported.
    pub fn leave_out(&mut self, node: &Node<'_>, key: &str) {
        if let Some(child) = node.get(key)
            && !super::value::is_blank(child.raw)
        {
            self.diags.push(Code::LeftOut, child.location(), format!("`{key}` is left out: it is not supported"));
        }
    }

    /// The headers of a response or of a part of a form.
    pub fn headers(&mut self, node: &Node<'_>) -> IndexMap<String, ReferenceOr<Header>> {
        let mut headers = IndexMap::new();
        self.entries(node, "headers", |reader, name, node| {
            if name.eq_ignore_ascii_case("content-type") {
                reader.diags.push(Code::Ignored, node.location(), "a header `Content-Type` counts for nothing here");
            } else if let Some(header) = reader.shared(node, Section::Headers, Self::header) {
                headers.insert(name.to_owned(), header);
            }
        });
        headers
    }

    /// A header.
    pub fn header(&mut self, node: &Node<'_>) -> Option<Header> {
        let direct = self.has_direct_schema(node);
        if !direct && !self.check(node, Kind::Header) {
            return None;
        }
        let format = self.schema_or_content(node, direct);
        let (example, examples) = self.examples(node);
        Some(Header {
            description: self.text(node, "description"),
            style: HeaderStyle::Simple,
            required: self.flag(node, "required").unwrap_or_default(),
            deprecated: self.flag(node, "deprecated"),
            format,
            example,
            examples,
            extensions: self.extensions(node),
        })
    }
}
