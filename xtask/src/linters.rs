//! The linters of specifications that others made, from their registries, and what they run over: every document that `codegen.toml` names.

use std::path::{Path, PathBuf};

use generator::{Config, Disk, Rejected};

use crate::project;

/// Linters of OpenAPI documents, and a mock server for them.
const REDOCLY: &str = "@redocly/cli@2.77.0";
const VALIDATOR: &str = "openapi-spec-validator==0.9.0";
const PRISM: &str = "@stoplight/prism-cli@5.16.0";

/// Where the tools are installed, seen from the workspace.
const TOOLS: &str = "target/ci-tools";

/// The program of the mock server. The tests that need it read its place from the environment.
pub fn prism(root: &Path) -> PathBuf {
    root.join(TOOLS).join("node_modules/.bin/prism")
}

/// The commands that install the tools, once, and lint every document, each with its name.
///
/// # Errors
///
/// If `codegen.toml` is at fault.
pub fn steps(root: &Path) -> Result<Vec<(&'static str, String)>, Box<Rejected>> {
    let file = project::config(root);
    let config = Config::load(&Disk::new(root), file)?;
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let named = config.apis.iter().flat_map(|api| &api.documents);
    let documents: Vec<&str> = named.map(String::as_str).collect();
    let documents = documents.join(" ");
    let redocly = format!("{TOOLS}/node_modules/.bin/redocly lint --config {folder}/redocly.yaml");
    Ok(vec![
        (
            "tools for specifications",
            format!("npm install --silent --no-fund --no-audit --prefix {TOOLS} {REDOCLY} {PRISM}"),
        ),
        ("specifications", format!("{redocly} {documents}")),
        // What `redocly.yaml` names has no operations, and is used by the others.
        ("components of specifications", redocly),
        ("environment of the validator", format!("python3 -m venv {TOOLS}/venv")),
        ("validator", format!("{TOOLS}/venv/bin/pip install --quiet --disable-pip-version-check {VALIDATOR}")),
        ("validity of specifications", format!("{TOOLS}/venv/bin/openapi-spec-validator {documents}")),
    ])
}
