//! The documents of one API as one value, and where each part of it stood.

use indexmap::IndexMap;

use super::extras::Extras;
use crate::location::{At, FileId, Location};

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
                    At::Pointer(head) => Location::new(location.file, format!("{head}{rest}")),
                    At::LineColumn(..) => location.clone(),
                };
            }
            match pointer.get(..end).and_then(|head| head.rfind('/')) {
                Some(slash) => end = slash,
                None => return Location::new(FileId(0), pointer),
            }
        }
    }
}
