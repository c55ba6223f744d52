//! Which bodies do requests have, and in which media types?

use super::change::{Change, Direction, Spot, Verdict};
use super::kind::{Area, ChangeKind};
use super::values;
use super::walk::Walk;
use crate::ir::{Body, Media, PartEncoding};
use crate::location::Location;

/// Compares the body of the requests of an operation.
pub fn bodies<'a>(walk: &mut Walk<'a>, spot: &Spot, old: Option<&'a Body>, new: Option<&'a Body>) {
    let spot = Spot { area: Area::Body, ..spot.clone() };
    match (old, new) {
        (None, None) => {}
        (Some(old), None) => {
            let change =
                Change::new(ChangeKind::BodyRemoved, spot.area, spot.subject, "requests have no body".to_owned());
            let change = change.places(Some(&old.location), None);
            walk.changes.push(change.wire(Verdict::Breaking, "a body has no effect any more, or is refused"));
        }
        (None, Some(new)) => {
            let (kind, what, verdict, why) = if new.required {
                let what = "requests must have a body";
                (ChangeKind::RequiredBodyAdded, what, Verdict::Breaking, "a request without it is refused")
            } else {
                (ChangeKind::OptionalBodyAdded, "requests may have a body", Verdict::Compatible, "")
            };
            let change = Change::new(kind, spot.area, spot.subject, what.to_owned());
            walk.changes.push(change.places(None, Some(&new.location)).wire(verdict, why));
        }
        (Some(old), Some(new)) => {
            let spot = spot.inside("the body".to_owned(), &old.location, &new.location);
            both(walk, &spot, old, new);
        }
    }
}

fn both<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Body, new: &'a Body) {
    match (old.required, new.required) {
        (false, true) => {
            let why = "a request without it is refused";
            walk.tell(ChangeKind::BodyBecameRequired, spot, "the body must be sent".to_owned(), Verdict::Breaking, why);
        }
        (true, false) => {
            let what = "the body may be omitted".to_owned();
            walk.tell(ChangeKind::BodyBecameOptional, spot, what, Verdict::Compatible, "");
        }
        (true, true) | (false, false) => {}
    }
    walk.docs(spot, &old.docs, &new.docs);
    for (media, mime) in each(&old.content) {
        match find(&new.content, mime) {
            Some(other) => {
                let spot = spot.inside(format!("the body as `{mime}`"), &media.location, &other.location);
                content(walk, &spot, media, other);
            }
            // It is what a program that was compiled before sends, and still taken.
            None if is_left_out(&new.content, mime) => {}
            None => {
                let what = format!("requests cannot be sent as `{mime}`");
                let change = Change::new(ChangeKind::BodyMediaTypeRemoved, spot.area, spot.subject.clone(), what);
                let change = change.places(Some(&media.location), None);
                walk.changes.push(change.wire(Verdict::Breaking, "a body in it is refused"));
            }
        }
    }
    for (media, mime) in each(&new.content).filter(|(_, mime)| find(&old.content, mime).is_none()) {
        let what = format!("requests can be sent as `{mime}`");
        let change = Change::new(ChangeKind::BodyMediaTypeAdded, spot.area, spot.subject.clone(), what);
        walk.changes.push(change.places(None, Some(&media.location)).wire(Verdict::Compatible, ""));
    }
    let why = "the emitted code writes what says the same";
    for (mime, location) in left_out_alone(&new.content, &old.content) {
        let what = format!("requests can be sent as `{mime}`");
        let change = Change::new(ChangeKind::BodyMediaTypeAdded, spot.area, spot.subject.clone(), what);
        walk.changes.push(change.places(None, Some(location)).wire(Verdict::Compatible, why));
    }
    for (mime, location) in left_out_alone(&old.content, &new.content) {
        let what = format!("requests cannot be sent as `{mime}`");
        let change = Change::new(ChangeKind::BodyMediaTypeRemoved, spot.area, spot.subject.clone(), what);
        walk.changes.push(change.places(Some(location), None).wire(Verdict::Compatible, why));
    }
}

/// Whether a media type is among those that emitted code neither reads nor writes.
pub fn is_left_out(content: &[Media], mime: &str) -> bool {
    let essence = crate::vocabulary::essence(mime);
    content.iter().flat_map(|media| &media.left_out).any(|(other, _)| crate::vocabulary::essence(other) == essence)
}

/// The media types that emitted code neither reads nor writes and that the other version does not have at all.
pub fn left_out_alone<'a>(content: &'a [Media], other: &'a [Media]) -> impl Iterator<Item = &'a (String, Location)> {
    let left_out = content.iter().flat_map(|media| &media.left_out);
    left_out.filter(|(mime, _)| find(other, mime).is_none() && !is_left_out(other, mime))
}

/// Each media type, with the body that has it.
pub fn each(content: &[Media]) -> impl Iterator<Item = (&Media, &String)> {
    content.iter().flat_map(|media| media.mimes().map(move |mime| (media, mime)))
}

/// The body in a media type. Case and parameters tell none from another.
pub fn find<'a>(content: &'a [Media], mime: &str) -> Option<&'a Media> {
    let essence = crate::vocabulary::essence(mime);
    each(content).find(|(_, other)| crate::vocabulary::essence(other) == essence).map(|(media, _)| media)
}

fn content<'a>(walk: &mut Walk<'a>, spot: &Spot, old: &'a Media, new: &'a Media) {
    walk.examples(spot, &old.examples, &new.examples);
    let any = |media: &Media| media.value.is_none();
    match (&old.value, &new.value) {
        (Some(old), Some(new)) => values::value(walk, spot, Direction::Sent, old, new),
        (None, Some(_)) | (Some(_), None) => {
            let (kind, what, verdict) = if any(new) {
                (ChangeKind::TypeWidened, "has no schema", (Verdict::Compatible, ""))
            } else {
                (ChangeKind::TypeNarrowed, "has a schema", (Verdict::Breaking, "what does not fit it is refused"))
            };
            walk.tell_of_value(kind, spot, Direction::Sent, format!("{} {what}", spot.named), verdict);
        }
        (None, None) => {}
    }
    for (name, encoding) in &old.encoding {
        let other = new.encoding.iter().find(|(other, _)| other == name).map(|(_, it)| it);
        if other.is_none_or(|other| written(other) != written(encoding)) {
            part(walk, spot, name);
        }
    }
    let is_new = |name: &String| !old.encoding.iter().any(|(other, _)| other == name);
    for (name, _) in new.encoding.iter().filter(|(name, _)| is_new(name)) {
        part(walk, spot, name);
    }
}

fn part(walk: &mut Walk, spot: &Spot, name: &str) {
    let what = format!("the part `{name}` of {} is written otherwise", spot.named);
    let verdict = (Verdict::Breaking, "what older clients write may be misread");
    walk.tell_of_value(ChangeKind::PartEncodingChanged, spot, Direction::Sent, what, verdict);
}

/// How a part is written.
fn written(encoding: &PartEncoding) -> String {
    let PartEncoding { content_type, style, allow_reserved, headers } = encoding;
    let headers = headers.iter().map(|header| (&header.name, header.required, &header.constant));
    format!("{content_type:?} {style:?} {allow_reserved} {:?}", headers.collect::<Vec<_>>())
}
