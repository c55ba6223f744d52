//! The scenarios that are driven by hand: by a program of this repository, written as users write theirs.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::documents::Document;
use crate::driver::write_if_changed;
use crate::suite::Server;

/// What came of each scenario by name: nothing, or the error.
pub type Outcomes = BTreeMap<String, Option<String>>;

/// A line that the program prints.
#[derive(Deserialize)]
struct Line {
    scenario: String,
    error: Option<String>,
}

/// Writes the manifest of the program into `folder`, beside the crates. It depends on those that its source names.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn write(documents: &[Document], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("hand/src");
    let mut text = String::new();
    for entry in fs::read_dir(&source)? {
        text.push_str(&fs::read_to_string(entry?.path())?);
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let main = source.join("main.rs");
    let mut manifest = format!(
        "[package]\nname = \"hand\"\nedition = \"2024\"\npublish = false\n\n[[bin]]\nname = \"hand\"\npath = {main:?}\n\n\
         [dependencies]\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
    );
    let named = documents.iter().filter(|document| words.contains(&document.name.replace('-', "_").as_str()));
    manifest.extend(named.map(Document::dependency));
    write_if_changed(&folder.join("Cargo.toml"), &manifest)
}

/// Runs the program against the server.
///
/// # Errors
///
/// Returns why the program cannot be run, or a line of it that cannot be read.
pub fn run(program: &Path, server: &Server<'_>, assets: &Path) -> Result<Outcomes, String> {
    let mut command = Command::new(program);
    command.arg(server.origin()).arg(assets).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err("the scenarios that are driven by hand ended before the last one".to_owned());
    }
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = printed.lines().map(serde_json::from_str::<Line>);
    lines.map(|line| line.map(|line| (line.scenario, line.error)).map_err(|error| error.to_string())).collect()
}
