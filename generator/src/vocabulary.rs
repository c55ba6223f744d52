//! Which keywords each kind of OpenAPI object has, and what each keyword may hold.
//!
//! This is the only table of OpenAPI's structure. It serves to find files, references and misspelt keywords.

mod extension;
mod format;
mod given_name;
mod keywords;
mod kind;
mod nothing;
mod path;
mod value_format;

use std::collections::BTreeMap;

pub use extension::{Author, Extension};
pub use format::{Format, essence};
pub use given_name::{GivenName, NAMES_OF_OPERATIONS, NAMES_OF_PARAMETERS, NAMES_OF_SCHEMAS};
pub use keywords::{is_newer, members};
pub use kind::{Kind, Leaf, Shape};
pub use nothing::nothing;
pub use path::says_nothing;
pub use value_format::{ValueFormat, Width};

/// What each keyword may hold in objects of any kind, for files that hold any part of a document.
pub fn shapes_by_keyword() -> BTreeMap<&'static str, Vec<Shape>> {
    let mut shapes: BTreeMap<&'static str, Vec<Shape>> = BTreeMap::new();
    for (key, shape) in Kind::ALL.into_iter().flat_map(members) {
        shapes.entry(key).or_default().push(*shape);
    }
    shapes
}

/// What `key` of an object of this kind holds. None: OpenAPI does not know the key.
pub fn member(kind: Kind, key: &str) -> Option<Shape> {
    // Each key of a callback is an expression that gives the URL.
    if kind == Kind::Callback {
        return (!key.starts_with("x-") && key != "$ref").then_some(Shape::One(Kind::PathItem));
    }
    let members = members(kind);
    let found = members.binary_search_by(|(name, _)| (*name).cmp(key)).ok()?;
    members.get(found).map(|(_, shape)| *shape)
}

/// A section of `components`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Schemas,
    Responses,
    Parameters,
    Examples,
    RequestBodies,
    Headers,
    SecuritySchemes,
}

impl Section {
    /// Every section that a bundle has.
    pub const ALL: [Self; 7] = [
        Self::Schemas,
        Self::Responses,
        Self::Parameters,
        Self::Examples,
        Self::RequestBodies,
        Self::Headers,
        Self::SecuritySchemes,
    ];

    /// Its key in `components`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Schemas => "schemas",
            Self::Responses => "responses",
            Self::Parameters => "parameters",
            Self::Examples => "examples",
            Self::RequestBodies => "requestBodies",
            Self::Headers => "headers",
            Self::SecuritySchemes => "securitySchemes",
        }
    }

    /// The kind of object in it.
    pub fn kind(self) -> Kind {
        match self {
            Self::Schemas => Kind::Schema,
            Self::Responses => Kind::Response,
            Self::Parameters => Kind::Parameter,
            Self::Examples => Kind::Example,
            Self::RequestBodies => Kind::RequestBody,
            Self::Headers => Kind::Header,
            Self::SecuritySchemes => Kind::SecurityScheme,
        }
    }

    /// The section for components of this kind. None: a reference to such an object is replaced by the object.
    pub fn for_kind(kind: Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.kind() == kind)
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 27] = [
        Self::Document,
        Self::Info,
        Self::Contact,
        Self::License,
        Self::Server,
        Self::ServerVariable,
        Self::PathItem,
        Self::Operation,
        Self::ExternalDocs,
        Self::Parameter,
        Self::RequestBody,
        Self::MediaType,
        Self::Encoding,
        Self::Response,
        Self::Callback,
        Self::Example,
        Self::Link,
        Self::Header,
        Self::Tag,
        Self::Schema,
        Self::Discriminator,
        Self::Xml,
        Self::SecurityScheme,
        Self::Flows,
        Self::Flow,
        Self::Components,
        Self::CommaSeparated,
    ];

    /// The kind with its article, for messages.
    pub fn title(self) -> &'static str {
        match self {
            Self::Document => "an OpenAPI document",
            Self::Info => "an info object",
            Self::Contact => "a contact",
            Self::License => "a licence",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::ExternalDocs => "external documentation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Callback => "a callback",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Header => "a header",
            Self::Tag => "a tag",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "an XML object",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "OAuth flows",
            Self::Flow => "an OAuth flow",
            Self::Components => "the components",
            Self::CommaSeparated => "`x-comma-separated`",
        }
    }
}
