//! How inline content is written: text, code, emphasis and links in a paragraph, a heading or a cell.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::code::{code, code_cell};
use super::escape::{self, Around};
use super::printable::printable;

/// Where inline content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// Lines of a paragraph.
    Lines,
    /// One line.
    Line,
    /// A cell of a table.
    Cell,
}

/// The inline content of one block that was written so far.
pub struct Inline<'s> {
    source: &'s str,
    inside: Inside,
    out: String,
    /// Text that is not escaped yet, since a URL may continue in the next event.
    text: String,
    /// The positions in `text` of characters that the author escaped.
    escaped: Vec<usize>,
    /// Where the last event ends in the source.
    end: usize,
    /// The open links and images. None: its destination is no page of the web, or it is inside another link, so it
    /// becomes text.
    links: Vec<Option<Link>>,
    /// Whether one of them is written as a link.
    in_link: bool,
}

/// A link that is open.
struct Link {
    destination: String,
    /// Where its text begins in the output.
    start: usize,
}

impl<'s> Inline<'s> {
    pub fn new(source: &'s str, inside: Inside) -> Self {
        Self {
            source,
            inside,
            out: String::new(),
            text: String::new(),
            escaped: Vec::new(),
            end: 0,
            links: Vec::new(),
            in_link: false,
        }
    }

    /// Sets where the following content stands.
    pub fn within(&mut self, inside: Inside) {
        self.inside = inside;
    }

    /// Writes an event of inline content. The caller handles events of blocks.
    pub fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        let end = if matches!(event, Event::Start(_)) { range.start } else { range.end };
        match event {
            Event::Text(text) => self.source_text(&text, &range),
            Event::Code(text) => self.code(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::InlineHtml(text) => self.plain(&text),
            Event::Html(text) => self.html(&text),
            Event::FootnoteReference(label) => self.plain(&format!("[^{label}]")),
            Event::SoftBreak => self.line_break(""),
            Event::HardBreak => self.line_break("\\"),
            Event::Start(Tag::Emphasis) => self.mark(range.start, 1),
            Event::Start(Tag::Strong) => self.mark(range.start, 2),
            Event::End(TagEnd::Emphasis) => self.mark(range.start, 1),
            Event::End(TagEnd::Strong) => self.mark(range.start, 2),
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                self.open(&format!("mailto:{dest_url}"));
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => self.open(&dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close(),
            Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
        self.end = end;
    }

    /// Appends text that does not stand in the source as it is.
    pub fn plain(&mut self, text: &str) {
        self.text.push_str(&text.replace('\n', " "));
    }

    /// Returns what was written, as lines that begin no block.
    pub fn take_lines(&mut self) -> Vec<String> {
        let out = self.take();
        out.lines().map(str::trim).filter(|line| !line.is_empty()).map(escape::beginning).collect()
    }

    /// Returns what was written, on one line.
    pub fn take_line(&mut self) -> String {
        self.take().trim().replace('\n', " ")
    }

    fn take(&mut self) -> String {
        while !self.links.is_empty() {
            self.close();
        }
        self.flush(false);
        std::mem::take(&mut self.out)
    }

    /// Appends text of the document. If the source differs from the text, it was an entity.
    fn source_text(&mut self, text: &CowStr, range: &Range<usize>) {
        let written = self.source.get(range.clone()).unwrap_or_default();
        let is_escaped = range.start > self.end && self.source.get(range.start - 1..range.start) == Some("\\");
        if written == &**text {
            if is_escaped && text.starts_with(|c: char| c.is_ascii_punctuation()) {
                self.escaped.push(self.text.len());
            }
            self.text.push_str(text);
        } else if &**text == "&" {
            // An ampersand may be in the middle of a URL, so it stays in the text.
            self.escaped.push(self.text.len());
            self.text.push('&');
        } else if written.starts_with('&') && written.ends_with(';') && printable(text) == **text {
            self.flush(false);
            self.out.push_str(written);
        } else {
            self.plain(&printable(text));
        }
    }

    fn code(&mut self, text: &str) {
        self.flush(false);
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        let text = text.replace('\t', " ");
        let code = match self.inside {
            Inside::Lines | Inside::Line => code(&text),
            Inside::Cell => code_cell(&text),
        };
        self.out.push_str(&code);
    }

    fn html(&mut self, text: &str) {
        for line in text.lines() {
            self.plain(line.trim());
            self.line_break("");
        }
    }

    fn line_break(&mut self, before: &str) {
        self.flush(false);
        match self.inside {
            Inside::Lines => {
                self.out.push_str(before);
                self.out.push('\n');
            }
            Inside::Line | Inside::Cell => self.out.push(' '),
        }
    }

    /// Writes the mark of emphasis that the author used.
    fn mark(&mut self, start: usize, length: usize) {
        self.flush(false);
        let mark = if self.source.get(start..).is_some_and(|rest| rest.starts_with('_')) { "_" } else { "*" };
        self.out.push_str(&mark.repeat(length));
    }

    fn open(&mut self, destination: &str) {
        if self.in_link || !escape::is_destination(destination) {
            self.links.push(None);
            return;
        }
        self.flush(true);
        self.links.push(Some(Link { destination: destination.to_owned(), start: self.out.len() }));
        self.in_link = true;
    }

    fn close(&mut self) {
        let Some(Some(Link { destination, start })) = self.links.pop() else { return };
        self.flush(false);
        self.in_link = false;
        let text = self.out.split_off(start);
        let link = if text.trim().is_empty() || text == destination {
            format!("<{destination}>")
        } else if destination.contains(['(', ')']) {
            format!("[{text}](<{destination}>)")
        } else {
            format!("[{text}]({destination})")
        };
        self.out.push_str(&link);
    }

    /// Escapes the text that came since the last mark.
    fn flush(&mut self, before_link: bool) {
        let around = Around { in_link: self.in_link, in_cell: self.inside == Inside::Cell, before_link };
        escape::text(&self.text, &self.escaped, around, &mut self.out);
        self.text.clear();
        self.escaped.clear();
    }
}

/// Whether a tag is one of inline content.
pub fn is_inline(tag: TagEnd) -> bool {
    match tag {
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => true,
        TagEnd::Link | TagEnd::Image => true,
        TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => false,
        TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => false,
        TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => false,
        TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell | TagEnd::MetadataBlock(_) => false,
    }
}
