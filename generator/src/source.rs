//! The text and raw value of every file that the roots reach.
//!
//! This is the only stage that reads. A file is read once, even if several documents refer to it.

mod comment;
mod files;
mod flow;
mod ids;
pub mod index;
mod json;
mod load;
mod load_overlay;
mod origins;
mod overlay;
mod parsed;
pub mod path;
mod revision;
mod scan;
mod text;
mod uri;
mod value_visitor;
mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::location::{At, FileId, Location};

pub use comment::UNQUOTED_REFERENCE;
pub use files::{Disk, Files, Memory, Named, Unread};
pub use load::{MOST_BYTES, load};
pub use origins::Origins;
pub use revision::Revision;

/// A raw JSON value, members in document order.
pub type Raw = serde_json::Value;

/// The documents to compile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roots {
    /// The folder that paths of files are relative to, seen from where [`Files`] begin.
    pub folder: String,
    /// Their paths, relative to that folder.
    pub documents: Vec<String>,
    /// The overlays, each with the documents of its API.
    pub overlays: Vec<OverlayOf>,
    /// Folders that a `$ref` may lead into, seen from where [`Files`] begin, beside those of the documents.
    pub allowed: Vec<String>,
}

impl Roots {
    /// These documents, with references to files below their folders.
    pub fn new(documents: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { documents: documents.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

/// An overlay. Its paths are relative to the folder of the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverlayOf {
    /// Its file.
    pub path: String,
    /// The documents that it may be for.
    pub documents: Vec<String>,
}

/// Every file that the roots reach, by `$ref`.
#[derive(Debug, Clone, Default)]
pub struct SourceSet {
    /// The files, in the order in which they were first read; [`FileId`] is their position.
    pub files: IndexMap<String, SourceFile>,
    /// The documents to compile, in the order in which they were named.
    pub roots: Vec<FileId>,
    /// The folder that the paths are relative to, seen from where [`Files`] begin.
    pub folder: String,
    /// Further paths of the same files, such as `../v1/a.yaml` in the folder `v1`.
    pub others: BTreeMap<String, FileId>,
    /// The paths and URLs that references name and that cannot be read; diagnostics say why.
    pub unread: BTreeSet<String>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its position in the set.
    pub id: FileId,
    /// The path relative to the folder of the set, with `/` between segments. It does not depend on where that folder
    /// lies, so that emitted code may contain it.
    pub path: String,
    /// The path that users see: relative to where the command was run.
    pub shown: String,
    /// Its text.
    pub text: String,
    /// Its value. Null if the file could not be read; a diagnostic says why.
    pub raw: Raw,
    /// The position of the document in the YAML stream, from 0.
    pub document: usize,
    /// Where the values come from that overlays have put in or moved.
    pub origins: Origins,
}

impl SourceFile {
    /// The path of the file in emitted code. An absolute path is shortened to its last name, since it would reveal
    /// where things lie on this machine.
    pub fn emitted(&self) -> &str {
        if path::is_absolute(&self.path) { self.path.rsplit('/').next().unwrap_or_default() } else { &self.path }
    }
}

impl SourceSet {
    /// The file with this id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get_index(usize::try_from(id.0).ok()?).map(|(_, file)| file)
    }

    /// Where a node was written: where it stands, unless an overlay has put it in.
    pub fn origin(&self, location: &Location) -> Location {
        match (&location.at, self.get(location.file)) {
            (At::Pointer(pointer), Some(file)) if !file.origins.is_empty() => file.origins.origin(file.id, pointer),
            (At::Pointer(_) | At::LineColumn(..), _) => location.clone(),
        }
    }

    /// Where a node stands as emitted code names it, as `file#pointer`.
    pub(crate) fn place(&self, location: &Location) -> String {
        let path = self.get(location.file).map_or("", SourceFile::emitted);
        match &location.at {
            At::Pointer(pointer) if pointer.is_empty() => path.to_owned(),
            At::Pointer(pointer) => format!("{path}#{pointer}"),
            At::LineColumn(line, column) => format!("{path}:{line}:{column}"),
        }
    }

    /// The files at these paths, in the same order. None: the path was not read.
    pub fn ids(&self, paths: &[String]) -> Vec<FileId> {
        let paths = paths.iter().map(|path| path::normalise(path));
        paths.filter_map(|path| self.at(&path).map(|file| file.id)).collect()
    }

    /// The file that a path names.
    pub fn at(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path).or_else(|| self.get(*self.others.get(path)?))
    }

    /// The file that the text of a `$ref` names, seen from the file `from`. None: it names no file that was read.
    pub fn referred(&self, from: FileId, reference: &str) -> Option<&SourceFile> {
        match path::target(&self.get(from)?.path, reference) {
            path::Target::Same => self.get(from),
            path::Target::File(path) => self.at(&path),
            path::Target::Url => None,
        }
    }

    /// Whether a diagnostic says that what the text of a `$ref` names cannot be read.
    pub fn is_unread(&self, from: FileId, reference: &str) -> bool {
        match path::target(self.get(from).map_or("", |file| &file.path), reference) {
            path::Target::Same => false,
            path::Target::File(path) => self.unread.contains(&path),
            path::Target::Url => self.unread.contains(reference.split('#').next().unwrap_or_default()),
        }
    }

    /// Adds a file; its id is the next one.
    pub fn add(&mut self, path: String, text: String, raw: Raw, document: usize) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let shown = match path::join(&self.folder, &path) {
            // The folder itself has an empty path.
            shown if shown.is_empty() => ".".to_owned(),
            shown => shown,
        };
        self.files
            .insert(path.clone(), SourceFile { id, path, shown, text, raw, document, origins: Origins::default() });
        id
    }

    /// Adds the files of another set, for findings that point into them, and returns their numbers in this one. A file that
    /// users see under the same path is the same.
    pub(crate) fn join(&mut self, other: SourceSet) -> BTreeMap<FileId, FileId> {
        let known = self.files.values().map(|file| (file.shown.clone(), file.id));
        let known: BTreeMap<String, FileId> = known.collect();
        let mut moved = BTreeMap::new();
        for (_, file) in other.files {
            let was = file.id;
            let id = match known.get(&file.shown) {
                Some(id) => *id,
                None => {
                    let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
                    self.files.insert(file.shown.clone(), SourceFile { id, ..file });
                    id
                }
            };
            moved.insert(was, id);
        }
        moved
    }
}
