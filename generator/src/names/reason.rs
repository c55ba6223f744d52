//! Why is a thing called so? Whoever decides a name says it with the name.

use super::holder::Named;
use super::ident::Name;
use crate::vocabulary::GivenName;

/// Why a thing has its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReason {
    /// Where its words come from.
    pub from: NameFrom,
    /// What kept it from having just these words.
    pub change: NameChange,
}

/// Where the words of a name come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFrom {
    /// What the document calls the thing: the key of a component, the name of a member, the text of a value.
    Document,
    /// The key of a component, without a start that `schema-prefixes` leaves out.
    WithoutPrefix { key: String },
    /// This extension of the document.
    Extension { keyword: &'static str },
    /// `[rename]` of `codegen.toml`.
    Renamed,
    /// The place where the schema stands: the name of what it stands in, and the steps from there.
    Place,
    /// The title of the variant.
    Title,
    /// The place, since something else has the name that the title says.
    PlaceForTitle,
    /// What the type holds, since several places share it.
    Content(Content),
    /// The `operationId`.
    OperationId,
    /// The `operationId` without what only repeats the path and the module.
    PartOfOperationId,
    /// The method and the path: there is no `operationId`, or it only repeats them.
    Path,
    /// The first tag of the operation.
    Tag,
    /// The first segment of the path that says something.
    Segment,
    /// The value, which is a number.
    Number,
    /// A name for the value in the document: `x-enum-varnames`, or the title of the variant that has the value.
    ValueName,
    /// The type of the variant.
    TypeOfVariant,
    /// It is the only object of the union that has no title.
    OnlyObject,
}

/// What a type that several places share is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Its only value, or that it holds nothing.
    Only,
    /// Its title.
    Title,
    /// The member, parameter or variant that holds it.
    Holder,
}

/// What became of the words of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameChange {
    /// Nothing.
    None,
    /// The name is taken by a thing of the document.
    Collision(Named),
    /// Emitted code uses the name itself, or it is derived from another one.
    Taken,
    /// Nothing has the name, but it had this one when the crate was emitted last.
    Kept,
    /// The name is too long.
    Cut,
}

/// A name, and why it is this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasoned {
    pub name: Name,
    pub reason: NameReason,
}

impl NameFrom {
    /// The words of a thing of the document: those that an extension gives, else its own.
    pub fn given_or<'a>(given: Option<&'a GivenName>, own: &'a str) -> (&'a str, Self) {
        match given {
            Some(given) => (&given.name, Self::Extension { keyword: given.keyword }),
            None => (own, Self::Document),
        }
    }
}

impl NameReason {
    /// A name with all of its words.
    pub fn plain(from: NameFrom) -> Self {
        Self { from, change: NameChange::None }
    }
}
