//! Which types are part of a body of XML?

use std::collections::BTreeSet;

use crate::ir::edges::{types_in, types_of};
use crate::ir::{Api, Media, MediaKind, TypeId};

/// The bodies and responses that are XML.
pub fn xml_bodies(api: &Api) -> impl Iterator<Item = &Media> {
    let operations = || api.operations.iter().map(|(_, operation)| operation);
    let bodies = operations().flat_map(|operation| &operation.body).flat_map(|body| &body.content);
    let responses = operations().flat_map(|operation| &operation.responses).flat_map(|response| &response.content);
    bodies.chain(responses).filter(|media| media.kind == MediaKind::Xml)
}

/// The types that bodies of XML mention, at any depth.
pub fn xml_types(api: &Api) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut open = Vec::new();
    for item in xml_bodies(api).filter_map(|media| media.value.as_ref()) {
        types_in(item, &mut |id| open.push(id));
    }
    while let Some(id) = open.pop() {
        if found.insert(id) {
            types_of(&api.types[id], &mut |id| open.push(id));
        }
    }
    found
}
