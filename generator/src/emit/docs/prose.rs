//! How prose of a document becomes lines that rustdoc renders without a warning, and of which it runs none.
//!
//! Prose is parsed as rustdoc parses it, and written anew: headings, emphasis, lists, quotes, tables and code stay. Every
//! code block becomes a fenced block of `text`, HTML becomes text, a link leads to the web or is its text, a bare URL
//! becomes a link, and characters that do not print are spelled out.

mod block;
mod check;
mod container;
mod escape;
mod html;
mod inline;
mod one_line;

use std::borrow::Cow;
use std::fmt::Write as _;

use pulldown_cmark::{Options, Parser};

/// The lines of `text`, each safe behind `///`. No blank line stands first, last or twice in a row.
pub fn lines(text: &str) -> Vec<String> {
    let text = printable(text);
    let lines = block::lines(&html::disarmed(&text));
    // What is written is prose by its making. That nothing is run must not rest on that alone.
    if check::is_prose(&lines) { lines } else { check::plain(&text) }
}

/// One line of prose, wherever a line may begin.
pub fn line(text: &str) -> String {
    let text = printable(text.trim());
    one_line::of(&html::disarmed(&text))
}

/// `text` as a code span, with as many backticks as it needs.
pub fn code(text: &str) -> String {
    let text = printable(text).replace('\n', "\\n");
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    // A space at each end is taken off again, unless there is nothing else.
    let touches = |c: char| text.starts_with(c) || text.ends_with(c);
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    if touches('`') || is_padded || text.is_empty() {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// `text` as a code span in a cell of a table.
pub fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// The events of CommonMark with tables and footnotes. What else rustdoc knows (`~~`, `[x]`, quotes that turn) is text
/// here, and written as it stands.
fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}

/// The length of the longest run of `mark`.
fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}

/// Spells out what does not print or changes the direction of text; line ends become `\n`.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(prints) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if prints(c) => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{a0}' => out.push(' '),
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
        }
    }
    Cow::Owned(out)
}

/// Whether a character stays as it is.
pub fn prints(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => false,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        c => !c.is_control(),
    }
}
