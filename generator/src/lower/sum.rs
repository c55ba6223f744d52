//! The type of a value that satisfies several schemas, while their parts are added one after the other.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use crate::ir::{Check, Item, Keyword, Object, TypeId};

/// The parts of an `allOf` that were added, joined by kind.
#[derive(Default)]
pub struct Sum<'a> {
    pub base: Base,
    pub object: Object,
    /// The position of each of its members.
    pub index: BTreeMap<String, usize>,
    /// Names that some part requires. They may be members of any part.
    pub required: Vec<String>,
    /// The use that satisfies all parts that are not objects.
    pub other: Option<Item>,
    /// The parts that are unions.
    pub unions: Vec<UnionPart<'a>>,
    /// Limits on the whole value.
    pub checks: Vec<Check>,
}

/// What the parts say of the value, members aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Base {
    /// Nothing: limits alone allow a value of any type.
    #[default]
    Anything,
    Object,
}

/// A union among the parts of an `allOf`.
pub enum UnionPart<'a> {
    /// A type of its own.
    Named(TypeId),
    /// The variants that a part lists.
    Own { schema: &'a Schema, keyword: Keyword, variants: &'a [ReferenceOr<Schema>] },
}

impl Sum<'_> {
    /// Adds a union that is a type. One that is added twice says nothing more.
    pub fn add_union(&mut self, id: TypeId) {
        if !self.unions.iter().any(|union| matches!(union, UnionPart::Named(known) if *known == id)) {
            self.unions.push(UnionPart::Named(id));
        }
    }

    /// Whether the parts that were added leave it open what the value is.
    pub fn is_unshaped(&self) -> bool {
        self.base == Base::Anything && self.other.is_none() && self.unions.is_empty()
    }

    pub fn require(&mut self, names: Vec<String>) {
        self.required.extend(names);
    }
}
