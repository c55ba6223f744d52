//! Findings as text for people, the way rustc writes them.

mod snippet;
mod spot;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Diags, Severity};
use crate::source::SourceSet;
use spot::{Spot, Spots};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With the source line, without colour.
    Plain,
    /// With the source line, in colour.
    Color,
    /// One line each: `file:line:column: error[E0201]: message`.
    Short,
}

/// Of one code, this many are written out.
const MOST_OF_A_CODE: usize = 50;

/// The findings as text, by file, position and code; equal ones once.
/// The sources are looked through once per file, only for what is written.
pub fn render(diags: &Diags, sources: &SourceSet, style: Style) -> String {
    let Selection { chosen, left_out } = select(diags);
    let spots = Spots::find(sources, &chosen);
    let mut placed: Vec<(Option<&Spot>, &Diagnostic)> =
        chosen.into_iter().map(|diagnostic| (spots.of(diagnostic.code, &diagnostic.place), diagnostic)).collect();
    placed.sort_by(|a, b| order(*a, *b));
    let mut blocks: Vec<String> = placed
        .into_iter()
        .map(|(spot, diagnostic)| match style {
            Style::Short => one_line(spot, diagnostic),
            Style::Plain | Style::Color => snippet::render(diagnostic, &spots, style),
        })
        .collect();
    blocks.extend(
        left_out.into_iter().map(|(code, count)| {
            format!("{}[{}]: … and {} more", name(code.severity()), code.as_str(), thousands(count))
        }),
    );
    let separator = match style {
        Style::Short => "\n",
        Style::Plain | Style::Color => "\n\n",
    };
    let mut text = blocks.join(separator);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// The position of each finding, as `file:line:column`, in their order. Each file is looked through once.
pub fn positions(diags: &Diags, sources: &SourceSet) -> Vec<String> {
    let all: Vec<&Diagnostic> = diags.iter().collect();
    let spots = Spots::find(sources, &all);
    let position = |diagnostic: &&Diagnostic| match spots.of(diagnostic.code, &diagnostic.place) {
        Some(spot) => spot.position(),
        None => String::new(),
    };
    all.iter().map(position).collect()
}

/// What is written out, and how many of each code are not.
struct Selection<'d> {
    chosen: Vec<&'d Diagnostic>,
    left_out: BTreeMap<Code, usize>,
}

fn select(diags: &Diags) -> Selection<'_> {
    let mut seen = BTreeSet::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut selection = Selection { chosen: Vec::new(), left_out: BTreeMap::new() };
    for diagnostic in diags.iter() {
        if !seen.insert((diagnostic.code, &diagnostic.place, &diagnostic.message)) {
            continue;
        }
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            selection.chosen.push(diagnostic);
        } else {
            *selection.left_out.entry(diagnostic.code).or_default() += 1;
        }
    }
    selection
}

fn order(a: (Option<&Spot>, &Diagnostic), b: (Option<&Spot>, &Diagnostic)) -> Ordering {
    let key = |(spot, diagnostic): (Option<&Spot>, &Diagnostic)| {
        (diagnostic.place.file, spot.map(|spot| (spot.line, spot.column)), diagnostic.code)
    };
    key(a).cmp(&key(b))
}

fn one_line(spot: Option<&Spot>, diagnostic: &Diagnostic) -> String {
    let place = spot.map(|spot| format!("{}: ", spot.position())).unwrap_or_default();
    let kind = name(diagnostic.severity);
    format!("{place}{kind}[{}]: {}", diagnostic.code.as_str(), diagnostic.message)
}

/// What a severity is called.
fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Loss => "loss",
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `1234567` → `1,234,567`.
pub fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
