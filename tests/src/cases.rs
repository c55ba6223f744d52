//! The cases under `tests/cases`: a file each, or a folder whose root document is `api.yaml`.

use std::fs;
use std::path::{Path, PathBuf};

/// One case.
pub struct Case {
    /// `schemas/all-of`.
    pub name: String,
    /// The folder that its documents are relative to.
    pub folder: PathBuf,
    /// The root document, in that folder.
    pub document: String,
}

/// Every case, by name.
pub fn all() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut cases = Vec::new();
    for area in entries(&root) {
        for path in entries(&area) {
            let text = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
            let name = format!("{}/{}", text(&area), path.file_stem().expect("a name").to_string_lossy());
            let (folder, document) =
                if path.is_dir() { (path, "api.yaml".to_owned()) } else { (area.clone(), text(&path)) };
            cases.push(Case { name, folder, document });
        }
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}
