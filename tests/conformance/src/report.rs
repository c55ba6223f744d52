//! The report: what passed in each folder, and why the rest does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Deserialize;

use crate::peer::Peer;
use crate::scenario::Exchange;

/// What came of an exchange.
pub enum Outcome {
    Passed,
    Failed(String),
}

/// Why a scenario does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// OpenAPI cannot say what the scenario needs, or its document does not.
    NotExpressible,
    /// It is decided so.
    Decision,
    /// It comes with a later issue.
    Later,
    /// It must be mended.
    Fault,
}

impl Cause {
    /// Every cause, in the order of the report.
    pub const ALL: [Self; 4] = [Self::NotExpressible, Self::Decision, Self::Later, Self::Fault];

    /// Its heading in a report.
    pub fn title(self) -> &'static str {
        match self {
            Self::NotExpressible => "Not expressible",
            Self::Decision => "Decisions",
            Self::Later => "Not there yet",
            Self::Fault => "Faults",
        }
    }
}

/// Scenarios that do not pass.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub cause: Cause,
    pub reason: String,
    pub scenarios: BTreeSet<String>,
}

/// The scenarios that are known not to pass.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    #[serde(default, rename = "group")]
    pub groups: Vec<Group>,
}

impl Known {
    /// The group that a scenario is in.
    pub fn group_of(&self, scenario: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.scenarios.contains(scenario))
    }
}

/// What came of a scenario.
struct Row {
    package: &'static str,
    folder: String,
    /// The reasons of the exchanges that failed, in order.
    failures: Vec<String>,
    mode: Mode,
}

/// How a scenario is driven.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// From its data alone.
    Data,
    /// From its data, and by hand.
    Both,
    /// By hand, because its data do not say what the server asks for.
    Hand,
}

/// What came of all scenarios.
#[derive(Default)]
pub struct Report {
    rows: BTreeMap<String, Row>,
    /// What is left out of documents, by package and folder.
    left_out: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Report {
    /// Adds what is left out of the documents of a package.
    pub fn left_out(&mut self, package: &'static str, left_out: BTreeMap<String, String>) {
        self.left_out.insert(package, left_out);
    }

    /// Adds an exchange.
    pub fn add(&mut self, package: &'static str, exchange: &Exchange, outcome: Outcome) {
        let new = || Row { package, folder: exchange.folder.clone(), failures: Vec::new(), mode: Mode::Data };
        let row = self.rows.entry(exchange.scenario.clone()).or_insert_with(new);
        match outcome {
            Outcome::Passed => {}
            Outcome::Failed(reason) => row.failures.push(reason),
        }
    }

    /// Adds what came of a scenario that is driven by hand. It stands for what the data of the scenario do not say.
    ///
    /// # Errors
    ///
    /// Returns what is said of a name that no scenario has.
    pub fn by_hand(&mut self, scenario: &str, outcome: Outcome) -> Result<(), String> {
        let row = self.rows.get_mut(scenario).ok_or_else(|| format!("{scenario}, driven by hand, is no scenario"))?;
        row.mode = if row.failures.is_empty() { Mode::Both } else { Mode::Hand };
        match outcome {
            Outcome::Passed => row.failures.clear(),
            Outcome::Failed(reason) => row.failures.push(reason),
        }
        Ok(())
    }

    /// One line for each package, and one for what is driven by hand.
    pub fn summary(&self) -> String {
        let mut lines = Vec::new();
        for package in self.left_out.keys() {
            let (passed, all) = self.count(|row| row.package == *package);
            lines.push(format!("{package}: passed {passed} of {all} scenarios"));
        }
        let (passed, all) = self.count(|row| row.mode != Mode::Data);
        let alone = self.names(Mode::Hand).len();
        lines.push(format!("driven by hand: passed {passed} of {all} scenarios, {alone} of them by hand alone"));
        lines.join("\n")
    }

    /// The scenarios that are driven in this way.
    fn names(&self, mode: Mode) -> Vec<String> {
        let rows = self.rows.iter().filter(|(_, row)| row.mode == mode);
        rows.map(|(name, _)| format!("`{name}`")).collect()
    }

    fn count(&self, which: impl Fn(&Row) -> bool) -> (usize, usize) {
        let rows = self.rows.values().filter(|row| which(row));
        rows.fold((0, 0), |(passed, all), row| (passed + usize::from(row.failures.is_empty()), all + 1))
    }

    /// How many scenarios of a folder pass, and how many there are.
    pub fn count_folder(&self, folder: &str) -> (usize, usize) {
        self.count(|row| row.folder == folder)
    }

    /// Whether the suite has this scenario.
    pub fn has(&self, scenario: &str) -> bool {
        self.rows.contains_key(scenario)
    }

    /// How a scenario ended, in words.
    pub fn end_of(&self, scenario: &str, known: &Known) -> String {
        match (self.rows.get(scenario), known.group_of(scenario)) {
            (None, _) => "not in the suite".to_owned(),
            (Some(row), _) if row.failures.is_empty() => "passed".to_owned(),
            (Some(_), Some(group)) => group.reason.clone(),
            (Some(row), None) => row.failures.join("; "),
        }
    }

    /// Scenarios that are known not to pass and do, and others that do not.
    pub fn differences(&self, known: &Known) -> Vec<String> {
        let mut found = Vec::new();
        for (scenario, row) in &self.rows {
            match (row.failures.first(), known.group_of(scenario)) {
                (Some(reason), None) => found.push(format!("{scenario} does not pass: {reason}")),
                (None, Some(_)) => found.push(format!("{scenario} passes: remove it from the known scenarios")),
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
        let names = known.groups.iter().flat_map(|group| &group.scenarios);
        found.extend(names.filter(|name| !self.rows.contains_key(*name)).map(|name| format!("{name} is no scenario")));
        found
    }

    /// The report in Markdown. `json_schema` are the totals of the other report.
    pub fn text(&self, known: &Known, peer: &Peer, json_schema: &str) -> String {
        let mut out = HEAD.to_owned();
        let _ = writeln!(out, "{}\n", self.summary().replace('\n', "  \n"));
        let _ = writeln!(out, "{JSON_SCHEMA}{json_schema}\n");
        for (package, left_out) in &self.left_out {
            let _ = writeln!(out, "## {package}\n\n| folder | passed |\n|---|---:|");
            let folders: BTreeSet<&str> =
                self.rows.values().filter(|row| row.package == *package).map(|row| row.folder.as_str()).collect();
            for folder in folders {
                let (passed, all) = self.count(|row| row.package == *package && row.folder == folder);
                let _ = writeln!(out, "| `{folder}` | {passed} of {all} |");
            }
            for (folder, reason) in left_out {
                let _ = writeln!(
                    out,
                    "\nWhat OpenAPI has no word for is left out of the document of `{folder}`: {reason}."
                );
            }
            out.push('\n');
        }
        let (both, alone) = (self.names(Mode::Both), self.names(Mode::Hand));
        let _ = writeln!(out, "## Driven by hand ({})\n", both.len() + alone.len());
        let _ = writeln!(out, "- From their data too: {}.", both.join(", "));
        let _ = writeln!(
            out,
            "- By hand alone, because the suite checks in code what its data do not say: {}.\n",
            alone.join(", ")
        );
        out.push_str(&peer.section(self, known));
        for cause in Cause::ALL {
            let groups: Vec<&Group> = known.groups.iter().filter(|group| group.cause == cause).collect();
            if groups.is_empty() {
                continue;
            }
            let count: usize = groups.iter().map(|group| group.scenarios.len()).sum();
            let _ = writeln!(out, "## {} ({count})\n", cause.title());
            for group in groups {
                let names: Vec<String> = group.scenarios.iter().map(|name| format!("`{name}`")).collect();
                let _ = writeln!(out, "- {} {}", group.reason, names.join(", "));
            }
            out.push('\n');
        }
        let unknown = self.rows.iter().filter(|(name, row)| !row.failures.is_empty() && known.group_of(name).is_none());
        let unknown: Vec<String> =
            unknown.map(|(name, row)| format!("- `{name}`: {}", row.failures.join("; "))).collect();
        if !unknown.is_empty() {
            let _ = writeln!(out, "## Not explained\n\n{}", unknown.join("\n"));
        }
        out
    }
}

/// How the line begins that leads to the report of JSON Schema's suite, and has its totals.
pub const JSON_SCHEMA: &str = "JSON Schema's own test suite has [a report of its own](json-schema.md). ";

/// The head of the report.
const HEAD: &str = "\
# Conformance

What emitted crates do on Spector, the conformance suite of TypeSpec, by `cargo run --release -p conformance`
(`tests/conformance`; versions in `tests/conformance/suite/package.json`). A scenario passes if the server of the suite
accepts each of its requests, which the emitted client sends with arguments and bodies that were decoded into the emitted
types, and if each response is decoded into the emitted type and written back equal. Scenarios of each kind are driven by
hand too, by the program below `tests/conformance/hand`, as users write theirs; such a scenario passes if this does as well.
This file is written by the command; the reasons are those of `tests/conformance/known.toml`.

";
