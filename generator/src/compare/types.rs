//! Which pairs of types are still to be compared? Each is looked at once for each side that sends it.

use super::change::Direction;
use super::walk::{Walk, type_spot};
use super::{enums, objects, unions};
use crate::ir::{Kind, TypeId};

/// Compares all pairs of types that were found, and those that they lead to.
pub fn all(walk: &mut Walk) {
    while let Some((old, new, direction)) = walk.next() {
        pair(walk, old, new, direction);
    }
}

fn pair(walk: &mut Walk, old: TypeId, new: TypeId, direction: Direction) {
    let spot = type_spot(walk, old, new);
    let (was, is) = (&walk.old.api.types[old], &walk.new.api.types[new]);
    if was.xml != is.xml {
        let what = "it is written otherwise in XML".to_owned();
        let verdict = (super::change::Verdict::Breaking, "");
        walk.tell_of_value(super::kind::ChangeKind::XmlChanged, &spot, direction, what, verdict);
    }
    walk.docs(&spot, &was.docs, &is.docs);
    walk.deprecation(&spot, was.deprecated, is.deprecated);
    match (&was.kind, &is.kind) {
        (Kind::Object(old), Kind::Object(new)) => objects::objects(walk, &spot, direction, old, new),
        (Kind::Enum(old), Kind::Enum(new)) => enums::enums(walk, &spot, direction, old, new),
        (Kind::Union(old), Kind::Union(new)) => unions::unions(walk, &spot, direction, old, new),
        // Where a value is of another kind of type, that is told where it is used.
        (Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed, _) => {}
    }
}
