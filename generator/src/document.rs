//! What the documents say, typed: one bundle of `openapiv3` values per API.
//!
//! Reads raw values without changing them: what is misspelt, misplaced or of the wrong type is told at its place,
//! what OpenAPI 3.1 says is put into 3.0's types, and every reference becomes `#/components/<kind>/<name>`.

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

use indexmap::IndexMap;

use crate::diag::Diags;
use crate::link::Links;
use crate::location::{FileId, Location};
use crate::source::SourceSet;
use extras::Extras;

/// The documents of one API as one, every reference inside it of the form `#/components/<kind>/<name>`.
///
/// OpenAPI 3.1 is rewritten to what 3.0 types can hold; what they cannot hold stands in `extras`.
/// Root `servers` and `security` are pushed down to each operation.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    pub openapi: openapiv3::OpenAPI,
    /// What the types of `openapi` have no field for.
    pub extras: Extras,
    /// Where each part came from.
    pub origins: Origins,
}

/// Reads the roots and what they refer to as one document. No bundle where there is an error.
pub fn bundle(sources: &SourceSet, links: &Links, roots: &[FileId]) -> (Option<Bundle>, Diags) {
    merge::merge(sources, links, roots)
}

/// Maps pointers into the bundle to places in the input.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// Pointer of a moved subtree → where it stood.
    pub moved: IndexMap<String, Location>,
}

impl Origins {
    /// The place of the node at `pointer` of the bundle.
    pub fn location(&self, pointer: &str) -> Location {
        let mut end = pointer.len();
        loop {
            if let Some(location) = pointer.get(..end).and_then(|head| self.moved.get(head)) {
                let rest = pointer.get(end..).unwrap_or_default();
                return match &location.at {
                    crate::location::At::Pointer(head) => Location::new(location.file, format!("{head}{rest}")),
                    crate::location::At::LineColumn(..) => location.clone(),
                };
            }
            match pointer.get(..end).and_then(|head| head.rfind('/')) {
                Some(slash) => end = slash,
                None => return Location::new(FileId(0), pointer),
            }
        }
    }
}
