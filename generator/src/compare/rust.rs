//! What does a Rust caller see of the changes of a document? What emitted code consists of is compared, so that nothing that a
//! caller sees is missed; each change is told with the one of the document that is its reason.

mod attach;
mod functions;
mod models;
mod names;
mod shapes;

use attach::Reasons;
use functions::Both;
use names::Types;
use shapes::Shapes;

use super::operations::{Pairs, subject};
use super::walk::Walk;
use crate::ir::TypeId;

/// Adds what a Rust caller sees to what was found.
pub fn rust(walk: &mut Walk, pairs: &Pairs) {
    let (old, new) = (walk.old, walk.new);
    let mut types = Types::new(old.surface, new.surface);
    types.renamed = models::renamed(walk, &types);
    let mut reasons = Reasons::new(&walk.changes);
    let mut shapes = Shapes { types: &types, reasons: &mut reasons, changes: &mut walk.changes };
    for (was, is) in pairs {
        let find =
            |surface: &'_ crate::emit::surface::Surface, id| surface.operations.iter().position(|it| it.id == id);
        let before = find(old.surface, *was).and_then(|position| old.surface.operations.get(position));
        let after = find(new.surface, *is).and_then(|position| new.surface.operations.get(position));
        let (Some(before), Some(after)) = (before, after) else { continue };
        let both = Both {
            subject: subject(&new.api.operations[*is]),
            old_surface: old.surface,
            new_surface: new.surface,
            old: before,
            new: after,
        };
        functions::functions(&mut shapes, &both);
    }
    for callable in old.surface.operations.iter().filter(|it| !pairs.iter().any(|(was, _)| *was == it.id)) {
        let subject = subject(&old.api.operations[callable.id]);
        functions::alone(&mut shapes, old.surface, callable, subject, false);
    }
    for callable in new.surface.operations.iter().filter(|it| !pairs.iter().any(|(_, is)| *is == it.id)) {
        let subject = subject(&new.api.operations[callable.id]);
        functions::alone(&mut shapes, new.surface, callable, subject, true);
    }
    let named = |id: TypeId, is_new: bool| if is_new { new.subject(id) } else { old.subject(id) };
    models::models(&mut shapes, (old.surface, new.surface), &named);
    models::constants(&mut shapes, old.surface, new.surface);
    let root = |path: &str| match path.contains("::") {
        true => names::path(new.surface, path),
        false => path.to_owned(),
    };
    models::root_enums(&mut shapes, &old.surface.enums, &new.surface.enums, &root);
}
