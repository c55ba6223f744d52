//! The report that is printed after a run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use generator::{Code, Diagnostic, Diags, Plan, Severity, SourceSet, Stats, positions, thousands};

/// The most paths of a kind that are listed.
const MOST_PATHS: usize = 20;

/// The counts of files, operations and types.
pub fn read(sources: &SourceSet, stats: &Stats) -> String {
    format!(
        "{} files read: {} operations, {} types\n",
        thousands(sources.files.len()),
        thousands(stats.operations),
        thousands(stats.types),
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

/// The losses and notes by kind, each with its place: constructs that are approximated, kept as JSON, left out or
/// renamed.
pub fn losses(diags: &Diags, sources: &SourceSet) -> String {
    let shown: Diags = diags.iter().filter(|diagnostic| diagnostic.severity < Severity::Warning).cloned().collect();
    let mut seen = BTreeSet::new();
    let mut groups: BTreeMap<Code, Vec<(String, &Diagnostic)>> = BTreeMap::new();
    for (position, diagnostic) in positions(&shown, sources).into_iter().zip(shown.iter()) {
        // APIs that share a file report the same finding of it.
        if seen.insert((diagnostic.code, &diagnostic.location, &diagnostic.message)) {
            groups.entry(diagnostic.code).or_default().push((position, diagnostic));
        }
    }
    let mut text = String::new();
    for (code, findings) in groups {
        let _ = writeln!(text, "\n{} {} ({})", code.as_str(), code.title(), thousands(findings.len()));
        for (position, diagnostic) in findings {
            let _ = writeln!(text, "  {position}: {}", diagnostic.message);
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
