//! What the documents say, typed: one bundle of `openapiv3` values per API.
//!
//! Owned by helper DOCUMENT; this is the contract.

use indexmap::IndexMap;

use crate::diag::Place;

/// The documents of one API as one, every reference inside it of the form `#/components/<kind>/<name>`.
///
/// OpenAPI 3.1 is rewritten to what 3.0 types can hold; what they cannot hold stands in `x-` keys.
/// Root `servers` and `security` are pushed down to each operation.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    pub openapi: openapiv3::OpenAPI,
    /// Where each part came from.
    pub origins: Origins,
}

/// Maps pointers into the bundle to places in the input.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// Pointer of a moved subtree → where it stood.
    pub moved: IndexMap<String, Place>,
}

impl Origins {
    /// The place of the node at `pointer` of the bundle.
    pub fn place(&self, pointer: &str) -> Place {
        let mut end = pointer.len();
        loop {
            if let Some(place) = pointer.get(..end).and_then(|head| self.moved.get(head)) {
                let rest = pointer.get(end..).unwrap_or_default();
                return match &place.at {
                    crate::diag::At::Pointer(head) => Place::new(place.file, format!("{head}{rest}")),
                    crate::diag::At::LineColumn(..) => place.clone(),
                };
            }
            match pointer.get(..end).and_then(|head| head.rfind('/')) {
                Some(slash) => end = slash,
                None => return Place::new(crate::diag::FileId(0), pointer),
            }
        }
    }
}
