//! What a page says of a member of a body.

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
