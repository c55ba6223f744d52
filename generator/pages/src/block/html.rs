//! Which blocks HTML inside Markdown has: tables and comments.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::lines::Lines;
use super::model::{Block, Kind, Row, Table};
use super::text::{Link, Text};

/// Reads HTML that begins on a line.
pub(super) fn blocks(html: &str, line: usize) -> Vec<Block> {
    let end = line + html.trim_end().matches('\n').count();
    let whole = html.trim();
    if whole.is_empty() {
        return Vec::new();
    }
    if whole.starts_with("<!--") {
        return vec![Block { line, end, kind: Kind::Comment(comment(whole).to_owned()) }];
    }
    let tables = tables(html, line);
    if tables.is_empty() {
        return vec![Block { line, end, kind: Kind::Html(whole.to_owned()) }];
    }
    tables.into_iter().map(|table| Block { line, end, kind: Kind::Table(table) }).collect()
}

/// Where a table ends that HTML opens and does not close, since a blank line ends HTML for Markdown.
pub(super) fn end_of_table(html: &str, rest: &str) -> Option<usize> {
    let (html, rest) = (html.to_ascii_lowercase(), rest.to_ascii_lowercase());
    let open = html.matches("<table").count() > html.matches("</table").count();
    if !open {
        return None;
    }
    let close = rest.find("</table")?;
    rest.get(close..)?.find('>').map(|end| close + end + 1)
}

/// What is read of a table.
#[derive(Default)]
struct Reading {
    tables: Vec<Table>,
    table: Option<Table>,
    row: Option<Row>,
    cell: Option<Text>,
    /// Whether the row has a cell of a head.
    headed: bool,
    link: Option<(usize, String)>,
    code: Option<usize>,
}

fn tables(html: &str, line: usize) -> Vec<Table> {
    let lines = Lines::after(line.saturating_sub(1), html);
    let mut reading = Reading::default();
    // Reading from memory cannot fail.
    for token in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()).flatten() {
        match token {
            Token::StartTag(tag) => {
                let target = tag.attributes.iter().find(|(name, _)| name.as_slice() == b"href");
                let target = target.map(|(_, value)| String::from_utf8_lossy(value).into_owned());
                reading.start(&String::from_utf8_lossy(&tag.name), target, lines.at(tag.span.start));
            }
            Token::EndTag(tag) => reading.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reading.words(&String::from_utf8_lossy(&words), lines.at(words.span.start)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reading.end("table");
    reading.tables
}

impl Reading {
    fn start(&mut self, tag: &str, target: Option<String>, line: usize) {
        match tag {
            "table" => {
                self.end("table");
                self.table = Some(Table::default());
            }
            "tr" => {
                self.end("tr");
                self.row = Some(Row { line, ..Row::default() });
                self.headed = false;
            }
            "td" | "th" => {
                self.end("td");
                self.headed |= tag == "th";
                self.cell = Some(Text::on_line("", line));
            }
            "br" | "p" | "li" | "div" => {
                if let Some(cell) = &mut self.cell {
                    cell.blank();
                }
            }
            "a" => self.link = self.cell.as_ref().map(|cell| (cell.plain.len(), target.unwrap_or_default())),
            "code" => self.code = self.cell.as_ref().map(|cell| cell.plain.len()),
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "a" => {
                if let (Some((start, target)), Some(cell)) = (self.link.take(), &mut self.cell) {
                    cell.links.push(Link { at: start..cell.plain.len(), target });
                }
            }
            "code" => {
                if let (Some(start), Some(cell)) = (self.code.take(), &mut self.cell) {
                    cell.codes.push(start..cell.plain.len());
                }
            }
            "td" | "th" => {
                if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
                    row.cells.push(cell);
                }
            }
            "tr" => {
                self.end("td");
                let (Some(row), Some(table)) = (self.row.take(), &mut self.table) else { return };
                // The first row is the head, whether or not its cells say so.
                if table.head.is_empty() || (self.headed && table.rows.is_empty()) {
                    table.head = row.cells;
                } else {
                    table.rows.push(row);
                }
            }
            "table" => {
                self.end("tr");
                self.tables.extend(self.table.take());
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str, line: usize) {
        let Some(cell) = &mut self.cell else { return };
        if words.starts_with(char::is_whitespace) {
            cell.blank();
        }
        let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
        cell.push(&plain, line);
        if words.ends_with(char::is_whitespace) {
            cell.blank();
        }
    }
}

/// What stands in a comment.
pub(super) fn comment(html: &str) -> &str {
    let inner = html.trim().strip_prefix("<!--").unwrap_or(html);
    inner.split_once("-->").map_or(inner, |(inner, _)| inner).trim()
}

/// Whether a tag ends a line. Browsers read `</br>` as `<br>`.
pub(super) fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}

/// Divides HTML after its lines that are nothing but tags of components, whose names begin with a capital letter. In
/// MDX, what follows such a line is Markdown. HTML that begins otherwise is not divided.
pub(super) fn components(html: &str) -> (&str, &str) {
    let is_component = |line: &str| {
        let name = line.trim().trim_start_matches(['<', '/']);
        let tag = line.trim().starts_with('<') && line.trim().ends_with('>');
        tag && name.starts_with(|first: char| first.is_uppercase())
    };
    let tags: usize = html.split_inclusive('\n').take_while(|line| is_component(line)).map(str::len).sum();
    if tags == 0 { (html, "") } else { html.split_at_checked(tags).unwrap_or((html, "")) }
}
