//! Operations: their parameters, bodies and responses.

use std::sync::Arc;

use serde_json::Value;

use super::docs::Docs;
use super::id::ServerId;
use super::scalar::Check;
use super::types::{Constant, Item};
use crate::location::Location;
use crate::vocabulary;

/// One method on one path.
#[derive(Debug, Clone)]
pub struct Operation {
    pub location: Location,
    /// `operationId`, as written; where it is missing, `names` makes a name from method and path.
    pub id: Option<String>,
    pub method: Method,
    /// The path template as written, without a fragment.
    pub path: String,
    pub docs: Docs,
    pub deprecated: bool,
    pub tags: Vec<String>,
    /// The path parameters in the order of the template, then the others in document order.
    pub params: Vec<Param>,
    pub body: Option<Body>,
    /// The exact statuses, then the ranges, each ascending, then the default.
    pub responses: Vec<Response>,
    /// The alternatives, best first. Empty: no credentials are needed. An alternative without schemes: anonymous access
    /// is allowed.
    pub security: Vec<Requirement>,
    /// The servers that have the operation. Empty when the document names none.
    pub servers: Vec<ServerId>,
    /// The server that other operations of its document have first, if this one has none of theirs. A client that names
    /// it uses the first server of this operation.
    pub replaced_server: Option<ServerId>,
    /// Whether sending it twice has the effect of sending it once: `x-idempotent`, else what RFC 9110 says of the
    /// method.
    pub idempotent: bool,
    /// What the document says of its pages by `x-ms-pageable`.
    pub pageable: Option<Pageable>,
    /// Where its result is, if the document says that it is long-running.
    pub long_running: Option<ResultPlace>,
}

impl Operation {
    /// Its parameters outside the path that a caller can give: all but those that have one value.
    fn others(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|param| param.sent_in != ParamLocation::Path && param.constant.is_none())
    }

    /// Whether a caller must give parameters outside the path.
    pub fn needs_others(&self) -> bool {
        self.others().any(|param| param.required)
    }

    /// Whether a caller can give parameters outside the path, and need not.
    pub fn offers_others(&self) -> bool {
        self.others().next().is_some() && !self.needs_others()
    }

    /// Its name in the tables of a user: its `operationId`, else its method and path.
    pub fn key(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.request())
    }

    /// Its method and path, as in `GET /users`.
    pub fn request(&self) -> String {
        format!("{} {}", self.method.key().to_ascii_uppercase(), self.path)
    }
}

/// Where the result of a long-running operation is, once it has succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultPlace {
    /// Where the method says.
    ByMethod,
    /// At the URL of the header `Location`.
    Location,
    /// At the URL of the request.
    Request,
    /// In the last response that says the state.
    State,
}

/// What `x-ms-pageable` says of the pages of an operation.
#[derive(Debug, Clone)]
pub struct Pageable {
    /// The member with the link to the next page. None: all items are in one page.
    pub next_link: Option<String>,
    /// The member with the items.
    pub items: String,
    /// The `operationId` of the operation that links are requested by.
    pub operation: Option<String>,
    pub location: Location,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// The key of its operation in a path item.
    pub fn key(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
            Method::Options => "options",
            Method::Head => "head",
            Method::Patch => "patch",
            Method::Trace => "trace",
        }
    }
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Param {
    pub location: Location,
    /// The wire name.
    pub name: String,
    pub sent_in: ParamLocation,
    pub docs: Docs,
    pub deprecated: bool,
    pub required: bool,
    pub value: Item,
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
    /// `content`: the value is serialised as this media type instead of by `style`.
    pub content: Option<MediaKind>,
    /// `x-repeated-segment`: each value of the array repeats its own segment and the literal one before it.
    pub repeated_segment: bool,
    /// `x-quoted-key`: a value that begins with one of these characters is written as `segment('value')`.
    pub quoted_key: Option<String>,
    pub default: Option<Value>,
    pub example: Option<Value>,
    /// The only value that it may have, if it must be sent: nobody is asked for it.
    pub constant: Option<Constant>,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParamLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter is serialised (OpenAPI 3.0.3, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    pub location: Location,
    pub docs: Docs,
    pub required: bool,
    /// In document order.
    pub content: Vec<Media>,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub struct Media {
    /// Where the media type stands. Its schema is the member `schema` there.
    pub location: Location,
    /// The media type as written.
    pub mime: String,
    /// Other media types of the same kind and schema.
    pub also: Vec<String>,
    /// Media types that say the same in another way and are neither read nor written, each with where it stands.
    pub left_out: Vec<(String, Location)>,
    pub kind: MediaKind,
    /// None when the document gives no schema.
    pub value: Option<Item>,
    /// Named examples (the unnamed one has an empty name), in document order.
    pub examples: Vec<(String, Arc<Value>)>,
    /// How single members are written, by name (multipart and form bodies): `encoding`, and what the schema of a part
    /// says of its content.
    pub encoding: Vec<(String, PartEncoding)>,
}

impl Media {
    /// The media type in lower case, without parameters.
    pub fn essence(&self) -> String {
        vocabulary::essence(&self.mime)
    }

    /// The media type, and the others that hold the same.
    pub fn mimes(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.mime).chain(&self.also)
    }

    /// Whether null removes a member (RFC 7396).
    pub fn is_merge_patch(&self) -> bool {
        self.essence() == "application/merge-patch+json"
    }
}

/// How one member of a form or multipart body is encoded.
#[derive(Debug, Clone, Default)]
pub struct PartEncoding {
    pub content_type: Option<String>,
    /// None: the type of the part decides.
    pub style: Option<PartStyle>,
    pub allow_reserved: bool,
    /// The headers of the part (multipart bodies).
    pub headers: Vec<PartHeader>,
}

/// The style of a member of a form, which is that of a query parameter.
#[derive(Debug, Clone, Copy)]
pub struct PartStyle {
    pub style: Style,
    pub explode: bool,
}

/// A header of a part of a multipart body.
#[derive(Debug, Clone)]
pub struct PartHeader {
    pub name: String,
    pub docs: Docs,
    pub required: bool,
    /// The only value, if there is but one.
    pub constant: Option<String>,
    pub checks: Vec<Check>,
}

/// How the runtime handles a body, by its media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MediaKind {
    /// `application/json`, `+json`, `*/*` with a structured schema.
    Json,
    /// `application/xml`, `text/xml` and `+xml`, with a structured schema.
    Xml,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*`.
    Multipart,
    /// `text/*`, and XML without a structured schema.
    Text,
    /// Everything else, and `format: binary`.
    Bytes,
    /// `text/event-stream`.
    EventStream,
    /// `application/x-ndjson`, `application/jsonl` and the like.
    JsonLines,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    pub location: Location,
    pub status: StatusMatch,
    pub docs: Docs,
    /// Empty: no body.
    pub content: Vec<Media>,
    pub headers: Vec<Header>,
}

/// The statuses that a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMatch {
    Exact(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    Default,
}

/// A response header.
#[derive(Debug, Clone)]
pub struct Header {
    pub location: Location,
    pub name: String,
    pub docs: Docs,
    pub required: bool,
    pub value: Item,
}

/// A set of schemes that together give access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// In document order. Empty: anonymous.
    pub schemes: Vec<SchemeUse>,
}

/// A scheme with the scopes that an operation needs of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeUse {
    /// The key under `components.securitySchemes`.
    pub scheme: String,
    pub scopes: Vec<String>,
}

/// A way to authenticate.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    pub location: Location,
    /// The key under `components.securitySchemes`.
    pub name: String,
    pub docs: Docs,
    pub kind: SecurityKind,
    /// The token endpoint, if the scheme is of type `oauth2` and a flow has one that a client can send secrets to.
    pub token_endpoint: Option<TokenEndpoint>,
}

/// Where the tokens of a scheme come from. The URLs are as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// `tokenUrl` of the first flow that has one: client credentials, else an authorization code, a device or a password.
    pub token_url: String,
    /// `refreshUrl` of the first flow that has one. None: it is the token URL.
    pub refresh_url: Option<String>,
    /// `deviceAuthorizationUrl`, if there is a flow for devices.
    pub device_authorization_url: Option<String>,
}

/// What a scheme sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// A bearer token: `http` with `bearer`, `oauth2`, `openIdConnect`.
    Bearer,
    /// `http` with `basic`.
    Basic,
    /// A key in a header, the query or a cookie, under this name.
    ApiKey { sent_in: ParamLocation, name: String },
    /// Another `http` scheme. The user gives the credentials that follow its name.
    Http { scheme: String },
    /// `mutualTLS`: no header is sent, because the transport has the certificate.
    MutualTls,
}

/// A server.
#[derive(Debug, Clone)]
pub struct Server {
    pub location: Location,
    /// `x-name`, or `name` of OpenAPI 3.2: it identifies the server across operations and documents.
    pub name: Option<String>,
    /// The URL template as written, relative ones included.
    pub url: String,
    pub docs: Docs,
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    pub name: String,
    pub default: String,
    pub values: Vec<String>,
    pub docs: Docs,
}
