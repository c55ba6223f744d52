//! `cargo run --release -p corpus -- pages DIR --profile P --whole WORK`: do all pages of a service become specifications, one
//! for each resource, that compile into one crate?
//!
//! What is written stands below `WORK`, with the layout of a workspace: `specs/{version}/{resource}.yaml` with its facts
//! file, `specs/codegen.toml`, and the crate in `generated/`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use generator::{Config, Disk, Severity, apply, generate, plan};
use xtask::{Exit, Terminal};

use crate::check::everything;
use crate::messages;
use crate::pages::{most, without_names};
use crate::process::{self, AddressSpace, CommandLine, End, Limits};
use crate::procfs::own_cpu_seconds;

/// The crate may take an hour and as much memory as a crate of the corpus.
const LIMITS: Limits = Limits { time: Duration::from_secs(3600), memory_mib: 16384, address_space: AddressSpace::Free };

/// What became of all pages together.
#[derive(Debug, Default, PartialEq)]
pub struct Whole {
    pub pages: usize,
    /// Facts by kind.
    pub facts: BTreeMap<String, usize>,
    /// What a person must decide, by kind.
    pub to_decide: BTreeMap<String, usize>,
    /// What was not read, by kind.
    pub not_read: BTreeMap<String, usize>,
    pub specifications: usize,
    pub operations: usize,
    pub types: usize,
    /// Warnings of the generator.
    pub warnings: usize,
    /// What `docs` says of all facts.
    pub held: String,
    /// What `cargo check` says of the crate.
    pub checked: String,
    /// Processor seconds of each step.
    pub seconds: Vec<(&'static str, f64)>,
}

/// Imports every page below a folder, generates a crate, and compiles it with the versions of a Cargo.lock.
///
/// # Errors
///
/// A file cannot be read or written, or the documents cannot be compiled.
pub fn whole(pages: &Path, profile: &str, work: &Path, lock: &Path) -> Result<Whole, String> {
    let mut whole = written(pages, profile, work)?;
    let seconds = whole.check(work, lock)?;
    whole.seconds.push(("cargo check", seconds));
    Ok(whole)
}

/// Imports every page below a folder, and generates a crate.
///
/// # Errors
///
/// As [`whole()`].
pub fn written(pages: &Path, profile: &str, work: &Path) -> Result<Whole, String> {
    let mut whole = Whole::default();
    let folder = std::path::absolute(pages).map_err(|error| error.to_string())?;
    let pages = crate::pages::files(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    whole.pages = pages.len();
    let mut started = own_cpu_seconds();
    let mut step = |whole: &mut Whole, name| {
        let now = own_cpu_seconds();
        whole.seconds.push((name, now - started));
        started = now;
    };
    let out = ["--profile", profile, "--out", "specs/{version}/{resource}.yaml"].map(str::to_owned);
    let named = pages.iter().map(|path| path.display().to_string());
    let (exit, printed, told) = command(work, ["import".to_owned()].into_iter().chain(named).chain(out));
    if exit != Exit::Done {
        return Err(told);
    }
    whole.read(&printed);
    step(&mut whole, "import");
    let (_, printed, _) = command(work, ["docs".to_owned()].into_iter());
    whole.held = printed.lines().last().unwrap_or_default().to_owned();
    step(&mut whole, "docs");
    whole.generate(work)?;
    step(&mut whole, "generate");
    Ok(whole)
}

/// Runs a command in the folder: how it ends, what it prints and what it tells.
fn command(work: &Path, arguments: impl Iterator<Item = String>) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (root, current) = (work.to_owned(), work.to_owned());
    let mut env =
        xtask::Env { tool: xtask::Tool::Xtask, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
    let exit = xtask::run(["xtask".to_owned()].into_iter().chain(arguments), &mut env);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (exit, text(out), text(err))
}

impl Whole {
    /// The lists that `import` prints: counts of facts, then what is open and what was not read, a line each.
    fn read(&mut self, printed: &str) {
        let mut list = "";
        for line in printed.lines() {
            if let Some((head, _)) = line.split_once(": ").filter(|_| !line.starts_with(' ')) {
                list = match head {
                    "read" | "to decide" | "not read" => head,
                    _ => "",
                };
                self.specifications += usize::from(line.ends_with(".yaml: written"));
                continue;
            }
            // `  page.md:12: what; proposed: …`
            let what = line.splitn(3, ':').nth(2).unwrap_or_default().trim();
            let what = what.split("; proposed: ").next().unwrap_or(what).split("; written: ").next().unwrap_or(what);
            match list {
                "read" => {
                    if let Some((count, kind)) = line.trim().split_once(' ') {
                        self.facts.insert(kind.to_owned(), count.parse().unwrap_or_default());
                    }
                }
                "to decide" => *self.to_decide.entry(without_names(what)).or_default() += 1,
                "not read" => *self.not_read.entry(without_names(what)).or_default() += 1,
                _ => {}
            }
        }
    }

    fn generate(&mut self, work: &Path) -> Result<(), String> {
        let files = Disk::new(work);
        let config = Config::load(&files, "specs/codegen.toml").map_err(|rejected| rejected.to_string())?;
        let outcome = generate(&files, &config);
        self.operations = outcome.stats.operations;
        self.types = outcome.stats.types;
        self.warnings = outcome.diags.iter().filter(|it| it.severity == Severity::Warning).count();
        let errors = outcome.diags.iter().filter(|it| it.severity == Severity::Error).map(|it| it.message.clone());
        let tree = outcome.tree.ok_or_else(|| errors.collect::<Vec<_>>().join("\n"))?;
        let written = plan(&tree, &work.join("generated")).and_then(|plan| apply(&tree, &plan));
        written.map_err(|error| error.to_string())
    }

    /// Compiles the crate. Returns the processor seconds, those of its dependencies included.
    fn check(&mut self, work: &Path, lock: &Path) -> Result<f64, String> {
        let folder = work.join("generated");
        fs::copy(lock, folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
        let manifest = folder.join("Cargo.toml").display().to_string();
        let mut words =
            ["cargo", "check", "--quiet", "--message-format=json", "--manifest-path"].map(str::to_owned).to_vec();
        words.push(manifest);
        words.extend(everything(&folder));
        let target = work.join("target").display().to_string();
        let env = [("CARGO_TARGET_DIR", target.as_str()), ("CARGO_INCREMENTAL", "0"), ("RUSTFLAGS", "")];
        let env = env.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
        let ended = process::run(&CommandLine { words, env }, LIMITS).map_err(|error| error.to_string())?;
        let found = messages::read(&ended.stdout, &generator_name(&folder));
        self.checked = match ended.end {
            End::Code(0) if found.errors == 0 && found.warnings == 0 => "clean".to_owned(),
            End::Code(0) => format!("{} warnings", found.warnings),
            End::Code(_) | End::Signal(_) | End::TimedOut | End::OutOfMemory => {
                let first = found.first.map_or_else(|| ended.stderr.clone(), |first| first.text);
                format!("{} errors: {first}", found.errors)
            }
        };
        Ok(ended.cost.cpu_seconds)
    }

    /// The report, in Markdown.
    pub fn report(&self, title: &str) -> String {
        let seconds: Vec<String> = self.seconds.iter().map(|(name, seconds)| format!("{name} {seconds:.0}")).collect();
        let facts: usize = self.facts.values().sum();
        let mut text = format!("## {title}, a specification for each resource\n\n| | |\n|---|---|\n");
        let rows = [
            ("pages, facts", format!("{}, {facts}", self.pages)),
            ("specifications", self.specifications.to_string()),
            ("operations, types", format!("{}, {}", self.operations, self.types)),
            ("warnings of the generator", self.warnings.to_string()),
            ("`cargo xtask docs`", self.held.clone()),
            ("`cargo check`", self.checked.clone()),
            ("CPU seconds", seconds.join(", ")),
        ];
        for (what, value) in rows {
            let _ = writeln!(text, "| {what} | {value} |");
        }
        text.push_str(&most([("Facts", &self.facts), ("To decide", &self.to_decide), ("Not read", &self.not_read)]));
        text
    }
}

/// The name of the crate in a folder, as rustc has it.
fn generator_name(folder: &Path) -> String {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let name = manifest.lines().find_map(|line| line.strip_prefix("name = "));
    name.unwrap_or_default().trim_matches('"').to_owned()
}

/// The folder of a run.
pub fn folder(current: &Path, work: &Path) -> Result<PathBuf, String> {
    let folder = std::path::absolute(current.join(work)).map_err(|error| error.to_string())?;
    if folder.join("specs").exists() {
        return Err(format!("{} has specifications already: name a new folder", folder.display()));
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}
