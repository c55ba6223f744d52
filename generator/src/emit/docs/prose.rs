//! How prose of a document becomes lines that rustdoc renders without a warning, and of which it runs no code.
//!
//! Prose is parsed as rustdoc parses it, and written anew. Headings, emphasis, lists, quotes, tables and code stay. A
//! code block becomes a fenced block of `text`, HTML becomes text, a link stays if it leads to the web and becomes text
//! otherwise, a bare URL becomes a link, and characters that do not print are escaped.

mod block;
mod check;
mod code;
mod container;
mod escape;
mod html;
mod inline;
mod one_line;
mod parser;
mod printable;
mod tags;

pub use code::{code, code_cell, read_code_cell};
pub use printable::prints;

use printable::printable;

/// The lines of `text`, each safe behind `///`. Blank lines stand only between others, one at a time.
pub fn lines(text: &str) -> Vec<String> {
    let text = printable(text);
    let lines = block::lines(&html::disarmed(&text));
    // The writer writes no code. But rustdoc runs what it takes for code, so the result is checked as well.
    if check::is_prose(&lines) { lines } else { check::plain(&text) }
}

/// One line of prose, safe at the beginning of a line.
pub fn line(text: &str) -> String {
    let text = printable(text.trim());
    one_line::one_line(&html::disarmed(&text))
}

/// One line of prose in a cell of a table.
pub fn cell(text: &str) -> String {
    let text = printable(text.trim());
    one_line::in_cell(&html::disarmed(&text))
}
