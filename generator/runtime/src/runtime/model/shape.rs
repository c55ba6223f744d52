//! What is known of a type without looking at a value: the tables that emitted code fills.

use std::fmt;

/// What is known of a record without looking at a value.
#[derive(Debug)]
pub struct Shape {
    /// The name of the schema.
    pub name: &'static str,
    pub members: &'static [Member],
    /// Members that the document does not name are kept.
    pub open: bool,
    /// Names of members that a server sends and a client does not, in an open record that a client sends: they are
    /// never among the other members.
    pub read_only: &'static [&'static str],
    /// Limits on the whole object.
    pub checks: &'static [Check],
}

/// A member of a record.
#[derive(Debug)]
pub struct Member {
    /// The wire name.
    pub name: &'static str,
    pub presence: Presence,
    /// Limits on what is sent.
    pub checks: &'static [Check],
}

/// Whether a member may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It may, in both directions.
    Optional,
    /// It may not.
    Required,
    /// The server may leave it out. What is sent has it always, as null if need be.
    Full,
}

impl Member {
    /// An optional member without limits.
    pub const fn new(name: &'static str) -> Self {
        Member { name, presence: Presence::Optional, checks: &[] }
    }

    /// The same member, required.
    pub const fn required(self) -> Self {
        Member { presence: Presence::Required, ..self }
    }

    /// The same member, always sent.
    pub const fn full(self) -> Self {
        Member { presence: Presence::Full, ..self }
    }

    /// The same member, with limits.
    pub const fn checks(self, checks: &'static [Check]) -> Self {
        Member { checks, ..self }
    }
}

/// What is known of a union without looking at a value.
#[derive(Debug)]
pub struct UnionShape {
    /// The name of the schema.
    pub name: &'static str,
    /// The member that tells the variants apart.
    pub discriminator: Option<&'static str>,
    /// The discriminator's values, by variant. The first of each is written.
    pub tags: &'static [&'static [&'static str]],
}

/// A limit on a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Check {
    /// In Unicode scalar values.
    MinLength(u64),
    /// In Unicode scalar values.
    MaxLength(u64),
    /// A regular expression. It is documented, not checked.
    Pattern(&'static str),
    Minimum(Bound),
    Maximum(Bound),
    ExclusiveMinimum(Bound),
    ExclusiveMaximum(Bound),
    MultipleOf(Bound),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    /// Texts that may be read, not sent.
    NotWritten(&'static [&'static str]),
    /// Limits on each item of a list, or on each value of a map.
    Each(&'static [Check]),
}

/// The number of a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    Int(i128),
    Float(f64),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Int(value) => value.fmt(f),
            Bound::Float(value) => value.fmt(f),
        }
    }
}
