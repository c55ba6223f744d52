//! What is the smallest patch that turns one value into another?

use super::read::read_into;
use super::shape::{Presence, Shape};
use super::value::{Entries, Json, Placeholder, Record, Slot, Value};
use super::write::write_json_value;
use serde_json::Map;

/// The patch that says what differs between two values: it leaves out what is equal, sends null for what `after` lacks,
/// and goes down into objects. A list is replaced whole.
///
/// What the form of the patch cannot say, such as null for a member that may not be null, is left out.
pub fn changes<P: Placeholder + Value>(before: &dyn Value, after: &dyn Value) -> P {
    let mut patch = P::placeholder();
    let json = |value: &dyn Value| write_json_value(value).unwrap_or(Json::Null);
    fill(patch.slot(), &json(before), &json(after));
    patch
}

fn fill(slot: Slot<'_>, before: &Json, after: &Json) {
    match (slot, before, after) {
        (Slot::Record(record), before, Json::Object(after)) => {
            let nothing = Map::new();
            fill_record(record, before.as_object().unwrap_or(&nothing), after);
        }
        (Slot::Map(entries), Json::Object(before), Json::Object(after)) => fill_map(entries, before, after),
        (Slot::Optional(optional), _, Json::Null) => optional.null(),
        (Slot::Optional(optional), before, after) => fill(optional.some(), before, after),
        (slot, _, after) => {
            // Both values have the type of this place, so that it can be read.
            let _ = read_into(slot, after);
        }
    }
}

fn fill_record(record: &mut dyn Record, before: &Map<String, Json>, after: &Map<String, Json>) {
    let shape = record.shape();
    let mut places = record.members_mut().into_vec().into_iter();
    for (member, place) in shape.members.iter().zip(places.by_ref()) {
        let (old, new) = (before.get(member.name), after.get(member.name));
        // What must be sent is sent although it is equal.
        if old != new || member.presence != Presence::Optional {
            fill(place.slot(), old.unwrap_or(&Json::Null), new.unwrap_or(&Json::Null));
        }
    }
    if let Some(Slot::Map(others)) = places.next().map(|place| place.slot()) {
        fill_map(others, &unnamed(shape, before), &unnamed(shape, after));
    }
}

/// The members that a record does not name, and that a client may send.
fn unnamed(shape: &Shape, members: &Map<String, Json>) -> Map<String, Json> {
    let is_named = |name: &str| shape.members.iter().any(|member| member.name == name);
    let others = members.iter().filter(|(name, _)| !is_named(name) && !shape.read_only.contains(&name.as_str()));
    others.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Sets the entries that differ. Where an entry cannot be null, none can be removed, and the map is sent whole.
fn fill_map(entries: &mut dyn Entries, before: &Map<String, Json>, after: &Map<String, Json>) {
    let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
    let removed: Vec<&String> = before.keys().filter(|key| !after.contains_key(*key)).collect();
    let is_whole = removed.iter().any(|key| !takes_null(entries.insert(key)));
    entries.clear();
    if is_whole {
        after.iter().for_each(|(key, value)| fill(entries.insert(key), &Json::Null, value));
        return;
    }
    changed.for_each(|(key, value)| fill(entries.insert(key), before.get(key).unwrap_or(&Json::Null), value));
    removed.into_iter().for_each(|key| fill(entries.insert(key), &Json::Null, &Json::Null));
}

fn takes_null(slot: Slot<'_>) -> bool {
    matches!(slot, Slot::Optional(_) | Slot::Json(_))
}
