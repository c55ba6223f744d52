//! The result of parsing a text: a value, or a fault.

use super::Raw;
use super::value_visitor::Duplicate;

/// A parsed text.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub value: Raw,
    pub duplicates: Vec<Duplicate>,
    /// The position of the document in the YAML stream, from 0.
    pub document: usize,
    /// The number of documents in the stream that are not empty.
    pub documents: usize,
}

/// Why a text cannot be parsed. Positions are line and column, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Syntax {
        message: String,
        at: Option<(usize, usize)>,
        /// What the parser was reading, and where that began.
        context: Option<(String, (usize, usize))>,
        help: Option<String>,
    },
    TooDeep {
        at: Option<(usize, usize)>,
    },
    /// Aliases expand to more than the budget.
    TooLarge {
        at: Option<(usize, usize)>,
    },
}
