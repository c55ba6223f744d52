//! Every reference of the documents with its target, and every component of the bundle.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::component_index::ComponentIndex;
use super::resolve::Address;
use crate::location::FileId;
use crate::pointer;
use crate::selection::Selection;
use crate::vocabulary::Section;

/// Every reference, and every component of the bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The number of the target of each `$ref` text of each file. None: the reference is at fault.
    pub(super) references: BTreeMap<FileId, BTreeMap<String, Option<usize>>>,
    /// Distinct targets.
    pub(super) targets: Vec<Address>,
    pub(super) numbers: BTreeMap<Address, usize>,
    /// The number of the component that a target is, by section.
    pub(super) component_numbers: BTreeMap<(usize, Section), usize>,
    pub(super) components: Vec<Component>,
    /// The numbers of the components that references lead to.
    pub(super) needed: BTreeSet<usize>,
    /// The number of the component that has each name.
    pub(super) names: BTreeMap<Section, IndexMap<String, usize>>,
    pub(super) index: BTreeMap<FileId, ComponentIndex>,
    /// The `$ref` texts whose targets are of another kind than a place expects. They lead nowhere.
    pub(super) clashing: BTreeSet<(FileId, String)>,
}

/// A component of the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    pub section: Section,
    pub name: String,
    /// Where its content stands.
    pub address: Address,
    /// Whether a root lists it among its components.
    pub listed: bool,
}

impl Component {
    /// The `$ref` that points at it in the bundle.
    pub fn reference(&self) -> String {
        format!("#{}", pointer::from_keys(&["components", self.section.key(), &self.name]))
    }
}

impl Links {
    /// The components that the selected operations need: those of the roots in document order, then those found behind
    /// references. Operations name security schemes without a reference, so that all of these are among them.
    pub fn components(&self, selection: Selection<'_>) -> impl Iterator<Item = &Component> {
        let all = self.components.iter().enumerate().filter(move |(number, component)| {
            selection.is_everything() || self.needed.contains(number) || component.section == Section::SecuritySchemes
        });
        all.map(|(_, component)| component)
    }

    /// The component with this number.
    pub fn component(&self, number: usize) -> Option<&Component> {
        self.components.get(number)
    }

    /// The address that the `$ref` in the file points at.
    pub fn target(&self, file: FileId, reference: &str) -> Option<&Address> {
        self.targets.get(self.target_number(file, reference)?)
    }

    /// The component that the `$ref` in the file points at.
    pub fn referenced_component(&self, file: FileId, reference: &str, section: Section) -> Option<&Component> {
        let number = self.component_numbers.get(&(self.target_number(file, reference)?, section))?;
        self.components.get(*number)
    }

    /// The component whose content stands at the address.
    pub fn component_at(&self, address: &Address, section: Section) -> Option<&Component> {
        let target = self.numbers.get(address)?;
        self.components.get(*self.component_numbers.get(&(*target, section))?)
    }

    /// The component with this name.
    pub fn component_named(&self, section: Section, name: &str) -> Option<&Component> {
        self.components.get(*self.names.get(&section)?.get(name)?)
    }

    /// The names of the components of a section.
    pub fn names(&self, section: Section) -> impl Iterator<Item = &str> {
        self.names.get(&section).into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// The schema that a value of a discriminator's mapping in the file names, or refers to.
    pub fn mapped_component(&self, file: FileId, value: &str) -> Option<&Component> {
        let by_name = format!("#{}", pointer::from_keys(&["components", "schemas", value]));
        let section = Section::Schemas;
        self.referenced_component(file, &by_name, section)
            .or_else(|| self.component_named(section, value))
            .or_else(|| self.referenced_component(file, value, section))
            .or_else(|| self.component_named(section, last_segment(value)?))
    }

    /// The nodes of the file that are components.
    pub fn index(&self, file: FileId) -> Option<&ComponentIndex> {
        self.index.get(&file)
    }

    pub(super) fn target_number(&self, file: FileId, reference: &str) -> Option<usize> {
        if !self.clashing.is_empty() && self.clashing.contains(&(file, reference.to_owned())) {
            return None;
        }
        *self.references.get(&file)?.get(reference)?
    }
}

/// What stands after the last `/` of a reference.
pub fn last_segment(reference: &str) -> Option<&str> {
    reference.rsplit_once('/').map(|(_, last)| last)
}
