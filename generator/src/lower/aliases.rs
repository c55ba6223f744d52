//! Which aliases does rustc reject? Loops that are made of aliases alone (`A` is a list of `A`), and chains of aliases
//! that are deeper than its recursion limit.

use crate::diag::{Code, Diags};
use crate::ir::edges::types_in;
use crate::ir::{Api, ArenaMap, Item, Kind, TypeExpr, TypeId};

/// How deep aliases may be nested. A list or map adds [`LAYER`], and an alias adds one.
const DEEPEST: usize = 512;
const LAYER: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Makes one alias of each loop a JSON value, and in each chain the alias that is too deep.
pub(super) fn break_loops(api: &mut Api, diags: &mut Diags) {
    let mut marks = ArenaMap::filled(&api.types, Mark::New);
    let mut depths = ArenaMap::filled(&api.types, 0);
    for root in api.types.ids() {
        let mut path = vec![(root, targets(api, root))];
        while let Some((id, left)) = path.last_mut() {
            let id = *id;
            marks[id] = if marks[id] == Mark::Done { Mark::Done } else { Mark::Open };
            match left.pop().filter(|_| marks[id] == Mark::Open) {
                None => {
                    marks[id] = Mark::Done;
                    path.pop();
                    depths[id] = depth(api, id, &depths);
                    if depths[id] > DEEPEST {
                        let message = "types are nested too deeply; this one is kept as JSON";
                        diags.push(Code::KeptAsJson, api.types[id].location.clone(), message);
                        api.types[id].kind = Kind::Alias(Item::plain(TypeExpr::Json));
                        depths[id] = 0;
                    }
                }
                Some(target) => match marks[target] {
                    Mark::New => path.push((target, targets(api, target))),
                    Mark::Done => {}
                    Mark::Open => {
                        let message = "a type that is only a list, a map or an alias of itself is kept as JSON";
                        diags.push(Code::KeptAsJson, api.types[id].location.clone(), message);
                        api.types[id].kind = Kind::Alias(Item::plain(TypeExpr::Json));
                        marks[id] = Mark::Done;
                    }
                },
            }
        }
    }
}

/// How deep an alias is, computed from those that it refers to.
fn depth(api: &Api, id: TypeId, depths: &ArenaMap<TypeId, usize>) -> usize {
    let Kind::Alias(item) = &api.types[id].kind else { return 0 };
    let (mut layers, mut ty) = (1, &item.ty);
    while let TypeExpr::List(item) | TypeExpr::Map(item) | TypeExpr::CommaSeparated(item) = ty {
        layers += LAYER;
        ty = &item.ty;
    }
    match ty {
        TypeExpr::Named(inner) => layers + depths[*inner],
        TypeExpr::Scalar(_) | TypeExpr::Json => layers,
        // The loop above has removed these.
        TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) => layers,
    }
}

/// The types that an alias refers to. Only aliases can be part of such a loop.
fn targets(api: &Api, id: TypeId) -> Vec<TypeId> {
    let mut targets = Vec::new();
    if let Kind::Alias(item) = &api.types[id].kind {
        types_in(item, &mut |target| targets.push(target));
    }
    targets
}
