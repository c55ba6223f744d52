//! Which types does an API need, if some of its operations alone become code? The others are removed.

use std::collections::BTreeSet;

use super::edges::{types_in, types_of, types_of_operation};
use super::{Api, Kind, ShapeReason, TypeId};

impl Api {
    /// Removes the types that neither an operation nor a webhook reaches.
    pub fn keep_reached(&mut self) {
        let mut work: Vec<TypeId> = Vec::new();
        for (_, operation) in self.operations.iter() {
            types_of_operation(operation, &mut |id| work.push(id));
        }
        for event in self.events() {
            types_in(&event.body, &mut |id| work.push(id));
        }
        let mut reached = BTreeSet::new();
        while let Some(id) = work.pop() {
            if reached.insert(id) {
                types_of(&self.types[id], &mut |next| work.push(next));
            }
        }
        for id in self.types.ids().filter(|id| !reached.contains(id)).collect::<Vec<_>>() {
            self.types[id].kind = Kind::Removed;
            self.types[id].because = ShapeReason::Unused;
        }
    }
}
