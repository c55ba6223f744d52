//! How the blocks of prose are written: each on lines of its own, inside of its quotes and lists.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Tag, TagEnd};

use super::code::longest_run;
use super::container::{Container, Gap, Kind, List, Sort, listed, quoted};
use super::inline::{Inline, Inside, is_inline};
use super::parser::parser;

/// The lines of prose, from which HTML and characters that do not print were removed before.
pub fn lines(text: &str) -> Vec<String> {
    let mut writer = Writer::new(text);
    for (event, range) in parser(text).into_offset_iter() {
        writer.event(event, range);
    }
    writer.finish()
}

/// The state between events.
struct Writer<'s> {
    source: &'s str,
    /// The document and its open containers.
    open: Vec<Container>,
    inline: Inline<'s>,
    /// Where the current text begins. None: no text is open.
    text: Option<usize>,
    /// The label of a footnote whose text has not begun.
    note: Option<String>,
    /// The code block that is open.
    code: Option<String>,
    table: Vec<Vec<String>>,
    alignments: Vec<Alignment>,
}

impl<'s> Writer<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            open: vec![Container::root()],
            inline: Inline::new(source, Inside::Lines),
            text: None,
            note: None,
            code: None,
            table: Vec::new(),
            alignments: Vec::new(),
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.finish_text();
        self.open.into_iter().next().map(Container::into_lines).unwrap_or_default()
    }

    fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Start(tag) if !is_inline(tag.to_end()) => {
                self.finish_text();
                self.start(tag, range.start);
            }
            Event::End(tag) if !is_inline(tag) => self.end(tag, range.start),
            Event::Rule => {
                self.finish_text();
                // Underscores are used, since dashes could begin an item, or turn the line above into a heading.
                self.push(vec!["___".to_owned()], Sort::Closed, range.start);
            }
            event => match (&mut self.code, event) {
                (Some(code), Event::Text(text)) => code.push_str(&text),
                (_, event) => {
                    self.text.get_or_insert(range.start);
                    self.inline.event(event, range);
                }
            },
        }
    }

    fn start(&mut self, tag: Tag<'s>, start: usize) {
        match tag {
            Tag::Paragraph => {
                // An item has paragraphs only if its list has blank lines.
                if let [.., list, Container { kind: Kind::Item, .. }] = self.open.as_mut_slice()
                    && let Kind::List(list) = &mut list.kind
                {
                    list.gap = Gap::BlankLine;
                }
                self.begin_note(start);
            }
            Tag::BlockQuote(_) => self.open(Kind::Quote, start),
            Tag::List(first) => self.open(Kind::List(List { first, gap: Gap::None }), start),
            Tag::Item => self.open(Kind::Item, start),
            Tag::FootnoteDefinition(label) => {
                self.open(Kind::Plain, start);
                self.note = Some(label.to_string());
            }
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Heading { .. } => self.inline.within(Inside::Line),
            Tag::Table(alignments) => self.alignments = alignments,
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::TableCell => self.inline.within(Inside::Cell),
            Tag::HtmlBlock => {}
            // Those of the inside, and those that the parser is not asked for.
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Link { .. } | Tag::Image { .. } | Tag::MetadataBlock(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, tag: TagEnd, start: usize) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.finish_text(),
            TagEnd::Heading(level) => self.heading(level, start),
            TagEnd::CodeBlock => self.fence(start),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            TagEnd::FootnoteDefinition => {
                self.begin_note(start);
                self.close();
            }
            TagEnd::TableCell => {
                let cell = self.take_line();
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.rows(start),
            TagEnd::TableHead | TagEnd::TableRow => {}
            // Those of the inside, and those that the parser is not asked for.
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Link | TagEnd::Image | TagEnd::MetadataBlock(_) => {}
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        }
    }

    fn open(&mut self, kind: Kind, start: usize) {
        let inner = self.open.last().map(|around| around.inner(kind, start));
        self.open.extend(inner);
    }

    /// Closes a container, and adds it to the one around it. An empty item is left out, since CommonMark could read its
    /// marker as a rule and what follows as code.
    fn close(&mut self) {
        self.finish_text();
        let [.., around, _] = self.open.as_slice() else { return };
        let (around, position) = (around.kind, around.len());
        let Some(container) = self.open.pop() else { return };
        let start = container.start;
        match (container.kind, around) {
            (Kind::Quote, _) => self.push(quoted(container.into_lines()), Sort::Interrupts, start),
            (Kind::List(list), _) => self.push(container.into_lines(), list.sort(), start),
            (Kind::Item, Kind::List(list)) => {
                let marker = list.marker(self.source.get(start..).unwrap_or_default(), position);
                self.push(listed(&marker, container.into_lines()), Sort::Apart, start);
            }
            (Kind::Plain | Kind::Item, _) => {
                if let Some(around) = self.open.last_mut() {
                    around.append(container);
                }
            }
        }
    }

    /// Adds a block to the innermost container.
    fn push(&mut self, lines: Vec<String>, sort: Sort, start: usize) {
        let before = self.source.get(..start).unwrap_or_default();
        let gap = match before.rsplit('\n').nth(1) {
            Some(line) if line.trim_matches([' ', '\t', '>']).is_empty() => Gap::BlankLine,
            Some(_) | None => Gap::None,
        };
        if let Some(container) = self.open.last_mut() {
            container.push(lines, sort, gap);
        }
    }

    /// Writes the label at the beginning of the text of a footnote.
    fn begin_note(&mut self, start: usize) {
        if let Some(label) = self.note.take() {
            self.text = Some(start);
            self.inline.plain(&format!("[^{label}]: "));
        }
    }

    /// Ends the text of a paragraph. A paragraph in an item may have no tag of its own.
    fn finish_text(&mut self) {
        if let Some(start) = self.text.take() {
            let lines = self.inline.take_lines();
            self.push(lines, Sort::Apart, start);
        }
    }

    /// Ends the text of a heading or a cell.
    fn take_line(&mut self) -> String {
        self.text = None;
        let line = self.inline.take_line();
        self.inline.within(Inside::Lines);
        line
    }

    fn heading(&mut self, level: HeadingLevel, start: usize) {
        let mut text = self.take_line();
        // A run of `#` after a space at the end is not part of a heading.
        if text.ends_with('#') && text.trim_end_matches('#').chars().last().is_none_or(|c| c == ' ') {
            text.insert(text.len() - 1, '\\');
        }
        let lines = if text.is_empty() { Vec::new() } else { vec![format!("{} {text}", "#".repeat(level as usize))] };
        self.push(lines, Sort::Closed, start);
    }

    fn fence(&mut self, start: usize) {
        let code = self.code.take().unwrap_or_default().replace('\t', "    ");
        let code = code.trim_end();
        let mut lines: Vec<String> = code.lines().map(|line| line.trim_end().to_owned()).collect();
        if !lines.is_empty() {
            let fence = "`".repeat(usize::max(3, longest_run(code, '`') + 1));
            lines.insert(0, format!("{fence}text"));
            lines.push(fence);
        }
        self.push(lines, Sort::Closed, start);
    }

    fn rows(&mut self, start: usize) {
        let mut rows = std::mem::take(&mut self.table).into_iter();
        let Some(head) = rows.next() else { return };
        let rule: Vec<&str> = self.alignments.iter().copied().map(dashes).collect();
        let mut lines = vec![format!("| {} |", head.join(" | ")), format!("|{}|", rule.join("|"))];
        lines.extend(rows.map(row));
        self.push(lines, Sort::Apart, start);
    }
}

/// A row of a table, without the empty cells that the parser appended.
fn row(mut cells: Vec<String>) -> String {
    let said = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or_default();
    cells.truncate(said + 1);
    format!("| {} |", cells.join(" | "))
}

/// A cell of the line below the head of a table, by the alignment of the column.
fn dashes(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}
