//! How blocks are joined: the blank lines between two blocks, and the prefix of each line in a quote or an item.

/// A block that was written.
struct Block {
    lines: Vec<String>,
    sort: Sort,
    gap: Gap,
}

/// Which blocks may follow each other without a blank line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A heading, a fence or a rule. It marks its own end, and it ends a paragraph before it.
    Closed,
    /// A quote, or a list that may begin directly below a paragraph.
    Interrupts,
    /// A paragraph, a table, or any other list.
    Apart,
}

/// What stands before a block in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    BlankLine,
    None,
}

/// The kind of a container of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The document, a footnote, or a container that is left out while its content stays.
    Plain,
    Quote,
    List(List),
    Item,
}

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// The number of its first item. None: it has bullets.
    pub first: Option<u64>,
    /// What stands between its items in the source.
    pub gap: Gap,
}

/// The largest number that CommonMark reads before an item.
const LARGEST_NUMBER: u64 = 999_999_999;

impl List {
    /// A list may begin directly below a paragraph if it has bullets or begins at 1.
    pub fn sort(self) -> Sort {
        match self.first {
            None | Some(1) => Sort::Interrupts,
            Some(_) => Sort::Apart,
        }
    }

    /// The marker of an item that begins as `item` in the document, where `position` counts the items from 0.
    pub fn marker(self, item: &str, position: usize) -> String {
        let marker = item.trim_start();
        match self.first {
            None => marker.chars().next().filter(|c| "-*+".contains(*c)).unwrap_or('-').to_string(),
            Some(first) => {
                let number = first.saturating_add(u64::try_from(position).unwrap_or(u64::MAX)).min(LARGEST_NUMBER);
                let after = marker.trim_start_matches(|c: char| c.is_ascii_digit());
                format!("{number}{}", if after.starts_with(')') { ')' } else { '.' })
            }
        }
    }
}

/// A container and its content.
pub struct Container {
    pub kind: Kind,
    /// Where it begins in the source.
    pub start: usize,
    /// The depth: the number of quotes and lists around its content.
    depth: usize,
    blocks: Vec<Block>,
    /// Whether an empty block was left out after the last block. The blocks around it must stay separate.
    gap: Gap,
}

/// The most quotes and lists that may be nested, so that lines are not indented far.
const DEEPEST: usize = 8;

impl Container {
    /// The container of the document.
    pub fn root() -> Self {
        Self { kind: Kind::Plain, start: 0, depth: 0, blocks: Vec::new(), gap: Gap::None }
    }

    /// A container in this one. A quote or list that is nested too deeply is left out, with the markers of its items,
    /// while its content stays.
    pub fn inner(&self, kind: Kind, start: usize) -> Self {
        let is_kept = match kind {
            Kind::Plain => true,
            Kind::Quote | Kind::List(_) => self.depth < DEEPEST,
            Kind::Item => matches!(self.kind, Kind::List(_)),
        };
        let kind = if is_kept { kind } else { Kind::Plain };
        let depth = self.depth + usize::from(matches!(kind, Kind::Quote | Kind::List(_)));
        Self { kind, start, depth, blocks: Vec::new(), gap: Gap::None }
    }

    /// The number of its blocks.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Appends a block, unless it is empty.
    pub fn push(&mut self, lines: Vec<String>, sort: Sort, gap: Gap) {
        if lines.is_empty() {
            self.gap = Gap::BlankLine;
            return;
        }
        let gap = match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::BlankLine => Gap::BlankLine,
            Gap::None => gap,
        };
        self.blocks.push(Block { lines, sort, gap });
    }

    /// Appends the content of another container in its place.
    pub fn append(&mut self, other: Container) {
        if other.blocks.is_empty() {
            self.gap = Gap::BlankLine;
        }
        for Block { lines, sort, gap } in other.blocks {
            self.push(lines, sort, gap);
        }
    }

    /// The lines of all blocks.
    pub fn into_lines(self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut before: Option<Sort> = None;
        for Block { lines: own, sort, gap } in self.blocks {
            let touches = match self.kind {
                Kind::List(list) => list.gap == Gap::None,
                Kind::Plain | Kind::Quote | Kind::Item => {
                    gap == Gap::None && (before == Some(Sort::Closed) || sort != Sort::Apart)
                }
            };
            if before.is_some() && !touches {
                lines.push(String::new());
            }
            before = Some(sort);
            lines.extend(own);
        }
        lines
    }
}

/// The lines of a quote.
pub fn quoted(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
}

/// The lines of an item: its marker before the first, and the others below its text.
pub fn listed(marker: &str, lines: Vec<String>) -> Vec<String> {
    let indent = " ".repeat(marker.len());
    let prefixes = std::iter::once(marker).chain(std::iter::repeat(indent.as_str()));
    prefixes.zip(lines).map(|(prefix, line)| format!("{prefix} {line}").trim_end().to_owned()).collect()
}
