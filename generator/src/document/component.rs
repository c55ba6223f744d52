//! Reads the components of the bundle.

use openapiv3::{Components, ReferenceOr};

use super::bundle::Origins;
use super::content::{header, request_body};
use super::context::Context;
use super::example::example;
use super::parameter::parameter;
use super::reference::component_content;
use super::response::response;
use super::schema::{Written, schema_content};
use super::security::{security_scheme, undeclared_scheme};
use crate::location::Location;
use crate::pointer;
use crate::vocabulary::Section;

/// Every component that is needed: those of the roots in document order, then those found behind references.
pub fn components(cx: &mut Context<'_>, origins: &mut Origins) -> Components {
    let links = cx.links();
    let mut components = Components::default();
    for component in links.components(cx.selection()) {
        let location = Location::new(component.address.file, component.address.pointer.clone());
        let pointer = pointer::from_keys(&["components", component.section.key(), &component.name]);
        origins.moved.insert(pointer, location);
        cx.at(&component.address, |cx, node| {
            let name = component.name.clone();
            let section = component.section;
            match section {
                Section::Schemas => {
                    components.schemas.insert(name, schema_content(cx, node, Written::AsJson));
                }
                Section::Responses => {
                    let read = component_content(cx, node, section, response);
                    components.responses.extend(read.map(|read| (name, read)));
                }
                Section::Parameters => {
                    let read = component_content(cx, node, section, parameter);
                    components.parameters.extend(read.map(|read| (name, read)));
                }
                Section::Examples => {
                    let read = component_content(cx, node, section, example);
                    components.examples.extend(read.map(|read| (name, read)));
                }
                Section::RequestBodies => {
                    let read = component_content(cx, node, section, request_body);
                    components.request_bodies.extend(read.map(|read| (name, read)));
                }
                Section::Headers => {
                    let read = component_content(cx, node, section, header);
                    components.headers.extend(read.map(|read| (name, read)));
                }
                Section::SecuritySchemes => {
                    let read = component_content(cx, node, section, security_scheme);
                    components.security_schemes.extend(read.map(|read| (name, read)));
                }
            }
        });
    }
    for (name, location) in cx.undeclared_schemes() {
        origins.moved.insert(pointer::from_keys(&["components", "securitySchemes", name]), location.clone());
        components.security_schemes.insert(name.clone(), ReferenceOr::Item(undeclared_scheme()));
    }
    components
}
