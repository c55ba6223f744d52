//! The emitted files beside those on the disk: what is new, what differs, what is left over.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::{Error, RelPath, Tree, is_ours};

/// What has to be done below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub dir: PathBuf,
    pub created: Vec<RelPath>,
    pub changed: Vec<RelPath>,
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

/// Compares; changes nothing.
pub fn plan(tree: &Tree, dir: &Path) -> Result<Plan, Error> {
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
        return Err(Error::Foreign(foreign));
    }
    let emitted: BTreeSet<&RelPath> = tree.iter().map(|(path, _)| path).collect();
    plan.stale = ours_below(dir)?.into_iter().filter(|path| !emitted.contains(path)).collect();
    Ok(plan)
}

/// The bytes of a file, if there is one. Links are not followed: they lead elsewhere.
fn existing(dir: &Path, path: &RelPath) -> Result<Option<Vec<u8>>, Error> {
    let io = |error| Error::Io { path: path.to_string(), error };
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
            return Err(Error::InTheWay(at.display().to_string()));
        }
    }
    fs::read(&at).map(Some).map_err(io)
}

/// Files that carry our header. What cargo writes there is left alone.
fn ours_below(dir: &Path) -> Result<Vec<RelPath>, Error> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(folder) = open.pop() {
        let at = dir.join(&folder);
        let io = |error| Error::Io { path: at.display().to_string(), error };
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound && folder.is_empty() => return Ok(found),
            Err(error) => return Err(io(error)),
        };
        for entry in entries {
            let entry = entry.map_err(io)?;
            let kind = entry.file_type().map_err(io)?;
            // A name that is no text was not written by us.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if kind.is_dir() && !matches!(path.as_str(), "target" | ".git") {
                open.push(path);
            } else if kind.is_file() && path != "Cargo.lock" && head(&entry.path()).is_ok_and(|head| is_ours(&head)) {
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
