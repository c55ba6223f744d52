//! The keywords that count for nothing: no part of the compiler reads them, and nobody is told.

use super::keywords::members;
use super::kind::Kind;

/// The keywords of each kind of object that say nothing of a call, and why.
const NOTHING: &[(Kind, &str, &str)] = &[
    (Kind::Document, "$self", "a file is known by where it lies"),
    (Kind::Document, "jsonSchemaDialect", "schemas are read by the rules of OpenAPI's own dialect"),
    (Kind::Schema, "$vocabulary", "it is for schemas that describe schemas"),
    (Kind::Tag, "kind", "it says where a tag is shown"),
    (Kind::Tag, "parent", "it says where a tag is shown"),
    (Kind::Components, "callbacks", "one is read where something refers to it"),
    (Kind::Components, "mediaTypes", "one is read where something refers to it"),
    (Kind::Components, "pathItems", "one is read where something refers to it"),
    (Kind::SecurityScheme, "oauth2MetadataUrl", "a token is given to the client, however it was got"),
];

/// Why a keyword of an object of this kind counts for nothing. None: it counts.
pub fn nothing(kind: Kind, key: &str) -> Option<&'static str> {
    let of_kind = match kind {
        Kind::Link => Some("links are left out as a whole, and that is told"),
        Kind::Document
        | Kind::Info
        | Kind::Contact
        | Kind::License
        | Kind::Server
        | Kind::ServerVariable
        | Kind::PathItem
        | Kind::Operation
        | Kind::ExternalDocs
        | Kind::Parameter
        | Kind::RequestBody
        | Kind::MediaType
        | Kind::Encoding
        | Kind::Response
        | Kind::Callback
        | Kind::Example
        | Kind::Header
        | Kind::Tag
        | Kind::Schema
        | Kind::Discriminator
        | Kind::SecurityScheme
        | Kind::Flows
        | Kind::Flow
        | Kind::Components
        | Kind::Xml
        | Kind::CommaSeparated => None,
    };
    let listed = || NOTHING.iter().find(|(of, name, _)| *of == kind && *name == key).map(|(_, _, why)| *why);
    of_kind.filter(|_| members(kind).iter().any(|(name, _)| *name == key)).or_else(listed)
}
