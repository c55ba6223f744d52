//! How a file of settings is read: what is known not to pass, and what another emitter leaves out.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;

/// Reads a TOML file.
///
/// # Errors
///
/// Returns why it cannot be read.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
