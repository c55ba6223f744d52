//! Where the carets of a finding stand: locations become ranges of one line.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::location::{At, FileId, Location};
use crate::source::index::{self, Hit, Located, Position, Span};
use crate::source::{SourceFile, SourceSet};

/// A range of one line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineSpan<'s> {
    pub file: FileId,
    pub path: &'s str,
    pub text: &'s str,
    /// The line and the column in characters, both from 1.
    pub line: usize,
    pub column: usize,
    /// The range, in bytes.
    pub start: usize,
    pub end: usize,
    /// The line, or the part of a long line near the range.
    pub line_start: usize,
    pub line_end: usize,
}

impl LineSpan<'_> {
    /// The column behind the range.
    pub fn end_column(&self) -> usize {
        self.column + self.text.get(self.start..self.end).map_or(0, |marked| marked.chars().count())
    }

    /// `file:line:column`.
    pub fn position(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

/// The bytes of a line that are read on either side of a range. A minified document is one line of many megabytes.
const NEAR: usize = 2000;

/// The part of a member that a finding points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Caret {
    Key,
    Value,
}

/// The ranges of all locations of some findings.
pub struct LineSpans<'s> {
    spans: BTreeMap<(Location, Caret), LineSpan<'s>>,
}

impl<'s> LineSpans<'s> {
    /// Finds the ranges. It reads each file at most once.
    pub fn find(sources: &'s SourceSet, findings: &[&Diagnostic]) -> Self {
        // By the file that a node was written in: each place, and the location of the node.
        let mut wanted: BTreeMap<FileId, BTreeSet<(Location, &Location, Caret)>> = BTreeMap::new();
        for finding in findings {
            let labels = finding.labels.iter().map(|(location, _)| location);
            for location in labels.chain([&finding.location]) {
                let origin = sources.origin(location);
                wanted.entry(origin.file).or_default().insert((origin, location, caret(finding.code, location)));
            }
        }
        let mut spans = BTreeMap::new();
        for (file, locations) in wanted {
            let Some(file) = sources.get(file) else { continue };
            let pointers: Vec<&str> = locations.iter().filter_map(|(origin, _, _)| pointer(origin)).collect();
            let located = match pointers.as_slice() {
                [] => BTreeMap::new(),
                pointers => index::locate(&file.text, file.document, pointers),
            };
            for (origin, location, caret) in &locations {
                spans.insert(((*location).clone(), *caret), span(file, origin, *caret, &located));
            }
        }
        Self { spans }
    }

    /// The range for a location in a finding of this kind.
    pub fn span(&self, code: Code, location: &Location) -> Option<&LineSpan<'s>> {
        self.spans.get(&(location.clone(), caret(code, location)))
    }
}

fn pointer(location: &Location) -> Option<&str> {
    match &location.at {
        At::Pointer(pointer) => Some(pointer),
        At::LineColumn(..) => None,
    }
}

/// The part of a member that findings of this kind point at.
fn caret(code: Code, location: &Location) -> Caret {
    let value = matches!(
        code,
        Code::WrongType
            | Code::UnknownType
            | Code::DanglingRef
            | Code::RefLoop
            | Code::RefKind
            | Code::UnsupportedVersion
            | Code::FileUnreadable
            | Code::DuplicateOperationId
            | Code::Repaired
            | Code::PlainHttp
    );
    match pointer(location) {
        Some(pointer) if value || pointer.ends_with("/$ref") => Caret::Value,
        Some(_) | None => Caret::Key,
    }
}

fn span<'s>(
    file: &'s SourceFile,
    location: &Location,
    caret: Caret,
    located: &BTreeMap<String, Located>,
) -> LineSpan<'s> {
    let text = file.text.as_str();
    let (start, end) = match &location.at {
        At::Pointer(pointer) => match located.get(pointer) {
            Some(found) => {
                let span = stretch(text, found, caret);
                (span.start, span.end.offset)
            }
            None => (Position { offset: 0, line: 1, column: 1 }, 0),
        },
        At::LineColumn(line, column) => {
            let offset = offset(text, *line, *column);
            (Position { offset, line: *line, column: *column }, offset + word(after(text, offset)))
        }
    };
    let line = after(text, start.offset);
    let first = line.chars().next().map_or(0, char::len_utf8);
    let length = end.saturating_sub(start.offset).min(line.len()).max(first);
    LineSpan {
        file: file.id,
        path: &file.shown,
        text,
        line: start.line,
        column: start.column,
        start: start.offset,
        end: start.offset + length,
        line_start: start.offset - before(text, start.offset).len(),
        line_end: start.offset + line.len(),
    }
}

/// The length of the first word.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(text.len())
}

/// The part of the line before the offset, as far as it is read.
fn before(text: &str, offset: usize) -> &str {
    let from = text.floor_char_boundary(offset.saturating_sub(NEAR));
    text.get(from..offset).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// The part of the line from the offset on, as far as it is read.
fn after(text: &str, offset: usize) -> &str {
    let to = text.floor_char_boundary(offset + NEAR);
    text.get(offset..to).unwrap_or_default().split('\n').next().unwrap_or_default().trim_end()
}

/// The range of the key, or of a scalar value. For an item that is a collection it is the beginning.
fn stretch(text: &str, found: &Located, caret: Caret) -> Span {
    let value = text.get(found.value.start.offset..found.value.end.offset).unwrap_or_default();
    match (found.key, caret, found.hit) {
        (Some(key), Caret::Key, _) | (Some(key), Caret::Value, Hit::Ancestor) => key,
        (Some(key), Caret::Value, Hit::Exact) if value.contains('\n') || value.starts_with(['{', '[']) => key,
        (Some(_), Caret::Value, Hit::Exact) => found.value,
        (None, _, _) if value.starts_with(['{', '[']) => Span { start: found.value.start, end: found.value.start },
        (None, _, _) => found.value,
    }
}

/// The byte offset of a line and column.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(length) => start += length + 1,
            None => return text.len(),
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    start + line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}
