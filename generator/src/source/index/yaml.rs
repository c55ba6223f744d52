//! The events of YAML text. Only this file names `saphyr-parser`.

use saphyr_parser::{Event, Parser, Span};

use crate::source::{comment, flow};

use super::walk::{Collection, Next, Range, Walk};

/// Walks over the text up to the first error of syntax.
pub fn events(text: &str, walk: &mut Walk) {
    if parsed(text, walk) {
        return;
    }
    // What the parser that reads documents takes and this one does not, written so that each byte keeps its place.
    let text = comment::without_tabs(text).unwrap_or_else(|| text.to_owned());
    walk.restart();
    parsed(&flow::on_one_line(&text), walk);
}

/// The same. False when the text is not well-formed.
fn parsed(text: &str, walk: &mut Walk) -> bool {
    let mut offsets = Offsets { text, chars: 0, bytes: 0 };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return false };
        let next = match event {
            Event::DocumentStart(_) => {
                walk.document();
                Next::More
            }
            Event::Scalar(value, ..) => walk.scalar(offsets.range(span), &value),
            Event::Alias(_) => walk.scalar(offsets.range(span), ""),
            Event::MappingStart(..) => {
                walk.open(offsets.range(span).start, Collection::Mapping);
                Next::More
            }
            Event::SequenceStart(..) => {
                walk.open(offsets.range(span).start, Collection::Sequence);
                Next::More
            }
            Event::MappingEnd | Event::SequenceEnd => walk.close(offsets.range(span).end),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => Next::More,
        };
        if next == Next::Done {
            return true;
        }
    }
    true
}

/// Converts counts of characters into offsets in bytes. Events are in order, so one pass over the text is enough.
struct Offsets<'t> {
    text: &'t str,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    fn range(&mut self, span: Span) -> Range {
        let start = self.offset(span.start.index());
        let end = self.offset(span.end.index());
        Range { start, end }
    }

    fn offset(&mut self, index: usize) -> usize {
        if index < self.chars {
            let back = self.chars - index;
            let before = self.text.get(..self.bytes).unwrap_or_default();
            return before.char_indices().rev().nth(back - 1).map_or(0, |(at, _)| at);
        }
        let rest = self.text.get(self.bytes..).unwrap_or_default();
        let ahead = index - self.chars;
        self.bytes += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.chars = index;
        self.bytes
    }
}
