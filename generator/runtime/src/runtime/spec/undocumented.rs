//! The operations of paths that the document does not have: one for each method, with the servers and the security of the
//! document.

use super::method::Method;
use super::operation::{Coverage, Operation};
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
        let any = Operation { path: "(any path)", servers, security, coverage: Coverage::AnyPath, ..Operation::EMPTY };
        Self([
            Operation { id: "GET (any path)", method: Method::GET, idempotent: true, ..any },
            Operation { id: "PUT (any path)", method: Method::PUT, idempotent: true, ..any },
            Operation { id: "POST (any path)", method: Method::POST, ..any },
            Operation { id: "DELETE (any path)", method: Method::DELETE, idempotent: true, ..any },
            Operation { id: "OPTIONS (any path)", method: Method::OPTIONS, idempotent: true, ..any },
            Operation { id: "HEAD (any path)", method: Method::HEAD, idempotent: true, ..any },
            Operation { id: "PATCH (any path)", method: Method::PATCH, ..any },
            Operation { id: "TRACE (any path)", method: Method::TRACE, idempotent: true, ..any },
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
