//! How prose becomes one line: the words of all blocks, one after the other.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::code::{code, code_cell};
use super::escape;
use super::inline::{Inline, Inside, is_inline};
use super::parser::parser;

/// Prose as one line that begins no block.
pub fn one_line(text: &str) -> String {
    escape::beginning(&words(text, Inside::Line))
}

/// Prose as one line for a cell of a table, with its bars escaped.
pub fn in_cell(text: &str) -> String {
    words(text, Inside::Cell)
}

fn words(text: &str, inside: Inside) -> String {
    let mut words = Words { source: text, inside, inline: Inline::new(text, inside), done: Vec::new(), code: None };
    for (event, range) in parser(text).into_offset_iter() {
        words.event(event, range);
    }
    words.finish_block();
    let line: Vec<&str> = words.done.iter().flat_map(|part| part.split_whitespace()).collect();
    line.join(" ")
}

/// The state between events.
struct Words<'s> {
    source: &'s str,
    inside: Inside,
    inline: Inline<'s>,
    done: Vec<String>,
    /// The code block that is open.
    code: Option<String>,
}

impl<'s> Words<'s> {
    fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Start(tag) if !is_inline(tag.to_end()) => {
                self.finish_block();
                self.begin(tag, range.start);
            }
            Event::End(TagEnd::TableCell) => {
                self.finish_block();
                self.done.push(self.bar());
            }
            Event::End(tag) if !is_inline(tag) => self.finish_block(),
            Event::Rule => {
                self.finish_block();
                self.done.extend(self.source.get(range).map(str::to_owned));
            }
            event => match (&mut self.code, event) {
                (Some(code), Event::Text(text)) => code.push_str(&text),
                (_, event) => self.inline.event(event, range),
            },
        }
    }

    /// Writes the marker of a block.
    fn begin(&mut self, tag: Tag<'s>, start: usize) {
        match tag {
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Item => {
                let marker = self.source.get(start..).and_then(|item| item.split_whitespace().next());
                self.done.extend(marker.map(str::to_owned));
            }
            Tag::FootnoteDefinition(label) => self.inline.plain(&format!("[^{label}]:")),
            Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::HtmlBlock | Tag::List(_) => {}
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            // Those of the inside, and those that the parser is not asked for.
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Link { .. } | Tag::Image { .. } | Tag::MetadataBlock(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn finish_block(&mut self) {
        self.done.push(self.inline.take_line());
        let code_block = self.code.take().unwrap_or_default();
        let words: Vec<&str> = code_block.split_whitespace().collect();
        if !words.is_empty() {
            self.done.push(match self.inside {
                Inside::Lines | Inside::Line => code(&words.join(" ")),
                Inside::Cell => code_cell(&words.join(" ")),
            });
        }
    }

    /// The bar between cells of a table in the prose.
    fn bar(&self) -> String {
        match self.inside {
            Inside::Lines | Inside::Line => "|".to_owned(),
            Inside::Cell => "\\|".to_owned(),
        }
    }
}
