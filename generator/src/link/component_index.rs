//! Which nodes of a file are components of the bundle?

use std::collections::BTreeMap;

use crate::pointer;
use crate::vocabulary::Section;

/// A tree of the pointers that lead to components.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentIndex {
    /// The number of the component that this node is, by section.
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

    /// The number of the component that this node is in the section.
    pub fn component(&self, section: Section) -> Option<usize> {
        self.here.get(&section).copied()
    }

    /// Records that the node at `pointer` is the component.
    pub fn insert(&mut self, pointer: &str, section: Section, component: usize) {
        let mut index = self;
        for key in pointer::keys(pointer) {
            index = index.below.entry(key).or_default();
        }
        index.here.insert(section, component);
    }
}
