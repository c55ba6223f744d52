//! Which read forms turn into the write forms beside them, and what keeps the others from it.

use super::form::Form;
use super::forms::Forms;
use super::spread::{Dependents, Spread};
use crate::ir::{Access, Kind, Presence, TypeDef, TypeId};

/// Why the read form of a type does not turn into its write forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A client must give the member at this position, and no server sends it.
    RequiredWriteOnly { field: usize },
    /// It is a union with two forms, and the runtime converts records only.
    UnionOfTwoForms,
}

/// A type that has an obstacle is an obstacle to every type that mentions it.
pub fn obstacles(dependents: &Dependents, forms: &Forms) -> Spread<Obstacle> {
    Spread::of(dependents, |id, def| obstacle(forms, id, def))
}

fn obstacle(forms: &Forms, id: TypeId, def: &TypeDef) -> Option<Obstacle> {
    match &def.kind {
        Kind::Object(object) => object
            .fields
            .iter()
            .position(|field| field.access == Access::WriteOnly && field.presence == Presence::Required)
            .map(|field| Obstacle::RequiredWriteOnly { field }),
        Kind::Union(_) => forms.of(id).iter().any(|form| *form != Form::Read).then_some(Obstacle::UnionOfTwoForms),
        Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}
