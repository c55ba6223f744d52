//! How text becomes a code span.

use super::printable::printable;

/// `text` as a code span, with as many backticks as it needs.
pub fn code(text: &str) -> String {
    let text = printable(text).replace('\n', "\\n");
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    // CommonMark removes one space at each end of a code span, unless it has only spaces.
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

/// The length of the longest run of `mark`.
pub fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}
