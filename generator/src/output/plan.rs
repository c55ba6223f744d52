//! The emitted files beside those on the disk: what is new, what differs, what is left over.
//!
//! The folder says which crate it is: what was emitted there under another name is replaced. A folder below it with a
//! `Cargo.toml` of its own is another crate, and is never entered.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::render::thousands;

use super::{RelPath, STAGING, Tree, WriteError, is_ours};

/// Where files lie that are left over when they are emitted no more. The files beside it are emitted each time.
const SOURCES: &str = "src";

/// What has to be done below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder.
    pub dir: PathBuf,
    /// Files that are not there yet.
    pub created: Vec<RelPath>,
    /// Files of ours whose text is another now.
    pub changed: Vec<RelPath>,
    /// Files of ours whose text is the same.
    pub unchanged: Vec<RelPath>,
    /// Files of ours that are emitted no more.
    pub stale: Vec<RelPath>,
}

impl Plan {
    /// Whether nothing has to be done.
    pub fn is_fresh(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }
}

impl fmt::Display for Plan {
    /// How many files are created, changed, unchanged and removed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dir: _, created, changed, unchanged, stale } = self;
        let [created, changed, unchanged, stale] =
            [created, changed, unchanged, stale].map(|paths| thousands(paths.len()));
        write!(f, "{created} files created, {changed} changed, {unchanged} unchanged, {stale} removed")
    }
}

/// Compares; changes nothing.
///
/// # Errors
/// When a file that was not emitted would be overwritten, something is in the way of a file, or the folder cannot be read.
pub fn plan(tree: &Tree, dir: &Path) -> Result<Plan, WriteError> {
    let mut plan = Plan {
        dir: dir.to_owned(),
        created: Vec::new(),
        changed: Vec::new(),
        unchanged: Vec::new(),
        stale: Vec::new(),
    };
    let mut foreign = Vec::new();
    for (path, text) in tree.iter() {
        match existing(dir, path)? {
            None => plan.created.push(path.clone()),
            Some(bytes) if bytes == text.as_bytes() => plan.unchanged.push(path.clone()),
            Some(bytes) if is_ours(&bytes) => plan.changed.push(path.clone()),
            Some(_) => foreign.push(path.clone()),
        }
    }
    if !foreign.is_empty() {
        return Err(WriteError::Foreign(foreign));
    }
    let emitted: BTreeSet<&RelPath> = tree.iter().map(|(path, _)| path).collect();
    plan.stale = ours_in_sources(dir)?.into_iter().filter(|path| !emitted.contains(path)).collect();
    Ok(plan)
}

/// The bytes of a file, if there is one. Links are not followed: they lead elsewhere.
fn existing(dir: &Path, path: &RelPath) -> Result<Option<Vec<u8>>, WriteError> {
    let io = |error| WriteError::Io { path: path.to_string(), error };
    let mut at = dir.to_owned();
    let mut names = path.as_str().split('/').peekable();
    while let Some(name) = names.next() {
        at.push(name);
        let kind = match fs::symlink_metadata(&at) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io(error)),
        };
        let right = if names.peek().is_some() { kind.is_dir() } else { kind.is_file() };
        if !right {
            return Err(WriteError::InTheWay(at.display().to_string()));
        }
        if kind.is_dir() && is_crate(&at) {
            let folder = at.strip_prefix(dir).unwrap_or(&at);
            return Err(WriteError::OtherCrate(folder.display().to_string()));
        }
    }
    fs::read(&at).map(Some).map_err(io)
}

/// Whether a folder below the one that is written to is a crate of its own.
fn is_crate(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join("Cargo.toml")).is_ok()
}

/// Files among the sources of the crate that carry our header. Other crates and staging folders of other runs are not
/// entered, and links are not followed.
fn ours_in_sources(dir: &Path) -> Result<Vec<RelPath>, WriteError> {
    let mut found = Vec::new();
    let mut open = vec![SOURCES.to_owned()];
    while let Some(folder) = open.pop() {
        let at = dir.join(&folder);
        let io = |error| WriteError::Io { path: at.display().to_string(), error };
        match fs::symlink_metadata(&at) {
            Ok(metadata) if metadata.is_dir() && !is_crate(&at) => {}
            Ok(_) => continue,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(io(error)),
        }
        for entry in fs::read_dir(&at).map_err(io)? {
            let entry = entry.map_err(io)?;
            let kind = entry.file_type().map_err(io)?;
            // A name that is no text was not written by us.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{folder}/{name}");
            if kind.is_dir() && !name.starts_with(STAGING) {
                open.push(path);
            } else if kind.is_file() && head(&entry.path()).is_ok_and(|head| is_ours(&head)) {
                found.extend(RelPath::new(path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The beginning of a file.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(400).read_to_end(&mut bytes)?;
    Ok(bytes)
}
