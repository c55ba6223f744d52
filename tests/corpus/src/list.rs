//! Which documents are there: every OpenAPI document below a folder.

use std::fs;
use std::io;
use std::path::Path;

/// A document below the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// Relative to the folder, `/` between names.
    pub path: String,
    pub bytes: u64,
}

/// Every document below `dir`, by path. A file is one when it ends in `.json`, `.yaml` or `.yml` and has the key
/// `openapi` somewhere: what is reached by `$ref` only is no document.
pub fn documents(dir: &Path) -> io::Result<Vec<Document>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(dir.join(&folder)).map_err(|error| named(&dir.join(&folder), &error))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && has_extension(&path) && is_openapi(&fs::read(entry.path())?) {
                found.push(Document { path, bytes: entry.metadata()?.len() });
            }
        }
    }
    found.sort();
    Ok(found)
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}

fn has_extension(path: &str) -> bool {
    matches!(Path::new(path).extension().and_then(|extension| extension.to_str()), Some("json" | "yaml" | "yml"))
}

fn is_openapi(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    text.contains("\"openapi\"") || text.contains("openapi:") || text.contains("'openapi'")
}
