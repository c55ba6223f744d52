//! The support code of emitted clients, as a crate that is compiled and tested on its own.
//!
//! Every file below `runtime/` is copied as text into `src/runtime/` of each emitted crate.

// This code runs in the programs of users, so it must not contain code that could panic.
#![deny(
    missing_docs,
    clippy::missing_errors_doc,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented
)]

pub mod runtime;
