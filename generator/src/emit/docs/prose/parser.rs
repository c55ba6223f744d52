//! The dialect of CommonMark in which prose is parsed.

use pulldown_cmark::{Options, Parser};

/// The events of CommonMark with tables and footnotes. Other extensions of rustdoc (`~~`, `[x]`, smart quotes) are text
/// here, and written as they stand.
pub fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
}
