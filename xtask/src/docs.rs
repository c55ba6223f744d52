//! `cargo xtask docs`: do the specifications say what the documentation says?

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use generator::counted;
use pages::facts::{Fact, Held, Page};
use pages::ledger::{Checked, Ledger, check, news, says, stale, unsourced};
use pages::specification::Specification;

use crate::facts::{self, Stop};
use crate::{Env, Exit, against, codegen};

/// The options of the command.
#[derive(Args)]
pub struct Docs {
    /// Specifications whose facts files are checked; without any, all below `specs/`. With `--against`, pages and folders
    /// of pages
    #[arg(value_name = "SPEC")]
    specifications: Vec<String>,
    /// An OpenAPI document, YAML or JSON, that pages are held against: what each says alone or differently is printed
    #[arg(long, value_name = "OPENAPI", requires = "profile", conflicts_with = "pages")]
    against: Option<String>,
    /// How these pages are written: the name of a shipped profile, or a file of TOML
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,
    /// A folder with the pages: they are read again, and what changed since is told
    #[arg(long, value_name = "DIR")]
    pages: Option<String>,
    /// A folder that a `$ref` may lead into, beside those of the documents; can be given several times
    #[arg(long, value_name = "DIR")]
    allow_refs: Vec<String>,
}

/// A specification and its facts file.
struct Pair {
    shown: String,
    text: String,
    ledger: Ledger,
    specification: Specification,
}

pub fn run(command: &Docs, env: &mut Env<'_>) -> Exit {
    match all(command, env) {
        Ok(exit) => exit,
        // This command never writes, so that there is nothing to say of it.
        Err(Stop::Document(rejected)) => {
            codegen::unread(&rejected.diags, &rejected.sources, "nothing was compared", env)
        }
        Err(stop) => stopped(stop, env),
    }
}

/// Prints why a command ends.
pub fn stopped(stop: Stop, env: &mut Env<'_>) -> Exit {
    match stop {
        Stop::Said(why) => {
            let _ = writeln!(env.err, "error: {why}");
            Exit::Fault
        }
        Stop::Document(rejected) => codegen::fail(&rejected.diags, &rejected.sources, env),
    }
}

fn all(command: &Docs, env: &mut Env<'_>) -> Result<Exit, Stop> {
    let allowed: Vec<String> = command.allow_refs.iter().map(|folder| codegen::absolute(folder, env)).collect();
    if let (Some(document), Some(profile)) = (&command.against, &command.profile) {
        return against::run(document, profile, &command.specifications, &allowed, env);
    }
    let specs = env.root.join(facts::SPECS);
    let named = command.specifications.iter().map(|it| facts::beside(&facts::whole(it, env)));
    let files = if command.specifications.is_empty() { facts::below(&specs) } else { named.collect() };
    if files.is_empty() {
        return Err(Stop::Said(nothing_to_check(env)));
    }
    let pairs: Vec<Pair> = files.iter().map(|path| pair(path, &env.root, &allowed)).collect::<Result<_, _>>()?;
    match &command.pages {
        Some(folder) => again(&pairs, folder, env),
        None => Ok(whole(&pairs, env)),
    }
}

/// Says what was looked for, since a check of nothing must not pass for one that found nothing.
fn nothing_to_check(env: &Env<'_>) -> String {
    let (folder, ending, tool) = (facts::SPECS, facts::ENDING, env.tool.command());
    format!(
        "nothing was checked: below `{folder}` there is no facts file, such as `{folder}/pets{ending}` beside `{folder}/pets.yaml`\n\
         help: `{tool} import` writes one from pages, or name a specification that has one"
    )
}

fn pair(path: &Path, root: &Path, allowed: &[String]) -> Result<Pair, Stop> {
    let (ledger, text) = facts::ledger(path, root)?;
    let specification = facts::specification(&path.with_file_name(&ledger.specification), root, allowed)?;
    Ok(Pair { shown: facts::shown(path, root), text, ledger, specification })
}

/// Checks every pair, and prints what is missing and the counts.
fn whole(pairs: &[Pair], env: &mut Env<'_>) -> Exit {
    let mut total = Checked::default();
    let (mut claims, mut gone) = (0, 0);
    for Pair { shown, text, ledger, specification } in pairs {
        let checked = check(ledger, specification);
        for miss in &checked.misses {
            let _ = writeln!(env.err, "error: {miss}");
        }
        let open = unsourced(ledger, specification);
        for claim in &open {
            let _ = writeln!(
                env.err,
                "error: {claim}\n  no fact of a page is held there, and `sources` does not name where it is from"
            );
        }
        claims += open.len();
        let stale = stale(ledger, text, specification);
        for source in &stale {
            let _ = writeln!(
                env.err,
                "error: {shown}:{}: `sources` names {}, and nothing stands there",
                source.line, source.place
            );
        }
        gone += stale.len();
        let _ = writeln!(env.out, "{shown}: {}", counts(&checked));
        total.facts += checked.facts;
        total.held += checked.held;
        total.waived += checked.waived;
        total.misses.extend(checked.misses);
    }
    let _ = writeln!(env.out, "{}", counts(&total));
    if total.misses.is_empty() && claims + gone == 0 {
        return Exit::Done;
    }
    let facts = if missing(&total) == 1 { "fact is" } else { "facts are" };
    let places = if claims == 1 { "place has" } else { "places have" };
    let sources = match gone {
        0 => String::new(),
        1 => ", and 1 source is of nothing".to_owned(),
        several => format!(", and {several} sources are of nothing"),
    };
    let _ = writeln!(env.err, "error: {} {facts} missing, and {claims} {places} no source{sources}", missing(&total));
    let _ = writeln!(
        env.err,
        "help: mend the specification, or answer in the facts file: a waiver with its reason, or a source"
    );
    Exit::Fault
}

/// How many facts are missing; one may be missing at several places.
fn missing(checked: &Checked) -> usize {
    let ids: BTreeSet<&str> = checked.misses.iter().map(|miss| miss.id.as_str()).collect();
    ids.len()
}

fn counts(checked: &Checked) -> String {
    let Checked { facts, held, waived, .. } = checked;
    format!("{}: {held} held, {waived} waived, {} missing", counted(*facts, "fact"), missing(checked))
}

/// Reads the pages again, and tells what they say now and which places that touches. A page that is gone is a change.
fn again(pairs: &[Pair], shown: &str, env: &mut Env<'_>) -> Result<Exit, Stop> {
    let folder = env.current.join(shown);
    must_have_pages(pairs, &folder, shown)?;
    let (mut changes, mut gone) = (0, 0);
    for Pair { ledger, specification, .. } in pairs {
        for page in &ledger.pages {
            let path: PathBuf = folder.join(&page.file);
            if !path.is_file() {
                let _ = writeln!(env.out, "{}: not in the folder", page.file);
                gone += 1;
                continue;
            }
            let profile = facts::profile(&page.profile, &env.root)?;
            let argument = format!("{}={}", page.name, path.display());
            let now = facts::page(&argument, &profile, Path::new(""))?.page;
            changes += told(page, &now, specification, env);
        }
    }
    let pages = match gone {
        0 => String::new(),
        1 => ", and 1 page is gone".to_owned(),
        several => format!(", and {several} pages are gone"),
    };
    let _ = writeln!(env.out, "{} changed since the pages were read{pages}", counted(changes, "fact"));
    Ok(if changes + gone == 0 { Exit::Done } else { Exit::Fault })
}

/// Checks that the folder is one, and has at least one of the pages: else it is another one than is meant.
fn must_have_pages(pairs: &[Pair], folder: &Path, shown: &str) -> Result<(), Stop> {
    if !folder.is_dir() {
        let why = format!("`{shown}` is no folder: `--pages` names the one with the pages that were imported");
        return Err(Stop::Said(why));
    }
    let pages = || pairs.iter().flat_map(|pair| &pair.ledger.pages);
    match pages().next() {
        Some(first) if !pages().any(|page| folder.join(&page.file).is_file()) => {
            Err(Stop::Said(format!("`{shown}` has none of the pages that were imported, such as `{}`", first.file)))
        }
        Some(_) | None => Ok(()),
    }
}

fn told(before: &Page, now: &Page, specification: &Specification, env: &mut Env<'_>) -> usize {
    if before.digest == now.digest && before.facts.len() == now.facts.len() && news(before, now).is_none() {
        let _ = writeln!(env.out, "{}: unchanged since {}", before.file, before.date);
        return 0;
    }
    let found = news(before, now);
    let _ = writeln!(
        env.out,
        "{}: {} added, {} removed, {} changed, {} in other words, {} on another line",
        before.file,
        found.added.len(),
        found.removed.len(),
        found.changed.len(),
        found.reworded.len(),
        found.moved
    );
    if found.is_none() {
        let _ = writeln!(env.out, "  {}: its text changed, and no fact did", now.file);
    }
    for fact in &found.added {
        let _ = writeln!(env.out, "  {}:{}: added: {} ({})", now.file, fact.line, says(&fact.says), fact.id);
    }
    for fact in &found.removed {
        let _ = writeln!(env.out, "  {}:{}: removed: {} ({})", before.file, fact.line, says(&fact.says), fact.id);
        touched(fact, specification, env);
    }
    for (old, new) in &found.changed {
        let _ = writeln!(
            env.out,
            "  {}:{}: {}, and said before that {} ({})",
            now.file,
            new.line,
            says(&new.says),
            says(&old.says),
            new.id
        );
        touched(old, specification, env);
    }
    for (old, new) in &found.reworded {
        let _ = writeln!(env.out, "  {}:{}: in other words: {} ({})", now.file, new.line, says(&new.says), new.id);
        touched(old, specification, env);
    }
    found.count()
}

/// The places that hold a fact.
fn touched(fact: &Fact, specification: &Specification, env: &mut Env<'_>) {
    let (Some(Held::At(places)) | Some(Held::Mended { at: places, .. })) = &fact.held else { return };
    for (place, at) in specification.whereabouts(places.iter().map(String::as_str)) {
        let _ = writeln!(env.out, "    touches {at} ({place})");
    }
}
