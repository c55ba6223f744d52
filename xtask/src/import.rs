//! `cargo xtask import`: what do pages say, what must a person decide, and what was not read?

mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::{Args, ValueEnum};
use generator::counted;
use indexmap::IndexMap;
use pages::facts::{Held, Page};
use pages::ledger::{Ledger, fill_all, keep, says, subject};
use pages::write::{Decision, add, by_version, draft};
use pages::{Profile, Reading};

use crate::docs::stopped;
use crate::facts::{self, Stop};
use crate::{Env, Exit};

/// The options of the command.
#[derive(Args)]
pub struct Import {
    /// Pages of documentation; `NAME=FILE` gives the facts of a page another name than that of its file
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<String>,
    /// How the pages are written: the name of a shipped profile, or a file of TOML
    #[arg(long, value_name = "PROFILE")]
    profile: String,
    /// The specification that gets what the pages say, beside what people wrote; its facts file is written too
    #[arg(long, value_name = "SPEC", conflicts_with = "out")]
    into: Option<String>,
    /// A new specification, and its facts file beside it; `{version}` in the path stands for the version of the pages, and
    /// `{resource}` for a resource: then each resource has a specification of its own, and a `codegen.toml` that lists them
    /// is written above
    #[arg(long, value_name = "SPEC")]
    out: Option<String>,
    /// Prints each fact: with its line, as text, or as a facts file has it, as YAML alone
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    facts: Option<Form>,
}

/// What stands for the version of the pages in the path of a specification.
const VERSION: &str = "{version}";

/// How facts are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Yaml,
}

pub fn run(command: &Import, env: &mut Env<'_>) -> Exit {
    match import(command, env) {
        Ok(()) => Exit::Done,
        Err(stop) => stopped(stop, env),
    }
}

fn import(command: &Import, env: &mut Env<'_>) -> Result<(), Stop> {
    let profile = facts::profile(&command.profile, &env.current)?;
    let mut readings: Vec<Reading> = Vec::new();
    for page in &command.pages {
        let mut reading = facts::page(page, &profile, &env.current)?;
        if readings.iter().any(|it| it.page.name == reading.page.name) {
            // Ids begin with the name of the page, so that two of one name get that of their folder too.
            let folder = Path::new(page).parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
            reading = facts::page(&format!("{folder}-{}={page}", reading.page.name), &profile, &env.current)?;
        }
        readings.push(reading);
    }
    if command.facts == Some(Form::Yaml) {
        if command.into.is_some() || command.out.is_some() {
            return Err(Stop::Said("--facts=yaml prints facts alone; leave out --into and --out".to_owned()));
        }
        let pages = readings.iter().map(|it| it.page.clone()).collect();
        let _ = write!(env.out, "{}", Ledger { pages, ..Ledger::default() }.text());
        return Ok(());
    }
    print_read(&readings, command.facts.is_some(), env);
    let decisions = write(command, &readings, &profile, env)?;
    print_open(&readings, &decisions, env);
    Ok(())
}

/// Writes what the command names, and tells what that leaves open.
fn write(command: &Import, readings: &[Reading], profile: &Profile, env: &mut Env<'_>) -> Result<Vec<Decision>, Stop> {
    let versions = by_version(readings.iter().map(|it| it.page.clone()).collect(), profile);
    let named = versions.keys().map(String::as_str).collect::<Vec<_>>().join(" and ");
    let mut decisions = Vec::new();
    if let Some(out) = &command.out {
        if versions.len() > 1 && !out.contains(VERSION) {
            let why = format!("the pages are of the versions {named}: put `{VERSION}` into the path of --out");
            return Err(Stop::Said(why));
        }
        if out.contains(folder::RESOURCE) {
            return folder::write(out, &versions, profile, env);
        }
        for (version, pages) in &versions {
            decisions.extend(write_new(&facts::whole(&out.replace(VERSION, version), env), pages, profile, env)?);
        }
    }
    if let Some(into) = &command.into {
        if versions.len() > 1 {
            return Err(Stop::Said(format!("a specification is of one version, and the pages are of {named}")));
        }
        for pages in versions.values() {
            decisions.extend(add_to(&facts::whole(into, env), pages, profile, env)?);
        }
    }
    Ok(decisions)
}

/// Writes a new specification, and what it leaves open.
fn write_new(path: &Path, pages: &[Page], profile: &Profile, env: &mut Env<'_>) -> Result<Vec<Decision>, Stop> {
    let draft = draft(pages, profile);
    write_text(path, &draft.text(), env)?;
    write_facts(path, pages.to_vec(), draft.sources, env)?;
    Ok(draft.to_decide)
}

/// Writes a specification that is not there yet.
fn write_text(path: &Path, text: &str, env: &mut Env<'_>) -> Result<(), Stop> {
    let shown = facts::shown(path, &env.root);
    if path.exists() {
        return Err(Stop::Said(format!("{shown} is there already: `--into {shown}` adds to it")));
    }
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    written.map_err(|error| Stop::Said(format!("{shown} cannot be written: {error}")))?;
    let _ = writeln!(env.out, "{shown}: written");
    Ok(())
}

/// Adds what a specification lacks, and tells what that leaves open.
fn add_to(path: &Path, pages: &[Page], profile: &Profile, env: &mut Env<'_>) -> Result<Vec<Decision>, Stop> {
    let shown = facts::shown(path, &env.root);
    let draft = draft(&without_waived(path, pages, env)?, profile);
    let before = facts::specification(path, &env.root, &[])?;
    let additions = add(&draft, &before);
    for what in &additions.added {
        let _ = writeln!(env.out, "{shown}: added {what}");
    }
    for why in &additions.refused {
        let _ = writeln!(env.err, "warning: {shown}: not added: {why}");
    }
    for (file, text) in &additions.files {
        let path = env.root.join(file);
        fs::write(path, text).map_err(|error| Stop::Said(format!("{file} cannot be written: {error}")))?;
    }
    // What is added may have the servers of the document, lists as the profile has them, and marks that examples show.
    let now = facts::specification(path, &env.root, &[])?;
    let is_added = |place: &str| before.at(place).is_none() && now.at(place).is_some();
    let is_shared = |place: &str| !additions.added.is_empty() && (place == "#/servers" || place.contains("/content/"));
    let is_new = |place: &str| is_shared(place) || is_added(place);
    let sources = draft.sources.into_iter().filter(|(place, _)| is_new(place));
    write_facts(path, pages.to_vec(), sources.collect(), env)?;
    Ok(if additions.added.is_empty() { Vec::new() } else { draft.to_decide })
}

/// The pages without the facts that the facts file waives: people decided that the specification lacks them.
fn without_waived(path: &Path, pages: &[Page], env: &Env<'_>) -> Result<Vec<Page>, Stop> {
    let ledger = before(path, env)?;
    let mut rest = pages.to_vec();
    for page in &mut rest {
        if let Some(before) = ledger.pages.iter().find(|it| it.name == page.name) {
            keep(before, page);
        }
        page.facts.retain(|fact| !matches!(fact.held, Some(Held::Waived { .. })));
    }
    Ok(rest)
}

/// The facts file of a specification as it stands, if there is one.
fn before(path: &Path, env: &Env<'_>) -> Result<Ledger, Stop> {
    let beside = facts::beside(path);
    if beside.is_file() { Ok(facts::ledger(&beside, &env.root)?.0) } else { Ok(Ledger::default()) }
}

/// Writes the facts file of a specification: answers that people gave stay.
fn write_facts(
    path: &Path,
    pages: Vec<Page>,
    sources: IndexMap<String, String>,
    env: &mut Env<'_>,
) -> Result<(), Stop> {
    let specification = facts::specification(path, &env.root, &[])?;
    let beside = facts::beside(path);
    let mut ledger = before(path, env)?;
    ledger.specification = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for (place, source) in sources {
        ledger.sources.entry(place).or_insert(source);
    }
    for mut page in pages {
        match ledger.pages.iter_mut().find(|it| it.name == page.name) {
            Some(before) => {
                keep(before, &mut page);
                *before = page;
            }
            None => ledger.pages.push(page),
        }
    }
    fill_all(&specification, &mut ledger.pages);
    let shown = facts::shown(&beside, &env.root);
    fs::write(&beside, ledger.text()).map_err(|error| Stop::Said(format!("{shown} cannot be written: {error}")))?;
    let _ = writeln!(env.out, "{shown}: {}", counted(ledger.facts().count(), "fact"));
    Ok(())
}

/// What was read, by kind.
fn print_read(readings: &[Reading], each: bool, env: &mut Env<'_>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fact in readings.iter().flat_map(|it| &it.page.facts) {
        *counts.entry(subject(&fact.says)).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let _ = writeln!(env.out, "read: {} of {}", counted(total, "fact"), counted(readings.len(), "page"));
    for (kind, count) in counts {
        let _ = writeln!(env.out, "  {count:>5} {kind}");
    }
    for page in readings.iter().map(|it| &it.page).filter(|_| each) {
        for fact in &page.facts {
            let _ = writeln!(env.out, "  {}:{}: {} ({})", page.file, fact.line, says(&fact.says), fact.id);
        }
    }
}

/// What a person must decide, and what nothing read.
fn print_open(readings: &[Reading], decisions: &[Decision], env: &mut Env<'_>) {
    let decide: usize = decisions.len() + readings.iter().map(|it| it.to_decide.len()).sum::<usize>();
    let _ = writeln!(env.out, "to decide: {decide}");
    for reading in readings {
        for it in &reading.to_decide {
            let _ = writeln!(env.out, "  {}:{}: {}; proposed: {}", reading.page.file, it.line, it.what, it.proposed);
        }
    }
    for it in decisions {
        let _ = writeln!(env.out, "  {}:{}: {}; written: {}", it.page, it.line, it.what, it.proposed);
    }
    let not_read: usize = readings.iter().map(|it| it.not_read.len()).sum();
    let _ = writeln!(env.out, "not read: {not_read}");
    for reading in readings {
        for it in &reading.not_read {
            let _ = writeln!(env.out, "  {}:{}: {}", reading.page.file, it.line, it.what);
        }
    }
}
