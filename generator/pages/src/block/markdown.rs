//! Which blocks a page in Markdown has.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::Lines;
use super::model::{Block, Document, Kind, Row, Table};
use super::text::{Link, Text};
use super::{bars, html};

/// Reads Markdown.
pub(super) fn blocks(text: &str) -> Document {
    let (front, rest) = front_matter(text);
    let before = front.matches('\n').count();
    let mut blocks = part(rest, &Lines::after(before, rest));
    if !front.is_empty() {
        let kind = Kind::FrontMatter(front.to_owned());
        blocks.blocks.insert(0, Block { line: 1, end: before, kind });
    }
    blocks
}

/// What stands between two lines of hyphens at the top, and the rest. Markdown's own readers look for it below, too,
/// where such a line only divides a page.
fn front_matter(text: &str) -> (&str, &str) {
    if text.lines().next().is_none_or(|line| line.trim_end() != "---") {
        return ("", text);
    }
    let mut end = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        end += line.len();
        if index > 0 && line.trim_end() == "---" {
            return text.split_at_checked(end).unwrap_or(("", text));
        }
    }
    ("", text)
}

/// Reads Markdown whose lines are known.
fn part(text: &str, lines: &Lines) -> Document {
    let mut builder = Builder { source: text, ..Builder::new(lines) };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush(0);
    Document { blocks: builder.blocks }
}

/// Reads words without blocks, such as a cell.
pub(super) fn inline(text: &str, line: usize) -> Text {
    let nothing = Lines::new("");
    let mut builder = Builder::new(&nothing);
    builder.fixed = Some(line);
    for (event, range) in Parser::new(text).into_offset_iter() {
        builder.inline_event(event, &range);
    }
    builder.text.unwrap_or_default()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST
}

/// What stands around the words that are read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Around {
    Quote,
    Item,
    Definition,
}

struct Builder<'a> {
    source: &'a str,
    lines: &'a Lines,
    /// The line of all words, where they are a part of one line.
    fixed: Option<usize>,
    blocks: Vec<Block>,
    around: Vec<Around>,
    /// What a note is called, from the first words of the quote.
    label: String,
    /// The words that are being read.
    text: Option<Text>,
    links: Vec<(usize, String)>,
    strong: Vec<usize>,
    table: Option<Table>,
    row: Row,
    /// Code, HTML or front matter that is being read, with the line of its first words.
    verbatim: Option<(String, Option<usize>)>,
    /// What stands before this offset was read already.
    until: usize,
}

impl<'a> Builder<'a> {
    fn new(lines: &'a Lines) -> Self {
        Self {
            source: "",
            lines,
            fixed: None,
            blocks: Vec::new(),
            around: Vec::new(),
            label: String::new(),
            text: None,
            links: Vec::new(),
            strong: Vec::new(),
            table: None,
            row: Row::default(),
            verbatim: None,
            until: 0,
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.fixed.unwrap_or_else(|| self.lines.at(offset))
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        if range.start < self.until {
            return;
        }
        if let Some((verbatim, first)) = &mut self.verbatim
            && let Event::Text(words) | Event::Html(words) = &event
        {
            first.get_or_insert(self.lines.at(range.start));
            verbatim.push_str(words);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Rule => self.push(Kind::Rule, &range),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => {
                let line = self.line(range.start);
                self.blocks.push(Block { line, end: line, kind: Kind::Comment(html::comment(&tag).to_owned()) });
            }
            other => self.inline_event(other, &range),
        }
    }

    /// Words, and what marks them.
    fn inline_event(&mut self, event: Event, range: &Range<usize>) {
        let line = self.line(range.start);
        match event {
            Event::Text(words) => self.text.get_or_insert_default().push(&words, line),
            Event::Code(words) => {
                let text = self.text.get_or_insert_default();
                let start = text.plain.len();
                text.push(&words, line);
                text.codes.push(start..text.plain.len());
            }
            Event::SoftBreak | Event::HardBreak => self.text.get_or_insert_default().blank(),
            // A shortcode, `{{<required>}}`, looks like a tag and is text.
            Event::InlineHtml(tag) if self.text.as_ref().is_some_and(|text| text.plain.ends_with("{{")) => {
                self.text.get_or_insert_default().push(&tag, line);
            }
            Event::InlineHtml(tag) if html::is_break(&tag) => self.text.get_or_insert_default().blank(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let at = self.text.get_or_insert_default().plain.len();
                self.links.push((at, dest_url.into_string()));
            }
            Event::End(TagEnd::Link) => {
                if let (Some((start, target)), Some(text)) = (self.links.pop(), &mut self.text) {
                    text.links.push(Link { at: start..text.plain.len(), target });
                }
            }
            Event::Start(Tag::Strong) => self.strong.push(self.text.get_or_insert_default().plain.len()),
            Event::End(TagEnd::Strong) => {
                if let (Some(start), Some(text)) = (self.strong.pop(), &mut self.text) {
                    text.strong.push(start..text.plain.len());
                }
            }
            // Other marks of inline text have no meaning of their own: emphasis, footnotes, mathematics.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::DefinitionListTitle | Tag::TableCell => {
                if tag != Tag::TableCell {
                    self.flush(range.start);
                }
                self.text = Some(Text::default());
            }
            Tag::BlockQuote(_) => self.enter(Around::Quote, range),
            Tag::Item => self.enter(Around::Item, range),
            Tag::DefinitionListDefinition => self.enter(Around::Definition, range),
            Tag::List(_) | Tag::DefinitionList => self.flush(range.start),
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.flush(range.start);
                self.verbatim = Some((String::new(), None));
            }
            Tag::Table(_) => {
                self.flush(range.start);
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => self.row = Row { line: self.line(range.start), ..Row::default() },
            other => self.inline_event(Event::Start(other), range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(level) => {
                let mut text = self.text.take().unwrap_or_default();
                // An anchor of the heading's own, `{#get}`, is none of its words.
                if let Some(start) = text.plain.rfind(" {#").filter(|_| text.plain.ends_with('}')) {
                    text.plain.truncate(start);
                }
                self.push(Kind::Heading { level: level as u8, text }, range);
            }
            TagEnd::DefinitionListTitle => {
                let text = self.text.take().unwrap_or_default();
                self.push(Kind::Term(text), range);
            }
            TagEnd::Paragraph if self.stray_table(range) => {}
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::DefinitionList => self.flush(range.end),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.flush(range.end);
                self.around.pop();
            }
            TagEnd::TableCell => {
                let text = self.text.take().unwrap_or_default();
                self.row.cells.push(text);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(tag, range),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Kind::Table(table), range);
                }
            }
            TagEnd::CodeBlock => self.end_code(range),
            TagEnd::HtmlBlock => {
                let (mut text, first) = self.verbatim.take().unwrap_or_default();
                let rest = self.source.get(range.end..).unwrap_or("");
                if let Some(end) = html::end_of_table(&text, rest) {
                    text.push_str(rest.get(..end).unwrap_or(""));
                    self.until = range.end + end;
                }
                let first = first.unwrap_or(self.lines.at(range.start));
                let (tags, rest) = html::components(&text);
                self.blocks.extend(html::blocks(tags, first));
                if !rest.trim().is_empty() {
                    let lines = Lines::after(first - 1 + tags.matches('\n').count(), rest);
                    self.blocks.extend(part(rest, &lines).blocks);
                }
            }
            other => self.inline_event(Event::End(other), range),
        }
    }

    /// A table that Markdown takes for a paragraph, because its second line has another number of cells than its head.
    fn stray_table(&mut self, range: &Range<usize>) -> bool {
        let source = self.source.get(range.clone()).unwrap_or("");
        let lines: Vec<&str> = source.lines().collect();
        let Some(second) = lines.iter().position(|line| bars::is_divider(line)).filter(|at| *at > 0) else {
            return false;
        };
        let first = self.line(range.start);
        let read = |at: usize| {
            let found = bars::cells(lines.get(at).copied().unwrap_or(""));
            found.iter().map(|cell| inline(cell.trim(), first + at)).collect::<Vec<Text>>()
        };
        let head = read(second - 1);
        let rows = (second + 1..lines.len()).map(|at| {
            let mut row = Row { line: first + at, cells: read(at), surplus: false };
            row.surplus = row.cells.len() > head.len();
            row.cells.resize(row.cells.len().max(head.len()), Text::default());
            row
        });
        let table = Table { rows: rows.collect(), head };
        self.text = None;
        if second > 1 {
            let before = lines.get(..second - 1).unwrap_or_default().join(" ");
            let text = inline(&before, first);
            self.blocks.push(Block { line: first, end: first + second - 2, kind: Kind::Paragraph(text) });
        }
        self.blocks.push(Block { line: first + second - 1, end: first + lines.len() - 1, kind: Kind::Table(table) });
        true
    }

    fn enter(&mut self, around: Around, range: &Range<usize>) {
        self.flush(range.start);
        self.around.push(around);
        if around == Around::Quote {
            self.label.clear();
        }
    }

    fn end_row(&mut self, tag: TagEnd, range: &Range<usize>) {
        let mut row = std::mem::take(&mut self.row);
        let Some(table) = &mut self.table else { return };
        if tag == TagEnd::TableHead {
            table.head = row.cells;
            return;
        }
        let mut cells = bars::cells(self.source.get(range.clone()).unwrap_or(""));
        while cells.len() > table.head.len() && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.len() > table.head.len() && !table.head.is_empty() {
            let kept = table.head.len() - 1;
            let rest = cells.get(kept..).unwrap_or_default().join(" | ");
            row.cells.truncate(kept);
            row.cells.push(inline(&rest, row.line));
            row.surplus = true;
        }
        table.rows.push(row);
    }

    fn end_code(&mut self, range: &Range<usize>) {
        let (text, first) = self.verbatim.take().unwrap_or_default();
        let line = self.line(range.start);
        let opening = self.source.get(range.clone()).and_then(|code| code.lines().next()).unwrap_or("").trim();
        let info = opening.trim_start_matches(['`', '~']);
        let fenced = info.len() < opening.len();
        let info = if fenced { info.trim().to_owned() } else { String::new() };
        self.push(Kind::Code { info, text, first: first.unwrap_or(line + usize::from(fenced)) }, range);
    }

    fn push(&mut self, kind: Kind, range: &Range<usize>) {
        let block = Block { line: self.line(range.start), end: self.line(range.end.saturating_sub(1)), kind };
        self.blocks.push(block);
    }

    /// Whether the mark of a definition has no blank after it, so that it is a part of a name.
    fn is_name(&self, line: usize) -> bool {
        let own = line.checked_sub(self.lines.at(0)).and_then(|line| self.source.lines().nth(line));
        own.and_then(|line| line.trim_start().strip_prefix(':')).is_some_and(|rest| !rest.starts_with([' ', '\t']))
    }

    /// Ends the words that are being read, whatever they stand in.
    fn flush(&mut self, end: usize) {
        let Some(mut text) = self.text.take() else { return };
        self.includes(&mut text);
        if text.is_empty() {
            return;
        }
        let start = text.line();
        let (line, end) = (start, self.line(end.saturating_sub(1)).max(text.line()));
        let kind = if self.around.contains(&Around::Quote) {
            if let Some((label, rest)) = note_label(&text.plain) {
                self.label = label;
                text = text.from(rest);
            }
            if text.is_empty() {
                return;
            }
            Kind::Note { label: self.label.clone(), text }
        } else {
            match self.around.last() {
                Some(Around::Item) => Kind::Item(text),
                // A line `:name` is taken for a definition, whose mark has a blank after it.
                Some(Around::Definition) if self.is_name(start) => Kind::Term(text),
                Some(Around::Definition) => Kind::Definition(text),
                Some(Around::Quote) | None => Kind::Paragraph(text),
            }
        };
        self.blocks.push(Block { line, end, kind });
    }

    /// Takes the includes out of a paragraph.
    fn includes(&mut self, text: &mut Text) {
        while let Some(start) = text.plain.to_ascii_lowercase().find("[!include") {
            let Some(link) = text.links.iter().find(|link| link.at.start > start) else { return };
            let (line, target, after) = (text.line_at(start), link.target.clone(), link.at.end);
            let after =
                text.plain.get(after..).and_then(|rest| rest.find(']')).map_or(after, |close| after + close + 1);
            self.blocks.push(Block { line, end: line, kind: Kind::Include { target } });
            let mut left = text.from(after);
            if text.plain.get(..start).is_some_and(|before| !before.trim().is_empty()) {
                let mut before = text.until(start);
                before.join(&left);
                left = before;
            }
            *text = left;
        }
    }
}

/// What a note is called by its first words, `[!NOTE]`, and where the rest begins.
fn note_label(plain: &str) -> Option<(String, usize)> {
    let rest = plain.strip_prefix("[!")?;
    let (label, _) = rest.split_once(']')?;
    Some((label.to_lowercase(), label.len() + 3))
}
