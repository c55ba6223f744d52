//! A comparison of the emitted files with the disk: which files are new, changed, unchanged or stale.
//!
//! The folder identifies the crate: files that were emitted there under another crate name are replaced. A folder below
//! it that has a `Cargo.toml` is another crate, and is never entered.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::render::{counted, thousands};

use super::own_code::{self, OwnCode};
use super::{RelPath, STAGING, Tree, WriteError, is_ours, regions};

/// The folder that is searched for stale files. Files beside it are emitted in each run.
const SOURCES: &str = "src";

/// The changes to make below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder.
    pub dir: PathBuf,
    /// Emitted files that do not exist yet.
    pub created: Vec<RelPath>,
    /// Generated files whose text changes.
    pub changed: Vec<RelPath>,
    /// Generated files whose text is the same.
    pub unchanged: Vec<RelPath>,
    /// Generated files that are no longer emitted.
    pub stale: Vec<RelPath>,
    /// Texts that depend on what the user has there, and stand in place of those of the tree.
    texts: BTreeMap<RelPath, String>,
}

impl Plan {
    /// The text that a file gets.
    pub(super) fn text<'t>(&'t self, tree: &'t Tree, path: &RelPath) -> &'t str {
        self.texts.get(path).map(String::as_str).or_else(|| tree.get(path.as_str())).unwrap_or_default()
    }

    /// Whether nothing changes.
    pub fn is_fresh(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }
}

impl fmt::Display for Plan {
    /// How many files are created, changed, unchanged and removed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dir: _, created, changed, unchanged, stale, texts: _ } = self;
        let created = counted(created.len(), "file");
        let [changed, unchanged, stale] = [changed, unchanged, stale].map(|paths| thousands(paths.len()));
        write!(f, "{created} created, {changed} changed, {unchanged} unchanged, {stale} removed")
    }
}

/// Compares the emitted files with the disk, and changes nothing.
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
        texts: BTreeMap::new(),
    };
    let mut foreign = Vec::new();
    let own = own_code::own_code(dir);
    for (path, text) in tree.iter() {
        let existing = existing(dir, path)?;
        let text = match text_here(path, text, existing.as_deref(), own)? {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => plan.texts.entry(path.clone()).or_insert(text),
        };
        match existing {
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

/// The text of a file with what depends on the folder: code of the user, and what the user wrote into the file.
fn text_here<'t>(
    path: &RelPath,
    text: &'t str,
    existing: Option<&[u8]>,
    own: OwnCode,
) -> Result<Cow<'t, str>, WriteError> {
    let text = own_code::declared(text, own);
    let shared = existing.filter(|bytes| is_ours(bytes)).and_then(|bytes| std::str::from_utf8(bytes).ok());
    match shared.filter(|shared| regions::has_regions(shared) && regions::has_regions(&text)) {
        None => Ok(text),
        Some(shared) => {
            regions::merge(&text, shared).map(Cow::Owned).map_err(|why| WriteError::Regions { path: path.clone(), why })
        }
    }
}

/// The bytes of a file, if there is one. Links are not followed, because they may lead out of the folder.
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

/// The files below `src/` that have our header. Folders of other crates, staging folders of other runs and links are
/// not entered.
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
            // We write no name that is not UTF-8.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{folder}/{name}");
            if own_code::is_own(&path) {
                continue;
            }
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
