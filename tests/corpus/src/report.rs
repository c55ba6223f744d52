//! The rows of a run, summed up.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::examples::Counts as Counted;
use crate::row::{Checked, Cost, Failure, Outcome, Row, Verdict};
use crate::sample::{STRATA, stratum};

/// What is written as JSON.
#[derive(Debug, Serialize)]
pub struct Report {
    pub command: String,
    pub seed: u64,
    pub date: String,
    pub generated: Generated,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<Compiled>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub examples: Option<Examples>,
    /// Only when they are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checked_rows: Vec<Checked>,
}

/// The sum of generation.
#[derive(Debug, Serialize)]
pub struct Generated {
    pub documents: usize,
    pub outcomes: Counts,
    pub strata: Vec<Stratum>,
    /// Documents without a crate, by the code of their first error, most frequent first.
    pub refusals: Vec<Refusal>,
    /// Documents and places by code of finding: losses, warnings, notes.
    pub findings: BTreeMap<String, Finding>,
    pub lines: usize,
    pub cpu_seconds: f64,
    pub cost: Spread,
    /// The ten that took most CPU time.
    pub slowest: Vec<(String, Cost)>,
}

/// How many, by name.
pub type Counts = BTreeMap<&'static str, usize>;

/// The documents of a size.
#[derive(Debug, Serialize)]
pub struct Stratum {
    pub name: &'static str,
    pub documents: usize,
    pub outcomes: Counts,
    pub cost: Spread,
}

/// Documents with the same first error code.
#[derive(Debug, PartialEq, Serialize)]
pub struct Refusal {
    pub outcome: &'static str,
    pub code: String,
    pub documents: usize,
    /// The first of them, and what is said about it.
    pub example: String,
    pub text: String,
}

/// How often a code was found.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Finding {
    pub documents: u64,
    pub places: u64,
}

/// The middle and the end of what documents take.
#[derive(Debug, Default, Serialize)]
pub struct Spread {
    pub median_cpu_seconds: f64,
    pub most_cpu_seconds: f64,
    pub most_peak_mib: f64,
}

/// The sum of `cargo check`.
#[derive(Debug, Serialize)]
pub struct Compiled {
    pub crates: usize,
    pub verdicts: Counts,
    pub strata: Vec<Stratum>,
    /// Crates that are not clean, by the code of their first error or warning, most frequent first.
    pub faults: Vec<Refusal>,
    pub cpu_seconds: f64,
    pub cost: Spread,
    pub slowest: Vec<(String, Cost)>,
}

/// The sum of the documented JSON examples.
#[derive(Debug, Default, Serialize)]
pub struct Examples {
    /// Documents whose crate compiles.
    pub documents: usize,
    /// Of those: documents with at least one example.
    pub with_examples: usize,
    pub found: u64,
    /// Of those found: those that their own schema allows.
    pub valid: u64,
    pub unsupported: u64,
    /// Of those valid.
    pub decoded: u64,
    /// Of those decoded: those that are written as they were read.
    pub unchanged: u64,
    /// Those that do not decode, some of each document.
    pub failures: Vec<Failure>,
    /// Those that are written otherwise than they were read, some of each document.
    pub changes: Vec<Failure>,
}

/// What both kinds of row have.
struct Summary<'r> {
    document: &'r str,
    bytes: u64,
    outcome: &'static str,
    fault: Option<(&'r str, &'r str)>,
    cost: Cost,
}

/// Sums up generation.
pub fn generated(rows: &[Row]) -> Generated {
    let results: Vec<Summary<'_>> = rows
        .iter()
        .map(|row| Summary {
            document: &row.document,
            bytes: row.bytes,
            outcome: row.outcome.name(),
            fault: (row.outcome != Outcome::Written).then(|| fault(row.first.as_ref())),
            cost: row.cost,
        })
        .collect();
    let mut findings: BTreeMap<String, Finding> = BTreeMap::new();
    for (code, places) in rows.iter().flat_map(|row| &row.findings) {
        let finding = findings.entry(code.clone()).or_default();
        finding.documents += 1;
        finding.places += places;
    }
    Generated {
        documents: rows.len(),
        outcomes: counts(&results, &Outcome::ALL.map(Outcome::name)),
        strata: strata(&results, &Outcome::ALL.map(Outcome::name)),
        refusals: refusals(&results),
        findings,
        lines: rows.iter().map(|row| row.emitted.lines).sum(),
        cpu_seconds: rows.iter().map(|row| row.cost.cpu_seconds).sum(),
        cost: spread(&results),
        slowest: slowest(&results),
    }
}

/// Sums up `cargo check`.
pub fn compiled(rows: &[Checked]) -> Compiled {
    let results: Vec<Summary<'_>> = rows
        .iter()
        .map(|row| Summary {
            document: &row.document,
            bytes: row.bytes,
            outcome: row.verdict.name(),
            fault: (row.verdict != Verdict::Clean).then(|| fault(row.first.as_ref())),
            cost: row.cost,
        })
        .collect();
    Compiled {
        crates: rows.len(),
        verdicts: counts(&results, &Verdict::ALL.map(Verdict::name)),
        strata: strata(&results, &Verdict::ALL.map(Verdict::name)),
        faults: refusals(&results),
        cpu_seconds: rows.iter().map(|row| row.cost.cpu_seconds).sum(),
        cost: spread(&results),
        slowest: slowest(&results),
    }
}

/// Sums up the examples of all crates that compile.
pub fn examples(rows: &[Row], checked: &[Checked]) -> Examples {
    let mut sum = Examples::default();
    let counts: BTreeMap<&str, Counted> =
        rows.iter().filter_map(|row| Some((row.emitted.hash.as_str(), row.examples?))).collect();
    for row in checked {
        let (Some(decoded), Some(counts)) = (&row.examples, counts.get(row.hash.as_str())) else { continue };
        sum.documents += 1;
        sum.with_examples += usize::from(counts.found > 0);
        sum.found += counts.found;
        sum.valid += counts.valid;
        sum.unsupported += counts.unsupported;
        sum.decoded += decoded.decoded;
        sum.unchanged += decoded.unchanged;
        sum.failures.extend(decoded.failures.iter().cloned());
        sum.changes.extend(decoded.changes.iter().cloned());
    }
    sum
}

fn fault(first: Option<&crate::row::First>) -> (&str, &str) {
    first.map_or(("", ""), |first| (&first.code, &first.text))
}

fn counts(results: &[Summary<'_>], names: &[&'static str]) -> Counts {
    let mut counts: Counts = names.iter().map(|name| (*name, 0)).collect();
    for result in results {
        *counts.entry(result.outcome).or_default() += 1;
    }
    counts
}

fn strata(results: &[Summary<'_>], names: &[&'static str]) -> Vec<Stratum> {
    let of_size = |number| results.iter().filter(move |result| stratum(result.bytes) == number);
    STRATA
        .iter()
        .enumerate()
        .map(|(number, stratum)| {
            let results: Vec<Summary<'_>> = of_size(number).map(|result| Summary { ..*result }).collect();
            Stratum {
                name: stratum.name,
                documents: results.len(),
                outcomes: counts(&results, names),
                cost: spread(&results),
            }
        })
        .collect()
}

fn refusals(results: &[Summary<'_>]) -> Vec<Refusal> {
    let mut by_code: BTreeMap<(&'static str, &str), Refusal> = BTreeMap::new();
    for result in results {
        let Some((code, text)) = result.fault else { continue };
        let refusal = by_code.entry((result.outcome, code)).or_insert_with(|| Refusal {
            outcome: result.outcome,
            code: code.to_owned(),
            documents: 0,
            example: result.document.to_owned(),
            text: text.to_owned(),
        });
        refusal.documents += 1;
    }
    let mut refusals: Vec<Refusal> = by_code.into_values().collect();
    refusals.sort_by_key(|refusal| std::cmp::Reverse(refusal.documents));
    refusals
}

fn spread(results: &[Summary<'_>]) -> Spread {
    let mut cpu: Vec<f64> = results.iter().map(|result| result.cost.cpu_seconds).collect();
    cpu.sort_by(f64::total_cmp);
    Spread {
        median_cpu_seconds: cpu.get(cpu.len() / 2).copied().unwrap_or_default(),
        most_cpu_seconds: cpu.last().copied().unwrap_or_default(),
        most_peak_mib: results.iter().map(|result| result.cost.peak_mib).fold(0.0, f64::max),
    }
}

fn slowest(results: &[Summary<'_>]) -> Vec<(String, Cost)> {
    let mut slowest: Vec<&Summary<'_>> = results.iter().collect();
    slowest.sort_by(|a, b| b.cost.cpu_seconds.total_cmp(&a.cost.cpu_seconds));
    slowest.into_iter().take(10).map(|result| (result.document.to_owned(), result.cost)).collect()
}
