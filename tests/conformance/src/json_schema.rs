//! `conformance json-schema SUITE`: whether what JSON Schema's own test suite calls valid decodes, and is written back.
//!
//! Each group of the suite is a schema with instances. The schema becomes a file of its own, word by word, which the
//! response of an OpenAPI 3.1 document refers to; all documents become one crate, each a module of it. A program that
//! depends on the crate decodes each instance into the type of its schema and writes it again.

mod documents;
mod driver;
mod outcome;
mod report;
mod suite;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::report::{JSON_SCHEMA, Known};
use crate::settings;
use outcome::Judged;
use report::Report;

/// Decode the instances of JSON Schema's test suite
#[derive(Args)]
pub struct JsonSchema {
    /// A git repository of the suite: a clone of json-schema-org/JSON-Schema-Test-Suite, or its git folder
    suite: PathBuf,
    /// Where the crate and its build are kept
    #[arg(long, default_value = "target/json-schema")]
    work: PathBuf,
    /// Where the report is written
    #[arg(long, default_value = "tests/reports/json-schema.md")]
    report: PathBuf,
    /// The valid instances that are not written back equal, with reasons
    #[arg(long, default_value = "tests/conformance/json-schema.toml")]
    known: PathBuf,
}

impl JsonSchema {
    /// Runs the suite, and writes the report. What differs from the known instances is returned.
    ///
    /// # Errors
    ///
    /// Returns why the suite cannot be read, or the crate cannot be made.
    pub fn run(&self) -> Result<Vec<String>, String> {
        let work = std::path::absolute(&self.work).map_err(|error| error.to_string())?;
        let suite = suite::read(&self.suite)?;
        let documents = documents::compile(&suite.groups, &work)?;
        let answers = driver::run(&documents, &suite.groups, &work)?;
        let known: Known = settings::read(&self.known)?;
        let judged: Vec<Judged<'_>> = suite
            .groups
            .iter()
            .zip(&documents.made)
            .zip(&answers)
            .map(|((group, made), answers)| outcome::judge(group, made, answers))
            .collect();
        let report = Report { commit: &suite.commit, judged: &judged, known: &known };
        fs::write(&self.report, report.text()).map_err(|error| error.to_string())?;
        quote_totals(&self.report.with_file_name("conformance.md"), &report.summary())?;
        println!("{}", report.summary());
        Ok(report.differences())
    }
}

/// Writes the totals into the line of Spector's report that leads here, so that both agree.
fn quote_totals(report: &Path, totals: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", report.display());
    let text = fs::read_to_string(report).map_err(failed)?;
    let lines = text.lines().map(|line| match line.starts_with(JSON_SCHEMA) {
        true => format!("{JSON_SCHEMA}{totals}\n"),
        false => format!("{line}\n"),
    });
    fs::write(report, lines.collect::<String>()).map_err(failed)
}

/// The totals that the report of an earlier run has.
///
/// # Errors
///
/// Returns why the report cannot be read.
pub fn totals(report: &Path) -> Result<String, String> {
    let text = fs::read_to_string(report).map_err(|error| format!("{}: {error}", report.display()))?;
    let line = text.lines().find(|line| line.starts_with(report::TOTALS));
    line.map(str::to_owned).ok_or_else(|| format!("{} has no line of totals", report.display()))
}
