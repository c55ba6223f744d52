//! Is a value what it was? Its type, whether it may be null, its limits, and how it is written in XML.

use super::change::{Direction, Spot, Verdict};
use super::kind::ChangeKind;
use super::walk::{Replaced, Side, Walk};
use super::{limits, scalars, words};
use crate::ir::{EnumRepr, Item, Kind, Scalar, TypeExpr};

/// How the values of two types relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    /// The new type holds more.
    Wider,
    /// The new type holds less.
    Narrower,
    Other,
}

/// Compares a value that one side sends. Types that have a name are looked at later, once.
pub fn value<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a Item, new: &'a Item) {
    let (was, is) = (walk.old.flat(old), walk.new.flat(new));
    nullability(walk, spot, direction, was.nullable, is.nullable);
    if was.xml != is.xml {
        let what = format!("{} is written otherwise in XML", spot.named);
        walk.tell_of_value(ChangeKind::XmlChanged, spot, direction, what, (Verdict::Breaking, ""));
    }
    if relation(walk, was.ty, is.ty) != Relation::Other {
        limits::limits(walk, spot, direction, &was.checks, &is.checks);
    }
    ty(walk, spot, direction, was.ty, is.ty);
}

fn nullability(walk: &mut Walk, spot: &Spot, direction: Direction, old: bool, new: bool) {
    let (kind, what, verdict) = match (old, new, direction) {
        (true, true, _) | (false, false, _) => return,
        (false, true, Direction::Sent) => (ChangeKind::BecameNullable, "may be null", (Verdict::Compatible, "")),
        (false, true, Direction::Received) if spot.null_is_absence => {
            (ChangeKind::BecameNullable, "may be null", (Verdict::Compatible, "clients read it as if it were missing"))
        }
        (false, true, Direction::Received) => {
            (ChangeKind::BecameNullable, "may be null", (Verdict::Breaking, "a client that expects a value gets null"))
        }
        (true, false, Direction::Sent) => {
            (ChangeKind::BecameNotNullable, "may not be null", (Verdict::Breaking, "null is refused"))
        }
        (true, false, Direction::Received) => {
            (ChangeKind::BecameNotNullable, "may not be null", (Verdict::Compatible, ""))
        }
    };
    walk.tell_of_value(kind, spot, direction, format!("{} {what}", spot.named), verdict);
}

/// Compares the type of a value, after all aliases are resolved.
pub fn ty<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a TypeExpr, new: &'a TypeExpr) {
    match (old, new) {
        (TypeExpr::List(old), TypeExpr::List(new)) => {
            let spot = spot.inside(format!("an item of {}", spot.named), &spot.old, &spot.new);
            value(walk, &spot, direction, old, new);
        }
        (TypeExpr::CommaSeparated(old), TypeExpr::CommaSeparated(new)) => {
            let spot = spot.inside(format!("a part of {}", spot.named), &spot.old, &spot.new);
            value(walk, &spot, direction, old, new);
        }
        (TypeExpr::Map(old), TypeExpr::Map(new)) => {
            let spot = spot.inside(format!("a value of {}", spot.named), &spot.old, &spot.new);
            value(walk, &spot, direction, old, new);
        }
        (TypeExpr::Named(was), TypeExpr::Named(is)) if relation(walk, old, new) == Relation::Same => {
            let (old, new) = (*was, *is);
            if walk.are_two(old, new) {
                walk.replaced.push(Replaced { spot: spot.clone(), direction, old, new });
            } else {
                walk.later(old, new, direction);
            }
        }
        (
            TypeExpr::Named(_)
            | TypeExpr::Scalar(_)
            | TypeExpr::List(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json,
            _,
        ) => other(walk, spot, direction, old, new),
    }
}

/// Tells of a type that is another.
fn other(walk: &mut Walk, spot: &Spot, direction: Direction, old: &TypeExpr, new: &TypeExpr) {
    let relation = relation(walk, old, new);
    let kind = match relation {
        Relation::Same => return,
        Relation::Wider => ChangeKind::TypeWidened,
        Relation::Narrower => ChangeKind::TypeNarrowed,
        Relation::Other => ChangeKind::TypeChanged,
    };
    let verdict = match (relation, direction) {
        (Relation::Same, _) | (Relation::Wider, Direction::Sent) | (Relation::Narrower, Direction::Received) => {
            (Verdict::Compatible, "")
        }
        (Relation::Narrower, Direction::Sent) => (Verdict::Breaking, "values that were allowed are refused"),
        (Relation::Wider, Direction::Received) => {
            (Verdict::Breaking, "values come that were not there before, and that a client may not read")
        }
        (Relation::Other, Direction::Sent) => (Verdict::Breaking, "what clients send is refused"),
        (Relation::Other, Direction::Received) => (Verdict::Breaking, "what comes cannot be read by older clients"),
    };
    let (was, is) = (words::of_type(&walk.old, old), words::of_type(&walk.new, new));
    let what = format!("{} is {is} in place of {was}", spot.named);
    walk.tell_of_value(kind, spot, direction, what, verdict);
}

/// How two types relate, without a look into types that have a name on both sides.
fn relation(walk: &Walk, old: &TypeExpr, new: &TypeExpr) -> Relation {
    match (holds(&walk.new, new, &walk.old, old), holds(&walk.old, old, &walk.new, new)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Wider,
        (false, true) => Relation::Narrower,
        (false, false) => Relation::Other,
    }
}

/// Whether two values are enums, whose values are compared where they are.
pub fn are_enums(walk: &Walk, old: &Item, new: &Item) -> bool {
    let is_enum = |sort| matches!(sort, Some(Sort::Texts | Sort::Numbers));
    is_enum(sort(&walk.old, &old.ty)) && is_enum(sort(&walk.new, &new.ty))
}

/// What is compared of a type that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Object,
    Texts,
    Numbers,
    Union,
    Nothing,
}

fn sort(side: &Side, ty: &TypeExpr) -> Option<Sort> {
    let TypeExpr::Named(id) = side.api.resolve(ty) else { return None };
    Some(match &side.api.types[*id].kind {
        Kind::Object(_) => Sort::Object,
        Kind::Enum(choice) => match choice.repr {
            EnumRepr::String => Sort::Texts,
            EnumRepr::Integer => Sort::Numbers,
        },
        Kind::Union(_) => Sort::Union,
        Kind::Alias(_) | Kind::Invalid | Kind::Removed => Sort::Nothing,
    })
}

/// Whether each value of `inner` is one of `outer` too, as far as their kinds say. What two objects, two enums or two unions
/// have is compared where they are.
fn holds(outer_side: &Side, outer: &TypeExpr, inner_side: &Side, inner: &TypeExpr) -> bool {
    let (outer, inner) = (outer_side.api.resolve(outer), inner_side.api.resolve(inner));
    match (outer, inner) {
        (TypeExpr::Json, _) => true,
        (_, TypeExpr::Json) => false,
        (TypeExpr::Scalar(outer), TypeExpr::Scalar(inner)) => scalars::holds(*outer, *inner),
        (TypeExpr::List(_), TypeExpr::List(_))
        | (TypeExpr::Map(_), TypeExpr::Map(_))
        | (TypeExpr::CommaSeparated(_), TypeExpr::CommaSeparated(_)) => true,
        (TypeExpr::Scalar(scalar), TypeExpr::CommaSeparated(_)) => scalars::holds(*scalar, Scalar::String),
        (TypeExpr::Scalar(scalar), TypeExpr::Named(_)) => match sort(inner_side, inner) {
            Some(Sort::Texts) => scalars::holds(*scalar, Scalar::String),
            Some(Sort::Numbers) => scalars::holds(*scalar, Scalar::I64),
            Some(Sort::Object | Sort::Union | Sort::Nothing) | None => false,
        },
        (TypeExpr::Map(values), TypeExpr::Named(_)) => {
            sort(inner_side, inner) == Some(Sort::Object)
                && matches!(outer_side.api.resolve(&values.ty), TypeExpr::Json)
        }
        (TypeExpr::Named(_), TypeExpr::Named(_)) if sort(outer_side, outer) == sort(inner_side, inner) => true,
        (TypeExpr::Named(id), _) => match &outer_side.api.types[*id].kind {
            Kind::Union(union) => {
                let is_no_union = sort(inner_side, inner) != Some(Sort::Union);
                is_no_union
                    && union.variants.iter().any(|variant| {
                        sort(outer_side, &variant.value.ty) != Some(Sort::Union)
                            && holds(outer_side, &variant.value.ty, inner_side, inner)
                    })
            }
            Kind::Object(_) | Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => false,
        },
        (TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_), _) => false,
    }
}
