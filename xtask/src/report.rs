//! The report that is printed after a run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use generator::{Code, Diagnostic, Diags, Plan, Severity, SourceSet, Stats, counted, positions, thousands};

/// The most paths of a kind that are listed.
const MOST_PATHS: usize = 20;

/// The most findings of a code that are listed.
const MOST_OF_A_CODE: usize = 10;

/// The counts of files, operations and types.
pub fn read(sources: &SourceSet, stats: &Stats) -> String {
    format!(
        "{} read: {}, {}\n",
        counted(sources.files.len(), "file"),
        counted(stats.operations, "operation"),
        counted(stats.types, "type"),
    )
}

/// The counts of the files of a crate that were written, and a short list of them.
pub fn written(plan: &Plan, shown: &str) -> String {
    let mut text = format!("{shown}: {plan}\n");
    for (what, paths) in [("created", &plan.created), ("changed", &plan.changed), ("removed", &plan.stale)] {
        // A longer list is left out, since the counts above say it.
        for path in paths.iter().filter(|_| paths.len() <= MOST_PATHS) {
            let _ = writeln!(text, "  {what} {path}");
        }
    }
    text
}

/// The losses and notes by kind, some of each with their places: constructs that are approximated, kept as JSON, left out or
/// renamed. `lint` is the command that lists all of them.
pub fn losses(diags: &Diags, sources: &SourceSet, lint: &str) -> String {
    let mut seen = BTreeSet::new();
    let mut groups: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
    for found in diags.iter().filter(|found| found.severity < Severity::Warning) {
        // APIs that share a file report the same finding of it.
        if seen.insert((found.code, &found.location, &found.message)) {
            groups.entry(found.code).or_default().push(found);
        }
    }
    let mut text = String::new();
    for (code, findings) in groups {
        let _ = writeln!(text, "\n{} {} ({})", code.as_str(), code.title(), thousands(findings.len()));
        let shown: Diags = findings.iter().take(MOST_OF_A_CODE).map(|found| (*found).clone()).collect();
        let mut helps = BTreeSet::new();
        for (position, found) in positions(&shown, sources).into_iter().zip(shown.iter()) {
            let _ = writeln!(text, "  {position}: {}", found.message);
            // What can be done is often the same for each of them.
            if let Some(help) = found.help.as_ref().filter(|help| helps.insert(help.as_str())) {
                let _ = writeln!(text, "    help: {help}");
            }
        }
        if let Some(more) = findings.len().checked_sub(shown.len()).filter(|more| *more > 0) {
            let _ = writeln!(text, "  … and {} more; `{lint}` lists all", thousands(more));
        }
    }
    text
}

/// `2 errors, 1 warning`: how many findings there are of these severities.
pub fn count(diags: &Diags, severities: &[Severity]) -> String {
    let counted = |severity: &Severity| {
        let count = diags.iter().filter(|diagnostic| diagnostic.severity == *severity).count();
        let (one, several) = match severity {
            Severity::Error => ("error", "errors"),
            Severity::Warning => ("warning", "warnings"),
            Severity::Loss => ("loss", "losses"),
            Severity::Note => ("note", "notes"),
        };
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{} {several}", thousands(count))),
        }
    };
    severities.iter().filter_map(counted).collect::<Vec<_>>().join(", ")
}
