//! The nodes of a file that stand as components of their own in the bundle.

use std::collections::BTreeMap;

use crate::pointer;
use crate::vocabulary::Section;

/// A tree of pointers: only the ways that lead to a component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentIndex {
    /// The component that this node is, for each section that it stands in.
    here: BTreeMap<Section, usize>,
    below: BTreeMap<String, ComponentIndex>,
}

impl ComponentIndex {
    /// The index at or below the member or item `key`.
    pub fn below(&self, key: &str) -> Option<&Self> {
        self.below.get(key)
    }

    /// The index at or below `pointer`.
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        pointer::keys(pointer).try_fold(self, |index, key| index.below(&key))
    }

    /// Which component this node is in the section.
    pub fn component(&self, section: Section) -> Option<usize> {
        self.here.get(&section).copied()
    }

    /// The node at `pointer` is the component.
    pub fn insert(&mut self, pointer: &str, section: Section, component: usize) {
        let mut index = self;
        for key in pointer::keys(pointer) {
            index = index.below.entry(key).or_default();
        }
        index.here.insert(section, component);
    }
}
