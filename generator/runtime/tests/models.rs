//! What emitted models do. The runtime is a module of this crate, as it is in an emitted crate.
#![allow(dead_code)] // The samples say more than the tests ask.
#[path = "../src/runtime/mod.rs"]
mod runtime;

#[path = "models/records.rs"]
mod records;
#[path = "models/sample.rs"]
mod sample;
