//! The static tables that describe the types of an emitted crate: their members and variants.

use super::learned_union::LearnedUnion;
use super::member::{Check, Member, Presence, Rule};

/// The static description of a record.
///
/// It has few lists and no cell, so that the function that returns it has it as a constant: rustc checks a static as it checks a
/// function, and each reference to a list in it as another one, but hardly looks at a list of strings. What is worked out from a
/// shape stands beside it, in `learned`.
#[derive(Debug)]
pub struct Shape {
    /// The name of the schema.
    pub name: &'static str,
    /// The wire names of the members, in the order of the struct's fields.
    pub names: &'static [&'static str],
    /// What holds for the object, and then for members, in their order.
    pub rules: &'static [Rule],
}

impl Shape {
    /// The members, in the order of the struct's fields.
    pub(crate) fn members(&self) -> impl Iterator<Item = Member> + Clone {
        let mut rules = self.rules.iter().filter(|rule| rule.member().is_some()).peekable();
        self.names.iter().map(move |name| {
            let mut member = Member { name, presence: Presence::Optional, checks: &[] };
            while let Some(rule) = rules.next_if(|rule| rule.member() == Some(name)) {
                match rule {
                    Rule::Required(_) => member.presence = Presence::Required,
                    Rule::Full(_) => member.presence = Presence::Full,
                    Rule::Checks(_, checks) => member.checks = checks,
                    Rule::Open(_) | Rule::ReadOnly(_) | Rule::Object(_) => {}
                }
            }
            member
        })
    }

    /// Names of read-only members, in an open record that a client sends. They must not be among the additional members,
    /// because the server alone sends them.
    pub(crate) fn read_only(&self) -> &'static [&'static str] {
        self.rules
            .iter()
            .find_map(|rule| if let Rule::ReadOnly(names) = rule { Some(*names) } else { None })
            .unwrap_or_default()
    }

    /// Limits on the whole object.
    pub(crate) fn checks(&self) -> &'static [Check] {
        self.rules
            .iter()
            .find_map(|rule| if let Rule::Object(checks) = rule { Some(*checks) } else { None })
            .unwrap_or_default()
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
    /// The value is kept as JSON, because each variant has constants of its own. No `discriminator` of the document says
    /// so: a value that its variant cannot read is kept as JSON too, and is no error.
    Kept,
}
