//! What was read: the text and raw value of every file that the roots reach.
//!
//! The only stage that reads. A file that is reached by `$ref` is read once, whoever asks for it.

mod comment;
mod files;
mod flow;
pub mod index;
mod json;
mod load;
mod parsed;
pub mod path;
mod scan;
mod text;
mod value_visitor;
mod yaml;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::location::FileId;

pub use files::{Disk, Files, Memory, Named, Unread};
pub use load::{MOST_BYTES, load};

/// A raw JSON value, members in document order.
pub type Raw = serde_json::Value;

/// The documents that are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roots {
    /// The folder that paths of files are relative to, seen from where [`Files`] begin.
    pub folder: String,
    /// Their paths, relative to that folder.
    pub documents: Vec<String>,
    /// Folders that a `$ref` may lead into, seen from where [`Files`] begin. It may always lead into those of the
    /// documents.
    pub allowed: Vec<String>,
}

impl Roots {
    /// These documents, and what lies below their folders.
    pub fn new(documents: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { documents: documents.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

/// Every file that the roots reach, by `$ref`.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    /// By path, in the order they were first read; [`FileId`] counts them.
    pub files: IndexMap<String, SourceFile>,
    /// The files that were asked for, in that order.
    pub roots: Vec<FileId>,
    /// The folder that the paths are relative to, seen from where [`Files`] begin.
    pub folder: String,
    /// Further paths of the same files, such as `../v1/a.yaml` in the folder `v1`.
    pub others: BTreeMap<String, FileId>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its number.
    pub id: FileId,
    /// Relative to the folder of the set, `/` between segments. It says the same wherever that folder lies, so that it
    /// may stand in what is emitted.
    pub path: String,
    /// Path as shown to people: relative to where the command was run.
    pub shown: String,
    /// What is in it, as UTF-8.
    pub text: String,
    /// Null when the file could not be read; a diagnostic says why.
    pub raw: Raw,
    /// Which document of a YAML stream was read, from 0.
    pub document: usize,
}

impl SourceFile {
    /// What the file is called in what is emitted. An absolute path would say where things lie on this machine.
    pub fn emitted(&self) -> &str {
        if path::is_absolute(&self.path) { self.path.rsplit('/').next().unwrap_or_default() } else { &self.path }
    }
}

impl SourceSet {
    /// The file with this id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get_index(usize::try_from(id.0).ok()?).map(|(_, file)| file)
    }

    /// The files at these paths, in their order. A path that was not asked for has none.
    pub fn ids(&self, paths: &[String]) -> Vec<FileId> {
        let paths = paths.iter().map(|path| path::normalise(path));
        paths.filter_map(|path| self.at(&path).map(|file| file.id)).collect()
    }

    /// The file that a path names.
    pub fn at(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path).or_else(|| self.get(*self.others.get(path)?))
    }

    /// The file that the `$ref` text `reference` names, seen from the file `from`.
    /// None when it names none that was read.
    pub fn referred(&self, from: FileId, reference: &str) -> Option<&SourceFile> {
        match path::target(&self.get(from)?.path, reference) {
            path::Target::Same => self.get(from),
            path::Target::File(path) => self.at(&path),
            path::Target::Url => None,
        }
    }

    /// Adds a file; its id is the next one.
    pub fn add(&mut self, path: String, text: String, raw: Raw, document: usize) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let shown = path::join(&self.folder, &path);
        self.files.insert(path.clone(), SourceFile { id, path, shown, text, raw, document });
        id
    }
}
