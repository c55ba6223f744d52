//! What sentences of a site say, as patterns with named parts.

use indexmap::IndexMap;
use regex::{Captures, Regex, RegexBuilder};
use serde::Deserialize;

use crate::facts::Mark;
use crate::words::Words;

/// A regular expression that does not heed case. Its named parts are what is read.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(text: String) -> Result<Self, regex::Error> {
        Ok(Self(RegexBuilder::new(&text).case_insensitive(true).build()?))
    }
}

impl Pattern {
    /// Whether it stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// What stands in the parts of the first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.0.captures(text)
    }

    /// What stands in the parts of all matches.
    pub fn all<'r, 't: 'r>(&'r self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        self.0.captures_iter(text)
    }
}

/// What sentences say, by what it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Phrases {
    /// What is true of a member.
    #[serde(default)]
    pub marks: Marks,
    /// The values that a member may have, in the part `values`.
    #[serde(default)]
    pub values: Vec<Pattern>,
    /// One value, in the part `value`, within the part `values` of the patterns above.
    #[serde(default)]
    pub value: Vec<Pattern>,
    /// The value of a member that is left out, in the part `value`.
    #[serde(default)]
    pub defaults: Vec<Pattern>,
    /// Bounds of a value, in the part `limit`.
    #[serde(default)]
    pub limits: Limits,
    /// What stands behind the number of a bound and makes it another one: a fraction, or a unit.
    #[serde(default)]
    pub units: Vec<Pattern>,
    /// The type of a member in the first words of its definition, in the part `type`.
    #[serde(default)]
    pub types: Vec<Pattern>,
    /// What a header must be, in the part `value`.
    #[serde(default)]
    pub header_values: Vec<Pattern>,
    /// Sentences of a section of parameters that name parameters.
    #[serde(default)]
    pub parameters: Vec<Pattern>,
    /// A parameter of the query in such a sentence, in the part `name`.
    #[serde(default)]
    pub parameter: Vec<Pattern>,
    /// What a response is: the parts `code`, `resource` and `collection`.
    #[serde(default)]
    pub responses: Vec<Pattern>,
    /// What the body of a request is.
    #[serde(default)]
    pub bodies: Bodies,
    /// That the operation may change and is not for production.
    #[serde(default)]
    pub beta: Vec<Pattern>,
    #[serde(default)]
    pub deprecated: Vec<Pattern>,
    /// What a note demands, by the name of the rule; the part `member` is the member that it speaks of.
    #[serde(default)]
    pub notes: IndexMap<String, Vec<Pattern>>,
    /// What the prose of a member demands or allows, by the name of the rule.
    #[serde(default)]
    pub member_notes: IndexMap<String, Vec<Pattern>>,
}

/// What is true of a member, by the mark.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Marks(pub IndexMap<Mark, Vec<Pattern>>);

/// Bounds of a value.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limits {
    #[serde(default)]
    pub min_length: Vec<Pattern>,
    #[serde(default)]
    pub max_length: Vec<Pattern>,
    #[serde(default)]
    pub min_items: Vec<Pattern>,
    #[serde(default)]
    pub max_items: Vec<Pattern>,
    #[serde(default)]
    pub minimum: Vec<Pattern>,
    #[serde(default)]
    pub maximum: Vec<Pattern>,
    #[serde(default)]
    pub pattern: Vec<Pattern>,
}

/// What the body of a request is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Bodies {
    /// That there is none.
    #[serde(default)]
    pub absent: Vec<Pattern>,
    /// That it represents a resource, in the part `resource`, or holds members.
    #[serde(default)]
    pub present: Vec<Pattern>,
}

/// How permissions are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Permissions {
    /// Kinds of tokens, by the name of a security scheme.
    #[serde(default)]
    pub schemes: IndexMap<String, Vec<Words>>,
    /// A permission, in the part `scope`.
    #[serde(default)]
    pub scopes: Vec<Pattern>,
    /// Cells that say that no permission of the kind is enough.
    #[serde(default)]
    pub unavailable: Vec<Words>,
    /// Cells that say that there is no further permission.
    #[serde(default)]
    pub none: Vec<Words>,
    /// Heads of columns that list the least privileged first.
    #[serde(default)]
    pub ascending: Vec<Words>,
    /// Heads of columns that list the most privileged first.
    #[serde(default)]
    pub descending: Vec<Words>,
}

/// How operations are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Operations {
    /// Lines that are an operation, with the parts `method` and `path`.
    #[serde(default)]
    pub lines: Vec<Pattern>,
    /// Lines of code that are an operation, where other lines of the same shape are not.
    #[serde(default)]
    pub fenced: Vec<Pattern>,
    /// Whether such lines stand below any heading, and not only in the section of requests.
    #[serde(default)]
    pub anywhere: bool,
    /// What precedes the path of an operation in its address.
    #[serde(default)]
    pub servers: Vec<Pattern>,
    /// A part of a path that varies, with the part `name`.
    #[serde(default)]
    pub placeholders: Vec<Pattern>,
    /// Parts of a path that stand for more segments of the same kind.
    #[serde(default)]
    pub ellipses: Vec<String>,
}
