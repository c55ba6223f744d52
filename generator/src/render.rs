//! How findings are printed for users, in the style of rustc.

mod json;
mod line_span;
mod sarif;
mod snippet;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::Renderer;

use crate::diag::{Code, Diagnostic, Diags};
use crate::location::Location;
use crate::source::SourceSet;
use line_span::{LineSpan, LineSpans};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With the source line, without colour.
    Plain,
    /// With the source line, in colour.
    Color,
    /// One line each: `file:line:column: error[E0201]: message`.
    Short,
    /// For programs: an object of JSON on each line, for every finding.
    Json,
    /// For code hosts, which show findings beside the lines: one log of SARIF 2.1.0 with every finding.
    Sarif,
}

/// The most findings of one code that are printed.
const MOST_OF_A_CODE: usize = 50;

/// The findings as text, sorted by file, position and code; equal ones once. Each file is searched once, and only for
/// what is printed.
pub fn render(diags: &Diags, sources: &SourceSet, style: Style) -> String {
    let most = match style {
        Style::Plain | Style::Color | Style::Short => MOST_OF_A_CODE,
        Style::Json | Style::Sarif => usize::MAX,
    };
    let Selection { chosen, left_out } = select(diags, most);
    let spans = LineSpans::find(sources, &chosen);
    let mut placed: Vec<(Option<&LineSpan>, &Diagnostic)> =
        chosen.into_iter().map(|diagnostic| (spans.span(diagnostic.code, &diagnostic.location), diagnostic)).collect();
    placed.sort_by(|a, b| order(*a, *b));
    let each = |write: &dyn Fn(Option<&LineSpan>, &Diagnostic) -> String| {
        placed.iter().map(|(span, diagnostic)| write(*span, diagnostic)).collect::<Vec<String>>()
    };
    let mut blocks = match style {
        Style::Short => each(&one_line),
        Style::Plain => each(&|_, diagnostic| snippet::render(diagnostic, &spans, Renderer::plain())),
        Style::Color => each(&|_, diagnostic| snippet::render(diagnostic, &spans, Renderer::styled())),
        Style::Json => each(&|span, diagnostic| json::finding(diagnostic, span, &spans).to_string()),
        Style::Sarif => vec![sarif::log(&placed, &spans)],
    };
    blocks.extend(left_out.into_iter().map(|(code, count)| {
        format!("{}[{}]: … and {} more", code.severity().as_str(), code.as_str(), thousands(count))
    }));
    let separator = match style {
        Style::Short | Style::Json | Style::Sarif => "\n",
        Style::Plain | Style::Color => "\n\n",
    };
    let mut text = blocks.join(separator);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// The position of each finding as `file:line:column`, in their order. Each file is searched once.
pub fn positions(diags: &Diags, sources: &SourceSet) -> Vec<String> {
    let all: Vec<&Diagnostic> = diags.iter().collect();
    let spans = LineSpans::find(sources, &all);
    let position = |diagnostic: &&Diagnostic| match spans.span(diagnostic.code, &diagnostic.location) {
        Some(span) => span.position(),
        None => String::new(),
    };
    all.iter().map(position).collect()
}

/// Each place as `file:line:column`, in their order. Each file is searched once.
pub fn places(locations: &[Location], sources: &SourceSet) -> Vec<String> {
    let mut found = Diags::default();
    for location in locations {
        found.push(Code::UnknownKeyword, location.clone(), String::new());
    }
    positions(&found, sources)
}

/// The findings that are printed, and the number of others for each code.
struct Selection<'d> {
    chosen: Vec<&'d Diagnostic>,
    left_out: BTreeMap<Code, usize>,
}

fn select(diags: &Diags, most: usize) -> Selection<'_> {
    let mut seen = BTreeSet::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut selection = Selection { chosen: Vec::new(), left_out: BTreeMap::new() };
    for diagnostic in diags.iter() {
        if !seen.insert((diagnostic.code, &diagnostic.location, &diagnostic.message)) {
            continue;
        }
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= most {
            selection.chosen.push(diagnostic);
        } else {
            *selection.left_out.entry(diagnostic.code).or_default() += 1;
        }
    }
    selection
}

fn order(a: (Option<&LineSpan>, &Diagnostic), b: (Option<&LineSpan>, &Diagnostic)) -> Ordering {
    let key = |(span, diagnostic): (Option<&LineSpan>, &Diagnostic)| {
        (diagnostic.location.file, span.map(|span| (span.line, span.column)), diagnostic.code)
    };
    key(a).cmp(&key(b))
}

fn one_line(span: Option<&LineSpan>, diagnostic: &Diagnostic) -> String {
    let location = span.map(|span| format!("{}: ", span.position())).unwrap_or_default();
    let kind = diagnostic.severity.as_str();
    format!("{location}{kind}[{}]: {}", diagnostic.code.as_str(), diagnostic.message)
}

/// `1 file`, `2,000 files`.
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {one}s", thousands(count)) }
}

/// The number with separators: `1234567` becomes `1,234,567`.
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
