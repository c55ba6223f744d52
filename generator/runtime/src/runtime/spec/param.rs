//! How is a parameter written? The table entry of one parameter.

use super::media_type::ContentKind;
use crate::runtime::model::shape::Check;

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamLocation {
    /// In the path.
    Path,
    /// After the `?`.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a value is laid out, by the "Style Values" of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b` (path, header).
    Simple,
    /// `.a,b` (path).
    Label,
    /// `;name=a,b` (path).
    Matrix,
    /// `name=a,b` (query, cookie).
    Form,
    /// `name=a%20b` (query).
    SpaceDelimited,
    /// `name=a%7Cb` (query).
    PipeDelimited,
    /// `name[key]=a` (query).
    DeepObject,
}

/// One parameter of an operation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    name: &'static str,
    location: ParamLocation,
    style: Style,
    explode: Option<bool>,
    allow_reserved: bool,
    content: Option<ContentKind>,
    repeated_segment: bool,
    quoted_key: &'static str,
    checks: &'static [Check],
}

impl Param {
    const fn new(name: &'static str, location: ParamLocation, style: Style) -> Self {
        Self {
            name,
            location,
            style,
            explode: None,
            allow_reserved: false,
            content: None,
            repeated_segment: false,
            quoted_key: "",
            checks: &[],
        }
    }

    /// A parameter of the path: style `simple`, not exploded.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Path, Style::Simple)
    }

    /// A parameter of the query: style `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Query, Style::Form)
    }

    /// A header: style `simple`, not exploded.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Header, Style::Simple)
    }

    /// A cookie: style `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Cookie, Style::Form)
    }

    /// Another style than the location's own.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Whether lists and objects are written member by member. Without it, only `form` and `deepObject` do so.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// Leaves the reserved characters of RFC 3986 as they are, but for those that would end the value.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Writes the value as this media type instead of by style.
    #[must_use]
    pub const fn content(mut self, kind: ContentKind) -> Self {
        self.content = Some(kind);
        self
    }

    /// A list in the path, whose every value repeats the segment before it: `folders/a/folders/b`.
    /// An empty list leaves both segments out.
    #[must_use]
    pub const fn repeated_segment(mut self) -> Self {
        self.repeated_segment = true;
        self
    }

    /// A value that begins with one of these characters is written `segment('value')` instead of `segment/value`.
    #[must_use]
    pub const fn quoted_key(mut self, starts: &'static str) -> Self {
        self.quoted_key = starts;
        self
    }

    /// Limits on the value. Those of the other parameters stand in their record; these are for the path.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// The name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where it is sent.
    pub const fn location(&self) -> ParamLocation {
        self.location
    }

    pub(crate) const fn layout(&self) -> Style {
        self.style
    }

    pub(crate) const fn explodes(&self) -> bool {
        match self.explode {
            Some(explode) => explode,
            None => matches!(self.style, Style::Form | Style::DeepObject),
        }
    }

    pub(crate) const fn keeps_reserved(&self) -> bool {
        self.allow_reserved
    }

    pub(crate) const fn media(&self) -> Option<ContentKind> {
        self.content
    }

    pub(crate) const fn repeats_segment(&self) -> bool {
        self.repeated_segment
    }

    pub(crate) const fn quotes(&self) -> &'static str {
        self.quoted_key
    }

    pub(crate) const fn limits(&self) -> &'static [Check] {
        self.checks
    }
}
