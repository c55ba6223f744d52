//! What the documents say, typed: one bundle of `openapiv3` values per API.
//!
//! Reads raw values without changing them: what is misspelt, misplaced or of the wrong type is told at its place,
//! what OpenAPI 3.1 says is put into 3.0's types, and every reference becomes `#/components/<kind>/<name>`.

mod bundle;
mod component;
mod content;
mod context;
mod example;
mod extension;
pub mod extras;
mod header;
mod info;
mod merge;
mod object;
mod operation;
mod parameter;
mod path;
mod reference;
mod response;
mod schema;
mod security;
mod value;
mod version;

use crate::diag::Diags;
use crate::link::Links;
use crate::location::FileId;
use crate::source::SourceSet;

pub use bundle::Bundle;

/// Reads the roots and what they refer to as one document. No bundle where there is an error.
pub fn read_bundle(sources: &SourceSet, links: &Links, roots: &[FileId]) -> (Option<Bundle>, Diags) {
    merge::merge(sources, links, roots)
}
