//! In which media types can a body be written? The table entries of bodies and their parts.

use super::media_type::ContentKind;
use super::param::Style;
use crate::runtime::model::shape::Check;

/// One media type that a body can have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Content {
    media_type: &'static str,
    kind: ContentKind,
    parts: &'static [Part],
    checks: &'static [Check],
}

impl Content {
    /// A body of this media type.
    pub const fn new(media_type: &'static str, kind: ContentKind) -> Self {
        Self { media_type, kind, parts: &[], checks: &[] }
    }

    /// How single members are encoded, in form and multipart bodies.
    #[must_use]
    pub const fn parts(mut self, parts: &'static [Part]) -> Self {
        self.parts = parts;
        self
    }

    /// Limits on the body as a whole. Those on its members stand in their record.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// The media type, as the document writes it.
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// What is done with it.
    pub const fn kind(&self) -> ContentKind {
        self.kind
    }

    pub(crate) const fn limits(&self) -> &'static [Check] {
        self.checks
    }

    /// The encoding of a member, where the document gives one.
    pub(crate) fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// How one member of a form or multipart body is encoded.
///
/// Without a style, a list is written item by item, an object as JSON and everything else as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    name: &'static str,
    content_type: Option<&'static str>,
    style: Option<Style>,
    explode: Option<bool>,
    allow_reserved: bool,
}

impl Part {
    /// The member with this wire name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: None, style: None, explode: None, allow_reserved: false }
    }

    /// The media type of the part.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// Lays the member out by this style, as a query parameter is (form bodies).
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Whether lists and objects are written member by member (form bodies).
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// Leaves the reserved characters of RFC 3986 as they are (form bodies).
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    pub(crate) const fn media(&self) -> Option<&'static str> {
        self.content_type
    }

    pub(crate) const fn layout(&self) -> Option<Style> {
        self.style
    }

    pub(crate) const fn explosion(&self) -> Option<bool> {
        self.explode
    }

    pub(crate) const fn keeps_reserved(&self) -> bool {
        self.allow_reserved
    }
}
