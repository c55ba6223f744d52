//! How one finding is printed with its source lines.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::line_span::{LineSpan, LineSpans};
use crate::diag::{Diagnostic, Severity};

/// The characters of a line that are shown on either side of the caret.
const BEFORE: usize = 50;
const AFTER: usize = 80;
/// Lines that are further apart than this are shown separately.
const FAR: usize = 40;

/// The finding, as rustc would write it.
pub fn render(diagnostic: &Diagnostic, spans: &LineSpans<'_>, renderer: Renderer) -> String {
    let level = level(diagnostic.severity);
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str()));
    let mut positions = Vec::new();
    for piece in pieces(marks(diagnostic, spans)) {
        group = group.elements(element(&piece, &mut positions));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    positions.iter().fold(text, |text, position| text.replacen(&position.in_window, &position.in_file, 1))
}

/// Corrects the columns that the renderer prints, since it counts them in the window of a long line.
struct Position {
    in_window: String,
    in_file: String,
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
        Severity::Loss => Level::INFO.with_name(severity.as_str()),
    }
}

/// A range and its label.
struct Mark<'a> {
    span: &'a LineSpan<'a>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

fn marks<'a>(diagnostic: &'a Diagnostic, spans: &'a LineSpans<'a>) -> Vec<Mark<'a>> {
    let primary = spans.span(diagnostic.code, &diagnostic.location);
    let primary = primary.map(|span| Mark { span, kind: AnnotationKind::Primary, label: None });
    let labels = diagnostic.labels.iter().filter_map(|(location, label)| {
        let span = spans.span(diagnostic.code, location)?;
        Some(Mark { span, kind: AnnotationKind::Context, label: Some(label) })
    });
    primary.into_iter().chain(labels).collect()
}

/// Groups marks that are shown together, because they are near each other in one file.
fn pieces(marks: Vec<Mark<'_>>) -> Vec<Vec<Mark<'_>>> {
    let mut pieces: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        let near = |other: &Mark<'_>| {
            other.span.file == mark.span.file
                && other.span.line.abs_diff(mark.span.line) <= FAR
                && !is_long(other.span)
                && !is_long(mark.span)
        };
        match pieces.iter_mut().find(|piece| piece.iter().any(near)) {
            Some(piece) => piece.push(mark),
            None => pieces.push(vec![mark]),
        }
    }
    pieces
}

fn element<'a>(piece: &[Mark<'a>], positions: &mut Vec<Position>) -> Option<Element<'a>> {
    let first = piece.first()?;
    if first.span.text.is_empty() {
        return Some(Origin::path(first.span.path).into());
    }
    if is_long(first.span) {
        return Some(cut(first, positions));
    }
    let (from, line) = piece.iter().map(|mark| (mark.span.line_start, mark.span.line)).min().unwrap_or((0, 1));
    let to = piece.iter().map(|mark| mark.span.line_end).max().unwrap_or(from);
    let source = first.span.text.get(from..to).unwrap_or_default();
    let annotations = piece.iter().map(|mark| {
        mark.kind.span(mark.span.start.saturating_sub(from)..mark.span.end.saturating_sub(from)).label(mark.label)
    });
    Some(Snippet::source(source).line_start(line).path(first.span.path).annotations(annotations).into())
}

/// The window of a long line around its caret.
fn cut<'a>(mark: &Mark<'a>, positions: &mut Vec<Position>) -> Element<'a> {
    let span = mark.span;
    let before = span.text.get(span.line_start..span.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(span.line_start, |(at, _)| span.line_start + at);
    let after = span.text.get(span.start..span.line_end).unwrap_or_default();
    let to = after.char_indices().nth(AFTER).map_or(span.line_end, |(at, _)| span.start + at);
    let left = if from > span.line_start { "…" } else { "" };
    let right = if to < span.line_end { "…" } else { "" };
    let lead = format!("{left}{}", span.text.get(from..span.start).unwrap_or_default());
    let window = format!("{lead}{}{right}", span.text.get(span.start..to).unwrap_or_default());
    let range = lead.len()..lead.len() + span.end.min(to).saturating_sub(span.start);

    // A name that no file has, so that only this position is replaced.
    let path = format!("\u{f8ff}{}", positions.len());
    positions.push(Position {
        in_window: format!("{path}:{}:{}", span.line, lead.chars().count() + 1),
        in_file: span.position(),
    });
    let annotation = mark.kind.span(range).label(mark.label);
    Snippet::source(window).line_start(span.line).path(path).annotation(annotation).into()
}

fn is_long(span: &LineSpan<'_>) -> bool {
    span.line_end - span.line_start > BEFORE + AFTER
}
