//! How prose of a document becomes lines that rustdoc renders without a warning, and of which it runs none.
//!
//! Prose is parsed as rustdoc parses it, and written anew: headings, emphasis, lists, quotes, tables and code stay. Every
//! code block becomes a fenced block of `text`, HTML becomes text, a link leads to the web or is its text, a bare URL
//! becomes a link, and characters that do not print are spelled out.

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

pub use code::{code, code_cell};
pub use printable::prints;

use printable::printable;

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
    one_line::one_line(&html::disarmed(&text))
}

/// One line of prose in a cell of a table.
pub fn cell(text: &str) -> String {
    let text = printable(text.trim());
    one_line::in_cell(&html::disarmed(&text))
}
