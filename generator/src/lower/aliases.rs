//! Loops that are made of aliases alone: `A` is a list of `A`. No Rust type alias can say that.

use crate::diag::{Code, Diags};
use crate::ir::edges::types_in;
use crate::ir::{Api, ArenaMap, Item, Kind, TypeExpr, TypeId};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Makes one alias of each such loop any JSON value.
pub(super) fn break_loops(api: &mut Api, diags: &mut Diags) {
    let mut marks = ArenaMap::filled(&api.types, Mark::New);
    for root in api.types.ids() {
        let mut path = vec![(root, targets(api, root))];
        while let Some((id, left)) = path.last_mut() {
            let id = *id;
            marks[id] = if marks[id] == Mark::Done { Mark::Done } else { Mark::Open };
            match left.pop().filter(|_| marks[id] == Mark::Open) {
                None => {
                    marks[id] = Mark::Done;
                    path.pop();
                }
                Some(target) => match marks[target] {
                    Mark::New => path.push((target, targets(api, target))),
                    Mark::Done => {}
                    Mark::Open => {
                        let message = "a type that is only a list, a map or another name of itself is kept as JSON";
                        diags.push(Code::KeptAsJson, api.types[id].place.clone(), message);
                        api.types[id].kind = Kind::Alias(Item::plain(TypeExpr::Json));
                        marks[id] = Mark::Done;
                    }
                },
            }
        }
    }
}

/// The types that an alias mentions. Nothing else can be part of such a loop.
fn targets(api: &Api, id: TypeId) -> Vec<TypeId> {
    let mut targets = Vec::new();
    if let Kind::Alias(item) = &api.types[id].kind {
        types_in(item, &mut |target| targets.push(target));
    }
    targets
}
