//! What a page says of a member of a body.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a member belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// The body of the request of the page.
    Body,
    /// The response of the page.
    Response,
    /// A parameter of the query or of the path.
    Parameter,
    /// A resource, by its name.
    Resource(String),
}

/// The type of a value, in words of JSON Schema and OpenAPI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Type {
    /// A type of JSON Schema, perhaps with a format: `string`, `integer:int32`, `string:date-time`.
    Plain(String),
    /// A resource by its name.
    Resource(String),
    /// A list of one type.
    List(Box<Type>),
    /// One of several.
    Union(Vec<Type>),
    /// A type that the profile does not know, as printed.
    Unknown(String),
}

impl Type {
    /// Whether both are one: names of resources may differ in case, and in their namespaces.
    pub fn is_same(&self, other: &Self) -> bool {
        let short = |name: &str| name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
        match (self, other) {
            (Self::Resource(one), Self::Resource(other)) => short(one) == short(other),
            (Self::List(one), Self::List(other)) => one.is_same(other),
            (
                Self::Plain(_) | Self::Resource(_) | Self::List(_) | Self::Union(_) | Self::Unknown(_),
                Self::Plain(_) | Self::Resource(_) | Self::List(_) | Self::Union(_) | Self::Unknown(_),
            ) => self == other,
        }
    }
}

/// In words for people.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(&text.replacen(':', ", format ", 1)),
            Self::Resource(name) => write!(f, "`{name}`"),
            Self::List(of) => write!(f, "list of {of}"),
            Self::Union(of) => f.write_str(&of.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")),
            Self::Unknown(text) => write!(f, "`{text}`, which the profile does not know"),
        }
    }
}

/// What is true of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    ReadOnly,
    /// It can be given when the resource is made, and not later.
    WriteOnce,
    Nullable,
    NotNullable,
    Required,
    /// It must be given when the resource is made.
    RequiredOnCreate,
    Optional,
    Deprecated,
    /// It cannot be set to null.
    NotClearable,
    /// It is returned only when it is asked for by name.
    ReturnedOnSelect,
    /// It must be sent without other members.
    SentAlone,
    /// The server replaces it whole.
    ReplacedWhole,
    /// Its value may be secret.
    Secret,
}

/// In words for people.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ReadOnly => "read-only",
            Self::WriteOnce => "given when it is made, and not later",
            Self::Nullable => "nullable",
            Self::NotNullable => "not nullable",
            Self::Required => "required",
            Self::RequiredOnCreate => "required when it is made",
            Self::Optional => "optional",
            Self::Deprecated => "deprecated",
            Self::NotClearable => "not to be set to null",
            Self::ReturnedOnSelect => "returned when it is asked for by name",
            Self::SentAlone => "sent alone",
            Self::ReplacedWhole => "replaced whole",
            Self::Secret => "secret",
        })
    }
}

/// A bound on a value, in the words of JSON Schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Limit {
    MinLength(u64),
    MaxLength(u64),
    MinItems(u64),
    MaxItems(u64),
    Minimum(serde_json::Number),
    Maximum(serde_json::Number),
    Pattern(String),
}
