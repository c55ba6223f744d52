//! Support code.

// Requests and the client.
mod answer;
mod content;
mod operation;
mod param;
mod scheme;
mod server;
pub use answer::{Answer, Outcome, Status};
pub use content::{Content, ContentKind, Part};
pub use operation::{Method, Operation};
pub use param::{Location, Param, Style};
pub use scheme::{Need, Scheme, SchemeKind, SchemeName};
pub use server::{Server, ServerName, ServerVariable};
