//! What is a page before anything is known of its meaning: blocks, each with its line.

use super::text::Text;
use crate::words::Words;

/// A page as blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The line that it begins on, counted from 1.
    pub line: usize,
    /// The line that it ends on.
    pub end: usize,
    pub kind: Kind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// What stands between two lines of `---` at the top.
    FrontMatter(String),
    Heading {
        level: u8,
        text: Text,
    },
    Paragraph(Text),
    /// An item of a list, without the lists in it.
    Item(Text),
    /// A paragraph that is set apart, and what it is called, such as `note`.
    Note {
        label: String,
        text: Text,
    },
    Table(Table),
    Code {
        /// What stands after the fence: the language.
        info: String,
        text: String,
        /// The line that its text begins on.
        first: usize,
    },
    /// What stands between `<!--` and `-->`.
    Comment(String),
    /// A term of a list of definitions.
    Term(Text),
    /// What a term means.
    Definition(Text),
    /// Another file that belongs here.
    Include {
        target: String,
    },
    /// HTML that is no table and no comment.
    Html(String),
    /// A line across the page.
    Rule,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub head: Vec<Text>,
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub line: usize,
    pub cells: Vec<Text>,
    /// Whether the line has more cells than the head, so that the last cell was joined of several.
    pub surplus: bool,
}

/// Words that text of a rendered page is divided by, since it has no marks for it.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Lines that are headings, with their level.
    pub headings: Vec<(Words, u8)>,
    /// Lines that are labels of notes, such as `important`.
    pub labels: Vec<String>,
    /// Heads of columns, and how a cell below one ends where nothing marks its end.
    pub columns: Vec<(Words, Holds)>,
    /// How types of several words are written, such as `* collection`.
    pub types: Vec<Words>,
}

/// What a cell holds, so that its end is found in a row whose cells are joined by blanks.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// One of these labels.
    Label(Vec<Words>),
    /// One word.
    Word,
    /// A type.
    Type,
    /// All that is left.
    Rest,
}
