//! A comparison as text, as Markdown for a review, and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::change::{Direction, Verdict};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::told::Told;
use crate::config::comparing::Approval;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// For a terminal.
    Text,
    /// For a review or a release note.
    Markdown,
    /// For programs.
    Json,
}

/// The most subjects that are listed of a change that many have.
const MOST_SUBJECTS: usize = 6;

/// A change that several subjects have.
struct Group<'c> {
    first: &'c Told,
    all: Vec<&'c Told>,
}

impl Comparison {
    /// The report in a form.
    pub fn report(&self, format: ReportFormat) -> String {
        match format {
            ReportFormat::Text => text(self),
            ReportFormat::Markdown => markdown(self),
            ReportFormat::Json => {
                let mut text = serde_json::to_string_pretty(&json(self)).unwrap_or_default();
                text.push('\n');
                text
            }
        }
    }
}

/// What is equal but for its subject is told once.
fn groups<'c>(changes: impl Iterator<Item = &'c Told>) -> Vec<Group<'c>> {
    let mut positions: BTreeMap<_, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'c>> = Vec::new();
    for told in changes {
        let change = &told.change;
        let place = told.new.as_ref().or(told.old.as_ref());
        let has_own_text = !change.in_rust.is_empty();
        let key = (
            change.kind,
            &change.what,
            has_own_text.then_some(&change.subject),
            &told.module,
            place.filter(|_| has_own_text),
        );
        let next = groups.len();
        match groups.get_mut(*positions.entry(key).or_insert(next)) {
            Some(group) => group.all.push(told),
            None => groups.push(Group { first: told, all: vec![told] }),
        }
    }
    groups
}

/// `GET /a, GET /b and 12 more`.
fn subjects(group: &Group<'_>) -> String {
    let module = |told: &Told| told.module.as_ref().map(|module| format!(" of {module}")).unwrap_or_default();
    let named: Vec<String> = group.all.iter().map(|told| format!("{}{}", told.change.subject, module(told))).collect();
    match named.get(MOST_SUBJECTS..) {
        Some([]) | None => named.join(", "),
        Some(rest) => {
            let first = named.get(..MOST_SUBJECTS).unwrap_or_default().join(", ");
            format!("{first} and {} more", rest.len())
        }
    }
}

/// The counts, and the step of the version that follows.
fn summary(comparison: &Comparison) -> String {
    let count = |verdict| comparison.with(verdict).count();
    let approved = comparison.changes.iter().filter(|told| told.approved.is_some()).count();
    let approved = if approved == 0 { String::new() } else { format!(" ({approved} approved)") };
    let counts = format!(
        "{} breaking, {} compatible{approved}, {} of documentation only",
        count(Verdict::Breaking),
        count(Verdict::Compatible),
        count(Verdict::Documentation),
    );
    let step = comparison.step().as_str();
    match comparison.next_version() {
        Some(next) if comparison.old_version == next.to_string() => format!("{counts}: no new version is needed"),
        Some(next) => format!("{counts}: a {step} step, {} → {next}", comparison.old_version),
        None => format!("{counts}: a {step} step"),
    }
}

fn text(comparison: &Comparison) -> String {
    let mut out = String::new();
    for verdict in [Verdict::Breaking, Verdict::Compatible] {
        for group in groups(comparison.with(verdict)) {
            let Told { change, approved, .. } = group.first;
            let _ =
                writeln!(out, "{}[{}] {}: {}", verdict.as_str(), change.kind.as_str(), subjects(&group), change.what);
            details(group.first, &mut out);
            if let Some(reason) = approved {
                let _ = writeln!(out, "  approved: {reason}");
            }
            let places = [("old", &group.first.old), ("new", &group.first.new)];
            for (which, place) in places {
                if let Some(place) = place {
                    let _ = writeln!(out, "  {which}: {place}");
                }
            }
            out.push('\n');
        }
    }
    approvals(comparison, &mut out);
    let _ = writeln!(out, "{}", summary(comparison));
    out
}

/// Which side sends what a change is of.
fn sides(told: &Told) -> &'static str {
    let directions = &told.change.directions;
    match (directions.contains(&Direction::Sent), directions.contains(&Direction::Received)) {
        (true, true) => " (sent and received)",
        (true, false) => " (sent)",
        (false, true) => " (received)",
        (false, false) => "",
    }
}

/// What follows on the wire and in Rust.
fn details(told: &Told, out: &mut String) {
    let change = &told.change;
    let sections =
        [("on the wire", sides(told), change.wire, &change.on_the_wire), ("in Rust", "", change.rust, &change.in_rust)];
    for (name, sides, verdict, consequences) in sections {
        if verdict == Verdict::Unchanged {
            continue;
        }
        let said = consequences.join("; ");
        let colon = if said.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "  {name}{sides} {}{colon}{said}", verdict.as_str());
    }
}

fn approvals(comparison: &Comparison, out: &mut String) {
    for approval in &comparison.approvals.expired {
        let until = approval.until.as_deref().unwrap_or_default();
        let _ = writeln!(out, "the approval of `{}` ended on {until}: {}", approval.what, approval.reason);
    }
    for (approval, texts) in &comparison.approvals.vague {
        let texts: Vec<String> = texts.iter().map(|text| format!("\n  {text}")).collect();
        let what = &approval.what;
        let _ = writeln!(
            out,
            "the approval of `{what}` approves of nothing, since it is not of one change: write one of{}",
            texts.concat()
        );
    }
    for approval in &comparison.approvals.unused {
        let _ = writeln!(out, "the approval of `{}` meets no change: remove it from `codegen.toml`", approval.what);
    }
}

fn markdown(comparison: &Comparison) -> String {
    let mut out = format!("{}.\n", summary(comparison));
    for (verdict, title) in [(Verdict::Breaking, "Breaking"), (Verdict::Compatible, "Compatible")] {
        let mut by_kind: BTreeMap<ChangeKind, Vec<Group<'_>>> = BTreeMap::new();
        for group in groups(comparison.with(verdict)) {
            by_kind.entry(group.first.change.kind).or_default().push(group);
        }
        if !by_kind.is_empty() {
            let _ = write!(out, "\n## {title}\n");
        }
        for (kind, groups) in by_kind {
            let _ = write!(out, "\n### {}\n\n", kind.title().trim_end_matches('.'));
            groups.iter().for_each(|group| item(group, &mut out));
        }
    }
    let documentation: Vec<Group<'_>> = groups(comparison.with(Verdict::Documentation));
    if !documentation.is_empty() {
        let _ = write!(out, "\n## Documentation only\n\n<details>\n\n");
        for group in documentation {
            let _ = writeln!(out, "- **{}**: {}", subjects(&group), group.first.change.what);
        }
        out.push_str("\n</details>\n");
    }
    let mut told = String::new();
    approvals(comparison, &mut told);
    if !told.is_empty() {
        let _ = write!(out, "\n## Approvals\n\n{}", told.lines().map(|line| format!("- {line}\n")).collect::<String>());
    }
    out
}

/// A change as an item of a list, with what follows from it.
fn item(group: &Group<'_>, out: &mut String) {
    let Told { change, approved, .. } = group.first;
    let what = if is_said_by_its_kind(change.kind) { String::new() } else { format!(": {}", change.what) };
    let _ = writeln!(out, "- **{}**{what}{}", subjects(group), sides(group.first));
    let sections = [("On the wire", change.wire, &change.on_the_wire), ("Rust", change.rust, &change.in_rust)];
    for (name, verdict, consequences) in sections {
        // That a compatible change is compatible goes without saying, and so does what the heading says already.
        let is_told = verdict == change.verdict() || verdict == Verdict::Unchanged;
        let verdict = if is_told { "" } else { verdict.as_str() };
        let colon = if verdict.is_empty() || consequences.is_empty() { "" } else { ", " };
        if !(verdict.is_empty() && consequences.is_empty()) {
            let _ = writeln!(out, "  - {name}: {verdict}{colon}{}", consequences.join("; "));
        }
    }
    if let Some(reason) = approved {
        let _ = writeln!(out, "  - Approved: {reason}");
    }
}

/// Whether the title of a kind says all that there is to say.
fn is_said_by_its_kind(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::OperationAdded | ChangeKind::WebhookAdded | ChangeKind::WebhookRemoved)
}

fn json(comparison: &Comparison) -> Value {
    let changes = comparison.changes.iter().map(|told| {
        let change = &told.change;
        let directions = change.directions.iter().map(|direction| match direction {
            Direction::Sent => "sent",
            Direction::Received => "received",
        });
        json!({
            "kind": change.kind.as_str(),
            "subject": change.subject.to_string(),
            "module": told.module,
            "what": change.what,
            "verdict": told.verdict().as_str(),
            "directions": directions.collect::<Vec<_>>(),
            "wire": {"verdict": change.wire.as_str(), "consequences": change.on_the_wire},
            "rust": {"verdict": change.rust.as_str(), "consequences": change.in_rust},
            "old": told.old,
            "new": told.new,
            "approved": told.approved,
        })
    });
    let whats = |approvals: &[Approval]| approvals.iter().map(|it| it.what.clone()).collect::<Vec<_>>();
    json!({
        "verdict": comparison.verdict().as_str(),
        "step": comparison.step().as_str(),
        "old_version": comparison.old_version,
        "new_version": comparison.new_version,
        "next_version": comparison.next_version().map(|version| version.to_string()),
        "changes": changes.collect::<Vec<_>>(),
        "approvals": {
            "expired": whats(&comparison.approvals.expired),
            "unused": whats(&comparison.approvals.unused),
            "vague": comparison.approvals.vague.iter().map(|(approval, _)| &approval.what).collect::<Vec<_>>(),
        },
    })
}
