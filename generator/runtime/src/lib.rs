//! The support code of emitted clients, compiled and tested at home.
//!
//! Every file below `runtime/` is copied as text into `src/runtime/` of each emitted crate.
pub mod runtime;
