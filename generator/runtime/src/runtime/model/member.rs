//! What the table of a record says of a member: whether it may be left out, and the limits on its value.

use std::fmt;

/// A member of a record, as its shape describes it.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The wire name.
    pub name: &'static str,
    /// Whether it may be left out.
    pub presence: Presence,
    /// Limits on the value that is sent.
    pub checks: &'static [Check],
}

/// What holds for an object or for the member of a name, unless it may be left out and has any value of its type.
#[derive(Debug)]
pub enum Rule {
    /// Members that the document does not name are kept, in this field of the struct.
    Open(&'static str),
    /// The server alone sends additional members of these names.
    ReadOnly(&'static [&'static str]),
    /// Limits on the whole object.
    Object(&'static [Check]),
    /// See [`Presence::Required`].
    Required(&'static str),
    /// See [`Presence::Full`].
    Full(&'static str),
    /// Limits on the value that is sent.
    Checks(&'static str, &'static [Check]),
}

impl Rule {
    /// The name of the member, if it is a rule of one.
    pub(super) fn member(&self) -> Option<&'static str> {
        match self {
            Rule::Required(name) | Rule::Full(name) | Rule::Checks(name, _) => Some(name),
            Rule::Open(_) | Rule::ReadOnly(_) | Rule::Object(_) => None,
        }
    }
}

/// Whether a member may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Both sides may leave it out.
    Optional,
    /// Neither side may leave it out.
    Required,
    /// The server may leave it out. The client always sends it, as null if it has no value.
    Full,
}

/// A limit on a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Check {
    /// `minLength`, in Unicode scalar values.
    MinLength(u64),
    /// `maxLength`, in Unicode scalar values.
    MaxLength(u64),
    /// `pattern`: a regular expression of ECMA 262. It is checked only with the feature `pattern`.
    Pattern(&'static str),
    /// `minimum`.
    Minimum(Bound),
    /// `maximum`.
    Maximum(Bound),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Bound),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Bound),
    /// `multipleOf`.
    MultipleOf(Bound),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// The numbers that there are.
    Numbers(&'static [Bound]),
    /// The boolean that there is.
    Boolean(bool),
    /// The strings that a client may send.
    Values(&'static [&'static str]),
    /// Strings that a server sends and a client does not.
    NotWritten(&'static [&'static str]),
    /// Limits on each item of a list, on each value of a map, or on each member that a record does not name.
    Each(&'static [Check]),
}

/// The number of a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// An integer.
    Int(i128),
    /// A number with a fraction or an exponent.
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
