//! Where in the input does a raw value stand? A node borrows the value and its path, and copies neither.

use crate::link::component_index::ComponentIndex;
use crate::location::{FileId, Location};
use crate::pointer;
use crate::source::Raw;

/// A raw value and its path.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    pub raw: &'a Raw,
    pub file: FileId,
    step: Step<'a>,
    /// The components at or below this node.
    pub components: Option<&'a ComponentIndex>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    /// The node at this pointer.
    Start(&'a str),
    Member(&'a Node<'a>, &'a str),
    Item(&'a Node<'a>, usize),
}

impl<'a> Node<'a> {
    /// The node at `pointer` of a file.
    pub fn start(raw: &'a Raw, file: FileId, pointer: &'a str, components: Option<&'a ComponentIndex>) -> Self {
        Self { raw, file, step: Step::Start(pointer), components }
    }

    /// The member `key`, if there is one.
    pub fn get(&'a self, key: &'a str) -> Option<Self> {
        self.raw.as_object()?.get(key).map(|raw| self.member(key, raw))
    }

    /// The value `raw` as the member `key` of this node.
    pub fn member(&'a self, key: &'a str, raw: &'a Raw) -> Self {
        let components = self.components.and_then(|components| components.below(key));
        Self { raw, file: self.file, step: Step::Member(self, key), components }
    }

    /// The members of an object, in document order; none of anything else.
    pub fn members(&'a self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        self.raw.as_object().into_iter().flatten().map(|(key, raw)| (key.as_str(), self.member(key, raw)))
    }

    /// The items of a list; none of anything else.
    pub fn items(&'a self) -> impl Iterator<Item = Node<'a>> {
        self.raw.as_array().into_iter().flatten().enumerate().map(|(index, raw)| {
            let components = self.components.and_then(|components| components.below(&index.to_string()));
            Self { raw, file: self.file, step: Step::Item(self, index), components }
        })
    }

    /// The text of its `$ref`.
    pub fn reference(&self) -> Option<&'a str> {
        self.raw.as_object()?.get("$ref")?.as_str()
    }

    /// Its JSON pointer.
    pub fn pointer(&self) -> String {
        match self.step {
            Step::Start(pointer) => pointer.to_owned(),
            Step::Member(parent, key) => {
                let mut pointer = parent.pointer();
                pointer::push(&mut pointer, key);
                pointer
            }
            Step::Item(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }

    /// Its location.
    pub fn location(&self) -> Location {
        Location::new(self.file, self.pointer())
    }

    /// The location of its member `key`.
    pub fn location_of(&self, key: &str) -> Location {
        self.location().join(key)
    }
}

/// Whether a value is a parameter in a header, which has all keywords of a header and a name.
pub fn is_header_parameter(raw: &Raw) -> bool {
    raw.get("in").and_then(Raw::as_str) == Some("header") && raw.get("name").is_some()
}
