//! Compiles OpenAPI documents into a Rust client crate.
//!
//! Data flows one way, a stage at a time; [`pipeline`] names every stage:
//!
//! ```text
//! source → link → document → lower → analyse → name → emit → output
//! ```

pub mod analyse;
pub mod config;
pub mod diag;
pub mod document;
pub mod emit;
pub mod ir;
pub mod link;
pub mod lower;
pub mod names;
pub mod output;
pub mod pipeline;
pub mod source;
