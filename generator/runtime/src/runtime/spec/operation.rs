//! What the document says about an operation: the table that emitted code has for each one.

use super::content::Content;
use super::long_running::LongRunning;
use super::method::Method;
use super::paging::Paging;
use super::param::{Param, ParamLocation};
use super::response_spec::ResponseSpec;
use super::security::SecurityRequirement;
use super::server::Server;
use crate::runtime::model::printable::printable;

/// An operation of the document: a method, a path, and what the document says of both.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    params: &'static [Param],
    bodies: &'static [Content],
    responses: &'static [ResponseSpec],
    security: &'static [&'static [SecurityRequirement]],
    servers: &'static [&'static Server],
    replaced_server: Option<&'static Server>,
    idempotent: bool,
    paging: Option<&'static Paging>,
    polling: Option<&'static LongRunning>,
    coverage: Coverage,
    stream_end: Option<&'static str>,
}

/// Whether the document has an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coverage {
    /// The document has it.
    Documented,
    /// It stands for all paths that the document does not have.
    AnyPath,
}

impl Operation {
    /// The `operationId`, or a name made of method and path.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path template, as the document writes it.
    pub const fn template(&self) -> &'static str {
        self.path
    }

    /// Method and path for messages, printable because the document may come from somebody else.
    pub(crate) fn title(&self) -> String {
        printable(&format!("{} {}", self.method, self.path))
    }

    /// Whether the document has the operation. The requests of `Client::get` and the like are for an operation that it does
    /// not have.
    pub const fn is_documented(&self) -> bool {
        matches!(self.coverage, Coverage::Documented)
    }

    /// Whether the operation is idempotent: sending it several times has the effect of sending it once.
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent
    }
}

/// What emitted code and the client use. Emitted code has a table for each operation:
///
/// ```text
/// static GET: rt::Operation = rt::Operation::new("pet_get", rt::Method::GET, "/pets/{id}")
///     .params(&[rt::Param::Path("id"), rt::Param::Query("fields")])
///     .responses(&[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0)]);
/// ```
#[doc(hidden)]
impl Operation {
    /// An operation with no parameters, no body, no documented responses, no security and no servers.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            params: &[],
            bodies: &[],
            responses: &[],
            security: &[],
            servers: &[],
            replaced_server: None,
            idempotent: false,
            paging: None,
            polling: None,
            coverage: Coverage::Documented,
            stream_end: None,
        }
    }

    /// An operation that stands for all paths that the document does not have.
    pub(crate) const fn undocumented(
        id: &'static str,
        method: Method,
        servers: &'static [&'static Server],
        security: &'static [&'static [SecurityRequirement]],
    ) -> Self {
        let operation = Self::new(id, method, "(any path)").servers(servers).security(security);
        Self { coverage: Coverage::AnyPath, ..operation }
    }

    /// Sets the parameters: those of the path in the order of the template, then the others.
    #[must_use]
    pub const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// Sets the media types that a request body can have.
    #[must_use]
    pub const fn bodies(mut self, bodies: &'static [Content]) -> Self {
        self.bodies = bodies;
        self
    }

    /// Sets the documented responses.
    #[must_use]
    pub const fn responses(mut self, responses: &'static [ResponseSpec]) -> Self {
        self.responses = responses;
        self
    }

    /// Sets the security alternatives, in the order of the document. If there are none, the operation needs no
    /// credentials. An alternative without schemes allows anonymous access.
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [SecurityRequirement]]) -> Self {
        self.security = security;
        self
    }

    /// Sets the servers that have this operation.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [&'static Server]) -> Self {
        self.servers = servers;
        self
    }

    /// Sets the server that other operations have first, because this one has none of theirs.
    #[must_use]
    pub const fn in_place_of(mut self, server: &'static Server) -> Self {
        self.replaced_server = Some(server);
        self
    }

    /// Sets whether the operation is idempotent.
    #[must_use]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Sets how the operation is paged.
    #[must_use]
    pub const fn paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Sets how the long-running operation is followed.
    #[must_use]
    pub const fn long_running(mut self, table: &'static LongRunning) -> Self {
        self.polling = Some(table);
        self
    }

    /// How the long-running operation is followed, if the document says it.
    pub const fn polling(&self) -> Option<&'static LongRunning> {
        self.polling
    }

    /// How the operation is paged, if it is.
    pub const fn pages(&self) -> Option<&'static Paging> {
        self.paging
    }

    /// Sets the item that ends the stream of the response, such as `[DONE]`.
    #[must_use]
    pub const fn stream_end(mut self, item: &'static str) -> Self {
        self.stream_end = Some(item);
        self
    }

    /// The item that ends the stream of the response.
    pub const fn item_that_ends(&self) -> Option<&'static str> {
        self.stream_end
    }

    /// All parameters.
    pub const fn all_params(&self) -> &'static [Param] {
        self.params
    }

    /// The parameters of the path, in the order of the template.
    pub fn path_params(&self) -> impl Iterator<Item = &'static Param> {
        self.params.iter().filter(|param| param.location() == ParamLocation::Path)
    }

    /// The parameters of query, headers and cookies, in document order.
    pub fn other_params(&self) -> impl Iterator<Item = &'static Param> {
        self.params.iter().filter(|param| param.location() != ParamLocation::Path)
    }

    /// The media types that a request body can have.
    pub const fn all_bodies(&self) -> &'static [Content] {
        self.bodies
    }

    /// The documented responses.
    pub const fn all_responses(&self) -> &'static [ResponseSpec] {
        self.responses
    }

    /// The security alternatives, in the order of the document.
    pub const fn alternatives(&self) -> &'static [&'static [SecurityRequirement]] {
        self.security
    }

    /// The servers that have this operation.
    pub const fn all_servers(&self) -> &'static [&'static Server] {
        self.servers
    }

    /// The server that other operations have first, if this one has none of theirs.
    pub const fn replaced_server(&self) -> Option<&'static Server> {
        self.replaced_server
    }
}
