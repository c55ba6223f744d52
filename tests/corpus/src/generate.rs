//! One document in a process of its own: whatever happens to it is the outcome of this document alone.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::examples::Counts;
use crate::list::Document;
use crate::process::{self, CommandLine, End, Ended, Limits};
use crate::row::{Cost, Emitted, First, Outcome, Row};

/// What the child prints on its standard output, as one line of JSON.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChildReport {
    pub outcome: ChildOutcome,
    #[serde(default)]
    pub first: Option<First>,
    #[serde(default)]
    pub findings: BTreeMap<String, u64>,
    #[serde(default)]
    pub emitted: Emitted,
    #[serde(default)]
    pub examples: Option<Counts>,
    pub cpu_seconds: f64,
    pub peak_mib: f64,
}

/// How a child can answer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChildOutcome {
    Written,
    Refused,
}

/// How a document is generated.
#[derive(Debug, Clone)]
pub struct Generator {
    /// The command; the folder, the document and the output folder are added to it.
    pub command: Vec<String>,
    /// The folder of the documents.
    pub dir: PathBuf,
    /// Each crate gets a folder below it.
    pub crates: PathBuf,
    /// Whether the examples are collected too.
    pub examples: bool,
    pub limits: Limits,
}

impl Generator {
    /// The folder of a document's crate.
    pub fn folder(&self, document: &str) -> PathBuf {
        self.crates.join(crate_name(document))
    }

    /// Runs the child, and waits for its end.
    pub fn generate(&self, document: &Document) -> io::Result<Row> {
        let mut words = self.command.clone();
        words.extend([self.dir.display().to_string(), document.path.clone(), "--out".to_owned()]);
        words.push(self.folder(&document.path).display().to_string());
        words.extend(self.examples.then(|| "--examples".to_owned()));
        let ended = process::run(&CommandLine { words, env: Vec::new() }, self.limits)?;
        Ok(self.row(document, &ended))
    }

    fn row(&self, document: &Document, ended: &Ended) -> Row {
        let mut row = Row {
            document: document.path.clone(),
            bytes: document.bytes,
            outcome: Outcome::Broken,
            first: None,
            findings: BTreeMap::new(),
            emitted: Emitted::default(),
            examples: None,
            cost: ended.cost,
        };
        let answer: Option<ChildReport> = ended.stdout.lines().last().and_then(|line| serde_json::from_str(line).ok());
        match (ended.end, answer) {
            (End::Code(0), Some(answer)) => self.answered(&mut row, answer),
            (end, _) => {
                row.outcome = unanswered(end, &ended.stderr);
                row.first = Some(First { code: String::new(), text: reason(&ended.stderr) });
            }
        }
        row
    }

    fn answered(&self, row: &mut Row, answer: ChildReport) {
        row.outcome = match answer.outcome {
            // It grew between two glances.
            _ if answer.peak_mib > f64::from(self.limits.memory_mib) => Outcome::OutOfMemory,
            ChildOutcome::Written => Outcome::Written,
            ChildOutcome::Refused => Outcome::Refused,
        };
        row.first = answer.first;
        row.findings = answer.findings;
        row.emitted = answer.emitted;
        row.examples = answer.examples;
        row.cost = Cost { cpu_seconds: answer.cpu_seconds, peak_mib: answer.peak_mib, ..row.cost };
    }
}

/// The crate of a document: a name that cargo takes, and that no other document has.
pub fn crate_name(document: &str) -> String {
    let stem = document.rsplit_once('.').map_or(document, |(stem, _)| stem);
    let name: String = generator::crate_name(stem).chars().take(60).collect();
    format!("{}-{}", name.trim_end_matches('-'), &hash(document.as_bytes())[..6])
}

/// Names some bytes (64-bit FNV-1a).
pub fn hash(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

fn unanswered(end: End, stderr: &str) -> Outcome {
    match end {
        End::TimedOut => Outcome::TimedOut,
        End::OutOfMemory => Outcome::OutOfMemory,
        End::Signal(_) | End::Code(_) if stderr.contains("memory allocation of") => Outcome::OutOfMemory,
        End::Signal(_) | End::Code(_)
            if stderr.contains(" panicked at ") || stderr.contains("has overflowed its stack") =>
        {
            Outcome::Panicked
        }
        End::Signal(_) | End::Code(_) => Outcome::Broken,
    }
}

/// The lines of a panic that say where and why, or else the first line.
fn reason(stderr: &str) -> String {
    let lines: Vec<&str> = stderr.lines().filter(|line| !line.trim().is_empty()).collect();
    let start = lines.iter().position(|line| line.contains(" panicked at ")).unwrap_or_default();
    let text: Vec<&str> = lines.iter().skip(start).take(2).map(|line| line.trim()).collect();
    short(&text.join(" "))
}

/// At most 300 characters.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
