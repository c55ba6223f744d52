//! `cargo run --release -p corpus -- DIR`: how the generator does on many real documents.
//!
//! Every document is generated in a process of its own, within limits of time and memory, and, with `--check`, compiled.

mod args;
pub mod census;
mod check;
mod child;
pub mod date;
pub mod examples;
pub mod generate;
pub mod lint;
pub mod list;
pub mod messages;
pub mod pages;
mod pool;
pub mod process;
mod procfs;
mod progress;
pub mod report;
pub mod row;
mod run;
pub mod sample;
pub mod state;
mod table;
pub mod whole;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use args::{Args, OneArgs, PagesArgs};
use clap::Parser;

/// Where a run happens; tests give it folders and streams of their own.
pub struct Env<'e> {
    /// The folder that paths on the command line are relative to.
    pub current: PathBuf,
    /// The Cargo.lock that crates are compiled with.
    pub lock: PathBuf,
    /// The report.
    pub out: &'e mut dyn Write,
    /// What went wrong.
    pub err: &'e mut dyn Write,
    pub terminal: Terminal,
}

/// Whether somebody watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    Yes,
    No,
}

/// The first argument of the child that generates a single document.
const ONE_DOCUMENT: &str = "one-document";

/// The first argument of the command that reads pages of documentation.
const PAGES: &str = "pages";

/// The exit code where a document has no answer, a crate is not clean, or the run itself failed.
pub const FAULT: u8 = 1;
/// The exit code where the command line is wrong.
const USAGE: u8 = 2;

/// Runs what the command line asks for.
pub fn main() -> ExitCode {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    let terminal = if std::io::stderr().is_terminal() { Terminal::Yes } else { Terminal::No };
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    run(std::env::args_os(), &mut Env { current: PathBuf::new(), lock, out: &mut out, err: &mut err, terminal })
}

/// Runs the command. `args` begins with the name of the program.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString>>, env: &mut Env<'_>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let ended = match args.split_first() {
        Some((_, rest)) if rest.first().is_some_and(|first| first == ONE_DOCUMENT) => {
            OneArgs::try_parse_from(rest).map(|args| one_document(&args))
        }
        Some((_, rest)) if rest.first().is_some_and(|first| first == PAGES) => {
            PagesArgs::try_parse_from(rest).map(|args| documentation(&args, env))
        }
        _ => Args::try_parse_from(&args).map(|args| match (args.census, args.lint) {
            (true, _) => names(&args, env),
            (false, true) => findings(&args, env),
            (false, false) => every_document(&args, env),
        }),
    };
    match ended {
        Ok(Ok((text, code))) => {
            let _ = env.out.write_all(text.as_bytes());
            code
        }
        Ok(Err(error)) => {
            let _ = writeln!(env.err, "error: {error}");
            ExitCode::from(FAULT)
        }
        Err(usage) if usage.use_stderr() => {
            let _ = write!(env.err, "{}", usage.render());
            ExitCode::from(USAGE)
        }
        Err(help) => {
            let _ = write!(env.out, "{}", help.render());
            ExitCode::SUCCESS
        }
    }
}

/// The report as a table. A success when every document got an answer and every crate is clean.
fn every_document(args: &Args, env: &Env<'_>) -> Result<(String, ExitCode), String> {
    let report = run::measure(args, env).map_err(|error| error.to_string())?;
    let code = if run::is_good(&report) { ExitCode::SUCCESS } else { ExitCode::from(FAULT) };
    Ok((table::table(&report), code))
}

/// The names that the documents have.
fn names(args: &Args, env: &Env<'_>) -> Result<(String, ExitCode), String> {
    let text = census::census(&env.current.join(&args.dir)).map_err(|error| error.to_string())?;
    Ok((text, ExitCode::SUCCESS))
}

/// What the documents get wrong. A success when none of them made the compiler panic.
fn findings(args: &Args, env: &Env<'_>) -> Result<(String, ExitCode), String> {
    let jobs = args.jobs.or(thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let linted = lint::table(&env.current.join(&args.dir), jobs).map_err(|error| error.to_string())?;
    let (text, none_panicked) = linted;
    Ok((text, if none_panicked { ExitCode::SUCCESS } else { ExitCode::from(FAULT) }))
}

/// How much of pages of documentation is read.
fn documentation(args: &PagesArgs, env: &Env<'_>) -> Result<(String, ExitCode), String> {
    let dir = env.current.join(&args.dir);
    let title = args.title.clone().unwrap_or_else(|| args.dir.display().to_string());
    if let Some(work) = &args.whole {
        let whole = whole::whole(&dir, &args.profile, &whole::folder(&env.current, work)?, &env.lock)?;
        return Ok((whole.report(&title), ExitCode::SUCCESS));
    }
    let census = pages::census(&dir, &args.profile)?;
    Ok((census.report(&title), ExitCode::SUCCESS))
}

/// The answer for one document, for [`every_document`].
fn one_document(args: &OneArgs) -> Result<(String, ExitCode), String> {
    let answer = child::generate(&args.dir, &args.file, &args.out, args.examples)?;
    Ok((format!("{answer}\n"), ExitCode::SUCCESS))
}
