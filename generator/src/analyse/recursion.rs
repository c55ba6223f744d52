//! How a field or a variant holds its type: plainly, in a box where the type would contain itself, or erased where the
//! chain of types would be too deep for rustc in the crate of the user.
//!
//! rustc walks from type to type to see whether a value is `Send` and how it is dropped. The walk is bounded, in the
//! crate of the *user*: a chain of some thirty records is an error there. The walk ends at an erased edge. It also walks
//! through the code of one type to that of the next: that walk ends there too, since the code of a type behind an erased
//! edge is compiled in the emitted crate.

mod components;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::ir::edges::types_in_expr;
use crate::ir::{Additional, Api, ArenaMap, Kind, Object, TypeDef, TypeExpr, TypeId};

/// How a field or a variant holds its type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edge {
    /// As it is.
    #[default]
    Plain,
    /// In a `Box`, because the type would contain itself.
    Boxed,
    /// Behind a pointer that hides its type from the walks of the compiler.
    Erased,
}

/// Where rustc compiles the code of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompiledIn {
    /// In each crate that uses it, so that what no program uses costs nothing.
    UsersCrate,
    /// In the emitted crate, because it is behind an erased edge.
    EmittedCrate,
}

/// Why a type is not held plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indirection {
    /// The type would contain itself.
    ContainsItself,
    /// This many types contain one another.
    LargeCycle { types: usize },
    /// The chain of types that begins there has this length.
    LongChain { types: usize },
}

impl Indirection {
    fn edge(self) -> Edge {
        match self {
            Indirection::ContainsItself => Edge::Boxed,
            Indirection::LargeCycle { .. } | Indirection::LongChain { .. } => Edge::Erased,
        }
    }
}

/// The reason why each field of every object, and each variant of every union, does not hold its type plainly, by
/// position.
#[derive(Debug, Clone)]
pub struct Edges {
    reasons: ArenaMap<TypeId, Vec<Option<Indirection>>>,
    /// The types behind erased edges.
    erased: BTreeSet<TypeId>,
}

impl Edges {
    /// The edge of a field or variant, by its position.
    pub fn edge(&self, id: TypeId, position: usize) -> Edge {
        self.reason(id, position).map(Indirection::edge).unwrap_or_default()
    }

    /// Why that edge is not plain. None: it is plain.
    pub fn reason(&self, id: TypeId, position: usize) -> Option<Indirection> {
        self.reasons[id].get(position).copied().flatten()
    }

    /// Whether any edge is erased.
    pub fn has_erased(&self) -> bool {
        !self.erased.is_empty()
    }

    /// Where the code of a type is compiled.
    pub fn compiled_in(&self, id: TypeId) -> CompiledIn {
        if self.erased.contains(&id) { CompiledIn::EmittedCrate } else { CompiledIn::UsersCrate }
    }
}

/// The most types in a chain without an erased edge.
const DEEP: usize = 16;
/// How many types may contain one another before the edges that close their cycles are erased.
const SMALL: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// A mention of a type.
#[derive(Clone, Copy)]
struct Mention {
    target: TypeId,
    /// The field or variant that mentions it. None: the mention has no edge of its own.
    position: Option<usize>,
    /// Whether the type is held without a pointer between.
    direct: bool,
}

/// Decides every edge, in document order.
pub fn edges(api: &Api) -> Edges {
    let mentions = ArenaMap::from_fn(&api.types, |(_, def)| mentions(api, def));
    let sizes = components::sizes(api, |id| mentions[id].iter().map(|mention| mention.target));
    let mut marks = ArenaMap::filled(&api.types, Mark::New);
    let mut heights = ArenaMap::filled(&api.types, 0_usize);
    let mut reasons = ArenaMap::from_fn(&api.types, |(_, def)| vec![None; positions(def)]);
    let mut erased = BTreeSet::new();
    for root in api.types.ids() {
        if marks[root] != Mark::New {
            continue;
        }
        marks[root] = Mark::Open;
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            let Some(&mention) = mentions[id].get(next) else {
                marks[id] = Mark::Done;
                heights[id] += sizes[id].min(SMALL);
                continue;
            };
            let target = mention.target;
            if marks[target] == Mark::New {
                // This mention is decided again once its target is finished.
                stack.push((id, next));
                marks[target] = Mark::Open;
                stack.push((target, 0));
                continue;
            }
            stack.push((id, next + 1));
            let closes = marks[target] == Mark::Open;
            let reason = if closes {
                cycle_indirection(sizes[target], mention.direct)
            } else {
                chain_indirection(heights[target])
            };
            if let Some(slot) = mention.position.and_then(|position| reasons[id].get_mut(position)) {
                *slot = stronger(*slot, reason);
                if reason.map(Indirection::edge) == Some(Edge::Erased) {
                    erased.insert(target);
                }
            }
            if !closes && reason.is_none() {
                heights[id] = heights[id].max(heights[target]);
            }
        }
    }
    Edges { reasons, erased }
}

/// Why a mention that closes a cycle of `types` types is not plain.
fn cycle_indirection(types: usize, direct: bool) -> Option<Indirection> {
    match direct {
        _ if types > SMALL => Some(Indirection::LargeCycle { types }),
        true => Some(Indirection::ContainsItself),
        false => None,
    }
}

/// Why a mention with a chain of `types` types behind it is not plain.
fn chain_indirection(types: usize) -> Option<Indirection> {
    (types >= DEEP).then_some(Indirection::LongChain { types })
}

/// The stronger of two reasons: an erased pointer is a box too.
fn stronger(one: Option<Indirection>, other: Option<Indirection>) -> Option<Indirection> {
    match (one.map(Indirection::edge), other.map(Indirection::edge)) {
        (None | Some(Edge::Plain), _) | (Some(Edge::Boxed), Some(Edge::Erased)) => other,
        (Some(Edge::Erased), _) | (Some(Edge::Boxed), None | Some(Edge::Plain | Edge::Boxed)) => one,
    }
}

/// The position of the field that keeps unknown members: behind the fields.
pub fn rest_position(object: &Object) -> usize {
    object.fields.len()
}

/// The number of fields or variants of a type.
fn positions(def: &TypeDef) -> usize {
    match &def.kind {
        Kind::Object(object) => object.fields.len() + 1,
        Kind::Union(union) => union.variants.len(),
        Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => 0,
    }
}

/// Every mention of a type, in order. An alias has no edge that could be boxed, so what it names is mentioned instead.
fn mentions(api: &Api, def: &TypeDef) -> Vec<Mention> {
    let mut found = Vec::new();
    match &def.kind {
        Kind::Object(object) => {
            for (index, field) in object.fields.iter().enumerate() {
                let direct = holds_object(api, &field.value.ty);
                behind(api, &field.value.ty, &mut |target| {
                    found.push(Mention { target, position: Some(index), direct })
                });
            }
            match &object.additional {
                Additional::Kept(item) => {
                    let position = Some(rest_position(object));
                    behind(api, &item.ty, &mut |target| found.push(Mention { target, position, direct: false }));
                }
                Additional::Ignored | Additional::Closed => {}
            }
        }
        // The payload of a variant is boxed if it is an object or a union, so that the mention is not direct.
        Kind::Union(union) => {
            for (index, variant) in union.variants.iter().enumerate() {
                behind(api, &variant.value.ty, &mut |target| {
                    found.push(Mention { target, position: Some(index), direct: false });
                });
            }
        }
        Kind::Alias(item) => {
            behind(api, &item.ty, &mut |target| found.push(Mention { target, position: None, direct: false }));
        }
        Kind::Enum(_) | Kind::Invalid | Kind::Removed => {}
    }
    found
}

/// Calls `visit` for every type that is no alias and that an expression mentions, through aliases.
fn behind(api: &Api, ty: &TypeExpr, visit: &mut impl FnMut(TypeId)) {
    let mut left = Vec::new();
    types_in_expr(ty, &mut |id| left.push(id));
    while let Some(id) = left.pop() {
        match &api.types[id].kind {
            Kind::Alias(item) => types_in_expr(&item.ty, &mut |id| left.push(id)),
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => visit(id),
        }
    }
}

/// Whether a type expression holds an object with nothing on the heap between, through aliases too.
fn holds_object(api: &Api, ty: &TypeExpr) -> bool {
    matches!(api.resolve(ty), TypeExpr::Named(id) if matches!(api.types[*id].kind, Kind::Object(_)))
}
