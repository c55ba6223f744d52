//! Which read forms convert into the write forms of the same type, and what prevents it.

use super::form::Form;
use super::forms::Forms;
use super::spread::{Dependents, Spread};
use crate::ir::{Access, Kind, Presence, TypeDef, TypeId};

/// Why the read form of a type does not convert into its write forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A client must give the member at this position, but no server sends it.
    RequiredWriteOnly { field: usize },
    /// It is a union with two forms, and the runtime only converts records.
    UnionOfTwoForms,
}

/// Computes the types with an obstacle. A type does not convert either if it mentions one that does not.
pub fn obstacles(dependents: &Dependents, forms: &Forms) -> Spread<Obstacle> {
    Spread::new(dependents, |id, def| obstacle(forms, id, def))
}

fn obstacle(forms: &Forms, id: TypeId, def: &TypeDef) -> Option<Obstacle> {
    match &def.kind {
        Kind::Object(object) => object
            .fields
            .iter()
            .position(|field| field.access == Access::WriteOnly && field.presence == Presence::Required)
            .map(|field| Obstacle::RequiredWriteOnly { field }),
        Kind::Union(_) => forms.forms(id).iter().any(|form| *form != Form::Read).then_some(Obstacle::UnionOfTwoForms),
        Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}
