//! Which inline types are unused, because other types took their members? They are removed.

use std::collections::BTreeSet;

use crate::ir::edges::{types_of, types_of_operation};
use crate::ir::{Api, Kind, NameOrigin, ShapeReason, TypeId};

/// Removes the inline types that neither a component nor an operation reaches.
pub(super) fn remove_unused(api: &mut Api) {
    let mut work: Vec<TypeId> = api.types.iter().filter(|(_, def)| is_root(&def.name)).map(|(id, _)| id).collect();
    for (_, operation) in api.operations.iter() {
        types_of_operation(operation, &mut |id| work.push(id));
    }
    let mut used = BTreeSet::new();
    while let Some(id) = work.pop() {
        if used.insert(id) {
            types_of(&api.types[id], &mut |next| work.push(next));
        }
    }
    for id in api.types.ids() {
        if !used.contains(&id) {
            api.types[id].kind = Kind::Removed;
            api.types[id].because = ShapeReason::Unused;
        }
    }
}

/// Whether a type is kept even if nothing refers to it: a component, or the base of one.
fn is_root(name: &NameOrigin) -> bool {
    match name {
        NameOrigin::Component(_) | NameOrigin::InPart { .. } => true,
        NameOrigin::Inside { path, .. } => matches!(path.last(), Some(crate::ir::Step::Base)),
        NameOrigin::InOperation { .. } => false,
    }
}
