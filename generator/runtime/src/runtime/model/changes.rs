//! The smallest patch that changes one value into another.

use super::member::Presence;
use super::read::read_into;
use super::shape::Shape;
use super::value::{Entries, Json, Placeholder, Record, Slot, Value, map_of};
use super::write::write_json_value;
use serde_json::Map;

/// What a patch has of an object inside the value, where the object differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nested {
    /// Its members that differ: the server merges objects, as JSON Merge Patch (RFC 7396) says.
    Changed,
    /// All its members: the media type does not say whether the server merges the object or replaces it, and a whole one
    /// comes out right either way.
    Whole,
}

/// Makes the patch that changes `before` into `after`. It leaves out members that are equal, and sends null for members that
/// `after` does not have. `nested` says what is sent of an object inside; a list that differs is sent whole.
///
/// A change that the type of the patch cannot express, such as null for a member that must not be null, is left out.
pub fn changes<P: Placeholder + Value>(before: &dyn Value, after: &dyn Value, nested: Nested) -> P {
    let mut patch = P::placeholder();
    let json = |value: &dyn Value| write_json_value(value).unwrap_or(Json::Null);
    let (before, after) = (json(before), json(after));
    match (patch.slot(), after.as_object()) {
        (Slot::Record(record), Some(after)) => {
            fill_record(record, before.as_object().unwrap_or(&Map::new()), after, Nested::Changed, nested);
        }
        (slot, _) => fill(slot, &before, &after, nested),
    }
    patch
}

/// Fills the slot of a patch with the changes between two values inside it.
fn fill(slot: Slot<'_>, before: &Json, after: &Json, nested: Nested) {
    match (slot, before, after) {
        (Slot::Record(record), before, Json::Object(after)) => {
            fill_record(record, before.as_object().unwrap_or(&Map::new()), after, nested, nested);
        }
        (Slot::Map(entries), Json::Object(before), Json::Object(after)) => {
            fill_map(entries, before, after, nested, nested);
        }
        (Slot::Optional(optional), _, Json::Null) => optional.null(),
        (Slot::Optional(optional), before, after) => fill(optional.some(), before, after, nested),
        (Slot::Json(place), before, after) if nested == Nested::Changed => *place = json_changes(before, after),
        // A variant has no null for a member of another one. The variant of any JSON has.
        (Slot::Choice(choice), Json::Object(before), Json::Object(after))
            if nested == Nested::Changed && loses(before, after) =>
        {
            if let Slot::Json(place) = choice.choose(choice.shape().tags.len()) {
                *place = object_changes(before, after);
            }
        }
        (slot, _, after) => {
            // The value can be read, because it was written from a value of the same type.
            let _ = read_into(slot, after);
        }
    }
}

/// The patch (RFC 7396) that changes one JSON value into another.
fn json_changes(before: &Json, after: &Json) -> Json {
    match (before, after) {
        (Json::Object(before), Json::Object(after)) => object_changes(before, after),
        (_, after) => after.clone(),
    }
}

/// The patch that changes one object into another: members that differ, and null for those that are gone.
fn object_changes(before: &Map<String, Json>, after: &Map<String, Json>) -> Json {
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(value));
    let changed =
        changed.map(|(key, value)| (key.clone(), json_changes(before.get(key).unwrap_or(&Json::Null), value)));
    let removed = before.keys().filter(|key| !after.contains_key(*key)).map(|key| (key.clone(), Json::Null));
    Json::Object(map_of(changed.chain(removed)))
}

/// Whether an object, or one inside it, loses a member.
fn loses(before: &Map<String, Json>, after: &Map<String, Json>) -> bool {
    before.iter().any(|(key, old)| match (old, after.get(key)) {
        (Json::Object(old), Some(Json::Object(new))) => loses(old, new),
        (_, new) => new.is_none(),
    })
}

/// Fills a record with its members, those that differ or all. `nested` says what the objects inside them have.
fn fill_record(
    record: &mut dyn Record,
    before: &Map<String, Json>,
    after: &Map<String, Json>,
    own: Nested,
    nested: Nested,
) {
    let shape = record.shape();
    record.with_members_mut(&mut |values: &mut [&mut dyn Value]| {
        let mut values = values.iter_mut();
        for (member, value) in shape.members().zip(values.by_ref()) {
            let (old, new) = (before.get(member.name), after.get(member.name));
            // A member that must be sent is sent even if it is equal.
            if old != new || member.presence != Presence::Optional || (own == Nested::Whole && new.is_some()) {
                fill(value.slot(), old.unwrap_or(&Json::Null), new.unwrap_or(&Json::Null), nested);
            }
        }
        if let Some(Slot::Map(others)) = values.next().map(|value| value.slot()) {
            fill_map(others, &additional(shape, before), &additional(shape, after), own, nested);
        }
    });
}

/// The additional members of a record that a client may send.
fn additional(shape: &Shape, members: &Map<String, Json>) -> Map<String, Json> {
    let is_listed = |name: &str| shape.names.contains(&name);
    let others = members.iter().filter(|(name, _)| !is_listed(name) && !shape.read_only().contains(&name.as_str()));
    map_of(others.map(|(name, value)| (name.clone(), value.clone())))
}

/// Fills a map with its entries, those that differ or all. If entries were removed and the values of the map cannot be null, which would
/// remove them, the map is sent whole.
fn fill_map(
    entries: &mut dyn Entries,
    before: &Map<String, Json>,
    after: &Map<String, Json>,
    own: Nested,
    nested: Nested,
) {
    let is_sent = |key: &String, value: &Json| own == Nested::Whole || before.get(key) != Some(value);
    let sent = after.iter().filter(|(key, value)| is_sent(key, value));
    let removed: Vec<&String> = before.keys().filter(|key| !after.contains_key(*key)).collect();
    let is_whole = removed.iter().any(|key| !takes_null(entries.insert(key)));
    entries.clear();
    if is_whole {
        after.iter().for_each(|(key, value)| fill(entries.insert(key), &Json::Null, value, nested));
        return;
    }
    sent.for_each(|(key, value)| fill(entries.insert(key), before.get(key).unwrap_or(&Json::Null), value, nested));
    removed.into_iter().for_each(|key| fill(entries.insert(key), &Json::Null, &Json::Null, nested));
}

/// Whether a slot accepts null.
fn takes_null(slot: Slot<'_>) -> bool {
    matches!(slot, Slot::Optional(..) | Slot::Json(_))
}
