//! Which parameters does an operation take, and how are they sent?

use super::change::{Change, Direction, Spot, Verdict};
use super::kind::{Area, ChangeKind};
use super::walk::Walk;
use super::words::of_place;
use super::{objects, values};
use crate::ir::{Operation, Param, ParamLocation};

/// Compares the parameters of an operation.
pub fn params<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Operation, new: &'a Operation) {
    let spot = Spot { area: Area::Parameter, ..spot.clone() };
    let (was, is) = (in_path(old), in_path(new));
    for (old, new) in was.iter().zip(&is) {
        if old.name != new.name {
            let what = format!("the parameter `{}` of the path is called `{}`", old.name, new.name);
            let spot = spot.inside(String::new(), &old.location, &new.location);
            walk.tell(ChangeKind::PathParameterRenamed, &spot, what, Verdict::Compatible, "");
        }
        param(walk, &spot, old, new);
    }
    for lost in was.iter().skip(is.len()) {
        removed(walk, &spot, lost);
    }
    for found in is.iter().skip(was.len()) {
        added(walk, &spot, found);
    }
    outside(walk, &spot, old, new);
}

/// The parameters of the path, in its order.
fn in_path(operation: &Operation) -> Vec<&Param> {
    operation.params.iter().filter(|param| param.sent_in == ParamLocation::Path).collect()
}

fn outside<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Operation, new: &'a Operation) {
    let others =
        |operation: &'a Operation| operation.params.iter().filter(|param| param.sent_in != ParamLocation::Path);
    for param in others(old) {
        let same = others(new).find(|other| is_same(param, other) && param.sent_in == other.sent_in);
        let moved = || {
            // A parameter that the old version has in that place already did not move.
            let is_new = |other: &&Param| !others(old).any(|it| is_same(it, other) && it.sent_in == other.sent_in);
            others(new).find(|other| other.name == param.name && is_new(other))
        };
        match same.or_else(moved) {
            Some(other) => self::param(walk, spot, param, other),
            None => removed(walk, spot, param),
        }
    }
    for param in others(new) {
        let is_known = |other: &Param| is_same(other, param) && other.sent_in == param.sent_in;
        let is_moved = |other: &Param| {
            other.name == param.name && !others(new).any(|it| is_same(it, other) && it.sent_in == other.sent_in)
        };
        if !others(old).any(|other| is_known(other) || is_moved(other)) {
            added(walk, spot, param);
        }
    }
}

/// Whether two parameters have one name. Those of headers do not differ in case.
fn is_same(a: &Param, b: &Param) -> bool {
    match (a.sent_in, b.sent_in) {
        (ParamLocation::Header, ParamLocation::Header) => a.name.eq_ignore_ascii_case(&b.name),
        (ParamLocation::Path | ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie, _) => {
            a.name == b.name
        }
    }
}

fn removed(walk: &mut Walk, spot: &Spot, param: &Param) {
    let what = format!("the parameter `{}` of the {} is gone", param.name, of_place(param.sent_in));
    let change = Change::new(ChangeKind::ParameterRemoved, spot.area, spot.subject.clone(), what);
    let change = change.places(Some(&param.location), None);
    walk.changes.push(change.wire(Verdict::Breaking, "it has no effect any more, or is refused"));
}

fn added(walk: &mut Walk, spot: &Spot, param: &Param) {
    let place = of_place(param.sent_in);
    let (kind, what, verdict, why) = if param.required {
        let what = format!("the parameter `{}` of the {place} is new, and must be given", param.name);
        (ChangeKind::RequiredParameterAdded, what, Verdict::Breaking, "a request without it is refused")
    } else {
        let what = format!("the parameter `{}` of the {place} is new", param.name);
        (ChangeKind::OptionalParameterAdded, what, Verdict::Compatible, "")
    };
    let change = Change::new(kind, spot.area, spot.subject.clone(), what);
    walk.changes.push(change.places(None, Some(&param.location)).wire(verdict, why));
}

fn param<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Param, new: &'a Param) {
    let spot = spot.inside(format!("the parameter `{}`", new.name), &old.location, &new.location);
    if old.sent_in != new.sent_in {
        let (was, is) = (of_place(old.sent_in), of_place(new.sent_in));
        let what = format!("{} is sent in the {is} in place of the {was}", spot.named);
        walk.tell(
            ChangeKind::ParameterMoved,
            &spot,
            what,
            Verdict::Breaking,
            "where older clients send it, it is not seen",
        );
    }
    match (old.required, new.required) {
        (false, true) => {
            let what = format!("{} must be given", spot.named);
            let why = "a request without it is refused";
            walk.tell(ChangeKind::ParameterBecameRequired, &spot, what, Verdict::Breaking, why);
        }
        (true, false) => {
            let what = format!("{} may be omitted", spot.named);
            walk.tell(ChangeKind::ParameterBecameOptional, &spot, what, Verdict::Compatible, "");
        }
        (true, true) | (false, false) => {}
    }
    if old.sent_in == new.sent_in {
        serialization(walk, &spot, old, new);
    }
    if !values::are_enums(walk, &old.value, &new.value) {
        objects::constant(walk, &spot, Direction::Sent, old.constant.as_ref(), new.constant.as_ref());
    }
    objects::default(walk, &spot, !new.required, old.default.as_ref(), new.default.as_ref());
    values::value(walk, &spot, Direction::Sent, &old.value, &new.value);
    walk.deprecation(&spot, old.deprecated, new.deprecated);
    walk.docs(&spot, &old.docs, &new.docs);
    walk.examples(&spot, &old.example, &new.example);
}

/// Compares how a parameter is written.
fn serialization(walk: &mut Walk, spot: &Spot, old: &Param, new: &Param) {
    let written = |param: &Param| {
        let explode = if param.explode { ", exploded" } else { "" };
        let reserved = if param.allow_reserved { ", with reserved characters" } else { "" };
        let content = param.content.map(|kind| format!(", as {kind:?}")).unwrap_or_default();
        let repeated = if param.repeated_segment { ", with its segment repeated" } else { "" };
        let quoted = param.quoted_key.as_ref().map(|chars| format!(", quoted after {chars:?}")).unwrap_or_default();
        format!("{:?}{explode}{reserved}{content}{repeated}{quoted}", param.style).to_ascii_lowercase()
    };
    let (was, is) = (written(old), written(new));
    if was != is {
        let what = format!("{} is written as {is} in place of {was}", spot.named);
        walk.tell(
            ChangeKind::SerializationChanged,
            spot,
            what,
            Verdict::Breaking,
            "what older clients write is misread",
        );
    }
}
