//! What was read: the text and raw value of every file.
//!
//! The only stage that reads. Owned by helper SOURCE; this is the contract.

use indexmap::IndexMap;

use crate::diag::FileId;

/// A raw JSON value, members in document order.
pub type Raw = serde_json::Value;

/// Every file that the roots reach, by `$ref`.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    pub files: IndexMap<String, SourceFile>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub id: FileId,
    /// Path as shown to people: relative to where the command was run, `/` between segments.
    pub path: String,
    pub text: String,
    pub raw: Raw,
}
