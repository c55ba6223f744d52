//! Which variants does a union have, and how are they told apart? Unions of the emitted crate are open, as enums are.

use std::collections::BTreeSet;

use super::change::{Direction, Spot, Verdict};
use super::kind::ChangeKind;
use super::walk::{Side, Walk};
use super::{values, words};
use crate::ir::{NameOrigin, Step, TypeExpr, Union, Variant};

/// The variants of two unions that belong together, by position, and those that only one of them has.
struct Matched {
    pairs: Vec<(usize, usize)>,
    removed: Vec<usize>,
    added: Vec<usize>,
}

/// Compares two unions that one side sends.
pub fn unions<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a Union, new: &'a Union) {
    if old.discriminator != new.discriminator {
        let shown = |it: &Option<String>| it.as_ref().map_or("nothing".to_owned(), |name| format!("`{name}`"));
        let what = format!(
            "variants are told apart by {} in place of {}",
            shown(&new.discriminator),
            shown(&old.discriminator)
        );
        let verdict = match (&old.discriminator, &new.discriminator) {
            // The member is there, and is named as what tells them apart.
            (None, Some(_)) => (Verdict::Compatible, ""),
            (Some(_), None) => (Verdict::Compatible, "the shape of a value decides"),
            (Some(_), Some(_)) | (None, None) => (Verdict::Breaking, "older clients look at another member"),
        };
        walk.tell_of_value(ChangeKind::DiscriminatorChanged, spot, direction, what, verdict);
    }
    let matched = matched(&walk.old, &walk.new, old, new);
    for index in matched.removed {
        let Some(variant) = old.variants.get(index) else { continue };
        let verdict = match direction {
            Direction::Sent => (Verdict::Breaking, "a request that has it is refused"),
            Direction::Received => (Verdict::Compatible, ""),
        };
        let what = format!("the variant {} is gone", words::of_type(&walk.old, &variant.value.ty));
        walk.tell_of_value(ChangeKind::VariantRemoved, spot, direction, what, verdict);
    }
    for index in matched.added {
        let Some(variant) = new.variants.get(index) else { continue };
        let verdict = match direction {
            Direction::Sent => (Verdict::Compatible, ""),
            Direction::Received => (Verdict::Compatible, "older clients keep it as JSON"),
        };
        let what = format!("the variant {} is new", words::of_type(&walk.new, &variant.value.ty));
        walk.tell_of_value(ChangeKind::VariantAdded, spot, direction, what, verdict);
    }
    for (before, after) in matched.pairs {
        if let (Some(before), Some(after)) = (old.variants.get(before), new.variants.get(after)) {
            pair(walk, spot, direction, before, after);
        }
    }
}

/// Whether two variants belong together.
type Rule<'a> = &'a dyn Fn(&Variant, &Variant) -> bool;

/// Variants belong together by the values of the discriminator, by their names, else by their order.
fn matched(old_side: &Side, new_side: &Side, old: &Union, new: &Union) -> Matched {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut pairs = Vec::new();
    let mut left: Vec<usize> = (0..old.variants.len()).collect();
    let shares_tag = |a: &Variant, b: &Variant| a.tags.iter().any(|tag| b.tags.contains(tag));
    let shares_name = |a: &Variant, b: &Variant| name(old_side, a).is_some_and(|own| Some(own) == name(new_side, b));
    let shares_kind = |a: &Variant, b: &Variant| {
        a.tags.is_empty()
            && b.tags.is_empty()
            && words::of_type(old_side, &a.value.ty) == words::of_type(new_side, &b.value.ty)
    };
    let both_unnamed = |a: &Variant, b: &Variant| {
        a.tags.is_empty() && b.tags.is_empty() && name(old_side, a).is_none() && name(new_side, b).is_none()
    };
    let rules: [Rule<'_>; 4] = [&shares_tag, &shares_name, &shares_kind, &both_unnamed];
    for rule in rules {
        left.retain(|index| {
            let Some(before) = old.variants.get(*index) else { return false };
            let found = new.variants.iter().enumerate().find(|(at, after)| !taken.contains(at) && rule(before, after));
            let Some((at, _)) = found else { return true };
            taken.insert(at);
            pairs.push((*index, at));
            false
        });
    }
    let added = (0..new.variants.len()).filter(|at| !taken.contains(at)).collect();
    Matched { pairs, removed: left, added }
}

/// The name that the document gives a variant.
fn name<'a>(side: &Side<'a>, variant: &'a Variant) -> Option<&'a str> {
    if let TypeExpr::Named(id) = &variant.value.ty
        && let NameOrigin::Component(key) = &side.api.types[*id].name
    {
        return Some(key);
    }
    match &variant.step {
        Step::Variant { title, .. } => title.as_deref(),
        Step::Property(_)
        | Step::Items
        | Step::Values
        | Step::Param(_)
        | Step::Body(_)
        | Step::Response(..)
        | Step::Header(..)
        | Step::Base => None,
    }
}

fn pair<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a Variant, new: &'a Variant) {
    let named = format!("the variant {}", words::of_type(&walk.old, &old.value.ty));
    let spot = spot.inside(named, &spot.old, &spot.new);
    if old.tags != new.tags {
        let verdict = match direction {
            Direction::Sent if old.tags.first().is_none_or(|tag| new.tags.contains(tag)) => (Verdict::Compatible, ""),
            Direction::Sent => (Verdict::Breaking, "older clients send a value that no longer means it"),
            Direction::Received => (Verdict::Compatible, "older clients keep what they cannot tell as JSON"),
        };
        let shown =
            |tags: &[String]| if tags.is_empty() { "nothing".to_owned() } else { format!("`{}`", tags.join("`, `")) };
        let what = format!("{} is told by {} in place of {}", spot.named, shown(&new.tags), shown(&old.tags));
        walk.tell_of_value(ChangeKind::MappingChanged, &spot, direction, what, verdict);
    }
    walk.docs(&spot, &old.docs, &new.docs);
    values::value(walk, &spot, direction, &old.value, &new.value);
}
