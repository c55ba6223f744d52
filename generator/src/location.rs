//! Where something stands in the input: in which file, and at which node of it.

use crate::pointer;

/// A file of the input. Files are numbered in the order in which they are first read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A node of the input. Its line and column are computed only when it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in the file.
    pub at: At,
}

/// A node of a file, or a position in its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// The node that a JSON pointer (RFC 6901) names, at its key if it has one. The empty pointer is the whole file.
    Pointer(String),
    /// The line and column where a parser stopped, both from 1.
    LineColumn(usize, usize),
}

impl Location {
    /// The node at `pointer`.
    pub fn new(file: FileId, pointer: impl Into<String>) -> Self {
        Self { file, at: At::Pointer(pointer.into()) }
    }

    /// A line and column that are kept with an option of `codegen.toml`, or the beginning of the file if a program gave it.
    pub fn of_option(file: FileId, place: Option<(usize, usize)>) -> Self {
        let (line, column) = place.unwrap_or((1, 1));
        Self { file, at: At::LineColumn(line, column) }
    }

    /// The member `key` (or item, by its decimal index) of the node here.
    pub fn join(&self, key: &str) -> Self {
        match &self.at {
            At::Pointer(pointer) => Self::new(self.file, pointer::join(pointer, key)),
            At::LineColumn(..) => self.clone(),
        }
    }

    /// The node at `path`, from here down.
    pub fn at(&self, path: &[&str]) -> Self {
        path.iter().fold(self.clone(), |location, key| location.join(key))
    }
}
