//! The components of the bundle.

use openapiv3::{Components, ReferenceOr};

use super::Origins;
use super::reader::Reader;
use crate::link::node::escape;
use crate::link::vocabulary::Section;
use crate::location::Location;

impl Reader<'_> {
    /// Every component: those of the roots in document order, then those found behind references.
    pub fn components(&mut self, origins: &mut Origins) -> Components {
        let links = self.links;
        let mut components = Components::default();
        for component in links.components() {
            let location = Location::new(component.address.file, component.address.pointer.clone());
            let pointer = format!("/components/{}/{}", component.section.key(), escape(&component.name));
            origins.moved.insert(pointer, location);
            self.at(&component.address, |reader, node| {
                let name = component.name.clone();
                let section = component.section;
                match section {
                    Section::Schemas => {
                        components.schemas.insert(name, reader.schema_content(node));
                    }
                    Section::Responses => {
                        let read = reader.content(node, section, Self::response);
                        components.responses.extend(read.map(|read| (name, read)));
                    }
                    Section::Parameters => {
                        let read = reader.content(node, section, Self::parameter);
                        components.parameters.extend(read.map(|read| (name, read)));
                    }
                    Section::Examples => {
                        let read = reader.content(node, section, Self::example);
                        components.examples.extend(read.map(|read| (name, read)));
                    }
                    Section::RequestBodies => {
                        let read = reader.content(node, section, Self::request_body);
                        components.request_bodies.extend(read.map(|read| (name, read)));
                    }
                    Section::Headers => {
                        let read = reader.content(node, section, Self::header);
                        components.headers.extend(read.map(|read| (name, read)));
                    }
                    Section::SecuritySchemes => {
                        let read = reader.content(node, section, Self::security_scheme);
                        components.security_schemes.extend(read.map(|read| (name, read)));
                    }
                }
            });
        }
        for (name, location) in std::mem::take(&mut self.undeclared_schemes) {
            origins.moved.insert(format!("/components/securitySchemes/{}", escape(&name)), location);
            components.security_schemes.insert(name, ReferenceOr::Item(Self::undeclared_scheme()));
        }
        components
    }
}
