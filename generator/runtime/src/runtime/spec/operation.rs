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
use std::fmt;

/// An operation of the document: a method, a path, and what the document says of both.
///
/// Emitted code has a table for each operation:
///
/// ```text
/// static GET: rt::Operation = rt::Operation {
///     id: "pet_get",
///     method: rt::Method::GET,
///     path: "/pets/{id}",
///     params: &[rt::Param::Path("id"), rt::Param::Query("fields")],
///     responses: &[rt::ResponseSpec::success(rt::Status::Exact(200), rt::ContentKind::Json, "application/json", 0)],
///     ..rt::Operation::EMPTY
/// };
/// ```
///
/// It is a literal, since a function that sets a field costs the compiler more than all fields together.
#[derive(Clone, Copy)]
pub struct Operation {
    /// The `operationId`, or a name made of method and path.
    #[doc(hidden)]
    pub id: &'static str,
    /// The method.
    #[doc(hidden)]
    pub method: Method,
    /// The path template, as the document writes it.
    #[doc(hidden)]
    pub path: &'static str,
    /// The parameters: those of the path in the order of the template, then the others in document order.
    #[doc(hidden)]
    pub params: &'static [Param],
    /// The media types that a request body can have.
    #[doc(hidden)]
    pub bodies: &'static [Content],
    /// The documented responses.
    #[doc(hidden)]
    pub responses: &'static [ResponseSpec],
    /// The security alternatives, in the order of the document. If there are none, the operation needs no credentials. An
    /// alternative without schemes allows anonymous access.
    #[doc(hidden)]
    pub security: &'static [&'static [SecurityRequirement]],
    /// The servers that have this operation.
    #[doc(hidden)]
    pub servers: &'static [&'static Server],
    /// The server that other operations have first, if this one has none of theirs.
    #[doc(hidden)]
    pub in_place_of: Option<&'static Server>,
    /// Whether sending it several times has the effect of sending it once.
    #[doc(hidden)]
    pub idempotent: bool,
    /// How the operation is paged, if it is.
    #[doc(hidden)]
    pub paging: Option<&'static Paging>,
    /// How the long-running operation is followed, if the document says it.
    #[doc(hidden)]
    pub long_running: Option<&'static LongRunning>,
    /// Whether the document has the operation.
    #[doc(hidden)]
    pub coverage: Coverage,
    /// The item that ends the stream of the response, such as `[DONE]`.
    #[doc(hidden)]
    pub stream_end: Option<&'static str>,
}

/// Formats the id, since the table says nothing of a call that the document does not say.
impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

/// Whether the document has an operation.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
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

#[doc(hidden)]
impl Operation {
    /// What an operation has of which the document says nothing: no parameters, no body, no responses, no security and no
    /// servers.
    pub const EMPTY: Self = Self {
        id: "",
        method: Method::GET,
        path: "",
        params: &[],
        bodies: &[],
        responses: &[],
        security: &[],
        servers: &[],
        in_place_of: None,
        idempotent: false,
        paging: None,
        long_running: None,
        coverage: Coverage::Documented,
        stream_end: None,
    };

    /// The parameters of the path, in the order of the template.
    pub(crate) fn path_params(&self) -> impl Iterator<Item = &'static Param> {
        self.params.iter().filter(|param| param.location() == ParamLocation::Path)
    }

    /// The parameters of query, headers and cookies, in document order.
    pub(crate) fn other_params(&self) -> impl Iterator<Item = &'static Param> {
        self.params.iter().filter(|param| param.location() != ParamLocation::Path)
    }
}
