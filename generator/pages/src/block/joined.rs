//! Which cells the lines of a table have that was copied so that only blanks stand between the cells.

use super::model::{Holds, Row, Table, Vocabulary};
use super::text::Text;
use crate::words::Words;

/// The columns of a line, if it is nothing but known heads of at least two columns.
pub(super) fn head<'a>(line: &str, vocabulary: &'a Vocabulary) -> Option<(Table, Vec<&'a Holds>)> {
    let tokens: Vec<&str> = line.split_whitespace().collect();
    let mut head = Vec::new();
    let mut holds = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = (at + 1..=tokens.len()).rev().find_map(|end| {
            let words = tokens.get(at..end)?.join(" ");
            let column = vocabulary.columns.iter().find(|(column, _)| column.matches(&words))?;
            Some((end, words, &column.1))
        });
        let (end, words, held) = longest?;
        head.push(words);
        holds.push(held);
        at = end;
    }
    if head.len() < 2 {
        return None;
    }
    let head = head.iter().map(|words| Text::on_line(words, 0)).collect();
    Some((Table { head, rows: Vec::new() }, holds))
}

/// The cells of a line below such a head.
pub(super) fn row(line: &str, number: usize, columns: &[&Holds], types: &[Words]) -> Row {
    let mut rest: Vec<&str> = line.split_whitespace().collect();
    let mut cells = Vec::new();
    for (index, holds) in columns.iter().enumerate() {
        let last = index + 1 == columns.len();
        let taken = if last { rest.len() } else { length(&rest, holds, types) };
        let left = rest.split_off(taken.min(rest.len()));
        cells.push(Text::on_line(&rest.join(" "), number));
        rest = left;
    }
    Row { line: number, cells, surplus: false }
}

/// How many words the first cell of a line has.
fn length(words: &[&str], holds: &Holds, types: &[Words]) -> usize {
    let longest = |known: &[Words]| {
        (1..=words.len()).rev().find(|end| {
            let text = words.get(..*end).unwrap_or_default().join(" ");
            known.iter().any(|known| known.gap(&text.to_lowercase()).is_some_and(|gap| !gap.contains(' ')))
        })
    };
    match holds {
        Holds::Label(labels) => longest(labels).unwrap_or(1),
        Holds::Word => 1,
        Holds::Type => longest(types).unwrap_or(1),
        Holds::Rest => words.len(),
    }
}
