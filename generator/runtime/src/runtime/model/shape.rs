//! The static tables that describe the types of an emitted crate: their members and variants.

use super::learned::{Facts, Learned, LearnedUnion};
use super::member::{Check, Member, Presence, Rule};

/// The static description of a record.
///
/// It is made by calls that take few lists, and what only some members have stands in a list of its own. rustc checks each
/// reference to a list in a static as if it were a function, and hardly looks at a list of strings: a struct for each member
/// and a reference for each empty list take a thirtieth of its time for a crate of models.
#[derive(Debug)]
pub struct Shape {
    /// The name of the schema.
    pub name: &'static str,
    /// The wire names of the members, in the order of the struct's fields.
    pub names: &'static [&'static str],
    /// The rules of members, in the order of the members.
    rules: &'static [Rule],
    /// Whether members that the document does not name are kept.
    pub open: bool,
    /// Names of read-only members, in an open record that a client sends. They must not be among the additional members,
    /// because the server alone sends them.
    pub read_only: &'static [&'static str],
    /// Limits on the whole object.
    pub checks: &'static [Check],
    /// What is worked out from the other fields, once.
    learned: Learned,
}

impl Shape {
    /// A record with these members and rules. It has no other members, and no limits.
    pub const fn new(name: &'static str, names: &'static [&'static str], rules: &'static [Rule]) -> Self {
        Shape { name, names, rules, open: false, read_only: &[], checks: &[], learned: Learned::new() }
    }

    /// Sets whether members that the document does not name are kept.
    pub const fn open(mut self, open: bool) -> Self {
        self.open = open;
        self
    }

    /// Sets the names of read-only members.
    pub const fn read_only(mut self, read_only: &'static [&'static str]) -> Self {
        self.read_only = read_only;
        self
    }

    /// Sets the limits on the whole object.
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// The members, in the order of the struct's fields.
    pub(crate) fn members(&self) -> impl Iterator<Item = Member> + Clone {
        let mut rules = self.rules.iter().peekable();
        self.names.iter().map(move |name| {
            let mut member = Member { name, presence: Presence::Optional, checks: &[] };
            while let Some(rule) = rules.next_if(|rule| rule.member() == *name) {
                match rule {
                    Rule::Required(_) => member.presence = Presence::Required,
                    Rule::Full(_) => member.presence = Presence::Full,
                    Rule::Checks(_, checks) => member.checks = checks,
                }
            }
            member
        })
    }

    /// What is worked out from the members.
    pub(in crate::runtime::model) fn facts(&self) -> &Facts {
        self.learned.facts(|| self.members())
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
