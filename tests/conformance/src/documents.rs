//! The documents of the suite, each compiled into a crate.

use std::fs;
use std::path::{Path, PathBuf};

use generator::internals::emit::{CallMapping, OutcomeMapping};
use generator::internals::ir::MediaKind;
use generator::internals::pipeline::call_map;
use generator::{Config, Disk, PagingRule, Style, Workspace, apply, plan, render};
use serde::Deserialize;

/// A document, and the crate that was emitted from it.
pub struct Document {
    /// The folder of its specification.
    pub folder: String,
    /// The name of the crate.
    pub name: String,
    /// The version of the API.
    pub version: String,
    pub calls: Vec<CallMapping>,
}

impl Document {
    /// Whether a body is XML.
    pub fn has_xml(&self) -> bool {
        self.calls.iter().any(has_xml)
    }

    /// The line of a manifest by which a program beside the crates depends on this one.
    pub fn dependency(&self) -> String {
        let name = &self.name;
        let xml = if self.has_xml() { ", \"xml\"" } else { "" };
        format!(
            "{name} = {{ path = \"../{name}\", default-features = false, features = [\"hyper\", \"oauth2\", \"paging\", \"long-running\"{xml}] }}\n"
        )
    }
}

/// Whether a body of a call is XML.
pub fn has_xml(call: &CallMapping) -> bool {
    let outcome = |outcome: &OutcomeMapping| match outcome {
        OutcomeMapping::Empty => false,
        OutcomeMapping::One { kind, .. } => *kind == MediaKind::Xml,
        OutcomeMapping::Several { variants } => variants.iter().any(|(_, kind)| *kind == Some(MediaKind::Xml)),
    };
    let mut contents = call.body.iter().flat_map(|body| &body.contents);
    contents.any(|content| content.kind == MediaKind::Xml) || outcome(&call.success) || outcome(&call.error)
}

/// Compiles every document below `documents`; the crates go into `crates`.
///
/// # Errors
///
/// Returns the findings of a document that is refused, or the error of the file system.
pub fn compile(documents: &Path, crates: &Path) -> Result<Vec<Document>, String> {
    let mut files = Vec::new();
    list(documents, &mut files).map_err(|error| error.to_string())?;
    files.sort();
    files.iter().map(|file| compile_one(documents, file, crates)).collect()
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}

/// The rules of `paging.toml`, by document.
#[derive(Deserialize)]
struct Marks {
    document: Vec<MarkedDocument>,
}

#[derive(Deserialize)]
struct MarkedDocument {
    path: String,
    paging: Vec<PagingRule>,
}

/// How the operations of a document are paged, which the document does not say.
fn paging_of(document: &str) -> Result<Vec<PagingRule>, String> {
    let marks: Marks = toml::from_str(include_str!("../paging.toml")).map_err(|error| error.to_string())?;
    let own = marks.document.into_iter().find(|marked| marked.path == document);
    Ok(own.map(|marked| marked.paging).unwrap_or_default())
}

fn compile_one(root: &Path, file: &Path, crates: &Path) -> Result<Document, String> {
    let shown = file.strip_prefix(root).unwrap_or(file).to_string_lossy().into_owned();
    let name = format!("c-{}", generator::crate_name(shown.trim_end_matches(".yaml").trim_end_matches("/openapi")));
    let paging = paging_of(&shown)?;
    let config = Config { workspace: Workspace::Member, paging, ..Config::single(&shown, &name) };
    let outcome = generator::generate(&Disk::new(root), &config);
    let Some(tree) = &outcome.tree else { return Err(render(&outcome.diags, &outcome.sources, Style::Plain)) };
    let out = crates.join(&name);
    plan(tree, &out).and_then(|plan| apply(tree, &plan)).map_err(|error| error.to_string())?;
    // The suite is one folder of specifications from two packages, whose names differ.
    let folder = shown.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let folder = folder.split_once('/').map_or(folder.clone(), |(_, rest)| rest.to_owned());
    let folder = folder.trim_end_matches("/old").to_owned();
    let version = outcome.apis.first().map(|api| api.api.version.clone()).unwrap_or_default();
    Ok(Document { folder, name, version, calls: call_map(&outcome, &config) })
}
