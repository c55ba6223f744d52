//! How text becomes a code span.

use super::printable::printable;

/// `text` as a code span, with as many backticks as it needs.
pub fn code(text: &str) -> String {
    let text = printable(text).replace('\n', "\\n").replace('\t', "\\t");
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

/// The text of a code span in a cell of a table, as [`code_cell`] writes it. None: it is none.
pub fn read_code_cell(cell: &str) -> Option<String> {
    let fence = cell.len() - cell.trim_start_matches('`').len();
    let text = cell.get(fence..cell.len().checked_sub(fence)?).filter(|_| fence > 0)?;
    let is_fenced = cell.get(cell.len() - fence..)?.bytes().all(|byte| byte == b'`');
    let text = text.replace("\\|", "|");
    let inner = text.strip_prefix(' ').and_then(|text| text.strip_suffix(' '));
    let inner = inner.filter(|inner| !inner.trim().is_empty() || text.len() == 2);
    is_fenced.then(|| inner.map_or(text.clone(), str::to_owned))
}

/// The length of the longest run of `mark`.
pub fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}
