//! Which responses does an operation have, with which bodies and headers?

use super::bodies::{each, find, is_left_out, left_out_alone};
use super::change::{Change, Direction, Spot, Verdict};
use super::kind::{Area, ChangeKind};
use super::values;
use super::walk::Walk;
use super::words::of_status;
use crate::ir::{Header, Media, Operation, Response, StatusMatch};

/// Compares the responses of an operation.
pub fn responses<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Operation, new: &'a Operation) {
    let spot = Spot { area: Area::Response, ..spot.clone() };
    let with = |operation: &'a Operation, status| operation.responses.iter().find(move |it| it.status == status);
    for response in &old.responses {
        match with(new, response.status) {
            Some(other) => {
                let named = format!("the response {}", of_status(response.status));
                let spot = spot.inside(named, &response.location, &other.location);
                both(walk, &spot, response, other);
            }
            None => removed(walk, &spot, response),
        }
    }
    for response in new.responses.iter().filter(|response| with(old, response.status).is_none()) {
        added(walk, &spot, response, old);
    }
}

/// Whether a status tells of success.
fn succeeds(status: StatusMatch) -> bool {
    match status {
        StatusMatch::Exact(code) => code < 400,
        StatusMatch::Range(digit) => digit < 4,
        StatusMatch::Default => false,
    }
}

fn removed(walk: &mut Walk, spot: &Spot, response: &Response) {
    let what = format!("the status {} is gone", of_status(response.status));
    let (kind, verdict, why) = if succeeds(response.status) {
        (ChangeKind::SuccessResponseRemoved, Verdict::Breaking, "a client that waits for it does not get it")
    } else {
        (ChangeKind::ErrorResponseRemoved, Verdict::Compatible, "")
    };
    let change = Change::new(kind, spot.area, spot.subject.clone(), what);
    walk.changes.push(change.places(Some(&response.location), None).wire(verdict, why));
}

fn added(walk: &mut Walk, spot: &Spot, response: &Response, old: &Operation) {
    let what = format!("the status {} is new", of_status(response.status));
    let (kind, verdict, why) = if !succeeds(response.status) {
        (ChangeKind::ErrorResponseAdded, Verdict::Compatible, "")
    } else if is_covered(response.status, old) {
        (ChangeKind::SuccessResponseAdded, Verdict::Compatible, "")
    } else {
        let why = "older clients end with an error when it comes, since they do not know it";
        (ChangeKind::SuccessResponseAdded, Verdict::Breaking, why)
    };
    let change = Change::new(kind, spot.area, spot.subject.clone(), what);
    walk.changes.push(change.places(None, Some(&response.location)).wire(verdict, why));
}

/// Whether a range or the default of the old version stands for a status.
fn is_covered(status: StatusMatch, old: &Operation) -> bool {
    old.responses.iter().any(|response| match (response.status, status) {
        (StatusMatch::Default, _) => true,
        (StatusMatch::Range(digit), StatusMatch::Exact(code)) => u16::from(digit) == code / 100,
        (StatusMatch::Range(_) | StatusMatch::Exact(_), _) => false,
    })
}

fn both<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Response, new: &'a Response) {
    walk.docs(spot, &old.docs, &new.docs);
    match (old.content.is_empty(), new.content.is_empty()) {
        (true, true) => {}
        (true, false) => {
            let what = format!("{} has a body", spot.named);
            walk.tell(ChangeKind::ResponseBodyAdded, spot, what, Verdict::Compatible, "older clients do not read it");
        }
        (false, true) => {
            let what = format!("{} has no body", spot.named);
            walk.tell(
                ChangeKind::ResponseBodyRemoved,
                spot,
                what,
                Verdict::Breaking,
                "older clients find nothing to read",
            );
        }
        (false, false) => media_types(walk, spot, &old.content, &new.content),
    }
    headers(walk, spot, old, new);
}

fn media_types<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a [Media], new: &'a [Media]) {
    for (media, mime) in each(old) {
        match find(new, mime) {
            Some(other) => {
                let named = format!("{} as `{mime}`", spot.named);
                let spot = spot.inside(named, &media.location, &other.location);
                content(walk, &spot, media, other);
            }
            // It is what a program that was compiled before asks for, and still comes.
            None if is_left_out(new, mime) => {}
            None => {
                let what = format!("{} does not come as `{mime}`", spot.named);
                let change = Change::new(ChangeKind::ResponseMediaTypeRemoved, spot.area, spot.subject.clone(), what);
                let change = change.places(Some(&media.location), None).direction(Direction::Received);
                walk.changes.push(change.wire(Verdict::Breaking, "older clients ask for it"));
            }
        }
    }
    for (media, mime) in each(new).filter(|(_, mime)| find(old, mime).is_none()) {
        let what = format!("{} can come as `{mime}`", spot.named);
        let change = Change::new(ChangeKind::ResponseMediaTypeAdded, spot.area, spot.subject.clone(), what);
        let change = change.places(None, Some(&media.location)).direction(Direction::Received);
        walk.changes.push(change.wire(Verdict::Compatible, ""));
    }
    let why = "the emitted code asks for what says the same";
    for (mime, location) in left_out_alone(new, old) {
        let what = format!("{} can come as `{mime}`", spot.named);
        let change = Change::new(ChangeKind::ResponseMediaTypeAdded, spot.area, spot.subject.clone(), what);
        let change = change.places(None, Some(location)).direction(Direction::Received);
        walk.changes.push(change.wire(Verdict::Compatible, why));
    }
    for (mime, location) in left_out_alone(old, new) {
        let what = format!("{} does not come as `{mime}`", spot.named);
        let change = Change::new(ChangeKind::ResponseMediaTypeRemoved, spot.area, spot.subject.clone(), what);
        let change = change.places(Some(location), None).direction(Direction::Received);
        walk.changes.push(change.wire(Verdict::Compatible, why));
    }
}

fn content<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Media, new: &'a Media) {
    let named = &spot.named;
    walk.examples(spot, &old.examples, &new.examples);
    match (&old.value, &new.value) {
        (Some(old), Some(new)) => values::value(walk, spot, Direction::Received, old, new),
        (None, Some(_)) => {
            let verdict = (Verdict::Compatible, "");
            let what = format!("{named} has a schema");
            walk.tell_of_value(ChangeKind::TypeNarrowed, spot, Direction::Received, what, verdict);
        }
        (Some(_), None) => {
            let verdict = (Verdict::Breaking, "anything may come");
            let what = format!("{named} has no schema");
            walk.tell_of_value(ChangeKind::TypeWidened, spot, Direction::Received, what, verdict);
        }
        (None, None) => {}
    }
}

fn headers<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Response, new: &'a Response) {
    let with = |response: &'a Response, name: &str| {
        response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))
    };
    for header in &old.headers {
        match with(new, &header.name) {
            Some(other) => {
                let named = format!("the header `{}` of {}", header.name, spot.named);
                let spot = spot.inside(named, &header.location, &other.location);
                self::header(walk, &spot, header, other);
            }
            None => {
                let what = format!("the header `{}` of {} is gone", header.name, spot.named);
                let (verdict, why) = if header.required {
                    (Verdict::Breaking, "a client that relies on it does not get it")
                } else {
                    (Verdict::Compatible, "")
                };
                let change = Change::new(ChangeKind::HeaderRemoved, spot.area, spot.subject.clone(), what);
                walk.changes.push(change.places(Some(&header.location), None).wire(verdict, why));
            }
        }
    }
    for header in new.headers.iter().filter(|header| with(old, &header.name).is_none()) {
        let what = format!("the header `{}` of {} is new", header.name, spot.named);
        let change = Change::new(ChangeKind::HeaderAdded, spot.area, spot.subject.clone(), what);
        walk.changes.push(change.places(None, Some(&header.location)).wire(Verdict::Compatible, ""));
    }
}

fn header<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Header, new: &'a Header) {
    match (old.required, new.required) {
        (true, false) => {
            let what = format!("{} may be missing", spot.named);
            let why = "a client that relies on it may not get it";
            walk.tell(ChangeKind::HeaderBecameOptional, spot, what, Verdict::Breaking, why);
        }
        (false, true) => {
            let what = format!("{} is always there", spot.named);
            walk.tell(ChangeKind::HeaderBecameRequired, spot, what, Verdict::Compatible, "");
        }
        (true, true) | (false, false) => {}
    }
    walk.docs(spot, &old.docs, &new.docs);
    values::value(walk, spot, Direction::Received, &old.value, &new.value);
}
