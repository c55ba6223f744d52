//! Where exactly the carets stand: places → stretches of one line.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::location::{At, FileId, Location};
use crate::source::index::{self, Hit, Located, Position, Span};
use crate::source::{SourceFile, SourceSet};

/// A stretch of one line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineSpan<'s> {
    pub file: FileId,
    pub path: &'s str,
    pub text: &'s str,
    /// Both from 1; the column in characters.
    pub line: usize,
    pub column: usize,
    /// In bytes.
    pub start: usize,
    pub end: usize,
    /// The line, or of a long one what stands near the span.
    pub line_start: usize,
    pub line_end: usize,
}

impl LineSpan<'_> {
    /// `file:line:column`.
    pub fn position(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

/// Bytes of a line that are looked at on either side. A minified document is one line of many megabytes.
const NEAR: usize = 2000;

/// Of a member: its key, or its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Caret {
    Key,
    Value,
}

/// The spans of all places of some findings.
pub struct LineSpans<'s> {
    spans: BTreeMap<(Location, Caret), LineSpan<'s>>,
}

impl<'s> LineSpans<'s> {
    /// Looks through each file at most once.
    pub fn find(sources: &'s SourceSet, findings: &[&Diagnostic]) -> Self {
        let mut wanted: BTreeMap<FileId, BTreeSet<(&Location, Caret)>> = BTreeMap::new();
        for finding in findings {
            let labels = finding.labels.iter().map(|(location, _)| location);
            for location in labels.chain([&finding.location]) {
                wanted.entry(location.file).or_default().insert((location, caret(finding.code, location)));
            }
        }
        let mut spans = BTreeMap::new();
        for (file, locations) in wanted {
            let Some(file) = sources.get(file) else { continue };
            let pointers: Vec<&str> = locations.iter().filter_map(|(location, _)| pointer(location)).collect();
            let located = match pointers.as_slice() {
                [] => BTreeMap::new(),
                pointers => index::locate(&file.text, file.document, pointers),
            };
            for (location, caret) in locations {
                spans.insert((location.clone(), caret), span(file, location, caret, &located));
            }
        }
        Self { spans }
    }

    /// Where a finding of this kind points for this place.
    pub fn of(&self, code: Code, location: &Location) -> Option<&LineSpan<'s>> {
        self.spans.get(&(location.clone(), caret(code, location)))
    }
}

fn pointer(location: &Location) -> Option<&str> {
    match &location.at {
        At::Pointer(pointer) => Some(pointer),
        At::LineColumn(..) => None,
    }
}

/// Kinds of findings whose fault is what is written, and not where.
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
            | Code::Mended
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

/// The length of the word at the beginning.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(text.len())
}

/// The line before the offset, or what is near of it.
fn before(text: &str, offset: usize) -> &str {
    let from = text.floor_char_boundary(offset.saturating_sub(NEAR));
    text.get(from..offset).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// The line from the offset on, or what is near of it.
fn after(text: &str, offset: usize) -> &str {
    let to = text.floor_char_boundary(offset + NEAR);
    text.get(offset..to).unwrap_or_default().split('\n').next().unwrap_or_default().trim_end()
}

/// The key, or a value that is no collection. An item that is a collection is shown by its beginning.
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
