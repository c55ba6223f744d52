//! The documents of one API as one value, and the location of each part of it in the input.

use indexmap::IndexMap;

use super::event::Webhook;
use super::extras::Extras;
use crate::location::{At, FileId, Location};

/// The documents of one API as one document. Every reference in it has the form `#/components/<kind>/<name>`.
///
/// Keywords of OpenAPI 3.1 are expressed in the types of 3.0, and `extras` has what those types cannot hold. Each
/// operation has a copy of the `servers` and `security` of its root.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    pub openapi: openapiv3::OpenAPI,
    /// The path and method of each operation, in document order.
    pub operations: Vec<(String, &'static str)>,
    /// In document order.
    pub webhooks: Vec<Webhook>,
    /// What the types of `openapi` have no field for.
    pub extras: Extras,
    /// Where each part came from.
    pub origins: Origins,
}

/// Maps pointers into the bundle to locations in the input.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    /// The location of each subtree that was moved, by its pointer in the bundle.
    pub moved: IndexMap<String, Location>,
}

impl Origins {
    /// The location of the node at `pointer` of the bundle.
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
