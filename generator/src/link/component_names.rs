//! What are components called? The components of a root keep their names. One that is only a `$ref` gives its name to
//! its target. The others are named after their pointers.

use super::collect::{Linker, pure_reference};
use super::resolve::Address;
use super::schema_equality::are_equal;
use super::{Component, name};
use crate::diag::Code;
use crate::location::{FileId, Location};
use crate::pointer;
use crate::vocabulary::Section;

impl Linker<'_> {
    /// Gives the components of a root their own names.
    pub(super) fn name_listed(&mut self, root: FileId) {
        let Some(file) = self.sources.get(root) else { return };
        let Some(components) = file.raw.get("components") else { return };
        let start = Address { file: root, pointer: "/components".to_owned() };
        let (address, components) = self.deref(start, components);
        for section in Section::ALL {
            let Some(raw) = components.get(section.key()) else { continue };
            let start = Address { file: address.file, pointer: pointer::join(&address.pointer, section.key()) };
            let (address, entries) = self.deref(start, raw);
            for (key, entry) in entries.as_object().into_iter().flatten() {
                if entry.is_string() && key == "$ref" {
                    continue;
                }
                let pointer = pointer::join(&address.pointer, key);
                self.name_one(section, key, Address { file: address.file, pointer });
            }
        }
    }

    fn name_one(&mut self, section: Section, name: &str, address: Address) {
        let target = self.number(&address);
        if !self.listed.insert(target) {
            return;
        }
        let taken = self.links.names.get(&section).and_then(|names| names.get(name)).copied();
        let name = match taken
            .and_then(|number| self.links.components.get(number).map(|other| (number, other.address.clone())))
        {
            Some((number, other)) if are_equal(&mut self.resolver, &other, &address) => {
                self.links.component_numbers.insert((target, section), number);
                return;
            }
            Some(_) => self.unused_name(section, name, &address),
            None => name.to_owned(),
        };
        self.add(section, name, address, target, true);
    }

    /// Gives the name of a listed component that is only a `$ref` to the target of the `$ref`.
    pub(super) fn name_aliases(&mut self) {
        for number in 0..self.links.components.len() {
            let Some(component) = self.links.components.get(number).cloned() else { continue };
            let Some(raw) = self.resolver.raw(&component.address) else { continue };
            let Some(reference) = pure_reference(raw) else { continue };
            let Ok((address, raw)) = self.resolver.locate(component.address.file, reference) else { continue };
            if self.is_listed(&address, component.section) {
                continue;
            }
            let (address, _) = self.deref_to_component(component.section, address, raw);
            let target = self.number(&address);
            if self.links.component_numbers.contains_key(&(target, component.section)) {
                continue;
            }
            self.links.component_numbers.insert((target, component.section), number);
            self.index(&address, component.section, number);
            if let Some(component) = self.links.components.get_mut(number) {
                component.address = address;
            }
        }
    }

    pub(super) fn add(
        &mut self,
        section: Section,
        name: String,
        address: Address,
        target: usize,
        listed: bool,
    ) -> usize {
        let number = self.links.components.len();
        self.links.component_numbers.insert((target, section), number);
        if !name.is_empty() {
            self.links.names.entry(section).or_default().insert(name.clone(), number);
        }
        self.links.components.push(Component { section, name, address, listed });
        number
    }

    pub(super) fn index(&mut self, address: &Address, section: Section, number: usize) {
        self.links.index.entry(address.file).or_default().insert(&address.pointer, section, number);
    }

    pub(super) fn name_the_rest(&mut self) {
        for number in 0..self.links.components.len() {
            let Some(component) = self.links.components.get(number) else { continue };
            if component.listed {
                continue;
            }
            let (section, address) = (component.section, component.address.clone());
            let path = self.sources.get(address.file).map_or("", |file| file.path.as_str());
            let wanted = name::target_name(path, &address.pointer, section);
            let name = if self.links.component_named(section, &wanted).is_some() {
                self.unused_name(section, &wanted, &address)
            } else {
                wanted
            };
            self.links.names.entry(section).or_default().insert(name.clone(), number);
            if let Some(component) = self.links.components.get_mut(number) {
                component.name = name;
            }
        }
    }

    /// A name that no component has: the name of the file is appended, and a number if necessary. It is told.
    fn unused_name(&mut self, section: Section, wanted: &str, address: &Address) -> String {
        let path = self.sources.get(address.file).map_or("", |file| file.path.as_str());
        let name = format!("{wanted}_{}", name::file_name(path));
        let is_free = |name: &String| self.links.component_named(section, name).is_none();
        let mut longer = std::iter::once(name.clone()).chain((2..).map(|n: usize| format!("{name}_{n}")));
        let name = longer.find(is_free).unwrap_or(name);
        self.tell(section, wanted, &name, address);
        name
    }

    /// Tells that a schema has another name, because another file has one of its own. Other components give their names
    /// only to the inline schemas that stand in them.
    fn tell(&mut self, section: Section, wanted: &str, name: &str, address: &Address) {
        let Some(first) = self.links.component_named(section, wanted).map(|first| first.address.clone()) else {
            return;
        };
        let path = |file| self.sources.get(file).map_or("", |file| file.path.as_str());
        let (here, there) = (path(address.file), path(first.file));
        let location = Location::new(address.file, address.pointer.clone());
        let first = Location::new(first.file, first.pointer);
        match section {
            Section::Schemas if name::is_named(&address.pointer) => {
                let message = format!("the schema `{wanted}` is read as `{name}`: {there} has another `{wanted}`");
                let found = self.diags.push(Code::Collision, location, message);
                found.help("give one of them another name, or describe both alike").label(first, "the other");
            }
            Section::Schemas => {
                let message = format!("the schema in {here} is read as `{name}`: {there} has a `{wanted}`");
                self.diags.push(Code::Renamed, location, message).label(first, "the other");
            }
            Section::Responses
            | Section::Parameters
            | Section::Examples
            | Section::RequestBodies
            | Section::Headers
            | Section::SecuritySchemes => {}
        }
    }
}
