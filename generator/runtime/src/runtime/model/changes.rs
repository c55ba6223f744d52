//! The smallest patch that changes one value into another.

use super::member::Presence;
use super::read::read_into;
use super::shape::Shape;
use super::value::{Entries, Json, Placeholder, Record, Slot, Value, map_of};
use super::write::write_json_value;
use serde_json::Map;

/// Makes the patch that changes `before` into `after`. It leaves out members that are equal, sends null for members that
/// `after` does not have, and compares objects member by member. A list that differs is sent whole.
///
/// A change that the type of the patch cannot express, such as null for a member that must not be null, is left out.
pub fn changes<P: Placeholder + Value>(before: &dyn Value, after: &dyn Value) -> P {
    let mut patch = P::placeholder();
    let json = |value: &dyn Value| write_json_value(value).unwrap_or(Json::Null);
    fill(patch.slot(), &json(before), &json(after));
    patch
}

/// Fills the slot of a patch with the changes between two values.
fn fill(slot: Slot<'_>, before: &Json, after: &Json) {
    match (slot, before, after) {
        (Slot::Record(record), before, Json::Object(after)) => {
            let empty = Map::new();
            fill_record(record, before.as_object().unwrap_or(&empty), after);
        }
        (Slot::Map(entries), Json::Object(before), Json::Object(after)) => fill_map(entries, before, after),
        (Slot::Optional(optional), _, Json::Null) => optional.null(),
        (Slot::Optional(optional), before, after) => fill(optional.some(), before, after),
        (slot, _, after) => {
            // The value can be read, because it was written from a value of the same type.
            let _ = read_into(slot, after);
        }
    }
}

/// Fills a record with the members that differ.
fn fill_record(record: &mut dyn Record, before: &Map<String, Json>, after: &Map<String, Json>) {
    let shape = record.shape();
    record.with_members_mut(&mut |values: &mut [&mut dyn Value]| {
        let mut values = values.iter_mut();
        for (member, value) in shape.members().zip(values.by_ref()) {
            let (old, new) = (before.get(member.name), after.get(member.name));
            // A member that must be sent is sent even if it is equal.
            if old != new || member.presence != Presence::Optional {
                fill(value.slot(), old.unwrap_or(&Json::Null), new.unwrap_or(&Json::Null));
            }
        }
        if let Some(Slot::Map(others)) = values.next().map(|value| value.slot()) {
            fill_map(others, &additional(shape, before), &additional(shape, after));
        }
    });
}

/// The additional members of a record that a client may send.
fn additional(shape: &Shape, members: &Map<String, Json>) -> Map<String, Json> {
    let is_listed = |name: &str| shape.names.contains(&name);
    let others = members.iter().filter(|(name, _)| !is_listed(name) && !shape.read_only().contains(&name.as_str()));
    map_of(others.map(|(name, value)| (name.clone(), value.clone())))
}

/// Fills a map with the entries that differ. If entries were removed and the values of the map cannot be null, which would
/// remove them, the map is sent whole.
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

/// Whether a slot accepts null.
fn takes_null(slot: Slot<'_>) -> bool {
    matches!(slot, Slot::Optional(..) | Slot::Json(_))
}
