//! The tables of parameters: where a parameter is sent, and how its value is written.

use super::media_type::ContentKind;
use crate::runtime::model::member::Check;

/// The part of a request that a parameter is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamLocation {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// The `Cookie` header.
    Cookie,
}

/// The style by which a value is written: one of the "Style Values" of OpenAPI.
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

/// A parameter of an operation. Those that are written as their location has it by default are one word each, since a large
/// document has thousands of them, and rustc evaluates each call of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Param {
    /// A path parameter of this name, with style `simple`, not exploded.
    Path(&'static str),
    /// A query parameter of this name, with style `form`, exploded.
    Query(&'static str),
    /// A header parameter of this name, with style `simple`, not exploded.
    Header(&'static str),
    /// A cookie parameter of this name, with style `form`, exploded.
    Cookie(&'static str),
    /// Any other.
    Other(ParamSpec),
}

impl Param {
    /// All that the document says of it.
    const fn spec(&self) -> ParamSpec {
        match self {
            Self::Path(name) => ParamSpec::path(name),
            Self::Query(name) => ParamSpec::query(name),
            Self::Header(name) => ParamSpec::header(name),
            Self::Cookie(name) => ParamSpec::cookie(name),
            Self::Other(spec) => *spec,
        }
    }

    /// The wire name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Path(name) | Self::Query(name) | Self::Header(name) | Self::Cookie(name) => name,
            Self::Other(spec) => spec.name,
        }
    }

    /// The part of the request that the parameter is sent in.
    pub const fn location(&self) -> ParamLocation {
        match self {
            Self::Path(_) => ParamLocation::Path,
            Self::Query(_) => ParamLocation::Query,
            Self::Header(_) => ParamLocation::Header,
            Self::Cookie(_) => ParamLocation::Cookie,
            Self::Other(spec) => spec.location,
        }
    }

    /// The style.
    pub(crate) const fn effective_style(&self) -> Style {
        self.spec().style
    }

    /// Whether items and members are written as pairs of their own.
    pub(crate) const fn explodes(&self) -> bool {
        let spec = self.spec();
        match spec.explode {
            Some(explode) => explode,
            None => matches!(spec.style, Style::Form | Style::DeepObject),
        }
    }

    /// Whether reserved characters are written without percent-encoding.
    pub(crate) const fn allows_reserved(&self) -> bool {
        self.spec().allow_reserved
    }

    /// The media type in which the value is written, if there is one.
    pub(crate) const fn content_kind(&self) -> Option<ContentKind> {
        self.spec().content
    }

    /// Whether items repeat the segment before them.
    pub(crate) const fn repeats_segment(&self) -> bool {
        self.spec().repeated_segment
    }

    /// The characters with which a quoted value begins.
    pub(crate) const fn quoted_starts(&self) -> &'static str {
        self.spec().quoted_key
    }

    /// The limits on the value.
    pub(crate) const fn limits(&self) -> &'static [Check] {
        self.spec().checks
    }
}

impl From<ParamSpec> for Param {
    fn from(spec: ParamSpec) -> Self {
        Self::Other(spec)
    }
}

/// How a parameter is written that differs from the default of its location.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParamSpec {
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

impl ParamSpec {
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

    /// Makes a path parameter, with style `simple`, not exploded.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Path, Style::Simple)
    }

    /// Makes a query parameter, with style `form`, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Query, Style::Form)
    }

    /// Makes a header parameter, with style `simple`, not exploded.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Header, Style::Simple)
    }

    /// Makes a cookie parameter, with style `form`, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, ParamLocation::Cookie, Style::Form)
    }

    /// Sets the style, in place of the default of the location.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Sets `explode`. Its default is true for the styles `form` and `deepObject`, and false for others.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// Allows the reserved characters of RFC 3986 without percent-encoding, except those that would end the value.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Sets a media type in which the value is written, in place of a style.
    #[must_use]
    pub const fn content(mut self, kind: ContentKind) -> Self {
        self.content = Some(kind);
        self
    }

    /// Makes the parameter a list in the path whose items repeat the segment before it: `folders/a/folders/b`.
    /// An empty list removes both segments.
    #[must_use]
    pub const fn repeated_segment(mut self) -> Self {
        self.repeated_segment = true;
        self
    }

    /// Sets the characters with which a value begins that is written as `segment('value')` instead of `segment/value`.
    #[must_use]
    pub const fn quoted_key(mut self, starts: &'static str) -> Self {
        self.quoted_key = starts;
        self
    }

    /// Sets the limits on the value of a path parameter. Limits on other parameters are in the table of their record.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }
}
