//! What another emitter leaves out of the suite, and how it ends here.

use std::fmt::Write as _;

use serde::Deserialize;

use crate::report::{Known, Report};

/// What an emitter leaves out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Peer {
    name: String,
    commit: String,
    /// Folders without a test.
    folders: Vec<String>,
    /// Scenarios whose tests must fail.
    expected_to_fail: Vec<String>,
    /// Scenarios whose tests are not run.
    ignored: Vec<String>,
}

impl Peer {
    /// The section of the report.
    pub fn section(&self, report: &Report, known: &Known) -> String {
        let mut out = format!(
            "## Beside {}\n\nWhat its tests leave out, expect to fail or ignore at {} (`tests/conformance/peer.toml`), and \
             how it ends here.\n\n| left out | here |\n|---|---|\n",
            self.name, self.commit
        );
        for folder in &self.folders {
            let (passed, all) = report.count_folder(folder);
            let _ = writeln!(out, "| `{folder}` | {passed} of {all} passed |");
        }
        for (scenarios, why) in [(&self.expected_to_fail, "expected to fail"), (&self.ignored, "ignored")] {
            for scenario in scenarios {
                let _ = writeln!(out, "| `{scenario}`, {why} | {} |", report.end_of(scenario, known));
            }
        }
        out.push('\n');
        out
    }

    /// What it names that the suite does not have.
    pub fn strangers(&self, report: &Report) -> Vec<String> {
        let folders = self.folders.iter().filter(|folder| report.count_folder(folder).1 == 0);
        let scenarios = self.expected_to_fail.iter().chain(&self.ignored).filter(|name| !report.has(name));
        folders
            .chain(scenarios)
            .map(|name| format!("{name}, which {} leaves out, is not in the suite", self.name))
            .collect()
    }
}
