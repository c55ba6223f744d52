//! What was read: the text and raw value of every file that the roots reach.
//!
//! The only stage that reads. A file that is reached by `$ref` is read once, whoever asks for it.

mod build;
mod files;
pub mod index;
mod json;
mod load;
pub mod path;
mod scan;
mod text;
mod yaml;

use indexmap::IndexMap;

use crate::diag::FileId;

pub use files::{Disk, Files, Memory};
pub use load::load;

/// A raw JSON value, members in document order.
pub type Raw = serde_json::Value;

/// Every file that the roots reach, by `$ref`.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    /// By path, in the order they were first read; [`FileId`] counts them.
    pub files: IndexMap<String, SourceFile>,
    /// The files that were asked for, in that order.
    pub roots: Vec<FileId>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub id: FileId,
    /// Path as shown to people: relative to where the command was run, `/` between segments.
    pub path: String,
    pub text: String,
    /// Null when the file could not be read; a diagnostic says why.
    pub raw: Raw,
    /// Which document of a YAML stream was read, from 0.
    pub document: usize,
}

impl SourceSet {
    /// The file with this id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get_index(usize::try_from(id.0).ok()?).map(|(_, file)| file)
    }

    /// The files at these paths, in their order. A path that was not asked for has none.
    pub fn ids(&self, paths: &[String]) -> Vec<FileId> {
        let paths = paths.iter().map(|path| path::normalise(path));
        paths.filter_map(|path| self.files.get(&path).map(|file| file.id)).collect()
    }

    /// The file that the `$ref` text `reference` names, seen from the file `from`.
    /// None when it names none that was read.
    pub fn referred(&self, from: FileId, reference: &str) -> Option<&SourceFile> {
        match path::target(&self.get(from)?.path, reference) {
            path::Target::Same => self.get(from),
            path::Target::File(path) => self.files.get(&path),
            path::Target::Url => None,
        }
    }

    /// Adds a file; its id is the next one.
    pub fn add(&mut self, path: String, text: String, raw: Raw, document: usize) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.insert(path.clone(), SourceFile { id, path, text, raw, document });
        id
    }
}
