//! Which media types does a body have, and how is each read and written?

use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody, Schema};
use serde_json::Value;

use super::context::{Lowering, TypeOrigin};
use super::media::{distinct, media_kind};
use super::operation::resolve;
use super::schema_view::SchemaView;
use crate::diag::Code;
use crate::ir::{Body, Docs, Item, Media, MediaKind, NameOrigin, OperationId, Scalar, Step, TypeExpr};
use crate::pointer;
use crate::vocabulary::Format;

impl<'a> Lowering<'a> {
    pub(super) fn body(&mut self, id: OperationId, body: &'a ReferenceOr<RequestBody>, pointer: &str) -> Option<Body> {
        self.body_in(body, pointer, &|step| NameOrigin::InOperation { operation: id, path: vec![step] })
    }

    /// The body of what stands at `pointer`. `origin` returns what an inline type of it is named after.
    pub(super) fn body_in(
        &mut self,
        body: &'a ReferenceOr<RequestBody>,
        pointer: &str,
        origin: &dyn Fn(Step) -> NameOrigin,
    ) -> Option<Body> {
        match body {
            ReferenceOr::Item(body) => Some(self.body_content(body, &format!("{pointer}/requestBody"), origin)),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/requestBodies/")?;
                let components = self.bundle.openapi.components.as_ref()?;
                let (body, name) = resolve(&components.request_bodies, name)?;
                if let Some(known) = self.parts.bodies.get(name) {
                    return Some(known.clone());
                }
                let origin = |step| NameOrigin::InPart { key: name.to_owned(), path: vec![step] };
                let lowered =
                    self.body_content(body, &pointer::from_keys(&["components", "requestBodies", name]), &origin);
                self.parts.bodies.insert(name, lowered.clone());
                Some(lowered)
            }
        }
    }

    fn body_content(&mut self, body: &'a RequestBody, pointer: &str, origin: &dyn Fn(Step) -> NameOrigin) -> Body {
        let many = body.content.len() > 1;
        let name = |mime: &str| origin(Step::Body(many.then(|| mime.to_owned())));
        let content = self.content(&body.content, &format!("{pointer}/content"), &name);
        let mut content = distinct(&self.api, content);
        for media in &mut content {
            let sent = concrete(media);
            let listed = std::mem::replace(&mut media.mime, sent);
            if listed != media.mime {
                // The caller may choose another media type of the range.
                media.also.insert(0, listed);
            }
        }
        Body {
            location: self.location(pointer),
            docs: Docs { description: body.description.clone(), ..Docs::default() },
            required: body.required,
            content,
        }
    }

    /// The media types of a body or response. `name` returns what a type inside one is named after.
    ///
    /// XML beside typed JSON is left out, because it says the same.
    pub(super) fn content(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        pointer: &str,
        name: &dyn Fn(&str) -> NameOrigin,
    ) -> Vec<Media> {
        let has_json = content.keys().any(|mime| Format::of(mime) == Format::Json);
        let mut lowered: Vec<Option<Media>> = Vec::with_capacity(content.len());
        for (mime, media) in content {
            // These say the same as the JSON beside them, and the client does not have the encoding of the foreign.
            let waits = match Format::of(mime) {
                Format::Xml => true,
                Format::Foreign => has_json && media.schema.is_some(),
                Format::Json
                | Format::JsonLines
                | Format::EventStream
                | Format::Form
                | Format::Multipart
                | Format::Text
                | Format::Binary => false,
            };
            let media = (!waits).then(|| self.media(mime, media, &pointer::join(pointer, mime), name(mime)));
            lowered.push(media);
        }
        let is_said = lowered.iter().flatten().any(|media| media.kind == MediaKind::Json && media.value.is_some());
        for (place, (mime, media)) in lowered.iter_mut().zip(content) {
            if !is_said && Format::of(mime) == Format::Xml {
                *place = Some(self.media(mime, media, &pointer::join(pointer, mime), name(mime)));
            }
            if let Some(item) = place.as_ref().filter(|_| !has_json) {
                self.report_format(mime, media, item);
            }
        }
        let is_left_out = |(place, _): &(&Option<Media>, &String)| place.is_none();
        let left_out = lowered.iter().zip(content.keys()).filter(is_left_out);
        let left_out = left_out.map(|(_, mime)| (mime.clone(), self.location(&pointer::join(pointer, mime)))).collect();
        let mut lowered: Vec<Media> = lowered.into_iter().flatten().collect();
        if let Some(first) = lowered.first_mut() {
            first.left_out = left_out;
        }
        lowered
    }

    /// Reports that a value with a structure is not read and written as its media type says.
    fn report_format(&mut self, mime: &str, media: &'a MediaType, lowered: &Media) {
        if media.schema.as_ref().is_none_or(|schema| self.is_text(schema) || self.names_text(schema))
            || mime.contains('*')
        {
            return;
        }
        let how = match (Format::of(mime), lowered.kind) {
            (Format::Xml, MediaKind::Text) => "is kept as text",
            (Format::Foreign | Format::Binary, MediaKind::Bytes) => "is kept as octets",
            (Format::Text | Format::Binary, MediaKind::Json) => "is read and written as JSON",
            (
                Format::Json
                | Format::JsonLines
                | Format::EventStream
                | Format::Form
                | Format::Multipart
                | Format::Xml
                | Format::Foreign
                | Format::Text
                | Format::Binary,
                MediaKind::Json
                | MediaKind::Xml
                | MediaKind::Form
                | MediaKind::Multipart
                | MediaKind::Text
                | MediaKind::Bytes
                | MediaKind::EventStream
                | MediaKind::JsonLines,
            ) => return,
        };
        let message = format!("the value of `{mime}` has a structure; it {how}");
        let help = "describe it as `application/json` too if the service has that, so that it gets a type";
        self.diags.push(Code::Approximated, lowered.location.clone(), message).help(help);
    }

    /// Whether a schema is a component that is another name of a string or of bytes.
    fn names_text(&self, schema: &ReferenceOr<Schema>) -> bool {
        let ReferenceOr::Reference { reference } = schema else { return false };
        let Some((_, component)) = self.component(reference) else { return false };
        let named = TypeExpr::Named(component.id);
        matches!(self.api.resolve(&named), TypeExpr::Scalar(Scalar::String | Scalar::Bytes))
    }

    fn media(&mut self, mime: &str, media: &'a MediaType, pointer: &str, name: NameOrigin) -> Media {
        let origin = TypeOrigin { location: self.location(&format!("{pointer}/schema")), name };
        let by_mime = media_kind(mime);
        // Text and bytes have no inner structure, so no type is made for what they hold.
        let keeps_text = matches!(by_mime, MediaKind::Text | MediaKind::Xml)
            && media.schema.as_ref().is_none_or(|schema| self.is_text(schema));
        let value = match (&media.schema, by_mime) {
            (schema, MediaKind::Text | MediaKind::Xml) if keeps_text => {
                let limits = schema.as_ref().and_then(|schema| self.followed(schema)).map(SchemaView::new);
                let checks = limits.map(|view| view.checks).unwrap_or_default();
                Some(Item { checks, ..Item::plain(TypeExpr::Scalar(Scalar::String)) })
            }
            (None, _) => None,
            (Some(schema), _) => Some(self.item(schema, &origin)),
        };
        // A component that is a name of bytes or of a string is what it names.
        let resolved = value.as_ref().map(|item| self.api.resolve(&item.ty).clone());
        let kind = refined(by_mime, resolved.as_ref(), mime);
        let value = match kind {
            // XML of a lone scalar has no name for its element, so that its text is the document.
            MediaKind::Text if by_mime == MediaKind::Xml => Some(Item::plain(TypeExpr::Scalar(Scalar::String))),
            MediaKind::Bytes => Some(Item::plain(TypeExpr::Scalar(Scalar::Bytes))),
            MediaKind::Text if value.is_none() => Some(Item::plain(TypeExpr::Scalar(Scalar::String))),
            MediaKind::Json if value.is_none() => Some(Item::plain(TypeExpr::Json)),
            // A string, or bytes, is all lines together, which says nothing of one line.
            MediaKind::JsonLines if matches!(resolved, Some(TypeExpr::Scalar(Scalar::String | Scalar::Bytes))) => None,
            // What an event holds is text.
            MediaKind::EventStream if resolved == Some(TypeExpr::Scalar(Scalar::Bytes)) => {
                Some(Item::plain(TypeExpr::Scalar(Scalar::String)))
            }
            MediaKind::Json
            | MediaKind::Xml
            | MediaKind::Form
            | MediaKind::Multipart
            | MediaKind::Text
            | MediaKind::EventStream
            | MediaKind::JsonLines => value,
        };
        self.note_untyped_parts(kind, media, value.as_ref());
        Media {
            location: self.location(pointer),
            mime: mime.to_owned(),
            also: Vec::new(),
            left_out: Vec::new(),
            kind,
            value,
            examples: self.examples(media),
            encoding: self.parts_of(kind, media, mime, pointer),
        }
    }

    fn examples(&mut self, media: &MediaType) -> Vec<(String, Arc<Value>)> {
        let mut found = Vec::new();
        found.extend(media.example.iter().map(|example| (String::new(), Arc::new(example.clone()))));
        for (name, example) in &media.examples {
            let value = match example {
                ReferenceOr::Item(example) => example.value.clone().map(Arc::new),
                ReferenceOr::Reference { reference } => self.example_part(reference),
            };
            found.extend(value.map(|value| (name.clone(), value)));
        }
        found
    }

    /// The value of a component example.
    fn example_part(&mut self, reference: &str) -> Option<Arc<Value>> {
        let name = reference.strip_prefix("#/components/examples/")?;
        let (example, name) = resolve(&self.bundle.openapi.components.as_ref()?.examples, name)?;
        if let Some(known) = self.parts.examples.get(name) {
            return Some(Arc::clone(known));
        }
        let value = Arc::new(example.value.clone()?);
        self.parts.examples.insert(name, Arc::clone(&value));
        Some(value)
    }
}

/// The kind of a media type whose type is known, with aliases resolved. A structured value of an unspecific media type is JSON.
fn refined(kind: MediaKind, ty: Option<&TypeExpr>, mime: &str) -> MediaKind {
    let structured = ty.is_some_and(|ty| match ty {
        TypeExpr::Named(_) | TypeExpr::List(_) | TypeExpr::Map(_) => true,
        TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => false,
    });
    let is_bytes = ty == Some(&TypeExpr::Scalar(Scalar::Bytes));
    match kind {
        MediaKind::Json if is_bytes => MediaKind::Bytes,
        MediaKind::Bytes if Format::of(mime) == Format::Foreign => MediaKind::Bytes,
        MediaKind::Bytes if structured && (mime.contains('*') || mime.starts_with("application/")) => MediaKind::Json,
        MediaKind::Text if structured => MediaKind::Json,
        MediaKind::Xml if is_bytes => MediaKind::Bytes,
        MediaKind::Xml if !structured => MediaKind::Text,
        MediaKind::Json
        | MediaKind::Xml
        | MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::Text
        | MediaKind::Bytes
        | MediaKind::EventStream
        | MediaKind::JsonLines => kind,
    }
}

/// A media type that can be sent. A range is replaced by its plainest member.
fn concrete(media: &Media) -> String {
    if !media.mime.contains('*') {
        return media.mime.clone();
    }
    let plain = match media.kind {
        MediaKind::Json => "application/json",
        MediaKind::Xml => "application/xml",
        MediaKind::Form => "application/x-www-form-urlencoded",
        MediaKind::Multipart => "multipart/form-data",
        MediaKind::Text => "text/plain",
        MediaKind::Bytes => "application/octet-stream",
        MediaKind::EventStream => "text/event-stream",
        MediaKind::JsonLines => "application/x-ndjson",
    };
    plain.to_owned()
}
