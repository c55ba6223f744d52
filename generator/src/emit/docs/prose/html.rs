//! How HTML in prose becomes Markdown, or else text: its tags are replaced or escaped before the prose is parsed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::escape;
use super::parser::parser;
use super::tags::{self, Open};

/// `text`, with Markdown for each tag that has one, and a backslash before each other that the parser takes for HTML.
///
/// The parser reads no Markdown inside a block of HTML, but authors write it there. After the tags are escaped, the
/// text between them is parsed with the rest.
pub fn disarmed(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    let mut open = Open::new(text);
    for Range { start, end } in parser(text).into_offset_iter().filter_map(html) {
        // The lines of a block of HTML have events of their own after that of the block. They are skipped.
        if start >= copied {
            out.push_str(text.get(copied..start).unwrap_or_default());
            open.is_in_row = is_in_row(text, start);
            replace_tags(text.get(start..end).unwrap_or_default(), &mut open, &mut out);
            copied = end;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Whether the line of this place is one of a table.
fn is_in_row(text: &str, at: usize) -> bool {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    line.trim_start().starts_with('|') || line.contains(" | ")
}

fn html((event, range): (Event, Range<usize>)) -> Option<Range<usize>> {
    matches!(event, Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_)).then_some(range)
}

/// Replaces or escapes the tags outside of code spans.
fn replace_tags(html: &str, open: &mut Open<'_>, out: &mut String) {
    for line in html.split_inclusive('\n') {
        let mut spans = Spans { unclosed: BTreeSet::new() };
        let mut rest = line;
        while let Some(at) = rest.find(['<', '`']) {
            let (before, after) = rest.split_at(at);
            out.push_str(before);
            if escape::opens_tag(after) {
                if let Some((markdown, length)) = tags::replaced(after, open) {
                    out.push_str(&markdown);
                    rest = after.get(length..).unwrap_or_default();
                    continue;
                }
                out.push('\\');
            }
            let (kept, left) = after.split_at_checked(spans.length(after)).unwrap_or((after, ""));
            out.push_str(kept);
            rest = left;
        }
        out.push_str(rest);
    }
}

/// The code spans of a line.
struct Spans {
    /// The lengths of runs of backticks that do not occur again, so that each is searched once.
    unclosed: BTreeSet<usize>,
}

impl Spans {
    /// The length of the code span that `text` begins with, else that of its backticks, else that of its first mark.
    fn length(&mut self, text: &str) -> usize {
        let run = ticks(text);
        if run == 0 || self.unclosed.contains(&run) {
            return usize::max(run, 1);
        }
        let mut at = run;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find('`')).map(|found| at + found) {
            let length = text.get(start..).map_or(0, ticks);
            at = start + length;
            if length == run {
                return at;
            }
        }
        self.unclosed.insert(run);
        run
    }
}

/// The number of backticks that `text` begins with.
fn ticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}
