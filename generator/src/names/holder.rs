//! Which thing of a document has a name, and which names of a scope are one.

use super::ident::Name;
use crate::location::Location;

/// A thing of a document with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub holder: Holder,
    pub name: Name,
}

/// A thing of a document that has a name, or is to have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its name in the document.
    pub wire: String,
    pub location: Location,
}

/// The key by which names are compared. Names that differ only in case or `_` collide, since readers confuse them and
/// some file systems do not distinguish them.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}
