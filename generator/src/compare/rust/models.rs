//! What does a caller see of the types, constants and enums of a crate that are others?

use std::collections::{BTreeMap, BTreeSet};

use super::attach::Seen;
use super::names::{Types, path, shown};
use super::shapes::{Place, Shapes};
use crate::analyse::Form;
use crate::compare::change::{Subject, Verdict};
use crate::compare::kind::{Area, ChangeKind};
use crate::compare::walk::Walk;
use crate::emit::surface::{Constant, Def, RootEnum, Shape, Surface};
use crate::ir::TypeId;
use crate::names::Name;

/// The types that have another name: their name is gone, or is that of another type, and another name stands where they stood.
pub fn renamed<'a>(walk: &Walk<'a>, types: &Types<'a>) -> BTreeMap<&'a Name, &'a Name> {
    let is_own = |def: &&Def| !matches!(def.shape, Shape::Alias(_));
    let by_form: BTreeMap<(TypeId, Form), &'a Def> =
        walk.new.surface.types.iter().filter(is_own).map(|def| ((def.id, def.form), def)).collect();
    let mut renamed = BTreeMap::new();
    for def in walk.old.surface.types.iter().filter(is_own) {
        let is_there = types.new.get(&def.name).is_some_and(|other| {
            matches!(other.shape, Shape::Alias(_))
                || walk.successors(def.id).next().is_none()
                || walk.successors(def.id).any(|id| id == other.id)
        });
        let found = walk.successors(def.id).find_map(|id| by_form.get(&(id, def.form)));
        if let Some(found) = found.filter(|_| !is_there) {
            renamed.insert(&def.name, &found.name);
        }
    }
    renamed
}

/// Compares the types of `models`.
pub fn models(
    shapes: &mut Shapes<'_, '_>,
    walk_sides: (&Surface, &Surface),
    subject: &dyn Fn(TypeId, bool) -> Subject,
) {
    let (old_surface, new_surface) = walk_sides;
    let types = shapes.types;
    let here = |surface: &Surface, name: &Name| path(surface, &format!("models::{name}"));
    // What stands around others comes first, so that these are told with it.
    let mut gone: Vec<&Def> = Vec::new();
    for def in &old_surface.types {
        let renamed = types.renamed.get(&def.name).copied();
        match types.new.get(renamed.unwrap_or(&def.name)) {
            Some(other) => {
                let (was, is) = (here(old_surface, &def.name), here(new_surface, &other.name));
                both(shapes, def, other, (&was, &is), subject(other.id, true));
            }
            None => gone.push(def),
        }
    }
    gone.sort_by_key(|def| &def.location);
    for def in gone {
        let what = format!("`{}` is gone", here(old_surface, &def.name));
        let (kind, area, wire) = (ChangeKind::RustTypeRemoved, Area::Type, "");
        let (old, new, verdict) = (Some(&def.location), None, Verdict::Breaking);
        let seen = Seen { kind, subject: subject(def.id, false), area, wire, old, new, verdict, what };
        shapes.reasons.attach(shapes.changes, seen);
    }
    let taken: BTreeSet<&Name> = types.renamed.values().copied().collect();
    let is_known = |name: &Name| types.old.contains_key(name) && !types.renamed.contains_key(name);
    let is_fresh = |def: &&Def| !is_known(&def.name) && !taken.contains(&def.name);
    let mut fresh: Vec<&Def> = new_surface.types.iter().filter(is_fresh).collect();
    fresh.sort_by_key(|def| &def.location);
    for def in fresh {
        let what = format!("`{}` is new", here(new_surface, &def.name));
        let (kind, area, wire) = (ChangeKind::RustTypeAdded, Area::Type, "");
        let (old, new, verdict) = (None, Some(&def.location), Verdict::Compatible);
        let seen = Seen { kind, subject: subject(def.id, true), area, wire, old, new, verdict, what };
        shapes.reasons.attach(shapes.changes, seen);
    }
}

fn both(shapes: &mut Shapes<'_, '_>, old: &Def, new: &Def, (was, is): (&str, &str), subject: Subject) {
    let place = Place { path: is, subject: subject.clone(), area: Area::Type, old: &old.location, new: &new.location };
    let see = |shapes: &mut Shapes<'_, '_>, kind, what| {
        let (area, wire, verdict) = (Area::Type, "", Verdict::Breaking);
        let (old, new) = (Some(&old.location), Some(&new.location));
        let seen = Seen { kind, subject: subject.clone(), area, wire, old, new, verdict, what };
        shapes.reasons.attach(shapes.changes, seen);
    };
    if was != is {
        let is_taken = shapes.types.new.contains_key(&old.name);
        let taken = if is_taken { ", and what has its name is another type" } else { "" };
        see(shapes, ChangeKind::RustTypeRenamed, format!("`{was}` is called `{is}`{taken}"));
    }
    match (&old.shape, &new.shape) {
        // An alias that is a type of its own now, or was one, is as good as that type where both are one.
        (Shape::Alias(_), _) | (_, Shape::Alias(_)) => {
            let (was_type, is_type) = (shapes.types.was(&own(old)), shapes.types.is(&own(new)));
            if was_type != is_type {
                let is_own = |def: &Def| !matches!(def.shape, Shape::Alias(_));
                let word = |def: &Def, ty| {
                    if is_own(def) { "a type of its own".to_owned() } else { format!("`{}`", shown(ty)) }
                };
                let what = format!("`{is}` is {} in place of {}", word(new, &is_type), word(old, &was_type));
                see(shapes, ChangeKind::RustTypeChanged, what);
            } else if let Some(target) = shapes.types.target(&is_type) {
                // What has the parts of a type that is an alias now stands under the name that this leads to.
                parts(shapes, &place, &old.shape, &target.shape);
            }
        }
        (Shape::Record(_) | Shape::Choice(_), Shape::Record(_) | Shape::Choice(_)) => {
            parts(shapes, &place, &old.shape, &new.shape);
        }
    }
}

/// Compares what two types of their own consist of. Of an alias nothing is compared but what it leads to.
fn parts(shapes: &mut Shapes<'_, '_>, place: &Place<'_>, old: &Shape, new: &Shape) {
    match (old, new) {
        (Shape::Record(old), Shape::Record(new)) => shapes.records(place, old, new),
        (Shape::Choice(old), Shape::Choice(new)) => shapes.choices(place, old, new),
        (Shape::Record(_), Shape::Choice(_)) => shapes.another(place, "an enum in place of a struct"),
        (Shape::Choice(_), Shape::Record(_)) => shapes.another(place, "a struct in place of an enum"),
        (Shape::Alias(_), _) | (_, Shape::Alias(_)) => {}
    }
}

fn own(def: &Def) -> crate::emit::rust_type::RustType {
    crate::emit::rust_type::RustType::Model(def.name.clone())
}

/// Compares the constants and labels of a crate.
pub fn constants(shapes: &mut Shapes<'_, '_>, old: &Surface, new: &Surface) {
    let find = |surface: &'_ [Constant], path: &str| surface.iter().position(|it| it.path == path);
    for constant in &old.constants {
        let here = path(old, &constant.path);
        match find(&new.constants, &constant.path).and_then(|position| new.constants.get(position)) {
            Some(other) if shapes.types.are_same(&constant.ty, &other.ty) => {}
            Some(other) => {
                let what = format!("`{here}` is `{}` in place of `{}`", shown(&other.ty), shown(&constant.ty));
                see_constant(shapes, constant, Some(other), ChangeKind::ConstantRemoved, (Verdict::Breaking, what));
            }
            None => {
                let what = format!("`{here}` is gone");
                see_constant(shapes, constant, None, ChangeKind::ConstantRemoved, (Verdict::Breaking, what));
            }
        }
    }
    for constant in new.constants.iter().filter(|it| find(&old.constants, &it.path).is_none()) {
        let what = format!("`{}` is new", path(new, &constant.path));
        let (kind, subject, area, wire) = (ChangeKind::ConstantAdded, Subject::Api, Area::Rust, "");
        let (old, new, verdict) = (None, Some(&constant.location), Verdict::Compatible);
        shapes.reasons.attach(shapes.changes, Seen { kind, subject, area, wire, old, new, verdict, what });
    }
    for label in old.labels.iter().filter(|label| !new.labels.contains(label)) {
        let what = format!("`{}` is gone", path(old, &format!("ids::{label}")));
        let (kind, subject, area, wire) = (ChangeKind::ConstantRemoved, Subject::Api, Area::Rust, "");
        let (old, new, verdict) = (None, None, Verdict::Breaking);
        shapes.reasons.attach(shapes.changes, Seen { kind, subject, area, wire, old, new, verdict, what });
    }
}

fn see_constant(
    shapes: &mut Shapes<'_, '_>,
    old: &Constant,
    new: Option<&Constant>,
    kind: ChangeKind,
    (verdict, what): (Verdict, String),
) {
    let (subject, area, wire) = (Subject::Api, Area::Rust, "");
    let (old, new) = (Some(&old.location), new.map(|it| &it.location));
    shapes.reasons.attach(shapes.changes, Seen { kind, subject, area, wire, old, new, verdict, what });
}

/// Compares the enums of servers, schemes and webhooks.
pub fn root_enums(shapes: &mut Shapes<'_, '_>, old: &[RootEnum], new: &[RootEnum], path_of: &dyn Fn(&str) -> String) {
    for (old, new) in old.iter().zip(new) {
        let at = old.choice.variants.first().or(new.choice.variants.first()).map(|variant| variant.location.clone());
        let Some(at) = at else { continue };
        let nowhere = at.join("enum of the crate");
        let path = path_of(new.path);
        let place = Place { path: &path, subject: Subject::Api, area: Area::Api, old: &nowhere, new: &nowhere };
        shapes.choices(&place, &old.choice, &new.choice);
    }
}
