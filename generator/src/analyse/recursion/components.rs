//! How many types reach one another: the sizes of strongly connected components, by Tarjan's algorithm without recursion.

use crate::ir::{Api, ArenaMap, TypeId};

/// What is known of a type while the graph is walked.
#[derive(Clone, Copy)]
struct Visit {
    /// The number at which it was first visited, from 1; 0: not yet.
    order: usize,
    /// The lowest number of a type on the path that can be reached from it.
    low: usize,
    on_path: bool,
}

/// For each type, the number of types in its component, itself included.
pub(super) fn sizes<I>(api: &Api, targets: impl Fn(TypeId) -> I) -> ArenaMap<TypeId, usize>
where
    I: Iterator<Item = TypeId>,
{
    let mut sizes = ArenaMap::filled(&api.types, 1);
    let mut visits = ArenaMap::filled(&api.types, Visit { order: 0, low: 0, on_path: false });
    let mut met = 0;
    let mut path: Vec<TypeId> = Vec::new();
    for root in api.types.ids() {
        if visits[root].order != 0 {
            continue;
        }
        let mut stack = vec![(root, targets(root))];
        while let Some((id, left)) = stack.last_mut() {
            let id = *id;
            if visits[id].order == 0 {
                met += 1;
                visits[id] = Visit { order: met, low: met, on_path: true };
                path.push(id);
            }
            match left.next() {
                Some(target) if visits[target].order == 0 => stack.push((target, targets(target))),
                Some(target) => {
                    if visits[target].on_path {
                        visits[id].low = visits[id].low.min(visits[target].order);
                    }
                }
                None => {
                    stack.pop();
                    if let Some((parent, _)) = stack.last() {
                        visits[*parent].low = visits[*parent].low.min(visits[id].low);
                    }
                    if visits[id].low == visits[id].order {
                        close(id, &mut path, &mut visits, &mut sizes);
                    }
                }
            }
        }
    }
    sizes
}

/// Removes a finished component from the path.
fn close(
    first: TypeId,
    path: &mut Vec<TypeId>,
    visits: &mut ArenaMap<TypeId, Visit>,
    sizes: &mut ArenaMap<TypeId, usize>,
) {
    let start = path.iter().rposition(|id| *id == first).unwrap_or(path.len());
    let component = path.split_off(start);
    for &id in &component {
        visits[id].on_path = false;
        sizes[id] = component.len();
    }
}
