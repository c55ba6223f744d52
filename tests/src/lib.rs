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

/// The code of the README and of the guides compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../CLIENT.md")]
#[doc = include_str!("../../COMPILER.md")]
struct Guides;
