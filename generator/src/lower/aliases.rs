//! Which aliases does rustc reject? Loops that are made of aliases alone (`A` is a list of `A`), and chains of aliases
//! that are deeper than its recursion limit. A list or map in a loop becomes a type of its own, which ends the loop.

use crate::diag::{Code, Diags};
use crate::ir::edges::types_in;
use crate::ir::{
    Additional, Api, ArenaMap, Docs, Item, Kind, Object, ShapeReason, Step, TypeExpr, TypeId, Union, Variant,
};

/// How deep aliases may be nested. A list or map adds [`LAYER`], and an alias adds one.
const DEEPEST: usize = 512;
const LAYER: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Makes one alias of each loop a type of its own, or a JSON value where all are only other names; and a JSON value of the
/// alias that is too deep in a chain.
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
                        api.types[id].because = ShapeReason::TooDeep;
                        depths[id] = 0;
                    }
                }
                Some(target) => match marks[target] {
                    Mark::New => path.push((target, targets(api, target))),
                    Mark::Done => {}
                    Mark::Open => {
                        let inside = path.iter().rev().map(|(id, _)| *id);
                        let mut inside: Vec<TypeId> = inside.take_while(|id| *id != target).collect();
                        inside.push(target);
                        let ended = end_loop(api, &inside, diags).unwrap_or(id);
                        marks[ended] = Mark::Done;
                    }
                },
            }
        }
    }
}

/// Ends a loop of aliases at the first list or map in it, and returns which that is. None: all are only other names, and
/// the first is kept as JSON.
fn end_loop(api: &mut Api, aliases: &[TypeId], diags: &mut Diags) -> Option<TypeId> {
    for &id in aliases {
        let Kind::Alias(Item { ty, checks, .. }) = &api.types[id].kind else { continue };
        let kind = match ty {
            TypeExpr::Map(value) => Kind::Object(Object {
                additional: Additional::Kept(value.clone()),
                checks: checks.clone(),
                ..Object::default()
            }),
            TypeExpr::List(_) | TypeExpr::CommaSeparated(_) => {
                if !checks.is_empty() {
                    let message = "limits on the length of a list of itself are not checked";
                    diags.push(Code::Approximated, api.types[id].location.clone(), message);
                }
                let step = Step::Variant { title: Some("list".to_owned()), index: 0 };
                let value = Item::plain(ty.clone());
                let list = Variant { value, tags: Vec::new(), step, docs: Docs::default() };
                Kind::Union(Union { variants: vec![list], ..Union::default() })
            }
            TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Json => continue,
        };
        api.types[id].kind = kind;
        api.types[id].because = ShapeReason::EndsLoop;
        return Some(id);
    }
    let first = *aliases.first()?;
    let message = "a type that is only another name of itself is kept as JSON";
    diags.push(Code::KeptAsJson, api.types[first].location.clone(), message);
    api.types[first].kind = Kind::Alias(Item::plain(TypeExpr::Json));
    api.types[first].because = ShapeReason::NamesItself;
    Some(first)
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
