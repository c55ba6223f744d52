//! Which position in a text a JSON pointer has. One pass over the text finds them, only when a diagnostic is printed.

#[cfg(test)]
mod tests;

mod json;
mod walk;
mod yaml;

use std::collections::BTreeMap;

use walk::{Range, Walk};

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The offset in bytes, from 0.
    pub offset: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A range of text, its end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The position of its first character.
    pub start: Position,
    /// The position after its last character.
    pub end: Position,
}

/// The position of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located {
    /// The range of its key. Items of lists and the root have none.
    pub key: Option<Span>,
    /// The range of its value.
    pub value: Span,
    /// Whether it is the node that the pointer names.
    pub hit: Hit,
}

/// Whether a pointer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// It names this node.
    Exact,
    /// It names nothing, or a node inside an alias. This is its nearest ancestor.
    Ancestor,
}

/// The position of every pointer, or of its nearest ancestor. `document` counts the documents of a YAML stream from 0.
pub fn locate(text: &str, document: usize, pointers: &[&str]) -> BTreeMap<String, Located> {
    let mut walk = Walk::first(document, pointers);
    run(text, &mut walk);
    let all = locations(text, walk.into_found());
    let nearest = |pointer: &str| {
        let mut at = pointer;
        loop {
            if let Some(found) = all.get(at).and_then(|locations| locations.first()) {
                let hit = if at == pointer { Hit::Exact } else { Hit::Ancestor };
                return Some(Located { hit, ..*found });
            }
            at = at.rsplit_once('/')?.0;
        }
    };
    pointers.iter().filter_map(|&pointer| Some((pointer.to_owned(), nearest(pointer)?))).collect()
}

/// All positions of every pointer; a key that is given twice has two.
pub fn occurrences(text: &str, document: usize, pointers: &[&str]) -> BTreeMap<String, Vec<Located>> {
    let mut walk = Walk::every(document, pointers);
    run(text, &mut walk);
    locations(text, walk.into_found())
}

fn run(text: &str, walk: &mut Walk) {
    // A text that is no JSON is read as YAML, since YAML in flow style begins with a bracket too.
    if text.trim_start().starts_with(['{', '[']) && json::events(text, walk).is_some() {
        return;
    }
    walk.restart();
    yaml::events(text, walk);
}

/// The lines and columns of all ranges, found in one pass over the text.
fn locations(text: &str, found: BTreeMap<String, Vec<walk::Found>>) -> BTreeMap<String, Vec<Located>> {
    let ranges = found.values().flatten().flat_map(|found| found.key.into_iter().chain([found.value]));
    let offsets: Vec<usize> = ranges.flat_map(|range| [range.start, range.end]).collect();
    let positions = positions(text, offsets);
    let position = |offset: usize| {
        let at = positions.get(&offset).copied();
        at.unwrap_or(Position { offset: 0, line: 1, column: 1 })
    };
    let span = |range: Range| Span { start: position(range.start), end: position(range.end) };
    let location = |found: walk::Found| Located { key: found.key.map(span), value: span(found.value), hit: Hit::Exact };
    found.into_iter().map(|(pointer, locations)| (pointer, locations.into_iter().map(location).collect())).collect()
}

/// The line and column of every byte offset.
pub fn positions(text: &str, mut offsets: Vec<usize>) -> BTreeMap<usize, Position> {
    offsets.sort_unstable();
    offsets.dedup();
    let mut result = BTreeMap::new();
    let mut at = Position { offset: 0, line: 1, column: 1 };
    for offset in offsets {
        let between = text.get(at.offset..offset).unwrap_or_default();
        match between.rfind('\n') {
            Some(last) => {
                at.line += between.matches('\n').count();
                at.column = between.get(last + 1..).unwrap_or_default().chars().count() + 1;
            }
            None => at.column += between.chars().count(),
        }
        at.offset += between.len();
        result.insert(offset, at);
    }
    result
}
