//! Which blocks a text has that was copied from a rendered page. It has no marks of headings and no fences, so that
//! headings and heads of tables are found by the words of a profile, and code by the first line of a message of HTTP.

use super::model::{Block, Document, Holds, Kind, Row, Table, Vocabulary};
use super::text::Text;
use super::{bars, joined};
use crate::words::normal;

/// Reads text of a rendered page.
pub(super) fn blocks(text: &str, vocabulary: &Vocabulary) -> Document {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader { lines: &lines, vocabulary, at: 0, blocks: Vec::new() };
    while reader.at < lines.len() {
        reader.step();
    }
    Document { blocks: reader.blocks }
}

struct Reader<'a> {
    lines: &'a [&'a str],
    vocabulary: &'a Vocabulary,
    at: usize,
    blocks: Vec<Block>,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or("").trim()
    }

    fn push(&mut self, from: usize, end: usize, kind: Kind) {
        self.blocks.push(Block { line: from + 1, end: end.max(from + 1), kind });
        self.at = end;
    }

    fn step(&mut self) {
        let (at, line) = (self.at, self.line(self.at));
        if line.is_empty() {
            self.at += 1;
        } else if is_message(line) {
            self.code();
        } else if line.contains('|') && bars::is_divider(self.line(at + 1)) {
            self.table();
        } else if let Some((head, columns)) = joined::head(line, self.vocabulary) {
            self.joined(head, &columns);
        } else if let Some(level) = self.heading(line) {
            self.push(at, at + 1, Kind::Heading { level, text: Text::on_line(line, at + 1) });
        } else if at == self.first_words() && self.is_title(line) {
            self.push(at, at + 1, Kind::Heading { level: 1, text: Text::on_line(line, at + 1) });
        } else if self.vocabulary.labels.contains(&normal(line)) {
            self.note(line);
        } else {
            let text = self.prose(at);
            let end = self.at;
            self.push(at, end, Kind::Paragraph(text));
        }
    }

    /// The first line that has words.
    fn first_words(&self) -> usize {
        self.lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0)
    }

    /// Whether the first line is the heading of the page: it is short, no sentence, and no label of a note.
    fn is_title(&self, line: &str) -> bool {
        line.len() <= 100 && !line.ends_with(['.', ':', '!']) && !self.vocabulary.labels.contains(&normal(line))
    }

    fn heading(&self, line: &str) -> Option<u8> {
        if line.len() > 100 || line.ends_with('.') {
            return None;
        }
        self.vocabulary.headings.iter().find(|(words, _)| words.matches(line)).map(|(_, level)| *level)
    }

    /// Whether a line begins something that is no prose.
    fn breaks(&self, at: usize) -> bool {
        let line = self.line(at);
        line.is_empty()
            || is_message(line)
            || (line.contains('|') && bars::is_divider(self.line(at + 1)))
            || joined::head(line, self.vocabulary).is_some()
            || self.heading(line).is_some()
            || self.vocabulary.labels.contains(&normal(line))
    }

    /// Sentences from a line on. A line that ends one ends the paragraph, since a rendered page has no blank lines.
    fn prose(&mut self, from: usize) -> Text {
        let mut text = Text::default();
        let mut at = from;
        while at < self.lines.len() && (at == from || !self.breaks(at)) {
            let line = self.line(at);
            text.blank();
            text.push(line, at + 1);
            at += 1;
            // A line that goes on with a small letter is a part of a sentence that was broken.
            let next = self.line(at);
            if line.ends_with(['.', ':', '!', '?']) || !next.starts_with(|letter: char| letter.is_lowercase()) {
                break;
            }
        }
        self.at = at;
        text
    }

    /// A label on a line of its own, and the paragraph that follows it.
    fn note(&mut self, label: &str) {
        let from = self.at;
        let start = (from + 1..self.lines.len()).find(|at| !self.line(*at).is_empty()).unwrap_or(from + 1);
        if start >= self.lines.len() {
            self.at = start;
            return;
        }
        let text = self.prose(start);
        let end = self.at;
        self.push(start, end, Kind::Note { label: normal(label), text });
    }

    fn table(&mut self) {
        let from = self.at;
        let head: Vec<Text> = bars::cells(self.line(from)).iter().map(|cell| Text::on_line(cell, from + 1)).collect();
        let mut at = from + 2;
        let mut rows = Vec::new();
        while at < self.lines.len() && self.line(at).contains('|') && !is_message(self.line(at)) {
            let mut row = Row { line: at + 1, ..Row::default() };
            let mut found = bars::cells(self.line(at));
            if found.len() > head.len() && !head.is_empty() {
                let rest = found.split_off(head.len() - 1).join(" | ");
                found.push(rest);
                row.surplus = true;
            }
            found.resize(head.len().max(found.len()), String::new());
            row.cells = found.iter().map(|cell| Text::on_line(cell, at + 1)).collect();
            rows.push(row);
            at += 1;
        }
        self.push(from, at, Kind::Table(Table { head, rows }));
    }

    fn joined(&mut self, mut table: Table, columns: &[&Holds]) {
        let from = self.at;
        let mut at = from + 1;
        while at < self.lines.len() && !self.breaks(at) {
            table.rows.push(joined::row(self.line(at), at + 1, columns, &self.vocabulary.types));
            at += 1;
        }
        self.push(from, at, Kind::Table(table));
    }

    /// Messages of HTTP: first lines, headers, and a body of JSON up to the end of its brackets.
    fn code(&mut self) {
        let from = self.at;
        let mut at = from + 1;
        while at < self.lines.len() {
            let line = self.line(at);
            if is_message(line) && line.starts_with("HTTP/") != self.line(from).starts_with("HTTP/") {
                break;
            }
            if line.starts_with(['{', '[']) {
                at = self.balanced(at);
                break;
            }
            let next = (at..self.lines.len()).find(|at| !self.line(*at).is_empty()).map_or("", |at| self.line(at));
            let goes_on =
                if line.is_empty() { next.starts_with(['{', '[']) } else { is_message(line) || is_header(line) };
            if !goes_on {
                break;
            }
            at += 1;
        }
        let text = self.lines.get(from..at).unwrap_or_default().join("\n");
        self.push(from, at, Kind::Code { info: String::new(), text, first: from + 1 });
    }

    /// The line after the one that closes what a line opens.
    fn balanced(&self, from: usize) -> usize {
        let mut depth = 0_usize;
        let mut quoted = false;
        let mut escaped = false;
        for at in from..self.lines.len() {
            for letter in self.line(at).chars() {
                match letter {
                    '"' if !escaped => quoted = !quoted,
                    '{' | '[' if !quoted => depth += 1,
                    '}' | ']' if !quoted => depth = depth.saturating_sub(1),
                    _ => {}
                }
                escaped = letter == '\\' && !escaped;
            }
            // No string of JSON goes over the end of a line.
            (quoted, escaped) = (false, false);
            if depth == 0 {
                return at + 1;
            }
        }
        self.lines.len()
    }
}

/// Whether a line is the first of a message of HTTP.
fn is_message(line: &str) -> bool {
    let Some((first, rest)) = line.split_once(' ') else { return false };
    let method = matches!(first, "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS");
    (method && (rest.trim_start().starts_with('/') || rest.trim_start().starts_with("http")))
        || (first.starts_with("HTTP/") && rest.trim_start().starts_with(|letter: char| letter.is_ascii_digit()))
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    })
}
