//! `cargo run --release -p conformance`: how emitted crates do on Spector, the conformance suite of TypeSpec.
//!
//! The suite is installed from npm into a work folder. Each of its documents becomes a crate; a program that depends on
//! all crates sends every request of every scenario, with arguments and bodies that are decoded from the scenario into
//! the emitted types, to the server of the suite, which asserts the request. The response is decoded into the emitted
//! type, and must be written back equal. Some scenarios of each kind are driven by hand too: by the program whose source
//! is below `hand`, against the same server.

mod documents;
mod driver;
mod hand;
mod input;
mod json_schema;
mod peer;
mod prism;
mod report;
mod scenario;
mod settings;
mod suite;
mod template;
mod verdict;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::{Args, Parser, Subcommand};

use documents::Document;
use json_schema::JsonSchema;
use peer::Peer;
use prism::Prism;
use report::{Known, Outcome, Report};
use scenario::Exchange;
use suite::{PACKAGES, Server, Suite};
use verdict::Answer;

/// Drive the conformance suite, and compare with the scenarios that are known not to pass
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    suite: Option<OtherSuite>,
    #[command(flatten)]
    spector: Spector,
}

/// A suite other than Spector.
#[derive(Subcommand)]
enum OtherSuite {
    JsonSchema(JsonSchema),
    Prism(Prism),
}

/// Options of the run on Spector.
#[derive(Args)]
struct Spector {
    /// Where the suite, the crates and their build are kept
    #[arg(long, default_value = "target/conformance")]
    work: PathBuf,
    /// Where the report is written
    #[arg(long, default_value = "tests/reports/conformance.md")]
    report: PathBuf,
    /// The scenarios that do not pass, with reasons
    #[arg(long, default_value = "tests/conformance/known.toml")]
    known: PathBuf,
    /// What another emitter leaves out of the suite
    #[arg(long, default_value = "tests/conformance/peer.toml")]
    peer: PathBuf,
    /// Write no report, and fail where the one that is there is not what would be written
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let differences = match &cli.suite {
        None => run(&cli.spector),
        Some(OtherSuite::JsonSchema(suite)) => suite.run(),
        Some(OtherSuite::Prism(suite)) => suite.run(),
    };
    match differences {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            for fault in faults {
                eprintln!("error: {fault}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the suite, and writes the report. What differs from the known scenarios is returned.
fn run(args: &Spector) -> Result<Vec<String>, String> {
    let work = std::path::absolute(&args.work).map_err(|error| error.to_string())?;
    let suite = Suite::install(&work.join("suite"))?;
    let documents = documents::compile(&suite.documents()?, &work.join("crates"))?;
    let programs = build(&documents, &work.join("crates"))?;
    let mut exchanges = Vec::new();
    let mut report = Report::default();
    for package in &PACKAGES {
        exchanges.extend(suite.exchanges(package)?.into_iter().map(|exchange| (package.name, exchange)));
        report.left_out(package.name, suite.left_out(package)?);
    }
    let server = suite.serve()?;
    let origin = server.origin();
    let answers = call(&programs.join("driver"), &server, &documents, exchanges.iter().map(|(_, exchange)| exchange));
    let by_hand = hand::run(&programs.join("hand"), &server, &suite.assets());
    let coverage = server.stop()?;
    let is_covered = |scenario: &str| coverage.get(scenario).is_some_and(|state| state == "pass");
    for ((package, exchange), answer) in exchanges.iter().zip(answers?) {
        report.add(package, exchange, outcome(exchange, answer, &origin, is_covered(&exchange.scenario)));
    }
    let mut faults = Vec::new();
    for (scenario, error) in by_hand? {
        let outcome = match error {
            Some(error) => Outcome::Failed(format!("by hand: {error}")),
            None if is_covered(&scenario) => Outcome::Passed,
            None => Outcome::Failed(NOT_SEEN.to_owned()),
        };
        faults.extend(report.by_hand(&scenario, outcome).err());
    }
    let known: Known = settings::read(&args.known)?;
    let peer: Peer = settings::read(&args.peer)?;
    let json_schema = json_schema::totals(&args.report.with_file_name("json-schema.md"))?;
    println!("{}", report.summary());
    faults.extend(report.differences(&known));
    faults.extend(peer.strangers(&report));
    faults.extend(keep(args, &report.text(&known, &peer, &json_schema))?);
    Ok(faults)
}

/// Writes the report, or says where the one that is there is another.
fn keep(args: &Spector, text: &str) -> Result<Option<String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", args.report.display());
    if !args.check {
        return fs::write(&args.report, text).map(|()| None).map_err(failed);
    }
    let is_fresh = fs::read_to_string(&args.report).map_err(failed)? == text;
    let stale = || format!("{} is not what came out: run the command without `--check`", args.report.display());
    Ok((!is_fresh).then(stale))
}

/// What is said where the server has the last word.
const NOT_SEEN: &str = "the server did not see the request as it must be";

/// What came of an exchange. The server has the last word on the request.
fn outcome(exchange: &Exchange, answer: Answer, origin: &str, covered: bool) -> Outcome {
    match verdict::compare(exchange, &answer, origin) {
        Ok(()) if covered => Outcome::Passed,
        Ok(()) => Outcome::Failed(NOT_SEEN.to_owned()),
        Err(reason) => Outcome::Failed(reason),
    }
}

/// Builds the driver, and the program of the scenarios that are driven by hand. Returns the folder that has both.
fn build(documents: &[Document], crates: &Path) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| error.to_string();
    driver::write(documents, &crates.join("driver")).map_err(failed)?;
    hand::write(documents, &crates.join("hand")).map_err(failed)?;
    driver::build(documents, &["driver", "hand"], crates)
}

/// Sends every exchange, in order. One that the documents have no place for is answered with the reason.
fn call<'e>(
    driver: &Path,
    server: &Server<'_>,
    documents: &[Document],
    exchanges: impl Iterator<Item = &'e Exchange>,
) -> Result<Vec<Answer>, String> {
    let failed = |error: std::io::Error| error.to_string();
    let mut lines = String::new();
    // For each exchange: why it cannot be sent.
    let mut refusals = Vec::new();
    for exchange in exchanges {
        match find(documents, exchange) {
            Ok(input) => {
                lines.push_str(&serde_json::to_string(&input).map_err(|error| error.to_string())?);
                lines.push('\n');
                refusals.push(None);
            }
            Err(reason) => refusals.push(Some(reason)),
        }
    }
    let mut child = Command::new(driver)
        .arg(server.origin())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let stdin = child.stdin.take();
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(lines.as_bytes())));
    let output = child.wait_with_output().map_err(failed)?;
    let _ = writer.join();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut answers = printed.lines().map(serde_json::from_str::<verdict::AnswerLine>);
    let mut all = Vec::new();
    for refusal in refusals {
        all.push(match refusal {
            Some(reason) => Err(reason),
            None => match answers.next() {
                Some(Ok(line)) => line.into(),
                Some(Err(error)) => Err(error.to_string()),
                None => Err("the driver ended before".to_owned()),
            },
        });
    }
    Ok(all)
}

/// Finds the operation of an exchange: that of its folder whose template fits the path best. Of several documents, such
/// as those of versions, the last one that has a place for everything is used.
fn find(documents: &[Document], exchange: &Exchange) -> Result<input::Input, String> {
    let path = exchange.path();
    let mut number = 0;
    let mut best: Option<((usize, bool), Result<input::Input, String>)> = None;
    for document in documents {
        for call in &document.calls {
            let this = number;
            number += 1;
            if document.folder != exchange.folder || call.method.key() != exchange.method {
                continue;
            }
            for template in templates(call) {
                let Some(values) = template::values(&template, &path) else { continue };
                // A variable of the server may be the version, which documents of several versions have in common.
                let is_version = values.values().any(|value| *value == document.version);
                let literals = (template::literals(&template), is_version);
                let made = input::input(exchange, this, &document.version, call, &values);
                let is_better =
                    best.as_ref().is_none_or(|(known, input)| (made.is_ok(), literals) >= (input.is_ok(), *known));
                if is_better {
                    best = Some((literals, made));
                }
            }
        }
    }
    best.map_or_else(|| Err("no document has an operation with this method and path".to_owned()), |(_, input)| input)
}

/// The paths of an operation on each of its servers.
fn templates(call: &generator::internals::emit::CallMapping) -> Vec<String> {
    let mut found: BTreeMap<String, ()> = BTreeMap::new();
    for server in &call.servers {
        // A variable may stand for the whole origin.
        let path = match server.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
            None if server.starts_with('{') => server.split_once('}').map_or("", |(_, rest)| rest),
            None => server,
        };
        found.insert(format!("{}{}", path.trim_end_matches('/'), call.path), ());
    }
    if found.is_empty() {
        found.insert(call.path.clone(), ());
    }
    found.into_keys().collect()
}
