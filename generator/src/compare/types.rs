//! Which pairs of types are still to be compared? Each is looked at once for each side that sends it.

use super::change::{Change, Direction, Verdict};
use super::kind::ChangeKind;
use super::walk::{Replaced, Walk, type_spot};
use super::{enums, objects, unions, words};
use crate::ir::{Kind, TypeExpr, TypeId};

/// Compares all pairs of types that were found, and those that they lead to.
pub fn all(walk: &mut Walk) {
    pairs(walk);
    for replaced in std::mem::take(&mut walk.replaced) {
        another(walk, &replaced);
    }
}

fn pairs(walk: &mut Walk) {
    while let Some((old, new, direction)) = walk.next() {
        pair(walk, old, new, direction);
    }
}

/// Tells of a value that is of another schema. What both schemas have decides what that means on the wire, and is no change of
/// either of them.
fn another(walk: &mut Walk, replaced: &Replaced) {
    let Replaced { spot, direction, old, new } = replaced;
    let mut shapes = Walk::by_shape(walk.old, walk.new);
    shapes.later(*old, *new, *direction);
    pairs(&mut shapes);
    let verdict = shapes.changes.iter().map(|change| change.wire).max().unwrap_or_default();
    let why = shapes.changes.iter().find(|change| change.wire == Verdict::Breaking).map(|change| {
        let of_another = change.subject != walk.new.subject(*new);
        let place = if of_another { format!(" in {}", change.subject) } else { String::new() };
        let reasons: String = change.on_the_wire.iter().map(|why| format!(", and {why}")).collect();
        format!("{}{place}{reasons}", change.what)
    });
    let was = words::of_type(&walk.old, &TypeExpr::Named(*old));
    let is = words::of_type(&walk.new, &TypeExpr::Named(*new));
    let change = Change::of(ChangeKind::TypeChanged, spot, format!("{} is {is} in place of {was}", spot.named));
    let change = change.wire(verdict.max(Verdict::Compatible), &why.unwrap_or_default());
    walk.changes.push(change.direction(*direction));
}

fn pair(walk: &mut Walk, old: TypeId, new: TypeId, direction: Direction) {
    let spot = type_spot(walk, old, new);
    let (was, is) = (&walk.old.api.types[old], &walk.new.api.types[new]);
    if was.xml != is.xml {
        let what = "it is written otherwise in XML".to_owned();
        let verdict = (Verdict::Breaking, "");
        walk.tell_of_value(ChangeKind::XmlChanged, &spot, direction, what, verdict);
    }
    walk.docs(&spot, &was.docs, &is.docs);
    walk.examples(&spot, &was.example, &is.example);
    walk.deprecation(&spot, was.deprecated, is.deprecated);
    match (&was.kind, &is.kind) {
        (Kind::Object(old), Kind::Object(new)) => objects::objects(walk, &spot, direction, old, new),
        (Kind::Enum(old), Kind::Enum(new)) => enums::enums(walk, &spot, direction, old, new),
        (Kind::Union(old), Kind::Union(new)) => unions::unions(walk, &spot, direction, old, new),
        // Where a value is of another kind of type, that is told where it is used.
        (Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed, _) => {}
    }
}
