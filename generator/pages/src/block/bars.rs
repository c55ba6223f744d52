//! Which cells a line has whose cells stand between bars.

/// Whether a line divides the head of a table from its rows.
pub(super) fn is_divider(line: &str) -> bool {
    line.contains("--")
        && line.contains('|')
        && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a line as they are written: a bar that is not escaped ends one. A bar at an end of the line is no cell.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in line.chars() {
        match (letter, cells.last_mut()) {
            ('|', _) if !escaped => cells.push(String::new()),
            (letter, Some(cell)) => cell.push(letter),
            (_, None) => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    if line.ends_with('|') && !line.ends_with("\\|") {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}
