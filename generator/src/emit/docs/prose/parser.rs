//! As what prose is parsed.

use pulldown_cmark::{Options, Parser};

/// The events of CommonMark with tables and footnotes. What else rustdoc knows (`~~`, `[x]`, quotes that turn) is text
/// here, and written as it stands.
pub fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}
