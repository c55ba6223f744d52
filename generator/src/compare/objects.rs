//! Which members does an object have, and which of them must be there?

use serde_json::Value;

use super::change::{Change, Direction, Spot, Verdict};
use super::kind::{Area, ChangeKind};
use super::walk::Walk;
use super::{limits, values};
use crate::ir::{Access, Additional, Check, Constant, Field, Item, Object, Presence, Replace};

/// Compares two objects that one side sends.
pub fn objects<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a Object, new: &'a Object) {
    for field in &old.fields {
        match new.fields.iter().find(|other| other.name == field.name) {
            Some(other) => member(walk, spot, direction, field, other),
            None if is_there(field, direction) => removed(walk, spot, direction, field, new),
            None => {}
        }
    }
    for field in &new.fields {
        if is_there(field, direction) && !old.fields.iter().any(|other| other.name == field.name) {
            added(walk, spot, direction, field);
        }
    }
    let (was, is): (Vec<&Check>, Vec<&Check>) = (old.checks.iter().collect(), new.checks.iter().collect());
    limits::limits(walk, spot, direction, &was, &is);
    others(walk, spot, direction, &old.additional, &new.additional);
}

/// Whether a member is part of what one side sends.
fn is_there(field: &Field, direction: Direction) -> bool {
    match (field.access, direction) {
        (Access::ReadWrite, _) | (Access::ReadOnly, Direction::Received) | (Access::WriteOnly, Direction::Sent) => true,
        (Access::ReadOnly, Direction::Sent) | (Access::WriteOnly, Direction::Received) => false,
    }
}

fn removed(walk: &mut Walk, spot: &Spot, direction: Direction, field: &Field, new: &Object) {
    let what = format!("the member `{}` is gone", field.name);
    let (verdict, why) = match (direction, field.presence) {
        (Direction::Sent, _) => match new.additional {
            Additional::Closed => (Verdict::Breaking, "a request that has it is refused"),
            Additional::Ignored | Additional::Kept(_) => {
                (Verdict::Breaking, "what clients send in it has no effect any more, or is refused")
            }
        },
        (Direction::Received, Presence::Required) => (Verdict::Breaking, "older clients cannot read what lacks it"),
        (Direction::Received, Presence::Optional) => (Verdict::Compatible, ""),
    };
    let change = Change::new(ChangeKind::MemberRemoved, Area::Type, spot.subject.clone(), what);
    walk.changes.push(change.places(Some(&field.location), None).wire(verdict, why).direction(direction));
}

fn added(walk: &mut Walk, spot: &Spot, direction: Direction, field: &Field) {
    let (kind, verdict, why) = match (direction, field.presence) {
        (Direction::Sent, Presence::Required) => {
            (ChangeKind::RequiredMemberAdded, Verdict::Breaking, "a request without it is refused")
        }
        (Direction::Sent, Presence::Optional) | (Direction::Received, _) => {
            (ChangeKind::MemberAdded, Verdict::Compatible, "")
        }
    };
    let must = if kind == ChangeKind::RequiredMemberAdded { ", which must be sent" } else { "" };
    let what = format!("the member `{}` is new{must}", field.name);
    let change = Change::new(kind, Area::Type, spot.subject.clone(), what);
    walk.changes.push(change.places(None, Some(&field.location)).wire(verdict, why).direction(direction));
}

fn member<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a Field, new: &'a Field) {
    let spot = spot.inside(format!("the member `{}`", old.name), &old.location, &new.location);
    access(walk, &spot, direction, old, new);
    if is_there(old, direction) && is_there(new, direction) {
        presence(walk, &spot, direction, old.presence, new.presence);
        if !values::are_enums(walk, &old.value, &new.value) {
            constant(walk, &spot, direction, old.constant.as_ref(), new.constant.as_ref());
        }
        replacement(walk, &spot, direction, old.replace, new.replace);
        if direction == Direction::Sent {
            default(walk, &spot, new.presence == Presence::Optional, old.default.as_ref(), new.default.as_ref());
        }
        let null_is_absence = old.presence == Presence::Optional && direction == Direction::Received;
        let spot = Spot { null_is_absence, ..spot.clone() };
        values::value(walk, &spot, direction, &old.value, &new.value);
    }
    walk.deprecation(&spot, old.deprecated, new.deprecated);
    walk.docs(&spot, &old.docs, &new.docs);
    walk.examples(&spot, &old.example, &new.example);
}

fn access(walk: &mut Walk, spot: &Spot, direction: Direction, old: &Field, new: &Field) {
    let word = |access| match access {
        Access::ReadWrite => "read and written",
        Access::ReadOnly => "only read",
        Access::WriteOnly => "only written",
    };
    let what = format!("{} is {} now", spot.named, word(new.access));
    let (kind, verdict, why) = match (is_there(old, direction), is_there(new, direction), direction) {
        (true, false, Direction::Sent) => (
            ChangeKind::MemberAccessNarrowed,
            Verdict::Breaking,
            "what clients send in it has no effect any more, or is refused",
        ),
        (true, false, Direction::Received) => match old.presence {
            Presence::Required => {
                (ChangeKind::MemberAccessNarrowed, Verdict::Breaking, "older clients cannot read what lacks it")
            }
            Presence::Optional => (ChangeKind::MemberAccessNarrowed, Verdict::Compatible, ""),
        },
        (false, true, Direction::Sent) => match new.presence {
            Presence::Required => {
                (ChangeKind::MemberAccessWidened, Verdict::Breaking, "a request without it is refused")
            }
            Presence::Optional => (ChangeKind::MemberAccessWidened, Verdict::Compatible, ""),
        },
        (false, true, Direction::Received) => (ChangeKind::MemberAccessWidened, Verdict::Compatible, ""),
        (true, true, _) | (false, false, _) => return,
    };
    walk.tell_of_value(kind, spot, direction, what, (verdict, why));
}

fn presence(walk: &mut Walk, spot: &Spot, direction: Direction, old: Presence, new: Presence) {
    let (kind, what, verdict) = match (old, new, direction) {
        (Presence::Required, Presence::Required, _) | (Presence::Optional, Presence::Optional, _) => return,
        (Presence::Optional, Presence::Required, Direction::Sent) => {
            (ChangeKind::MemberBecameRequired, "must be there", (Verdict::Breaking, "a request without it is refused"))
        }
        (Presence::Optional, Presence::Required, Direction::Received) => {
            (ChangeKind::MemberBecameRequired, "must be there", (Verdict::Compatible, ""))
        }
        (Presence::Required, Presence::Optional, Direction::Sent) => {
            (ChangeKind::MemberBecameOptional, "may be missing", (Verdict::Compatible, ""))
        }
        (Presence::Required, Presence::Optional, Direction::Received) => (
            ChangeKind::MemberBecameOptional,
            "may be missing",
            (Verdict::Breaking, "older clients cannot read what lacks it"),
        ),
    };
    walk.tell_of_value(kind, spot, direction, format!("{} {what}", spot.named), verdict);
}

/// Compares the value that is sent where nobody sets one, and those that may be sent.
pub fn constant(walk: &mut Walk, spot: &Spot, direction: Direction, old: Option<&Constant>, new: Option<&Constant>) {
    let shown = |constant: Option<&Constant>| match constant {
        Some(Constant { text, allowed, .. }) if allowed.len() > 1 => {
            format!("one of `{}` (`{text}` unless another is set)", allowed.join("`, `"))
        }
        Some(Constant { text, .. }) => format!("`{text}`"),
        None => "any value".to_owned(),
    };
    if old == new {
        return;
    }
    let allows = |constant: Option<&Constant>, text: &String| {
        constant.is_none_or(|it| it.text == *text || it.allowed.contains(text))
    };
    let texts = |constant: Option<&Constant>| {
        constant.map(|it| std::iter::once(it.text.clone()).chain(it.allowed.iter().cloned()).collect::<Vec<_>>())
    };
    // Whether each text that one side allows is allowed by the other one.
    let is_within = |inner: Option<&Constant>, outer: Option<&Constant>| match texts(inner) {
        Some(texts) => texts.iter().all(|text| allows(outer, text)),
        None => outer.is_none(),
    };
    let verdict = match direction {
        Direction::Sent if is_within(old, new) => (Verdict::Compatible, ""),
        Direction::Sent => (Verdict::Breaking, "what older clients send is refused"),
        Direction::Received if is_within(new, old) => (Verdict::Compatible, ""),
        Direction::Received => (Verdict::Breaking, "a client that relies on the value gets another one"),
    };
    let what = format!("the value of {} is {} in place of {}", spot.named, shown(new), shown(old));
    walk.tell_of_value(ChangeKind::FixedValueChanged, spot, direction, what, verdict);
}

fn replacement(walk: &mut Walk, spot: &Spot, direction: Direction, old: Replace, new: Replace) {
    let (what, verdict) = match (old, new, direction) {
        (_, _, Direction::Received)
        | (Replace::Whole, Replace::Whole, _)
        | (Replace::Unspecified, Replace::Unspecified, _) => return,
        (Replace::Unspecified, Replace::Whole, Direction::Sent) => {
            ("is replaced whole", (Verdict::Breaking, "the server deletes what a request omits inside it"))
        }
        (Replace::Whole, Replace::Unspecified, Direction::Sent) => {
            ("is no longer replaced whole", (Verdict::Breaking, "what a request omits inside it may stay"))
        }
    };
    walk.tell_of_value(ChangeKind::ReplacementChanged, spot, direction, format!("{} {what}", spot.named), verdict);
}

/// Compares what it means to omit a value.
pub fn default(walk: &mut Walk, spot: &Spot, may_be_omitted: bool, old: Option<&Value>, new: Option<&Value>) {
    if old == new || !may_be_omitted {
        return;
    }
    let named = &spot.named;
    let (kind, what, verdict) = match (old, new) {
        (Some(old), Some(new)) => (
            ChangeKind::DefaultChanged,
            format!("the default of {named} is `{new}` in place of `{old}`"),
            (Verdict::Breaking, "a request that omits it means something else"),
        ),
        (None, Some(new)) => {
            (ChangeKind::DefaultDocumented, format!("{named} has the default `{new}`"), (Verdict::Documentation, ""))
        }
        (Some(old), None) => (
            ChangeKind::DefaultNoLongerDocumented,
            format!("the default `{old}` of {named} is no longer documented"),
            (Verdict::Documentation, ""),
        ),
        (None, None) => return,
    };
    walk.tell_of_value(kind, spot, Direction::Sent, what, verdict);
}

fn others<'a>(walk: &mut Walk<'a>, spot: &Spot, direction: Direction, old: &'a Additional, new: &'a Additional) {
    match (old, new) {
        (Additional::Kept(old), Additional::Kept(new)) => {
            let spot = spot.inside("a member without a name".to_owned(), &spot.old, &spot.new);
            let (old, new): (&Item, &Item) = (old, new);
            values::value(walk, &spot, direction, old, new);
        }
        (Additional::Closed, Additional::Closed) | (Additional::Ignored, Additional::Ignored) => {}
        (_, Additional::Closed) => {
            let verdict = match direction {
                Direction::Sent => (Verdict::Breaking, "a request with other members is refused"),
                Direction::Received => (Verdict::Compatible, ""),
            };
            let what = "the object has no members but those that are named".to_owned();
            walk.tell_of_value(ChangeKind::ObjectClosed, spot, direction, what, verdict);
        }
        (Additional::Closed | Additional::Ignored | Additional::Kept(_), _) => {
            let what = match new {
                Additional::Kept(_) => "the object may have members that are not named",
                Additional::Ignored | Additional::Closed => "nothing is said about members that are not named",
            };
            let verdict = (Verdict::Compatible, "");
            walk.tell_of_value(ChangeKind::ObjectOpened, spot, direction, what.to_owned(), verdict);
        }
    }
}
