//! The suite: its groups, each a schema and instances that are valid or not.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

/// The files of the keywords that shape a type.
const FILES: [&str; 13] = [
    "type",
    "enum",
    "const",
    "properties",
    "required",
    "allOf",
    "anyOf",
    "oneOf",
    "items",
    "prefixItems",
    "additionalProperties",
    "ref",
    "format",
];
const FOLDER: &str = "tests/draft2020-12";
/// The folder of the formats, one file for each.
const FORMATS: &str = "optional/format";

/// What is read of the suite.
pub struct Suite {
    pub commit: String,
    pub groups: Vec<Group>,
}

/// A schema with instances.
pub struct Group {
    /// The file without its extension: `optional/format/date`.
    pub file: String,
    /// The module of the emitted crate.
    pub module: String,
    pub description: String,
    pub schema: Value,
    pub instances: Vec<Instance>,
}

/// A value, and whether the schema allows it.
#[derive(Deserialize)]
pub struct Instance {
    pub description: String,
    pub data: Value,
    pub valid: bool,
}

/// A group as it is written.
#[derive(Deserialize)]
struct Written {
    description: String,
    schema: Value,
    tests: Vec<Instance>,
}

/// Reads the groups from the last commit of a repository.
///
/// # Errors
///
/// Returns what git says, or the file that is not as expected.
pub fn read(repository: &Path) -> Result<Suite, String> {
    let commit = git(repository, &["rev-parse", "HEAD"])?.trim().to_owned();
    let listed = git(repository, &["ls-tree", "--name-only", "HEAD", &format!("{FOLDER}/{FORMATS}/")])?;
    let formats = listed.lines().filter_map(|path| path.strip_prefix(FOLDER)?.strip_prefix('/')?.strip_suffix(".json"));
    let mut groups = Vec::new();
    for file in FILES.into_iter().chain(formats) {
        let text = git(repository, &["show", &format!("HEAD:{FOLDER}/{file}.json")])?;
        let written: Vec<Written> = serde_json::from_str(&text).map_err(|error| format!("{file}.json: {error}"))?;
        groups.extend(written.into_iter().enumerate().map(|(index, written)| Group {
            file: file.to_owned(),
            module: module(file, index),
            description: written.description,
            schema: written.schema,
            instances: written.tests,
        }));
    }
    Ok(Suite { commit, groups })
}

fn module(file: &str, index: usize) -> String {
    let name = file.strip_prefix("optional/").unwrap_or(file);
    let snake = name.chars().flat_map(|c| match c {
        '/' | '-' => vec!['_'],
        c if c.is_ascii_uppercase() => vec!['_', c.to_ascii_lowercase()],
        c => vec![c],
    });
    format!("{}_{index:02}", snake.collect::<String>())
}

fn git(repository: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").arg("-C").arg(repository).args(arguments).output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(format!("git {} in {}: {}", arguments.join(" "), repository.display(), why.trim()));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
