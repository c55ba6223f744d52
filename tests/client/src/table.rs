//! The table of faults: what a caller sees, how often was asked, and what was lost or done twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What came of the calls on one fault.
pub struct Row {
    pub fault: &'static str,
    /// What was called.
    pub call: &'static str,
    /// Each outcome that a caller saw, without what differs between runs.
    pub seen: BTreeSet<String>,
    /// The smallest and the largest number of requests of a call.
    pub attempts: (u32, u32),
    /// Calls that were told as done and were not, and items that are missing.
    pub lost: usize,
    /// Calls that were done more than once, and items that came twice.
    pub doubled: usize,
}

/// The head of the report.
const HEAD: &str = "\
# Faults

What a caller of an emitted crate sees of what goes wrong, by `tests/client/run faults`: the crate that is emitted from
`tests/client/service.yaml` calls a server on this machine that fails as the first column says (`tests/client/src`).
*Attempts* counts the requests of a call. *Lost* counts calls that were told as done and were not, and items that are
missing; *doubled* those that were done more than once. `POST` makes a thing, so that a second request would make another;
`PUT` and `GET` are idempotent. This file is written by the command, and CI fails where another
comes out, but for the attempts of calls that are made at once.

| fault | call | what the caller sees | attempts | lost | doubled |
|---|---|---|---:|---:|---:|
";

/// The report.
pub fn report(rows: &[Row]) -> String {
    let mut out = HEAD.to_owned();
    for row in rows {
        let seen: Vec<String> = row.seen.iter().map(|text| text.replace('|', "\\|")).collect();
        let attempts = match row.attempts {
            (least, most) if least == most => most.to_string(),
            (least, most) => format!("{least} to {most}"),
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {attempts} | {} | {} |",
            row.fault,
            row.call,
            seen.join("<br>"),
            row.lost,
            row.doubled
        );
    }
    let faults: BTreeSet<&str> = rows.iter().map(|row| row.fault).collect();
    let (lost, doubled) = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.lost, sum.1 + row.doubled));
    let _ = writeln!(out, "\n{} faults, {} rows: {lost} lost, {doubled} doubled.", faults.len(), rows.len());
    out
}
