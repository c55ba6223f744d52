//! The tables of request bodies: their media types and the encoding of their parts.

use super::media_type::ContentKind;
use super::param::Style;
use crate::runtime::model::member::Check;

/// A media type that a request body can have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Content {
    media_type: &'static str,
    also: &'static [&'static str],
    kind: ContentKind,
    parts: &'static [Part],
    checks: &'static [Check],
    is_nullable: bool,
}

impl Content {
    /// Makes the table of a body with this media type.
    pub const fn new(media_type: &'static str, kind: ContentKind) -> Self {
        Self { media_type, also: &[], kind, parts: &[], checks: &[], is_nullable: false }
    }

    /// Sets how single members are encoded, in form and multipart bodies.
    #[must_use]
    pub const fn parts(mut self, parts: &'static [Part]) -> Self {
        self.parts = parts;
        self
    }

    /// Adds media types of the same kind and schema that the document has beside this one.
    #[must_use]
    pub const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    /// Sets the limits on the body as a whole. Limits on members are in the table of their record.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// Makes null a value of the body: an absent value is written as null.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.is_nullable = true;
        self
    }

    /// The media type, as it is written in the document.
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// All media types of this kind and schema, the one that is sent by default first.
    pub(crate) fn media_types(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.media_type).chain(self.also.iter().copied())
    }

    /// The kind of the media type.
    pub const fn kind(&self) -> ContentKind {
        self.kind
    }

    /// Whether null is a value of the body.
    pub(crate) const fn is_nullable(&self) -> bool {
        self.is_nullable
    }

    /// The limits on the body as a whole.
    pub(crate) const fn limits(&self) -> &'static [Check] {
        self.checks
    }

    /// The encoding of a member, if the document has one.
    pub(crate) fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// The encoding of a member of a form or multipart body: OpenAPI's Encoding Object.
///
/// Without a style, a list is written item by item, an object as JSON, and any other value as text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    name: &'static str,
    content_type: Option<&'static str>,
    headers: &'static [PartHeader],
    style: Option<Style>,
    explode: Option<bool>,
    allow_reserved: bool,
}

impl Part {
    /// Makes the encoding of the member with this wire name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: None, headers: &[], style: None, explode: None, allow_reserved: false }
    }

    /// Sets the media type of the part.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// Sets the headers of the part (multipart bodies).
    #[must_use]
    pub const fn headers(mut self, headers: &'static [PartHeader]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets the style by which the member is written, as for a query parameter (form bodies, of parts too).
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Sets whether items and members are written as pairs or parts of their own (form bodies, of parts too).
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// Allows the reserved characters of RFC 3986 without percent-encoding (form bodies).
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The media type of the part, if the document has one.
    pub(crate) const fn media_type(&self) -> Option<&'static str> {
        self.content_type
    }

    /// The headers of the part.
    pub(crate) const fn all_headers(&self) -> &'static [PartHeader] {
        self.headers
    }

    /// The style, if the document has one.
    pub(crate) const fn style_or_none(&self) -> Option<Style> {
        self.style
    }

    /// The value of `explode`, if the document has one.
    pub(crate) const fn explode_or_none(&self) -> Option<bool> {
        self.explode
    }

    /// Whether reserved characters are written without percent-encoding.
    pub(crate) const fn allows_reserved(&self) -> bool {
        self.allow_reserved
    }
}

/// A header of a part of a multipart body. The caller sets its value, unless the document gives the only one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartHeader {
    name: &'static str,
    is_required: bool,
    value: Option<&'static str>,
    checks: &'static [Check],
}

impl PartHeader {
    /// Makes an optional header with this name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, is_required: false, value: None, checks: &[] }
    }

    /// Makes the header required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Sets the only value of the header, which is always sent.
    #[must_use]
    pub const fn value(mut self, value: &'static str) -> Self {
        self.value = Some(value);
        self
    }

    /// Sets the limits on the value.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// The name, as it is written in the document.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the part must have the header.
    pub(crate) const fn is_required(&self) -> bool {
        self.is_required
    }

    /// The only value.
    pub(crate) const fn fixed_value(&self) -> Option<&'static str> {
        self.value
    }

    /// The limits on the value.
    pub(crate) const fn limits(&self) -> &'static [Check] {
        self.checks
    }
}
