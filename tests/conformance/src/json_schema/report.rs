//! The report: what came of the instances of each file, and why the rest is not written back equal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use generator::Code;

use super::documents::{Loss, State};
use super::outcome::{Judged, Outcome};
use crate::report::{Cause, Known};

/// How the line of totals begins.
pub const TOTALS: &str = "Of the ";

/// What is written into the report.
pub struct Report<'a> {
    pub commit: &'a str,
    pub judged: &'a [Judged<'a>],
    /// The groups with valid instances that are not written back equal, with reasons.
    pub known: &'a Known,
}

/// The counts of a file.
#[derive(Default)]
struct Counts {
    groups: usize,
    valid: usize,
    equal: usize,
    undeclared: usize,
    told: usize,
    implied: usize,
    refused: usize,
    changed: usize,
    left_out: usize,
    invalid: usize,
    /// Of the invalid instances: those that do not decode.
    kept_out: usize,
}

impl Counts {
    fn of<'j>(judged: impl Iterator<Item = &'j Judged<'j>>) -> Self {
        let mut counts = Self::default();
        for judged in judged {
            counts.groups += 1;
            for (instance, outcome) in &judged.instances {
                if instance.valid { counts.add(judged, outcome) } else { counts.add_invalid(outcome) }
            }
        }
        counts
    }

    fn add(&mut self, judged: &Judged<'_>, outcome: &Outcome) {
        self.valid += 1;
        let count = match outcome {
            Outcome::Equal => &mut self.equal,
            Outcome::Undeclared => &mut self.undeclared,
            Outcome::LeftOut(_) => &mut self.left_out,
            Outcome::Refused(_) | Outcome::Changed(_) => match judged.told(outcome).map(|told| told.code) {
                Some(Code::ImpliedType) => &mut self.implied,
                Some(_) => &mut self.told,
                None if matches!(outcome, Outcome::Refused(_)) => &mut self.refused,
                None => &mut self.changed,
            },
        };
        *count += 1;
    }

    fn add_invalid(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::LeftOut(_) => {}
            Outcome::Refused(_) => {
                self.invalid += 1;
                self.kept_out += 1;
            }
            Outcome::Equal | Outcome::Undeclared | Outcome::Changed(_) => self.invalid += 1,
        }
    }

    fn row(&self, name: &str) -> String {
        let Self { groups, valid, equal, undeclared, told, implied, refused, changed, left_out, invalid, kept_out } =
            self;
        format!(
            "| {name} | {groups} | {valid} | {equal} | {undeclared} | {told} | {implied} | {refused} | {changed} | {left_out} | {kept_out} of {invalid} |"
        )
    }
}

/// The name of a group in the file of known ones.
fn name(judged: &Judged<'_>) -> String {
    format!("{}: {}", judged.group.file, judged.group.description)
}

impl Report<'_> {
    /// The totals in one line.
    pub fn summary(&self) -> String {
        let counts = Counts::of(self.judged.iter());
        let Counts { groups, valid, equal, undeclared, told, implied, refused, changed, left_out, invalid, kept_out } =
            counts;
        format!(
            "{TOTALS}{valid} valid instances in {groups} groups {equal} are written back equal, {undeclared} \
             without members that no schema names, {told} otherwise as it was told, {implied} are \
             of another type than their schema implies, as it was told; {refused} are refused, {changed} \
             changed, {left_out} left out. Of the {invalid} invalid ones {kept_out} are refused."
        )
    }

    /// The groups at fault that are not known, and the known ones that are not at fault.
    pub fn differences(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut names = BTreeMap::new();
        for judged in self.judged {
            let fault = faults(judged).next();
            if let Some((instance, reason)) = &fault
                && self.known.group_of(&name(judged)).is_none()
            {
                found.push(format!("{}: {instance}: {reason}", name(judged)));
            }
            names.insert(name(judged), fault.is_some());
        }
        for name in self.known.groups.iter().flat_map(|group| &group.scenarios) {
            match names.get(name) {
                Some(true) => {}
                Some(false) => found.push(format!("{name}: is written back equal: remove it from the known groups")),
                None => found.push(format!("{name} is no group")),
            }
        }
        found
    }

    /// The report in Markdown.
    pub fn text(&self) -> String {
        let mut out = HEAD.replace("COMMIT", self.commit);
        let _ = writeln!(out, "{}\n", self.summary());
        self.table(&mut out);
        self.told(&mut out);
        self.left_out(&mut out);
        self.faults(&mut out);
        out
    }

    fn table(&self, out: &mut String) {
        out.push_str(TABLE);
        let mut files: Vec<&str> = self.judged.iter().map(|judged| judged.group.file.as_str()).collect();
        files.dedup();
        for file in files {
            let of_file = self.judged.iter().filter(|judged| judged.group.file == file);
            let _ = writeln!(out, "{}", Counts::of(of_file).row(&format!("`{file}`")));
        }
        let _ = writeln!(out, "{}\n", Counts::of(self.judged.iter()).row("all"));
    }

    fn told(&self, out: &mut String) {
        let _ = writeln!(out, "## Told\n");
        for judged in self.judged {
            let told: Vec<&Loss> = of_valid(judged).filter_map(|(_, outcome)| judged.told(outcome)).collect();
            if let Some(loss) = told.first() {
                let place = if loss.pointer.is_empty() { "the schema" } else { &loss.pointer };
                let (code, message) = (loss.code.as_str(), &loss.message);
                let _ = writeln!(out, "- {}, {}: {code} at `{place}`: {message}", name(judged), instances(told.len()));
            }
        }
        out.push('\n');
    }

    fn left_out(&self, out: &mut String) {
        let _ = writeln!(out, "## Left out\n");
        for judged in self.judged {
            if let State::LeftOut(reason) = &judged.made.state {
                let count = of_valid(judged).count();
                let _ = writeln!(out, "- {}, {}: {reason}", name(judged), instances(count));
            }
        }
        out.push('\n');
    }

    fn faults(&self, out: &mut String) {
        for cause in Cause::ALL {
            let groups: Vec<_> = self.known.groups.iter().filter(|group| group.cause == cause).collect();
            if groups.is_empty() {
                continue;
            }
            let _ = writeln!(out, "## {}\n", cause.title());
            for group in groups {
                let _ = writeln!(out, "- {}", group.reason);
                let of_group = self.judged.iter().filter(|judged| group.scenarios.contains(&name(judged)));
                for judged in of_group {
                    let Some((instance, reason)) = faults(judged).next() else { continue };
                    let count = instances(faults(judged).count());
                    let _ = writeln!(out, "  - {}, {count}, such as “{instance}”: {}", name(judged), one_line(&reason));
                }
            }
            out.push('\n');
        }
        let unknown = self.differences();
        if !unknown.is_empty() {
            let _ = writeln!(out, "## Not explained\n");
            for difference in unknown {
                let _ = writeln!(out, "- {}", one_line(&difference));
            }
        }
    }
}

fn of_valid<'j>(judged: &'j Judged<'_>) -> impl Iterator<Item = (&'j str, &'j Outcome)> {
    let valid = judged.instances.iter().filter(|(instance, _)| instance.valid);
    valid.map(|(instance, outcome)| (instance.description.as_str(), outcome))
}

/// The valid instances of which nothing was told, each with what is wrong.
fn faults<'j>(judged: &'j Judged<'_>) -> impl Iterator<Item = (&'j str, String)> {
    let untold = of_valid(judged).filter(|(_, outcome)| judged.told(outcome).is_none());
    untold.filter_map(|(instance, outcome)| match outcome {
        Outcome::Refused(reason) => Some((instance, format!("it is refused: {reason}"))),
        Outcome::Changed(changed) => Some((instance, format!("it is changed: {changed}"))),
        Outcome::Equal | Outcome::Undeclared | Outcome::LeftOut(_) => None,
    })
}

fn instances(count: usize) -> String {
    if count == 1 { "1 instance".to_owned() } else { format!("{count} instances") }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The head of the report.
const HEAD: &str = "\
# JSON Schema's test suite

What emitted types do with the instances of JSON Schema's own test suite (draft 2020-12, commit `COMMIT` of
`json-schema-org/JSON-Schema-Test-Suite`), by `cargo run --release -p conformance -- json-schema SUITE`, which is run by
hand. Each group of the suite is a schema with instances. The schema is, word by word, a file that the response of
an OpenAPI 3.1 document refers to, so that its references keep their meaning. Each instance is decoded into the emitted type
of the response, and written back.

";

const TABLE: &str = "\
`valid`: the instances that the suite calls valid. `equal`: written back equal. `undeclared`: written back without members
that no schema of the group names, which a client does not keep unless the schema says so (`additionalProperties`). `told`:
refused or changed, and the compiler told of a loss at a place of the schema. `implied`: refused, and the compiler noted that
the schema has no `type` and is read as the type that its keywords are for. `refused`, `changed`: that and nothing was
told. `left out`: there is no type. The last column says how many of the instances that the suite calls invalid are refused:
a client reads more than a server may send, so that this is no measure.

| file | groups | valid | equal | undeclared | told | implied | refused | changed | left out | invalid refused |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";
