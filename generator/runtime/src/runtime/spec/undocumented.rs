//! The operations of paths that the document does not have: one for each method, with the servers and the security of the
//! document.

use super::method::Method;
use super::operation::Operation;
use super::security::SecurityRequirement;
use super::server::Server;

/// The operations of paths that the document does not have.
#[doc(hidden)]
#[derive(Debug)]
pub struct Undocumented([Operation; 8]);

impl Undocumented {
    /// Makes the operations with all servers of the document, the first of which is the default, and with the security
    /// alternatives of its operations, the best ones first. Anonymous access is always allowed, because the document does
    /// not say that a credential is needed.
    pub const fn new(servers: &'static [&'static Server], security: &'static [&'static [SecurityRequirement]]) -> Self {
        Self([
            Operation::undocumented("GET (any path)", Method::GET, servers, security).idempotent(true),
            Operation::undocumented("PUT (any path)", Method::PUT, servers, security).idempotent(true),
            Operation::undocumented("POST (any path)", Method::POST, servers, security),
            Operation::undocumented("DELETE (any path)", Method::DELETE, servers, security).idempotent(true),
            Operation::undocumented("OPTIONS (any path)", Method::OPTIONS, servers, security).idempotent(true),
            Operation::undocumented("HEAD (any path)", Method::HEAD, servers, security).idempotent(true),
            Operation::undocumented("PATCH (any path)", Method::PATCH, servers, security),
            Operation::undocumented("TRACE (any path)", Method::TRACE, servers, security).idempotent(true),
        ])
    }

    /// The operation with this method.
    pub(crate) fn operation(&'static self, method: Method) -> &'static Operation {
        let [get, put, post, delete, options, head, patch, trace] = &self.0;
        match method {
            Method::GET => get,
            Method::PUT => put,
            Method::POST => post,
            Method::DELETE => delete,
            Method::OPTIONS => options,
            Method::HEAD => head,
            Method::PATCH => patch,
            _ => trace,
        }
    }
}
