//! One finding with its source lines.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::spot::{Spot, Spots};
use super::{Style, name};
use crate::diag::{Diagnostic, Severity};

/// Characters of a line that are shown before and after the caret.
const BEFORE: usize = 50;
const AFTER: usize = 80;
/// Lines that lie further apart are shown as pieces of their own.
const FAR: usize = 40;

/// The finding, as rustc would write it.
pub fn render(diagnostic: &Diagnostic, spots: &Spots<'_>, style: Style) -> String {
    let level = level(diagnostic.severity);
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str()));
    let mut positions = Vec::new();
    for piece in pieces(marks(diagnostic, spots)) {
        group = group.elements(element(&piece, &mut positions));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match style {
        Style::Color => Renderer::styled(),
        Style::Plain | Style::Short => Renderer::plain(),
    };
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
        Severity::Loss => Level::INFO.with_name(name(severity)),
    }
}

/// A spot and what is said about it.
struct Mark<'a> {
    spot: &'a Spot<'a>,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

fn marks<'a>(diagnostic: &'a Diagnostic, spots: &'a Spots<'a>) -> Vec<Mark<'a>> {
    let primary = spots.of(diagnostic.code, &diagnostic.place);
    let primary = primary.map(|spot| Mark { spot, kind: AnnotationKind::Primary, label: None });
    let labels = diagnostic.labels.iter().filter_map(|(place, label)| {
        let spot = spots.of(diagnostic.code, place)?;
        Some(Mark { spot, kind: AnnotationKind::Context, label: Some(label) })
    });
    primary.into_iter().chain(labels).collect()
}

/// Marks that are shown together: in one file, near each other.
fn pieces(marks: Vec<Mark<'_>>) -> Vec<Vec<Mark<'_>>> {
    let mut pieces: Vec<Vec<Mark<'_>>> = Vec::new();
    for mark in marks {
        let near = |other: &Mark<'_>| {
            other.spot.file == mark.spot.file
                && other.spot.line.abs_diff(mark.spot.line) <= FAR
                && !is_long(other.spot)
                && !is_long(mark.spot)
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
    if first.spot.text.is_empty() {
        return Some(Origin::path(first.spot.path).into());
    }
    if is_long(first.spot) {
        return Some(cut(first, positions));
    }
    let (from, line) = piece.iter().map(|mark| (mark.spot.line_start, mark.spot.line)).min().unwrap_or((0, 1));
    let to = piece.iter().map(|mark| mark.spot.line_end).max().unwrap_or(from);
    let source = first.spot.text.get(from..to).unwrap_or_default();
    let annotations = piece.iter().map(|mark| {
        mark.kind.span(mark.spot.start.saturating_sub(from)..mark.spot.end.saturating_sub(from)).label(mark.label)
    });
    Some(Snippet::source(source).line_start(line).path(first.spot.path).annotations(annotations).into())
}

/// The window of a long line around its caret.
fn cut<'a>(mark: &Mark<'a>, positions: &mut Vec<Position>) -> Element<'a> {
    let spot = mark.spot;
    let before = spot.text.get(spot.line_start..spot.start).unwrap_or_default();
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(spot.line_start, |(at, _)| spot.line_start + at);
    let after = spot.text.get(spot.start..spot.line_end).unwrap_or_default();
    let to = after.char_indices().nth(AFTER).map_or(spot.line_end, |(at, _)| spot.start + at);
    let left = if from > spot.line_start { "…" } else { "" };
    let right = if to < spot.line_end { "…" } else { "" };
    let lead = format!("{left}{}", spot.text.get(from..spot.start).unwrap_or_default());
    let window = format!("{lead}{}{right}", spot.text.get(spot.start..to).unwrap_or_default());
    let span = lead.len()..lead.len() + spot.end.min(to).saturating_sub(spot.start);

    // A name that no file has, so that exactly this position is replaced.
    let path = format!("\u{f8ff}{}", positions.len());
    positions.push(Position {
        in_window: format!("{path}:{}:{}", spot.line, lead.chars().count() + 1),
        in_file: spot.position(),
    });
    let annotation = mark.kind.span(span).label(mark.label);
    Snippet::source(window).line_start(spot.line).path(path).annotation(annotation).into()
}

fn is_long(spot: &Spot<'_>) -> bool {
    spot.line_end - spot.line_start > BEFORE + AFTER
}
