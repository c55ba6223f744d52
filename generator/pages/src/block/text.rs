//! What a run of prose says, without its marks: the words, the links and the code in it, and the line of each word.

use std::ops::Range;

/// A run of prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// The words, with a blank where a line ends.
    pub plain: String,
    pub links: Vec<Link>,
    /// Where in `plain` code stands.
    pub codes: Vec<Range<usize>>,
    /// Where in `plain` strong words stand.
    pub strong: Vec<Range<usize>>,
    /// Offsets in `plain` at which words of another line begin, with that line.
    lines: Vec<(usize, usize)>,
}

/// A link in a run of prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where in the prose its words stand.
    pub at: Range<usize>,
    pub target: String,
}

impl Text {
    /// Words on one line.
    pub fn on_line(plain: &str, line: usize) -> Self {
        Self { plain: plain.to_owned(), lines: vec![(0, line)], ..Self::default() }
    }

    /// Adds words of a line.
    pub fn push(&mut self, words: &str, line: usize) {
        if self.lines.last().is_none_or(|(_, last)| *last != line) {
            self.lines.push((self.plain.len(), line));
        }
        self.plain.push_str(words);
    }

    /// Adds a blank, unless there is one.
    pub fn blank(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with(' ') {
            self.plain.push(' ');
        }
    }

    /// Adds another run, after a blank.
    pub fn join(&mut self, other: &Text) {
        self.blank();
        let by = self.plain.len();
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.links.extend(other.links.iter().map(|link| Link { at: moved(&link.at), target: link.target.clone() }));
        self.codes.extend(other.codes.iter().map(moved));
        self.strong.extend(other.strong.iter().map(moved));
        self.lines.extend(other.lines.iter().map(|(at, line)| (at + by, *line)));
        self.plain.push_str(&other.plain);
    }

    /// The part that begins at an offset, without the blanks before it.
    pub fn from(&self, offset: usize) -> Self {
        let tail = self.plain.get(offset..).unwrap_or("");
        let from = offset + (tail.len() - tail.trim_start().len());
        let moved = |range: &Range<usize>| (range.start >= from).then(|| range.start - from..range.end - from);
        let link = |link: &Link| Some(Link { at: moved(&link.at)?, target: link.target.clone() });
        let first = self.line_at(from);
        let later = self.lines.iter().filter(|(at, _)| *at > from).map(|(at, line)| (at - from, *line));
        Self {
            plain: tail.trim_start().to_owned(),
            links: self.links.iter().filter_map(link).collect(),
            codes: self.codes.iter().filter_map(moved).collect(),
            strong: self.strong.iter().filter_map(moved).collect(),
            lines: std::iter::once((0, first)).chain(later).collect(),
        }
    }

    /// The part that ends at an offset.
    pub fn until(&self, offset: usize) -> Self {
        let mut part = self.clone();
        part.plain.truncate(offset);
        part.links.retain(|link| link.at.end <= offset);
        part.codes.retain(|code| code.end <= offset);
        part.strong.retain(|strong| strong.end <= offset);
        part.lines.retain(|(at, _)| *at < offset);
        part
    }

    /// The line of the word at an offset of `plain`; 0 for prose without words.
    pub fn line_at(&self, offset: usize) -> usize {
        let next = self.lines.partition_point(|(at, _)| *at <= offset);
        self.lines.get(next.saturating_sub(1)).map_or(0, |(_, line)| *line)
    }

    /// The line that it begins on.
    pub fn line(&self) -> usize {
        self.line_at(0)
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// The words of a link.
    pub fn words(&self, range: &Range<usize>) -> &str {
        self.plain.get(range.clone()).unwrap_or("")
    }

    /// The words with code between grave accents, as Markdown has it.
    pub fn marked(&self) -> String {
        let mut marked = String::with_capacity(self.plain.len() + 2 * self.codes.len());
        let mut at = 0;
        for code in &self.codes {
            marked.push_str(self.words(&(at..code.start)));
            marked.push('`');
            marked.push_str(self.words(code));
            marked.push('`');
            at = code.end;
        }
        marked.push_str(self.plain.get(at..).unwrap_or(""));
        marked
    }

    /// The runs of code in it.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(|range| self.words(range))
    }
}
