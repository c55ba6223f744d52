//! The support code of emitted clients, compiled and tested at home.
//!
//! Every file below `runtime/` is copied as text into `src/runtime/` of each emitted crate.

// This code runs in programs of other people: what could panic is not written.
#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

pub mod runtime;
