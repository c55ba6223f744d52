//! Where every `$ref` leads, across files, and what its target is called in the bundle.
//!
//! Works on raw values: a target is often a fragment that is no document, so it is what its referrer expects.

mod collect;
pub mod component_index;
mod component_names;
mod name;
pub mod node;
mod resolve;
mod schema_equality;
pub mod spelling;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diag::Diags;
use crate::location::FileId;
use crate::pointer;
use crate::source::SourceSet;

use crate::vocabulary::Section;
use component_index::ComponentIndex;
pub use resolve::Address;

/// Finds and checks every reference that the roots reach.
pub fn link(sources: &SourceSet, roots: &[FileId]) -> (Links, Diags) {
    collect::collect(sources, roots)
}

/// Every reference, and every component of the bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The target of each `$ref` text of each file; none when it is at fault.
    sites: BTreeMap<FileId, BTreeMap<String, Option<usize>>>,
    /// Distinct targets.
    targets: Vec<Address>,
    numbers: BTreeMap<Address, usize>,
    /// The component that a target is.
    standing: BTreeMap<(usize, Section), usize>,
    components: Vec<Component>,
    /// Components that have a name already.
    names: BTreeMap<Section, IndexMap<String, usize>>,
    index: BTreeMap<FileId, ComponentIndex>,
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
        format!("#{}", pointer::of(&["components", self.section.key(), &self.name]))
    }
}

impl Links {
    /// Every component of the bundle: those of the roots in document order, then those found behind references.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The component with this number.
    pub fn component(&self, number: usize) -> Option<&Component> {
        self.components.get(number)
    }

    /// What the `$ref` in the file points at.
    pub fn target(&self, file: FileId, reference: &str) -> Option<&Address> {
        self.targets.get(self.site(file, reference)?)
    }

    /// The component that the `$ref` in the file points at.
    pub fn referred(&self, file: FileId, reference: &str, section: Section) -> Option<&Component> {
        let number = self.standing.get(&(self.site(file, reference)?, section))?;
        self.components.get(*number)
    }

    /// The component whose content stands at the address.
    pub fn standing(&self, address: &Address, section: Section) -> Option<&Component> {
        let target = self.numbers.get(address)?;
        self.components.get(*self.standing.get(&(*target, section))?)
    }

    /// The component with this name.
    pub fn named(&self, section: Section, name: &str) -> Option<&Component> {
        self.components.get(*self.names.get(&section)?.get(name)?)
    }

    /// The names of the components of a section.
    pub fn names(&self, section: Section) -> impl Iterator<Item = &str> {
        self.names.get(&section).into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// The schema that a value of a discriminator's mapping in the file names, or refers to.
    pub fn mapped(&self, file: FileId, value: &str) -> Option<&Component> {
        let by_name = format!("#{}", pointer::of(&["components", "schemas", value]));
        let section = Section::Schemas;
        self.referred(file, &by_name, section)
            .or_else(|| self.named(section, value))
            .or_else(|| self.referred(file, value, section))
            .or_else(|| self.named(section, collect::last_segment(value)?))
    }

    /// The nodes of the file that are components of their own.
    pub fn index(&self, file: FileId) -> Option<&ComponentIndex> {
        self.index.get(&file)
    }

    fn site(&self, file: FileId, reference: &str) -> Option<usize> {
        *self.sites.get(&file)?.get(reference)?
    }
}
