//! Where every `$ref` leads, across files, and what its target is called in the bundle.
//!
//! Works on raw values: a target is often a fragment that is no document, so it is what its referrer expects.

mod collect;
pub mod component_index;
mod component_names;
mod links;
mod mapping;
mod name;
pub mod node;
mod resolve;
mod schema_equality;
pub mod spelling;

use crate::diag::Diags;
use crate::location::FileId;
use crate::source::SourceSet;

pub use links::{Component, Links};
pub use resolve::Address;

/// Finds and checks every reference that the roots reach.
pub fn link(sources: &SourceSet, roots: &[FileId]) -> (Links, Diags) {
    collect::collect(sources, roots)
}
