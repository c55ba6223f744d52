//! Compiles OpenAPI documents into a Rust client crate.
//!
//! Data flows one way, a stage at a time; [`pipeline`] names every stage:
//!
//! ```text
//! source → link → document → lower → analyse → name → emit → output
//! ```

// No input may bring the generator down: what could panic is not written.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

pub mod analyse;
pub mod config;
pub mod diag;
pub mod document;
pub mod emit;
pub mod generate;
#[doc(hidden)]
pub mod internals;
pub mod ir;
pub mod link;
pub mod lower;
pub mod names;
pub mod output;
pub mod pipeline;
pub mod source;

pub use config::{
    ApiConfig, Config, Examples, Modules, Package, Policy, Rejected, Workspace, crate_name, is_crate_name,
};
#[doc(hidden)]
pub use diag::thousands;
pub use diag::{At, Code, Diagnostic, Diags, FileId, Place, Severity, Style, positions, render};
pub use generate::generate;
pub use output::{BadPath, Plan, RelPath, Tree, WriteError, apply, diff, plan};
pub use pipeline::{Outcome, Stats};
pub use source::{Disk, Files, Memory, Named, SourceFile, SourceSet, Unread};
