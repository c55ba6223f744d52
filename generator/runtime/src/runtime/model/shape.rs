//! The static tables that describe the types of an emitted crate: their members, variants and limits.

use super::learned::{Facts, Learned, LearnedUnion, Need};
use std::fmt;

/// The static description of a record.
#[derive(Debug)]
pub struct Shape {
    /// The name of the schema.
    pub name: &'static str,
    /// The members, in the order of the struct's fields.
    pub members: &'static [Member],
    /// Whether members that the document does not name are kept.
    pub open: bool,
    /// Names of read-only members, in an open record that a client sends. They must not be among the additional members,
    /// because the server alone sends them.
    pub read_only: &'static [&'static str],
    /// Limits on the whole object.
    pub checks: &'static [Check],
    /// What is worked out from the other fields, once.
    pub learned: Learned,
}

impl Shape {
    /// What is worked out from the members.
    pub(in crate::runtime::model) fn facts(&self) -> &Facts {
        self.learned.facts(self.members.iter().map(|member| match member.presence {
            Presence::Required => Need::Always(member.name),
            Presence::Full => Need::Written(member.name),
            Presence::Optional => Need::Never(member.name),
        }))
    }
}

/// The static description of a member of a record.
#[derive(Debug)]
pub struct Member {
    /// The wire name.
    pub name: &'static str,
    /// Whether it may be left out.
    pub presence: Presence,
    /// Limits on the value that is sent.
    pub checks: &'static [Check],
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

impl Member {
    /// An optional member without limits.
    pub const fn new(name: &'static str) -> Self {
        Member { name, presence: Presence::Optional, checks: &[] }
    }

    /// Makes the member required.
    pub const fn required(self) -> Self {
        Member { presence: Presence::Required, ..self }
    }

    /// Makes the member one that is always sent.
    pub const fn full(self) -> Self {
        Member { presence: Presence::Full, ..self }
    }

    /// Sets the limits.
    pub const fn checks(self, checks: &'static [Check]) -> Self {
        Member { checks, ..self }
    }
}

/// The static description of a union.
#[derive(Debug)]
pub struct UnionShape {
    /// The name of the schema.
    pub name: &'static str,
    /// The keyword that lists the variants.
    pub keyword: Keyword,
    /// The name of the discriminator.
    pub discriminator: Option<&'static str>,
    /// The discriminator's values, by variant. The first value of a variant is the one that is written.
    pub tags: &'static [&'static [&'static str]],
    /// How a value whose discriminator is not among the tags is read.
    pub unlisted: Unlisted,
    /// What is worked out from the variants, once.
    pub learned: LearnedUnion,
}

/// The keyword that lists the variants of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// `oneOf`: a value is exactly one of the variants.
    OneOf,
    /// `anyOf`: a value may be several objects among the variants at once.
    AnyOf,
}

/// How a value is read whose discriminator no variant lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlisted {
    /// The variant is chosen by the members of the value.
    Shape,
    /// The value is kept as JSON, because the document does not list its type.
    Unknown,
    /// The value is read as the first variant, which the others extend, and which keeps additional members.
    First,
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
    /// The strings that a client may send.
    Values(&'static [&'static str]),
    /// Strings that a server sends and a client does not.
    NotWritten(&'static [&'static str]),
    /// Limits on each item of a list, or on each value of a map.
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
