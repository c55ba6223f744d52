//! Which documents are called, and the program that calls their operations.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generator::internals::emit::CallMapping;
use generator::internals::pipeline::call_map;
use generator::{Config, Disk, Modules, Style, UnknownMembers, Workspace, apply, plan, render};

use crate::documents::Document;
use crate::driver;

/// A document, and the crate that was emitted from it.
pub struct Crate {
    /// Its path in the corpus.
    pub shown: String,
    pub file: PathBuf,
    /// The number of its first call in the program.
    pub first: usize,
    pub calls: Vec<CallMapping>,
}

/// All crates, and the program that depends on them.
pub struct Compiled {
    pub documents: Vec<Crate>,
    pub program: PathBuf,
}

/// Of every so many providers, the largest document that is not too large. A provider is a folder of the corpus, or a file.
pub fn choose(corpus: &Path, every: usize, max_size: u64) -> io::Result<Vec<PathBuf>> {
    let mut providers: Vec<PathBuf> =
        fs::read_dir(corpus)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    providers.sort();
    let mut chosen = Vec::new();
    for provider in providers {
        let mut files = Vec::new();
        list(&provider, &mut files)?;
        let small = files.into_iter().filter(|(size, _)| *size <= max_size);
        chosen.extend(small.max().map(|(_, file)| file));
    }
    Ok(chosen.into_iter().step_by(every.max(1)).collect())
}

fn list(path: &Path, files: &mut Vec<(u64, PathBuf)>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            list(&entry?.path(), files)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "json") {
        files.push((fs::metadata(path)?.len(), path.to_owned()));
    }
    Ok(())
}

/// Emits a crate for each document, and builds the program beside them.
///
/// # Errors
///
/// Returns the findings of a document that is refused, that something does not compile, or the error of the file system.
pub fn compile(corpus: &Path, files: &[PathBuf], crates: &Path) -> Result<Compiled, String> {
    fs::create_dir_all(crates).map_err(|error| error.to_string())?;
    let corpus = std::path::absolute(corpus).map_err(|error| error.to_string())?;
    let mut documents = Vec::new();
    let mut emitted = Vec::new();
    let mut first = 0;
    for file in files {
        let file = std::path::absolute(file).map_err(|error| error.to_string())?;
        let document = emit(&corpus, &file, crates)?;
        let shown = document.folder.clone();
        documents.push(Crate { shown, file, first, calls: document.calls.clone() });
        first += document.calls.len();
        emitted.push(document);
    }
    driver::write(&emitted, &crates.join("driver")).map_err(|error| error.to_string())?;
    let program = driver::build(&emitted, &["driver"], crates)?.join("driver");
    Ok(Compiled { documents, program })
}

fn emit(corpus: &Path, file: &Path, crates: &Path) -> Result<Document, String> {
    let shown = file.strip_prefix(corpus).unwrap_or(file).to_string_lossy().into_owned();
    let name = format!("p-{}", generator::crate_name(shown.trim_end_matches(".json")));
    let mut config = Config { workspace: Workspace::Member, modules: Modules::Always, ..Config::single(&shown, &name) };
    // What is read is compared with what is written.
    config.unknown_members = UnknownMembers::Kept;
    let outcome = generator::generate(&Disk::new(corpus), &config);
    let Some(tree) = &outcome.tree else { return Err(render(&outcome.diags, &outcome.sources, Style::Plain)) };
    let out = crates.join(&name);
    plan(tree, &out).and_then(|plan| apply(tree, &plan)).map_err(|error| error.to_string())?;
    Ok(Document { folder: shown, name, version: String::new(), calls: call_map(&outcome, &config) })
}
