//! How a field holds its type: plainly, or in a box where the type would contain itself.

use crate::ir::{Api, ArenaMap, Kind, TypeDef, TypeExpr, TypeId};

/// How a field holds its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// As it is.
    Plain,
    /// In a `Box`: the type would contain itself otherwise.
    Boxed,
}

/// The edge of every field of every object.
#[derive(Debug, Clone)]
pub struct Edges {
    boxed: ArenaMap<TypeDef, Vec<usize>>,
}

impl Edges {
    /// The edge of a field, by its position.
    pub fn of(&self, id: TypeId, field: usize) -> Edge {
        if self.boxed[id].binary_search(&field).is_ok() { Edge::Boxed } else { Edge::Plain }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Boxes each field that closes a cycle, met in document order. Lists, maps and unions hold their parts on the heap,
/// so only a field that names an object directly can close one.
pub fn edges(api: &Api) -> Edges {
    let direct = ArenaMap::from_fn(&api.types, |(_, def)| direct_fields(api, def));
    let mut marks = ArenaMap::filled(&api.types, Mark::New);
    let mut boxed: ArenaMap<TypeDef, Vec<usize>> = ArenaMap::filled(&api.types, Vec::new());
    for root in api.types.ids() {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            let Some(&(field, target)) = direct[id].get(next) else {
                marks[id] = Mark::Done;
                continue;
            };
            stack.push((id, next + 1));
            match marks[target] {
                Mark::New => {
                    marks[target] = Mark::Open;
                    stack.push((target, 0));
                }
                Mark::Open => boxed[id].push(field),
                Mark::Done => {}
            }
        }
    }
    Edges { boxed }
}

/// The fields that hold an object without a heap allocation between, with that object.
fn direct_fields(api: &Api, def: &TypeDef) -> Vec<(usize, TypeId)> {
    let Kind::Object(object) = &def.kind else { return Vec::new() };
    let targets = object.fields.iter().enumerate();
    targets.filter_map(|(index, field)| Some((index, held_object(api, &field.value.ty)?))).collect()
}

/// The object that a type expression holds directly, through aliases. `lower` admits no loop of aliases.
fn held_object(api: &Api, ty: &TypeExpr) -> Option<TypeId> {
    let mut ty = ty;
    loop {
        let TypeExpr::Named(id) = ty else { return None };
        match &api.types[*id].kind {
            Kind::Object(_) => return Some(*id),
            Kind::Alias(item) => ty = &item.ty,
            Kind::Enum(_) | Kind::Union(_) | Kind::Invalid => return None,
        }
    }
}
