//! Which value does each `$ref` point at, across files, and which component of the bundle is that value?
//!
//! This room reads raw values. A target is often a fragment and not a document, so it is of the kind that its reference
//! expects.

mod collect;
pub mod component_index;
mod component_names;
mod links;
mod mapping;
mod name;
mod needed;
pub mod node;
mod resolve;
mod schema_equality;
mod unresolved;

use crate::diag::Diags;
use crate::location::FileId;
use crate::selection::Selection;
use crate::source::SourceSet;

pub use links::{Component, Links};
pub use resolve::Address;

/// Finds and checks every reference that the roots reach. What only operations reach that are not selected is not looked at.
pub fn link(sources: &SourceSet, roots: &[FileId], selection: Selection<'_>) -> (Links, Diags) {
    collect::collect(sources, roots, selection)
}
