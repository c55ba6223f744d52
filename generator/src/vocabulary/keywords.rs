//! The keywords of each kind of object, sorted, and which of them came after OpenAPI 3.0.

use super::kind::Shape::{self, List, Map, Mapping, One, Pattern};
use super::kind::{Kind, Leaf};

type Members = &'static [(&'static str, Shape)];

const PLAIN: Shape = Shape::Leaf(Leaf::Plain);
const PROSE: Shape = Shape::Leaf(Leaf::Prose);
const PAYLOAD: Shape = Shape::Leaf(Leaf::Payload);
const LEFT_OUT: Shape = Shape::Leaf(Leaf::LeftOut);

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
        Kind::Contact => &[("email", PLAIN), ("name", PLAIN), ("url", PLAIN)],
        Kind::License => &[("identifier", PLAIN), ("name", PLAIN), ("url", PLAIN)],
        Kind::Server => {
            &[("description", PROSE), ("name", PLAIN), ("url", PLAIN), ("variables", Map(Kind::ServerVariable))]
        }
        Kind::ServerVariable => &[("default", PLAIN), ("description", PROSE), ("enum", PLAIN)],
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::ExternalDocs => &[("description", PROSE), ("url", PLAIN)],
        Kind::Parameter => PARAMETER,
        Kind::RequestBody => &[("content", Map(Kind::MediaType)), ("description", PROSE), ("required", PLAIN)],
        Kind::MediaType => MEDIA_TYPE,
        Kind::Encoding => ENCODING,
        Kind::Response => RESPONSE,
        // Its keys are expressions: see `member`.
        Kind::Callback => &[],
        Kind::Link => LINK,
        Kind::Example => EXAMPLE,
        Kind::Header => HEADER,
        Kind::Tag => TAG,
        Kind::Schema => SCHEMA,
        Kind::Discriminator => &[("defaultMapping", PLAIN), ("mapping", Mapping), ("propertyName", PLAIN)],
        Kind::Xml => XML,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::Flows => FLOWS,
        Kind::Flow => FLOW,
        Kind::Components => COMPONENTS,
        Kind::CommaSeparated => &[("items", One(Kind::Schema))],
    }
}

const DOCUMENT: Members = &[
    ("$self", PLAIN),
    ("components", One(Kind::Components)),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("info", One(Kind::Info)),
    ("jsonSchemaDialect", PLAIN),
    ("openapi", PLAIN),
    ("paths", Pattern(Kind::PathItem)),
    ("security", PLAIN),
    ("servers", List(Kind::Server)),
    ("tags", List(Kind::Tag)),
    ("webhooks", Map(Kind::PathItem)),
    // The same, as documents of 3.0 have it.
    ("x-webhooks", Map(Kind::PathItem)),
];

const INFO: Members = &[
    ("contact", One(Kind::Contact)),
    ("description", PROSE),
    ("license", One(Kind::License)),
    ("summary", PROSE),
    ("termsOfService", PLAIN),
    ("title", PROSE),
    ("version", PLAIN),
];

const PATH_ITEM: Members = &[
    ("$ref", PLAIN),
    ("additionalOperations", LEFT_OUT),
    ("delete", One(Kind::Operation)),
    ("description", PROSE),
    ("get", One(Kind::Operation)),
    ("head", One(Kind::Operation)),
    ("options", One(Kind::Operation)),
    ("parameters", List(Kind::Parameter)),
    ("patch", One(Kind::Operation)),
    ("post", One(Kind::Operation)),
    ("put", One(Kind::Operation)),
    ("query", LEFT_OUT),
    ("servers", List(Kind::Server)),
    ("summary", PROSE),
    ("trace", One(Kind::Operation)),
];

const OPERATION: Members = &[
    ("callbacks", Map(Kind::Callback)),
    ("deprecated", PLAIN),
    ("description", PROSE),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("operationId", PLAIN),
    ("parameters", List(Kind::Parameter)),
    ("requestBody", One(Kind::RequestBody)),
    ("responses", Pattern(Kind::Response)),
    ("security", PLAIN),
    ("servers", List(Kind::Server)),
    ("summary", PROSE),
    ("tags", PLAIN),
];

const PARAMETER: Members = &[
    ("allowEmptyValue", PLAIN),
    ("allowReserved", PLAIN),
    ("content", Map(Kind::MediaType)),
    ("deprecated", PLAIN),
    ("description", PROSE),
    ("example", PAYLOAD),
    ("examples", Map(Kind::Example)),
    ("explode", PLAIN),
    ("in", PLAIN),
    ("name", PLAIN),
    ("required", PLAIN),
    ("schema", One(Kind::Schema)),
    ("style", PLAIN),
];

const HEADER: Members = &[
    ("allowEmptyValue", PLAIN),
    ("allowReserved", PLAIN),
    ("content", Map(Kind::MediaType)),
    ("deprecated", PLAIN),
    ("description", PROSE),
    ("example", PAYLOAD),
    ("examples", Map(Kind::Example)),
    ("explode", PLAIN),
    ("required", PLAIN),
    ("schema", One(Kind::Schema)),
    ("style", PLAIN),
];

const MEDIA_TYPE: Members = &[
    ("encoding", Map(Kind::Encoding)),
    ("example", PAYLOAD),
    ("examples", Map(Kind::Example)),
    ("itemEncoding", PLAIN),
    ("itemSchema", One(Kind::Schema)),
    ("prefixEncoding", PLAIN),
    ("schema", One(Kind::Schema)),
];

const ENCODING: Members = &[
    ("allowReserved", PLAIN),
    ("contentType", PLAIN),
    ("explode", PLAIN),
    ("headers", Map(Kind::Header)),
    ("style", PLAIN),
];

const RESPONSE: Members = &[
    ("content", Map(Kind::MediaType)),
    ("description", PROSE),
    ("headers", Map(Kind::Header)),
    ("links", LEFT_OUT),
    ("summary", PROSE),
];

const LINK: Members = &[
    ("description", PROSE),
    ("operationId", PLAIN),
    ("operationRef", PLAIN),
    ("parameters", PLAIN),
    ("requestBody", PLAIN),
    ("server", PLAIN),
];

const EXAMPLE: Members = &[
    ("dataValue", PAYLOAD),
    ("description", PROSE),
    ("externalValue", PLAIN),
    ("serializedValue", PLAIN),
    ("summary", PROSE),
    ("value", PAYLOAD),
];

const TAG: Members = &[
    ("description", PROSE),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("kind", PLAIN),
    ("name", PLAIN),
    ("parent", PLAIN),
    ("summary", PROSE),
];

const XML: Members = &[
    ("attribute", PLAIN),
    ("name", PLAIN),
    ("namespace", PLAIN),
    ("nodeType", PLAIN),
    ("prefix", PLAIN),
    ("wrapped", PLAIN),
];

const SECURITY_SCHEME: Members = &[
    ("bearerFormat", PLAIN),
    ("deprecated", PLAIN),
    ("description", PROSE),
    ("flows", One(Kind::Flows)),
    ("in", PLAIN),
    ("name", PLAIN),
    ("oauth2MetadataUrl", PLAIN),
    ("openIdConnectUrl", PLAIN),
    ("scheme", PLAIN),
    ("type", PLAIN),
];

const FLOWS: Members = &[
    ("authorizationCode", One(Kind::Flow)),
    ("clientCredentials", One(Kind::Flow)),
    ("deviceAuthorization", One(Kind::Flow)),
    ("implicit", One(Kind::Flow)),
    ("password", One(Kind::Flow)),
];

const FLOW: Members = &[
    ("authorizationUrl", PLAIN),
    ("deviceAuthorizationUrl", PLAIN),
    ("refreshUrl", PLAIN),
    ("scopes", PLAIN),
    ("tokenUrl", PLAIN),
];

const COMPONENTS: Members = &[
    ("callbacks", Map(Kind::Callback)),
    ("examples", Map(Kind::Example)),
    ("headers", Map(Kind::Header)),
    ("links", LEFT_OUT),
    ("mediaTypes", Map(Kind::MediaType)),
    ("parameters", Map(Kind::Parameter)),
    ("pathItems", Map(Kind::PathItem)),
    ("requestBodies", Map(Kind::RequestBody)),
    ("responses", Map(Kind::Response)),
    ("schemas", Map(Kind::Schema)),
    ("securitySchemes", Map(Kind::SecurityScheme)),
];

const SCHEMA: Members = &[
    ("$anchor", PLAIN),
    ("$comment", PLAIN),
    ("$defs", Map(Kind::Schema)),
    ("$dynamicAnchor", PLAIN),
    ("$dynamicRef", PLAIN),
    ("$id", PLAIN),
    ("$ref", PLAIN),
    ("$schema", PLAIN),
    ("$vocabulary", PLAIN),
    ("additionalProperties", One(Kind::Schema)),
    ("allOf", List(Kind::Schema)),
    ("anyOf", List(Kind::Schema)),
    ("const", PAYLOAD),
    ("contains", One(Kind::Schema)),
    ("contentEncoding", PLAIN),
    ("contentMediaType", PLAIN),
    ("contentSchema", One(Kind::Schema)),
    ("default", PAYLOAD),
    ("definitions", Map(Kind::Schema)),
    ("dependentRequired", PLAIN),
    ("dependentSchemas", Map(Kind::Schema)),
    ("deprecated", PLAIN),
    ("description", PROSE),
    ("discriminator", One(Kind::Discriminator)),
    ("else", One(Kind::Schema)),
    ("enum", PAYLOAD),
    ("example", PAYLOAD),
    ("examples", PAYLOAD),
    ("exclusiveMaximum", PLAIN),
    ("exclusiveMinimum", PLAIN),
    ("externalDocs", One(Kind::ExternalDocs)),
    ("format", PLAIN),
    ("if", One(Kind::Schema)),
    ("items", One(Kind::Schema)),
    ("maxContains", PLAIN),
    ("maxItems", PLAIN),
    ("maxLength", PLAIN),
    ("maxProperties", PLAIN),
    ("maximum", PLAIN),
    ("minContains", PLAIN),
    ("minItems", PLAIN),
    ("minLength", PLAIN),
    ("minProperties", PLAIN),
    ("minimum", PLAIN),
    ("multipleOf", PLAIN),
    ("not", One(Kind::Schema)),
    ("nullable", PLAIN),
    ("oneOf", List(Kind::Schema)),
    ("pattern", PLAIN),
    ("patternProperties", Map(Kind::Schema)),
    ("prefixItems", List(Kind::Schema)),
    ("properties", Map(Kind::Schema)),
    ("propertyNames", One(Kind::Schema)),
    ("readOnly", PLAIN),
    ("required", PLAIN),
    ("then", One(Kind::Schema)),
    ("title", PROSE),
    ("type", PLAIN),
    ("unevaluatedItems", One(Kind::Schema)),
    ("unevaluatedProperties", One(Kind::Schema)),
    ("uniqueItems", PLAIN),
    ("writeOnly", PLAIN),
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
