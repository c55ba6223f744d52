//! Which read forms turn into the write forms beside them.

use super::Model;
use crate::analyse::Form;
use crate::ir::edges::types_of;
use crate::ir::{Access, ArenaMap, Kind, Presence, TypeDef, TypeId};

/// For every type, whether its read form turns into its other forms.
#[derive(Debug, Clone)]
pub struct Convertible {
    fails: ArenaMap<TypeDef, bool>,
}

impl Convertible {
    /// A type fails when it alone does, or when a type that it mentions fails.
    pub fn of(model: Model) -> Self {
        let api = model.api;
        let mut dependents: ArenaMap<TypeDef, Vec<TypeId>> = ArenaMap::filled(&api.types, Vec::new());
        for (id, def) in api.types.iter() {
            types_of(def, &mut |inner| dependents[inner].push(id));
        }
        let mut fails = ArenaMap::from_fn(&api.types, |(id, def)| fails_alone(model, id, def));
        let mut work: Vec<TypeId> = api.types.ids().filter(|&id| fails[id]).collect();
        while let Some(id) = work.pop() {
            for &dependent in &dependents[id] {
                if !fails[dependent] {
                    fails[dependent] = true;
                    work.push(dependent);
                }
            }
        }
        Self { fails }
    }

    /// Whether the read form of a type turns into its other forms.
    pub fn has(&self, id: TypeId) -> bool {
        !self.fails[id]
    }
}

fn fails_alone(model: Model, id: TypeId, def: &TypeDef) -> bool {
    let forms = model.facts.forms(id);
    match &def.kind {
        // A client must give a member that no server sends.
        Kind::Object(object) => {
            object.fields.iter().any(|field| field.access == Access::WriteOnly && field.presence == Presence::Required)
        }
        // The runtime converts records only.
        Kind::Union(_) => forms.iter().any(|form| *form != Form::Read),
        Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid => false,
    }
}
