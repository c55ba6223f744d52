//! Whether a crate is to be a member of a workspace that stands above its folder.

use std::fs;
use std::path::{Path, PathBuf};

use generator::Workspace;

use crate::paths::lexical;

/// What becomes of a crate in this folder: a member if the nearest workspace above names it so, else what its manifest says
/// already, else a workspace of its own.
pub fn workspace(dir: &Path) -> Workspace {
    let dir = lexical(dir);
    if above(&dir).is_some_and(|(root, manifest)| names(&manifest, &root, &dir)) {
        return Workspace::Member;
    }
    match fs::read_to_string(dir.join("Cargo.toml")) {
        // Who removed the table from a manifest of ours wants it so: Cargo makes members of dependencies by path.
        Ok(manifest) if manifest.contains("# codegen: begin ") && !has_table(&manifest) => Workspace::Member,
        Ok(_) | Err(_) => Workspace::Own,
    }
}

/// The manifest of the nearest workspace above a folder that does not name it as a member, for a word about it.
pub fn stranger(dir: &Path) -> Option<PathBuf> {
    let dir = lexical(dir);
    let (root, manifest) = above(&dir)?;
    (!names(&manifest, &root, &dir) && !is_excluded(&manifest, &root, &dir)).then(|| root.join("Cargo.toml"))
}

/// The nearest workspace above a folder, and its manifest.
fn above(dir: &Path) -> Option<(PathBuf, toml::Table)> {
    dir.ancestors().skip(1).find_map(|folder| {
        let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()?;
        manifest.contains_key("workspace").then(|| (folder.to_owned(), manifest))
    })
}

fn has_table(manifest: &str) -> bool {
    manifest.parse::<toml::Table>().is_ok_and(|table| table.contains_key("workspace"))
}

/// Whether the workspace names the folder as a member, and does not exclude it.
fn names(manifest: &toml::Table, root: &Path, dir: &Path) -> bool {
    listed(manifest, "members", root, dir) && !is_excluded(manifest, root, dir)
}

fn is_excluded(manifest: &toml::Table, root: &Path, dir: &Path) -> bool {
    dir.ancestors().any(|folder| listed(manifest, "exclude", root, folder))
}

/// Whether a list of paths has the folder.
fn listed(manifest: &toml::Table, key: &str, root: &Path, dir: &Path) -> bool {
    let paths = manifest.get("workspace").and_then(|table| table.get(key)).and_then(toml::Value::as_array);
    let Ok(below) = dir.strip_prefix(root) else { return false };
    let below: Vec<String> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let below: Vec<&str> = below.iter().map(String::as_str).collect();
    paths.into_iter().flatten().filter_map(toml::Value::as_str).any(|path| {
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        fits(&parts, &below)
    })
}

/// Whether the names of a path fit those of a pattern, in which `**` stands for any number of them.
fn fits(pattern: &[&str], names: &[&str]) -> bool {
    match (pattern.split_first(), names.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => (0..=names.len()).any(|count| fits(rest, names.get(count..).unwrap_or_default())),
        (Some((first, rest)), Some((name, names))) => fits_name(first, name) && fits(rest, names),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// Whether a name fits a pattern, in which `*` stands for any text and `?` for one character.
fn fits_name(pattern: &str, name: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => name.is_empty(),
        Some('*') => {
            let mut ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.any(|at| fits_name(rest.as_str(), name.get(at..).unwrap_or_default()))
        }
        Some(first) => {
            let mut names = name.chars();
            names.next().is_some_and(|found| first == '?' || first == found) && fits_name(rest.as_str(), names.as_str())
        }
    }
}
