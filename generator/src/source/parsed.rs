//! What a parser makes of a text: a value, or a fault.

use super::Raw;
use super::value_visitor::Duplicate;

/// What a text says.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub value: Raw,
    pub duplicates: Vec<Duplicate>,
    /// Which document of the stream it is, from 0.
    pub document: usize,
    /// How many the stream has that are not empty.
    pub documents: usize,
}

/// Why a text says nothing. Positions are line and column, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Syntax {
        message: String,
        at: Option<(usize, usize)>,
        /// What the parser was doing, and since where.
        context: Option<(String, (usize, usize))>,
        help: Option<String>,
    },
    TooDeep {
        at: Option<(usize, usize)>,
    },
    /// Aliases repeat more than can be meant.
    TooLarge {
        at: Option<(usize, usize)>,
    },
}
