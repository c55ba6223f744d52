//! Paths of the user: as absolute ones, and from one folder to another.

use std::path::{Component, Path, PathBuf};

/// An absolute path without `..`. Links are not resolved, since references between files use the names before links are
/// resolved.
pub fn lexical(path: &Path) -> PathBuf {
    let mut found = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => {
                found.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::Normal(_) => found.push(part),
        }
    }
    found
}

/// An absolute path without links, also for a folder that does not exist yet.
pub fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    match there {
        Some((folder, real)) => {
            real.components().chain(path.strip_prefix(folder).into_iter().flat_map(Path::components)).collect()
        }
        None => path.clone(),
    }
}

/// The relative path from a folder to another. If they share only the root, it is the absolute path of the other, since
/// such folders are rarely moved together.
pub fn path_between(from: &Path, to: &Path) -> PathBuf {
    let shared = from.ancestors().find(|folder| to.starts_with(folder)).filter(|shared| shared.parent().is_some());
    let Some((up, down)) =
        shared.and_then(|shared| Some((from.strip_prefix(shared).ok()?, to.strip_prefix(shared).ok()?)))
    else {
        return to.to_owned();
    };
    up.components().map(|_| Path::new("..")).chain([down]).collect()
}
