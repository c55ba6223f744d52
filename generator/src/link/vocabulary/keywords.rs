//! The keywords of each kind of object, sorted, and which of them came after OpenAPI 3.0.

use super::Kind;
use super::Shape::{self, Leaf, List, Map, Mapping, One, Pattern};

type Members = &'static [(&'static str, Shape)];

/// Whether `key` came with OpenAPI 3.1 or 3.2.
pub fn is_newer(kind: Kind, key: &str) -> bool {
    let newer: &[&str] = match kind {
        Kind::Document => &["$self", "jsonSchemaDialect", "webhooks"],
        Kind::Info => &["summary"],
        Kind::License => &["identifier"],
        Kind::Server => &["name"],
        Kind::PathItem => &["additionalOperations", "query"],
        Kind::MediaType => &["itemEncoding", "itemSchema", "prefixEncoding"],
        Kind::Response => &["summary"],
        Kind::Components => &["mediaTypes", "pathItems"],
        Kind::Tag => &["kind", "parent", "summary"],
        Kind::Schema => SCHEMA_NEWER,
        Kind::Contact
        | Kind::ServerVariable
        | Kind::Operation
        | Kind::ExternalDocs
        | Kind::Parameter
        | Kind::RequestBody
        | Kind::Encoding
        | Kind::Callback
        | Kind::Example
        | Kind::Link
        | Kind::Header
        | Kind::Discriminator
        | Kind::Xml
        | Kind::SecurityScheme
        | Kind::Flows
        | Kind::Flow
        | Kind::CommaSeparated => &[],
    };
    newer.contains(&key)
}

/// The keywords of an object of this kind, sorted.
pub fn members(kind: Kind) -> Members {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::Info => INFO,
        Kind::Contact => &[("email", Leaf), ("name", Leaf), ("url", Leaf)],
        Kind::License => &[("identifier", Leaf), ("name", Leaf), ("url", Leaf)],
        Kind::Server => {
            &[("description", Leaf), ("name", Leaf), ("url", Leaf), ("variables", Map(Kind::ServerVariable))]
        }
        Kind::ServerVariable => &[("default", Leaf), ("description", Leaf), ("enum", Leaf)],
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::ExternalDocs => &[("description", Leaf), ("url", Leaf)],
        Kind::Parameter => PARAMETER,
        Kind::RequestBody => &[("content", Map(Kind::MediaType)), ("description", Leaf), ("required", Leaf)],
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Response => RESPONSE,
        // Left out by the compiler, so nothing below them is looked at.
        Kind::Callback => &[],
        Kind::Link => LINK,
        Kind::Example => EXAMPLE,
        Kind::Header => HEADER,
        Kind::Tag => TAG,
        Kind::Schema => SCHEMA,
        Kind::Discriminator => &[("defaultMapping", Leaf), ("mapping", Mapping), ("propertyName", Leaf)],
        Kind::Xml => XML,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::Flows => FLOWS,
        Kind::Flow => FLOW,
        Kind::Components => COMPONENTS,
        Kind::CommaSeparated => &[("items", One(Kind::Schema))],
    }
}

const DOCUMENT: Members = &[
    ("$self", Leaf),
    ("components", One(Kind::Components)),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("info", One(Kind::Info)),
    ("jsonSchemaDialect", Leaf),
    ("openapi", Leaf),
    ("paths", Pattern(Kind::PathItem)),
    ("security", Leaf),
    ("servers", List(Kind::Server)),
    ("tags", List(Kind::Tag)),
    // Left out by the compiler.
    ("webhooks", Leaf),
];

const INFO: Members = &[
    ("contact", One(Kind::Contact)),
    ("description", Leaf),
    ("license", One(Kind::License)),
    ("summary", Leaf),
    ("termsOfService", Leaf),
    ("title", Leaf),
    ("version", Leaf),
];

const PATH_ITEM: Members = &[
    ("$ref", Leaf),
    // Left out by the compiler.
    ("additionalOperations", Leaf),
    ("delete", One(Kind::Operation)),
    ("description", Leaf),
    ("get", One(Kind::Operation)),
    ("head", One(Kind::Operation)),
    ("options", One(Kind::Operation)),
    ("parameters", List(Kind::Parameter)),
    ("patch", One(Kind::Operation)),
    ("post", One(Kind::Operation)),
    ("put", One(Kind::Operation)),
    ("query", Leaf),
    ("servers", List(Kind::Server)),
    ("summary", Leaf),
    ("trace", One(Kind::Operation)),
];

const OPERATION: Members = &[
    ("callbacks", Leaf),
    ("deprecated", Leaf),
    ("description", Leaf),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("operationId", Leaf),
    ("parameters", List(Kind::Parameter)),
    ("requestBody", One(Kind::RequestBody)),
    ("responses", Pattern(Kind::Response)),
    ("security", Leaf),
    ("servers", List(Kind::Server)),
    ("summary", Leaf),
    ("tags", Leaf),
];

const PARAMETER: Members = &[
    ("allowEmptyValue", Leaf),
    ("allowReserved", Leaf),
    ("content", Map(Kind::MediaType)),
    ("deprecated", Leaf),
    ("description", Leaf),
    ("example", Leaf),
    ("examples", Map(Kind::Example)),
    ("explode", Leaf),
    ("in", Leaf),
    ("name", Leaf),
    ("required", Leaf),
    ("schema", One(Kind::Schema)),
    ("style", Leaf),
];

const HEADER: Members = &[
    ("allowEmptyValue", Leaf),
    ("allowReserved", Leaf),
    ("content", Map(Kind::MediaType)),
    ("deprecated", Leaf),
    ("description", Leaf),
    ("example", Leaf),
    ("examples", Map(Kind::Example)),
    ("explode", Leaf),
    ("required", Leaf),
    ("schema", One(Kind::Schema)),
    ("style", Leaf),
];

const MEDIA_TYPE: Members = &[
    ("encoding", Map(Kind::Encoding)),
    ("example", Leaf),
    ("examples", Map(Kind::Example)),
    ("itemEncoding", Leaf),
    ("itemSchema", One(Kind::Schema)),
    ("prefixEncoding", Leaf),
    ("schema", One(Kind::Schema)),
];

const ENCODING: Members = &[
    ("allowReserved", Leaf),
    ("contentType", Leaf),
    ("explode", Leaf),
    ("headers", Map(Kind::Header)),
    ("style", Leaf),
];

const RESPONSE: Members = &[
    ("content", Map(Kind::MediaType)),
    ("description", Leaf),
    ("headers", Map(Kind::Header)),
    // Left out by the compiler.
    ("links", Leaf),
    ("summary", Leaf),
];

const LINK: Members = &[
    ("description", Leaf),
    ("operationId", Leaf),
    ("operationRef", Leaf),
    ("parameters", Leaf),
    ("requestBody", Leaf),
    ("server", Leaf),
];

const EXAMPLE: Members = &[
    ("dataValue", Leaf),
    ("description", Leaf),
    ("externalValue", Leaf),
    ("serializedValue", Leaf),
    ("summary", Leaf),
    ("value", Leaf),
];

const TAG: Members = &[
    ("description", Leaf),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("kind", Leaf),
    ("name", Leaf),
    ("parent", Leaf),
    ("summary", Leaf),
];

const XML: Members = &[
    ("attribute", Leaf),
    ("name", Leaf),
    ("namespace", Leaf),
    ("nodeType", Leaf),
    ("prefix", Leaf),
    ("wrapped", Leaf),
];

const SECURITY_SCHEME: Members = &[
    ("bearerFormat", Leaf),
    ("deprecated", Leaf),
    ("description", Leaf),
    ("flows", One(Kind::Flows)),
    ("in", Leaf),
    ("name", Leaf),
    ("oauth2MetadataUrl", Leaf),
    ("openIdConnectUrl", Leaf),
    ("scheme", Leaf),
    ("type", Leaf),
];

const FLOWS: Members = &[
    ("authorizationCode", One(Kind::Flow)),
    ("clientCredentials", One(Kind::Flow)),
    ("deviceAuthorization", One(Kind::Flow)),
    ("implicit", One(Kind::Flow)),
    ("password", One(Kind::Flow)),
];

const FLOW: Members = &[
    ("authorizationUrl", Leaf),
    ("deviceAuthorizationUrl", Leaf),
    ("refreshUrl", Leaf),
    ("scopes", Leaf),
    ("tokenUrl", Leaf),
];

const COMPONENTS: Members = &[
    // Left out by the compiler.
    ("callbacks", Leaf),
    ("examples", Map(Kind::Example)),
    ("headers", Map(Kind::Header)),
    ("links", Leaf),
    ("mediaTypes", Map(Kind::MediaType)),
    ("parameters", Map(Kind::Parameter)),
    ("pathItems", Map(Kind::PathItem)),
    ("requestBodies", Map(Kind::RequestBody)),
    ("responses", Map(Kind::Response)),
    ("schemas", Map(Kind::Schema)),
    ("securitySchemes", Map(Kind::SecurityScheme)),
];

const SCHEMA: Members = &[
    ("$anchor", Leaf),
    ("$comment", Leaf),
    ("$defs", Map(Kind::Schema)),
    ("$dynamicAnchor", Leaf),
    ("$dynamicRef", Leaf),
    ("$id", Leaf),
    ("$ref", Leaf),
    ("$schema", Leaf),
    ("$vocabulary", Leaf),
    ("additionalProperties", One(Kind::Schema)),
    ("allOf", List(Kind::Schema)),
    ("anyOf", List(Kind::Schema)),
    ("const", Leaf),
    ("contains", One(Kind::Schema)),
    ("contentEncoding", Leaf),
    ("contentMediaType", Leaf),
    ("contentSchema", One(Kind::Schema)),
    ("default", Leaf),
    ("definitions", Map(Kind::Schema)),
    ("dependentRequired", Leaf),
    ("dependentSchemas", Map(Kind::Schema)),
    ("deprecated", Leaf),
    ("description", Leaf),
    ("discriminator", One(Kind::Discriminator)),
    ("else", One(Kind::Schema)),
    ("enum", Leaf),
    ("example", Leaf),
    ("examples", Leaf),
    ("exclusiveMaximum", Leaf),
    ("exclusiveMinimum", Leaf),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("format", Leaf),
    ("if", One(Kind::Schema)),
    ("items", One(Kind::Schema)),
    ("maxContains", Leaf),
    ("maxItems", Leaf),
    ("maxLength", Leaf),
    ("maxProperties", Leaf),
    ("maximum", Leaf),
    ("minContains", Leaf),
    ("minItems", Leaf),
    ("minLength", Leaf),
    ("minProperties", Leaf),
    ("minimum", Leaf),
    ("multipleOf", Leaf),
    ("not", One(Kind::Schema)),
    ("nullable", Leaf),
    ("oneOf", List(Kind::Schema)),
    ("pattern", Leaf),
    ("patternProperties", Map(Kind::Schema)),
    ("prefixItems", List(Kind::Schema)),
    ("properties", Map(Kind::Schema)),
    ("propertyNames", One(Kind::Schema)),
    ("readOnly", Leaf),
    ("required", Leaf),
    ("then", One(Kind::Schema)),
    ("title", Leaf),
    ("type", Leaf),
    ("unevaluatedItems", One(Kind::Schema)),
    ("unevaluatedProperties", One(Kind::Schema)),
    ("uniqueItems", Leaf),
    ("writeOnly", Leaf),
    ("x-comma-separated", One(Kind::CommaSeparated)),
    ("xml", One(Kind::Xml)),
];

const SCHEMA_NEWER: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$schema",
    "$vocabulary",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "definitions",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "examples",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
