//! Which answers has the search for a place, and which rules meet a fact without one?

use crate::specification::{Operation, segments};

/// The answer of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// At these places, each of which must hold the fact.
    At(Vec<String>),
    /// A rule meets it.
    Rule(&'static str),
    /// There is no such place; why.
    Nowhere(String),
}

/// Headers that OpenAPI describes by other means.
pub const HEADERS_OF_HTTP: &str = "headers-of-http";
/// A path below `/me` is called for a signed-in user.
pub const NO_APPLICATION_UNDER_ME: &str = "no-application-under-me";
/// What a member needs when it is made is prose where it is not made.
pub const REQUIRED_ON_CREATE: &str = "required-on-create-is-prose";
/// Titles and descriptions are in words of our own.
pub const OWN_WORDS: &str = "own-words";

/// Whether an operation needs a signed-in user by its path.
pub fn is_below_me(operation: &Operation<'_>) -> bool {
    segments(&operation.path).iter().any(|segment| segment == "me")
}
