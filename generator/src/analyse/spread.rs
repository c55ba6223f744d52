//! For which types a fact holds that a type passes on to every type that mentions it.

use crate::ir::edges::types_of;
use crate::ir::{Api, ArenaMap, TypeDef, TypeId};

/// For every type, the types that mention it.
pub struct Dependents<'a> {
    api: &'a Api,
    of: ArenaMap<TypeId, Vec<TypeId>>,
}

impl<'a> Dependents<'a> {
    pub fn new(api: &'a Api) -> Self {
        let mut of = ArenaMap::filled(&api.types, Vec::new());
        for (id, def) in api.types.iter() {
            types_of(def, &mut |inner| of[inner].push(id));
        }
        Self { api, of }
    }
}

/// Why a fact holds for a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason<R> {
    /// The type has it by itself.
    Own(R),
    /// The type mentions this one, for which it holds.
    Mentions(TypeId),
}

/// The least set of types that holds every type with a reason of its own and every type that mentions one in the set.
#[derive(Debug, Clone)]
pub struct Spread<R> {
    reasons: ArenaMap<TypeId, Option<Reason<R>>>,
}

impl<R: Copy> Spread<R> {
    /// Computes the set. `own` is the reason that a type has by itself.
    pub fn new(dependents: &Dependents, own: impl Fn(TypeId, &TypeDef) -> Option<R>) -> Self {
        let types = &dependents.api.types;
        let mut reasons = ArenaMap::from_fn(types, |(id, def)| own(id, def).map(Reason::Own));
        let mut work: Vec<TypeId> = types.ids().filter(|&id| reasons[id].is_some()).collect();
        while let Some(id) = work.pop() {
            for &dependent in &dependents.of[id] {
                if reasons[dependent].is_none() {
                    reasons[dependent] = Some(Reason::Mentions(id));
                    work.push(dependent);
                }
            }
        }
        Self { reasons }
    }

    /// Whether the fact holds for a type.
    pub fn holds(&self, id: TypeId) -> bool {
        self.reasons[id].is_some()
    }

    /// Why the fact holds for a type. None: it does not. Following [`Reason::Mentions`] ends at a reason of its own.
    pub fn reason(&self, id: TypeId) -> Option<Reason<R>> {
        self.reasons[id]
    }
}
