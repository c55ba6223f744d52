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
pub mod ir;
pub mod link;
pub mod location;
pub mod lower;
pub mod names;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod source;
