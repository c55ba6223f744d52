//! A specification for each resource, and the `codegen.toml` that lists them all.

use std::fs;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use pages::Profile;
use pages::facts::Page;
use pages::write::{Decision, Part, draft, split};

use super::{VERSION, write_facts, write_text};
use crate::Env;
use crate::facts::{self, Stop};
use crate::init::quoted;

/// What stands for a resource in the path of a specification.
pub const RESOURCE: &str = "{resource}";

const CONFIG: &str = "codegen.toml";

/// Writes the specifications of every version, each with its facts file, and tells what that leaves open.
pub fn write(
    out: &str,
    versions: &IndexMap<String, Vec<Page>>,
    profile: &Profile,
    env: &mut Env<'_>,
) -> Result<Vec<Decision>, Stop> {
    let mut decisions = Vec::new();
    let mut documents: IndexMap<&str, Vec<PathBuf>> = IndexMap::new();
    for (version, pages) in versions {
        let draft = draft(pages, profile);
        let split = split(&draft, pages, profile);
        let path = |name: &str| facts::whole(&out.replace(VERSION, version).replace(RESOURCE, name), env);
        let parts = split.common.iter().chain(&split.parts);
        let parts: Vec<(PathBuf, &Part)> = parts.map(|part| (path(&part.name), part)).collect();
        documents.insert(version, split.parts.iter().map(|part| path(&part.name)).collect());
        // A facts file names places, so that it is written when every specification is there.
        parts.iter().try_for_each(|(path, part)| write_text(path, &part.text(), env))?;
        for (path, part) in &parts {
            write_facts(path, part.pages.clone(), part.sources.clone(), env)?;
        }
        decisions.extend(draft.to_decide);
        decisions.extend(split.unused.iter().map(unused));
    }
    write_config(out, profile, &documents, env)?;
    Ok(decisions)
}

/// That a page was read, and nothing of it was written.
fn unused(page: &Page) -> Decision {
    let what = "no operation refers to the types of the page".to_owned();
    Decision { page: page.file.clone(), line: 1, what, proposed: "nothing".to_owned() }
}

/// Writes `codegen.toml` into the folder above what stands for versions and resources. One that is there stays as it is.
fn write_config(
    out: &str,
    profile: &Profile,
    documents: &IndexMap<&str, Vec<PathBuf>>,
    env: &mut Env<'_>,
) -> Result<(), Stop> {
    let fixed = out.split('{').next().unwrap_or_default();
    let folder = fixed.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = facts::whole(folder, env);
    let path = folder.join(CONFIG);
    let shown = facts::shown(&path, &env.root);
    let mut apis = String::new();
    for (version, listed) in documents {
        apis.push_str(&api((documents.len() > 1).then_some(*version), listed, &folder));
    }
    if path.exists() {
        let _ = writeln!(env.out, "{shown}: stays as it is; what was written is listed by\n{apis}");
        return Ok(());
    }
    let text = format!(
        "# Written by `cargo xtask import`. Paths are relative to this file.\n\n[package]\nname = {}\nversion = \"0.1.0\"\n{apis}",
        quoted(&generator::crate_name(&profile.name))
    );
    fs::write(&path, text).map_err(|error| Stop::Said(format!("{shown} cannot be written: {error}")))?;
    let _ = writeln!(env.out, "{shown}: written");
    Ok(())
}

/// The table of an API, as TOML. One of several is a module of its own.
fn api(version: Option<&str>, documents: &[PathBuf], folder: &Path) -> String {
    let mut text = "\n[[api]]\n".to_owned();
    if let Some(version) = version {
        text.push_str(&format!("module = {}\n", quoted(&module(version))));
    }
    text.push_str("documents = [\n");
    for document in documents {
        let shown = facts::shown(document, folder).replace('\\', "/");
        text.push_str(&format!("  {},\n", quoted(&shown)));
    }
    text.push_str("]\n");
    text
}

/// A version as the name of a module: `v1.0` is `v1_0`.
fn module(version: &str) -> String {
    let name: String =
        version.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("v{name}") }
}
