//! One finding with its source lines.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::source_location::{SourceLocation, SourceLocations};
use crate::diag::{Diagnostic, Severity};

/// Characters of a line that are shown before and after the caret.
const BEFORE: usize = 50;
const AFTER: usize = 80;
/// Lines that lie further apart are shown as pieces of their own.
const FAR: usize = 40;

/// The finding, as rustc would write it.
pub fn render(diagnostic: &Diagnostic, locations: &SourceLocations<'_>, renderer: Renderer) -> String {
    let level = level(diagnostic.severity);
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str()));
    let mut positions = Vec::new();
    for piece in pieces(marks(diagnostic, locations)) {
        group = group.elements(element(&piece, &mut positions));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    positions.iter().fold(text, |text, position| text.replacen(&position.in_window, &position.in_file, 1))
}

/// A window of a line has columns of its own: what the renderer writes is put right afterwards.
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

/// A location and what is said about it.
struct Mark<'a> {
    location: &'a SourceLocation<'a>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

fn marks<'a>(diagnostic: &'a Diagnostic, locations: &'a SourceLocations<'a>) -> Vec<Mark<'a>> {
    let primary = locations.of(diagnostic.code, &diagnostic.place);
    let primary = primary.map(|location| Mark { location, kind: AnnotationKind::Primary, label: None });
    let labels = diagnostic.labels.iter().filter_map(|(place, label)| {
        let location = locations.of(diagnostic.code, place)?;
        Some(Mark { location, kind: AnnotationKind::Context, label: Some(label) })
    });
    primary.into_iter().chain(labels).collect()
}

/// Marks that are shown together: in one file, near each other.
fn pieces(marks: Vec<Mark<'_>>) -> Vec<Vec<Mark<'_>>> {
    let mut pieces: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        let near = |other: &Mark<'_>| {
            other.location.file == mark.location.file
                && other.location.line.abs_diff(mark.location.line) <= FAR
                && !is_long(other.location)
                && !is_long(mark.location)
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
    if first.location.text.is_empty() {
        return Some(Origin::path(first.location.path).into());
    }
    if is_long(first.location) {
        return Some(cut(first, positions));
    }
    let (from, line) = piece.iter().map(|mark| (mark.location.line_start, mark.location.line)).min().unwrap_or((0, 1));
    let to = piece.iter().map(|mark| mark.location.line_end).max().unwrap_or(from);
    let source = first.location.text.get(from..to).unwrap_or_default();
    let annotations = piece.iter().map(|mark| {
        mark.kind
            .span(mark.location.start.saturating_sub(from)..mark.location.end.saturating_sub(from))
            .label(mark.label)
    });
    Some(Snippet::source(source).line_start(line).path(first.location.path).annotations(annotations).into())
}

/// The window of a long line around its caret.
fn cut<'a>(mark: &Mark<'a>, positions: &mut Vec<Position>) -> Element<'a> {
    let location = mark.location;
    let before = location.text.get(location.line_start..location.start).unwrap_or_default();
    let from =
        before.char_indices().rev().nth(BEFORE - 1).map_or(location.line_start, |(at, _)| location.line_start + at);
    let after = location.text.get(location.start..location.line_end).unwrap_or_default();
    let to = after.char_indices().nth(AFTER).map_or(location.line_end, |(at, _)| location.start + at);
    let left = if from > location.line_start { "…" } else { "" };
    let right = if to < location.line_end { "…" } else { "" };
    let lead = format!("{left}{}", location.text.get(from..location.start).unwrap_or_default());
    let window = format!("{lead}{}{right}", location.text.get(location.start..to).unwrap_or_default());
    let span = lead.len()..lead.len() + location.end.min(to).saturating_sub(location.start);

    // A name that no file has, so that exactly this position is replaced.
    let path = format!("\u{f8ff}{}", positions.len());
    positions.push(Position {
        in_window: format!("{path}:{}:{}", location.line, lead.chars().count() + 1),
        in_file: location.position(),
    });
    let annotation = mark.kind.span(span).label(mark.label);
    Snippet::source(window).line_start(location.line).path(path).annotation(annotation).into()
}

fn is_long(location: &SourceLocation<'_>) -> bool {
    location.line_end - location.line_start > BEFORE + AFTER
}
