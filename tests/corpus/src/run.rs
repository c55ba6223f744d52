//! A run: which documents are taken, each generated and compiled, and all of it summed up.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::args::Args;
use crate::check::Checker;
use crate::generate::{Generator, hash};
use crate::list::{self, Document};
use crate::process::{AddressSpace, Limits};
use crate::progress::Progress;
use crate::report::{self, Report};
use crate::row::{Checked, Outcome, Row, Verdict};
use crate::state::State;
use crate::{Env, ONE_DOCUMENT, Terminal, date, pool, sample};

/// Generates, compiles, and sums up.
pub fn measure(args: &Args, env: &Env<'_>) -> io::Result<Report> {
    let here = |path: &PathBuf| env.current.join(path);
    let args = &Args { dir: here(&args.dir), work: here(&args.work), out: args.out.as_ref().map(here), ..args.clone() };
    let documents = choose(args)?;
    if documents.is_empty() {
        return Err(io::Error::other(format!("there is no OpenAPI document below `{}`", args.dir.display())));
    }
    let jobs = args.jobs.or(thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let run = Run { args, jobs, terminal: env.terminal, generator: generator(args)? };
    let rows = run.generate(&documents)?;
    let compiles = args.check || args.examples;
    let checked_rows = if compiles { run.check(&rows, env.lock.clone())? } else { Vec::new() };
    let mut report = Report {
        command: command(),
        seed: args.seed,
        date: args.date.clone().unwrap_or_else(date::today),
        generated: report::generated(&rows),
        checked: compiles.then(|| report::compiled(&checked_rows)),
        examples: args.examples.then(|| report::examples(&rows, &checked_rows)),
        rows: Vec::new(),
        checked_rows: Vec::new(),
    };
    if args.rows {
        report.rows = rows;
        report.checked_rows = checked_rows;
    }
    if let Some(out) = &args.out {
        let mut text = serde_json::to_string_pretty(&report)?;
        text.push('\n');
        fs::write(out, text).map_err(|error| at(out, &error))?;
    }
    Ok(report)
}

fn choose(args: &Args) -> io::Result<Vec<Document>> {
    let mut documents = list::documents(&args.dir)?;
    documents.retain(|document| {
        args.max_size.is_none_or(|most| document.bytes <= most)
            && args.only.as_ref().is_none_or(|part| document.path.contains(part))
    });
    Ok(match args.sample {
        Some(count) => sample::sample(&documents, count, args.seed),
        None => documents,
    })
}

fn generator(args: &Args) -> io::Result<Generator> {
    let command = match args.child.as_slice() {
        [] => vec![std::env::current_exe()?.display().to_string(), ONE_DOCUMENT.to_owned()],
        words => words.to_vec(),
    };
    let work = std::path::absolute(&args.work)?;
    let crates = work.join("crates");
    fs::create_dir_all(&crates).map_err(|error| at(&crates, &error))?;
    // A crate below a workspace is no member of it: this folder is where cargo stops looking.
    fs::write(work.join("Cargo.toml"), "[workspace]\nexclude = [\"crates\", \"check\"]\n")?;
    Ok(Generator {
        command,
        dir: args.dir.clone(),
        crates,
        examples: args.examples,
        limits: Limits {
            time: Duration::from_secs(args.timeout),
            memory_mib: args.memory,
            address_space: AddressSpace::Capped,
        },
    })
}

/// A run and what it is made with.
struct Run<'a> {
    args: &'a Args,
    jobs: usize,
    terminal: Terminal,
    generator: Generator,
}

impl Run<'_> {
    /// The rows of all documents, by path; those of an earlier run are taken over.
    fn generate(&self, documents: &[Document]) -> io::Result<Vec<Row>> {
        let generator = &self.generator;
        let examples = if generator.examples { " with examples" } else { "" };
        let conditions =
            format!("{} {:?} {}{examples}", program(generator)?, generator.limits, generator.dir.display());
        let (known, mut state) = State::open::<Row>(&self.args.work.join("generated.jsonl"), &conditions)?;
        let mut known: BTreeMap<String, Row> = known.into_iter().map(|row| (row.document.clone(), row)).collect();
        known.retain(|document, row| row.outcome != Outcome::Written || generator.folder(document).is_dir());
        let todo: Vec<&Document> = documents.iter().filter(|document| !known.contains_key(&document.path)).collect();
        let progress = Progress::new(self.terminal, "generating", todo.len(), documents.len());
        pool::run(
            &todo,
            self.jobs,
            |_, document| generator.generate(document),
            |row: io::Result<Row>| {
                let row = row?;
                state.add(&row)?;
                progress.step(&row.document, row.outcome.name(), row.outcome == Outcome::Written, row.first.as_ref());
                known.insert(row.document.clone(), row);
                io::Result::Ok(())
            },
        )?;
        Ok(documents.iter().filter_map(|document| known.remove(&document.path)).collect())
    }

    /// The rows of all written crates; a crate whose text was checked before is taken over.
    fn check(&self, rows: &[Row], lock: PathBuf) -> io::Result<Vec<Checked>> {
        let checker = Checker {
            work: std::path::absolute(&self.args.work)?.join("check"),
            lock,
            examples: self.args.examples,
            limits: Limits {
                time: Duration::from_secs(self.args.check_timeout),
                memory_mib: self.args.check_memory,
                address_space: AddressSpace::Free,
            },
        };
        // Which examples there are, and what is said of them, is up to the program.
        let program = if checker.examples { program(&self.generator)? } else { String::new() };
        let conditions = format!("{:?} {program}", checker.limits);
        let (known, mut state) = State::open::<Checked>(&self.args.work.join("checked.jsonl"), &conditions)?;
        let mut known: BTreeMap<String, Checked> = known.into_iter().map(|row| (row.hash.clone(), row)).collect();
        let written: Vec<&Row> = rows.iter().filter(|row| row.outcome == Outcome::Written).collect();
        let todo: Vec<&Row> = written.iter().copied().filter(|row| !known.contains_key(&row.emitted.hash)).collect();
        let progress = Progress::new(self.terminal, "checking", todo.len(), written.len());
        if let Some(first) = todo.first() {
            checker.warm(self.jobs.min(todo.len()), &self.generator.folder(&first.document))?;
        }
        pool::run(
            &todo,
            self.jobs,
            |job, row| checker.check(job, row, &self.generator.folder(&row.document)),
            |row: io::Result<Checked>| {
                let row = row?;
                state.add(&row)?;
                progress.step(&row.document, row.verdict.name(), row.verdict == Verdict::Clean, row.first.as_ref());
                known.insert(row.hash.clone(), row);
                io::Result::Ok(())
            },
        )?;
        Ok(written.iter().filter_map(|row| known.remove(&row.emitted.hash)).collect())
    }
}

/// Names the program that generates, so that rows of another one are not taken for its own.
fn program(generator: &Generator) -> io::Result<String> {
    let program = generator.command.first().map(String::as_str).unwrap_or_default();
    Ok(hash(&fs::read(program).unwrap_or_else(|_| generator.command.join(" ").into_bytes())))
}

/// Whether every document got an answer, and every crate is clean.
pub fn is_good(report: &Report) -> bool {
    let none = |counts: &report::Counts, name: &str| counts.get(name).copied().unwrap_or_default() == 0;
    let answered = Outcome::ALL.iter().all(|o| o.is_answer() || none(&report.generated.outcomes, o.name()));
    let clean = report.checked.as_ref().is_none_or(|checked| {
        Verdict::ALL.iter().all(|verdict| *verdict == Verdict::Clean || none(&checked.verdicts, verdict.name()))
    });
    let decoded = report.examples.as_ref().is_none_or(|examples| examples.failures.is_empty());
    answered && clean && decoded
}

/// As it was typed, without the path of the program.
fn command() -> String {
    let words: Vec<String> = std::env::args().skip(1).collect();
    format!("corpus {}", words.join(" "))
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}
