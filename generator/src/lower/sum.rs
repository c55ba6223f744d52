//! What satisfies several schemas at once, while its parts are added one after the other.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use crate::ir::{Check, Item, Object, TypeId};

/// What the parts of an `allOf` have come to.
#[derive(Default)]
pub struct Sum<'a> {
    pub object: Object,
    /// Where each of its members stands.
    pub index: BTreeMap<String, usize>,
    /// Names that some part requires; known members of any part may be meant.
    pub required: Vec<String>,
    /// What the parts that are no objects have in common.
    pub other: Option<Item>,
    /// The parts that are unions.
    pub unions: Vec<UnionPart<'a>>,
    /// Limits on the whole value.
    pub checks: Vec<Check>,
}

/// A union among the parts of an `allOf`.
pub enum UnionPart<'a> {
    /// A type of its own.
    Named(TypeId),
    /// The variants that a part lists.
    Own { schema: &'a Schema, keyword: &'static str, variants: &'a [ReferenceOr<Schema>] },
}

impl Sum<'_> {
    pub fn require(&mut self, names: Vec<String>) {
        self.required.extend(names);
    }
}
