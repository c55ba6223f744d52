//! The test harness shared by the files under `tests/tests`.

pub mod cargo;
pub mod cases;
pub mod comments;
pub mod kept;
pub mod loopback;
pub mod mutate;
pub mod pages;
pub mod prose;
pub mod trials;

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
