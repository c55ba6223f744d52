//! `cargo xtask corpus`: how the generator does on many real documents.
//!
//! Every document is generated in a process of its own, within limits of time and memory, and, with `--check`, compiled.

mod check;
pub mod date;
pub mod generate;
pub mod list;
pub mod messages;
mod one;
mod pool;
pub mod process;
mod procfs;
mod progress;
pub mod report;
pub mod row;
pub mod sample;
pub mod state;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use check::Checker;
use generate::{Generator, hash};
use list::Document;
use process::{AddressSpace, Limits};
use progress::Progress;
use report::Report;
use row::{Checked, Outcome, Row, Verdict};
use state::State;

/// Generate (and compile) a crate for every OpenAPI document below a folder
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The folder; `.json`, `.yaml` and `.yml` files with the key `openapi` are documents
    pub dir: PathBuf,
    /// Take only so many documents: 30 % under 20 kB, 40 % to 200 kB, 20 % to 1 MB, 10 % above
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// What the sample is chosen by
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Compile each crate with `cargo check`
    #[arg(long)]
    pub check: bool,
    /// How many documents at a time [default: one per core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Where the report is written, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub out: Option<PathBuf>,
    /// Put every document's row into the report
    #[arg(long)]
    pub rows: bool,
    /// The date in the report [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Leave out larger documents
    #[arg(long, value_name = "BYTES")]
    pub max_size: Option<u64>,
    /// Leave out documents whose path does not contain this
    #[arg(long, value_name = "SUBSTRING")]
    pub only: Option<String>,
    /// Seconds that a document may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,
    /// Memory that a document may take
    #[arg(long, value_name = "MIB", default_value_t = 4096)]
    pub memory: u32,
    /// Seconds that the compilation of a crate may take
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub check_timeout: u64,
    /// Memory that the compilation of a crate may take
    #[arg(long, value_name = "MIB", default_value_t = 16384)]
    pub check_memory: u32,
    /// Where crates and the state of the run are kept; a run takes up where the last one of the same binary ended
    #[arg(long, value_name = "DIR", default_value = "target/corpus")]
    pub work: PathBuf,
    /// The command that generates one document, for tests
    #[arg(long, hide = true, num_args = 1)]
    pub child: Vec<String>,
}

/// Generate one document of the folder, and print what came of it as JSON
#[derive(Debug, Clone, clap::Args)]
pub struct OneArgs {
    /// The folder
    pub dir: PathBuf,
    /// The document, relative to the folder
    pub file: String,
    /// Where the crate is written; the name of this folder is its name
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Runs the corpus: 0 when every document got an answer and every crate is clean, 1 when not.
pub fn run(args: &Args) -> ExitCode {
    match measure(args) {
        Ok(report) => {
            print!("{}", table::table(&report));
            if is_good(&report) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Generates one document, for [`run`].
pub fn one(args: &OneArgs) -> ExitCode {
    match one::one(&args.dir, &args.file, &args.out) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Generates, compiles, and sums up.
pub fn measure(args: &Args) -> io::Result<Report> {
    let documents = choose(args)?;
    if documents.is_empty() {
        return Err(io::Error::other(format!("there is no OpenAPI document below `{}`", args.dir.display())));
    }
    let jobs = args.jobs.or(thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let generator = generator(args)?;
    let rows = generate(args, jobs, &generator, &documents)?;
    let checked_rows = if args.check { check(args, jobs, &generator, &rows)? } else { Vec::new() };
    let mut report = Report {
        command: command(),
        seed: args.seed,
        date: args.date.clone().unwrap_or_else(date::today),
        generated: report::generated(&rows),
        checked: args.check.then(|| report::compiled(&checked_rows)),
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
        [] => vec![std::env::current_exe()?.display().to_string(), "corpus-one".to_owned()],
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
        limits: Limits {
            time: Duration::from_secs(args.timeout),
            memory_mib: args.memory,
            address_space: AddressSpace::Capped,
        },
    })
}

/// The rows of all documents, by path; those of an earlier run are taken over.
fn generate(args: &Args, jobs: usize, generator: &Generator, documents: &[Document]) -> io::Result<Vec<Row>> {
    let conditions = format!("{} {:?} {}", program(generator)?, generator.limits, generator.dir.display());
    let (known, mut state) = State::open::<Row>(&args.work.join("generated.jsonl"), &conditions)?;
    let mut known: BTreeMap<String, Row> = known.into_iter().map(|row| (row.document.clone(), row)).collect();
    known.retain(|document, row| row.outcome != Outcome::Written || generator.folder(document).is_dir());
    let todo: Vec<&Document> = documents.iter().filter(|document| !known.contains_key(&document.path)).collect();
    let progress = Progress::new("generating", todo.len(), documents.len());
    pool::run(
        &todo,
        jobs,
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
fn check(args: &Args, jobs: usize, generator: &Generator, rows: &[Row]) -> io::Result<Vec<Checked>> {
    let checker = Checker {
        work: std::path::absolute(&args.work)?.join("check"),
        lock: Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"),
        limits: Limits {
            time: Duration::from_secs(args.check_timeout),
            memory_mib: args.check_memory,
            address_space: AddressSpace::Free,
        },
    };
    let conditions = format!("{:?}", checker.limits);
    let (known, mut state) = State::open::<Checked>(&args.work.join("checked.jsonl"), &conditions)?;
    let mut known: BTreeMap<String, Checked> = known.into_iter().map(|row| (row.hash.clone(), row)).collect();
    let written: Vec<&Row> = rows.iter().filter(|row| row.outcome == Outcome::Written).collect();
    let todo: Vec<&Row> = written.iter().copied().filter(|row| !known.contains_key(&row.emitted.hash)).collect();
    let progress = Progress::new("checking", todo.len(), written.len());
    if let Some(first) = todo.first() {
        checker.warm(jobs.min(todo.len()), &generator.folder(&first.document))?;
    }
    pool::run(
        &todo,
        jobs,
        |job, row| checker.check(job, row, &generator.folder(&row.document)),
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

/// Names the program that generates, so that rows of another one are not taken for its own.
fn program(generator: &Generator) -> io::Result<String> {
    let program = generator.command.first().map(String::as_str).unwrap_or_default();
    Ok(hash(&fs::read(program).unwrap_or_else(|_| generator.command.join(" ").into_bytes())))
}

fn is_good(report: &Report) -> bool {
    let none = |counts: &report::Counts, name: &str| counts.get(name).copied().unwrap_or_default() == 0;
    let answered = Outcome::ALL.iter().all(|o| o.is_answer() || none(&report.generated.outcomes, o.name()));
    let clean = report.checked.as_ref().is_none_or(|checked| {
        Verdict::ALL.iter().all(|verdict| *verdict == Verdict::Clean || none(&checked.verdicts, verdict.name()))
    });
    answered && clean
}

/// As it was typed, without the path of the program.
fn command() -> String {
    let words: Vec<String> = std::env::args().skip(1).collect();
    format!("cargo xtask {}", words.join(" "))
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}
