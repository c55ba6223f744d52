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

/// Divides HTML after its lines that are nothing but tags of components, whose names begin with a capital letter. In
/// MDX, what follows such a line is Markdown. HTML that begins otherwise is not divided.
pub(super) fn components(html: &str) -> (&str, &str) {
    let is_component = |line: &str| {
        let name = line.trim().trim_start_matches(['<', '/']);
        line.trim().starts_with('<')
            && line.trim().ends_with('>')
            && name.starts_with(|first: char| first.is_uppercase())
    };
    let tags: usize = html.split_inclusive('\n').take_while(|line| is_component(line)).map(str::len).sum();
    if tags == 0 { (html, "") } else { html.split_at_checked(tags).unwrap_or((html, "")) }
}
