//! Which blocks a page is made of: headings, paragraphs, tables, code, notes, includes, each with its line.
//!
//! Two front-ends make the same blocks: `markdown` reads Markdown with HTML inside, and `rendered` reads text that was
//! copied from a page as people see it, which has neither marks of headings nor fences.

mod bars;
mod html;
mod joined;
mod lines;
mod markdown;
mod model;
mod rendered;
mod text;

pub use lines::Lines;
pub use model::{Block, Document, Holds, Kind, Row, Table, Vocabulary};
pub use text::{Link, Text};

/// Reads a page into blocks, by the front-end for its form.
pub fn blocks(text: &str, vocabulary: &Vocabulary) -> Document {
    if is_markdown(text) { markdown::blocks(text) } else { rendered::blocks(text, vocabulary) }
}

/// Reads Markdown, however few of its marks a text has.
pub fn markdown_blocks(text: &str) -> Document {
    markdown::blocks(text)
}

/// Whether a text has marks of Markdown that no rendered page has.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start_matches('\u{feff}').trim_start();
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        heading || line.starts_with("```") || line.starts_with("~~~") || line.starts_with("<!--")
    })
}
