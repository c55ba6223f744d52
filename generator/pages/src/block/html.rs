//! Which blocks HTML inside Markdown has: tables and comments.

use super::{Block, Kind};

/// Reads HTML that begins on a line.
pub(super) fn blocks(html: &str, line: usize) -> Vec<Block> {
    let end = line + html.trim_end().matches('\n').count();
    let whole = html.trim();
    if whole.starts_with("<!--") {
        return vec![Block { line, end, kind: Kind::Comment(comment(whole).to_owned()) }];
    }
    if whole.is_empty() {
        return Vec::new();
    }
    vec![Block { line, end, kind: Kind::Html(whole.to_owned()) }]
}

/// What stands in a comment.
pub(super) fn comment(html: &str) -> &str {
    let inner = html.trim().strip_prefix("<!--").unwrap_or(html);
    inner.split_once("-->").map_or(inner, |(inner, _)| inner).trim()
}

/// Whether a tag ends a line.
pub(super) fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
