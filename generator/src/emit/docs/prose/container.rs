//! How blocks are put together: what stands between two of them, and what before each line of a quote or an item.

/// A block that is written.
struct Block {
    lines: Vec<String>,
    sort: Sort,
    gap: Gap,
}

/// Which neighbours a block may have without a blank line between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A heading, a fence, a rule: it has an end of its own, and ends a paragraph before it.
    Closed,
    /// A quote, or a list that may begin right below a paragraph.
    Interrupts,
    /// A paragraph, a table, or any other list.
    Apart,
}

/// What stands in the document before a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    BlankLine,
    None,
}

/// What holds blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The whole, a note, or a container that is left out around what it holds.
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
    /// What stands between its items.
    pub gap: Gap,
}

/// The largest number that CommonMark reads before an item.
const LARGEST_NUMBER: u64 = 999_999_999;

impl List {
    /// A list may begin below a paragraph when it has bullets, or begins at 1.
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

/// A container and what was written in it.
pub struct Container {
    pub kind: Kind,
    /// Where it begins in the source.
    pub start: usize,
    /// How many quotes and lists it is and stands in.
    depth: usize,
    blocks: Vec<Block>,
    /// Whether a block said nothing and was left out behind the last one: what it kept apart must not become one.
    gap: Gap,
}

/// Of quotes and lists in one another no more than these are kept, so that no line is indented far.
const DEEPEST: usize = 8;

impl Container {
    /// What holds everything.
    pub fn root() -> Self {
        Self { kind: Kind::Plain, start: 0, depth: 0, blocks: Vec::new(), gap: Gap::None }
    }

    /// A container in this one. A quote or a list that is too deep is left out around what it holds, and so are items
    /// of such a list.
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

    /// How many blocks it holds.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Appends a block, unless it says nothing.
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

    /// Appends what another holds, as if it were not there.
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
