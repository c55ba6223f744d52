//! The reader of all models: one serde visitor that reads into slots.

mod digits;
mod json;
mod scalar;
mod trace;
mod variant;
mod variant_score;

pub use json::{ReadError, read_json, read_json_value, read_text};

use super::printable::printable;
use super::shape::{Presence, Shape};
use super::text::numeral::is_json;
use super::value::{Entries, Json, List, Record, Slot, Value};
use digits::RawVisitor;
use scalar::Scalar;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use trace::Trace;

/// Reads a value from a deserializer.
///
/// # Errors
///
/// Returns an error if the input does not match the type. Its message begins with the path of the part at fault.
pub fn read<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::placeholder();
    let mut trace = Trace::default();
    match (Reader { slot: value.slot(), trace: &mut trace }).deserialize(deserializer) {
        Ok(()) => Ok(value),
        Err(error) if trace.is_empty() => Err(error),
        Err(error) => Err(D::Error::custom(format_args!("{}: {error}", printable(&trace.path())))),
    }
}

/// Reads a JSON value into a slot. An error is the message.
pub(super) fn read_into(slot: Slot<'_>, json: &Json) -> Result<(), String> {
    try_read(slot, json, &mut Trace::default())
}

/// Reads a JSON value into a slot. An error is the message; the path to the part at fault is added to `trace`.
fn try_read(slot: Slot<'_>, json: &Json, trace: &mut Trace) -> Result<(), String> {
    Reader { slot, trace }.deserialize(json).map_err(|error| error.to_string())
}

/// Reads text without quotes into a slot. An error is the message.
pub(super) fn put_text(slot: Slot<'_>, text: &str) -> Result<(), String> {
    scalar::put_text(slot, text, try_read)
}

impl<'de> RawVisitor<'de> for Reader<'_, '_> {
    fn visit_raw<E: Error>(self, text: &str) -> Result<(), E> {
        let text = text.trim();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return self.unwrap_optional().number(text);
        }
        let json: Json = serde_json::from_str(text).map_err(E::custom)?;
        json.deserialize_any(self).map_err(E::custom)
    }
}

/// A visitor that reads any input into a slot.
struct Reader<'s, 't> {
    slot: Slot<'s>,
    trace: &'t mut Trace,
}

impl Reader<'_, '_> {
    /// The slot inside all optional slots, for input other than null.
    fn unwrap_optional(self) -> Self {
        let Reader { mut slot, trace } = self;
        loop {
            match slot {
                Slot::Optional(optional, _) => slot = optional.some(),
                slot => return Reader { slot, trace },
            }
        }
    }

    fn scalar<E: Error>(self, value: Scalar<'_>) -> Result<(), E> {
        scalar::put(self.slot, value, try_read).map_err(E::custom)
    }

    /// Reads the text of a number.
    fn number<E: Error>(self, text: &str) -> Result<(), E> {
        match self.slot {
            slot if !is_json(text) => Err(E::custom(scalar::mismatch(&slot, "an object"))),
            Slot::Text(place) if place.keeps_digits() => {
                let expected = place.expected();
                let fault = || E::custom(scalar::message(expected, "another number"));
                place.put_number(text).then_some(()).ok_or_else(fault)
            }
            slot => {
                let whole = text.parse().map(Scalar::I64).or_else(|_| text.parse().map(Scalar::U64));
                let value = whole.or_else(|_| text.parse().map(Scalar::F64)).map_err(E::custom)?;
                Reader { slot, trace: self.trace }.scalar(value)
            }
        }
    }

    /// Puts a list or an object into a slot that takes any JSON value, or chooses a variant by it.
    fn put_json<E: Error>(self, json: Json) -> Result<(), E> {
        match self.slot {
            Slot::Json(place) => {
                *place = json;
                Ok(())
            }
            Slot::Choice(choice) => {
                let mut inner = Trace::default();
                variant::read_variant(choice, json, &mut inner, try_read).map_err(|message| {
                    self.trace.extend(inner);
                    E::custom(message)
                })
            }
            _ => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.slot.keeps_digits() { digits::read(self, deserializer) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(scalar::expected(&self.slot))
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.scalar(Scalar::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.scalar(Scalar::I64(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.scalar(Scalar::U64(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.scalar(Scalar::F64(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Scalar::Str(value))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        self.scalar(Scalar::String(value))
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.scalar(Scalar::Null)
    }
    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.scalar(Scalar::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let reader = self.unwrap_optional();
        match reader.slot {
            Slot::List(list) => read_list(list, sequence, reader.trace),
            Slot::Json(_) | Slot::Choice(_) => {
                reader.put_json(Json::deserialize(SeqAccessDeserializer::new(sequence))?)
            }
            Slot::Nothing => {
                while sequence.next_element::<IgnoredAny>()?.is_some() {}
                Ok(())
            }
            other => Err(A::Error::custom(scalar::mismatch(&other, "a list"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reader = self.unwrap_optional();
        match reader.slot {
            Slot::Record(record) => read_record(record, map, reader.trace),
            Slot::Map(entries) => read_entries(entries, map, reader.trace),
            Slot::Json(_) | Slot::Choice(_) => reader.put_json(Json::deserialize(MapAccessDeserializer::new(map))?),
            Slot::Nothing => {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(())
            }
            other => match digits::number(&mut map)? {
                Some(number) => Reader { slot: other, trace: reader.trace }.number(&number),
                None => Err(A::Error::custom(scalar::mismatch(&other, "an object"))),
            },
        }
    }
}

fn read_list<'de, A: SeqAccess<'de>>(list: &mut dyn List, mut items: A, trace: &mut Trace) -> Result<(), A::Error> {
    list.clear();
    let mut index = 0;
    loop {
        match items.next_element_seed(NextItem { list, trace }) {
            Ok(Some(())) => index += 1,
            Ok(None) => return Ok(()),
            Err(error) => {
                trace.step(index);
                return Err(error);
            }
        }
    }
}

/// Reads the next item of a list, and adds a slot for it if there is one.
struct NextItem<'a> {
    list: &'a mut dyn List,
    trace: &'a mut Trace,
}

impl<'de> DeserializeSeed<'de> for NextItem<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Reader { slot: self.list.push(), trace: self.trace }.deserialize(deserializer)
    }
}

fn read_entries<'de, A: MapAccess<'de>>(
    entries: &mut dyn Entries,
    mut map: A,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    entries.clear();
    while let Some(key) = map.next_key::<String>()? {
        let reader = Reader { slot: entries.insert(&key), trace };
        if let Err(error) = map.next_value_seed(reader) {
            trace.step(key);
            return Err(error);
        }
    }
    Ok(())
}

fn read_record<'de, A: MapAccess<'de>>(record: &mut dyn Record, mut map: A, trace: &mut Trace) -> Result<(), A::Error> {
    let shape = record.shape();
    let mut members = record.members_mut();
    let mut seen = SeenMembers::default();
    let mut next = 0;
    while let Some(key) = map.next_key_seed(NextKey { shape, next })? {
        match key {
            Key::Known(index) => {
                let Some(member) = members.get_mut(index) else { continue };
                if !seen.insert(index) {
                    reset(member.slot());
                }
                if let Err(error) = map.next_value_seed(Reader { slot: member.slot(), trace }) {
                    trace.step(shape.members.get(index).map_or("", |member| member.name));
                    return Err(error);
                }
                next = index + 1;
            }
            Key::Ignored => {
                map.next_value::<IgnoredAny>()?;
            }
            Key::Other(key) => {
                let slot = match members.last_mut().map(|extra| extra.slot()) {
                    Some(Slot::Map(entries)) => entries.insert(&key),
                    _ => Slot::Nothing,
                };
                if let Err(error) = map.next_value_seed(Reader { slot, trace }) {
                    trace.step(key);
                    return Err(error);
                }
            }
        }
    }
    let missing = shape
        .members
        .iter()
        .enumerate()
        .find(|(i, member)| member.presence == Presence::Required && !seen.contains(*i));
    match missing {
        Some((_, member)) => Err(A::Error::custom(format_args!("the member `{}` is missing", member.name))),
        None => Ok(()),
    }
}

/// Empties a slot before it is read a second time, because the last of two equal keys replaces the first one.
fn reset(slot: Slot<'_>) {
    match slot {
        Slot::Optional(optional, _) => optional.reset(),
        Slot::Map(entries) => entries.clear(),
        Slot::List(list) => list.clear(),
        Slot::Record(record) => {
            for member in record.members_mut() {
                reset(member.slot());
            }
        }
        Slot::Nothing
        | Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::F64(_)
        | Slot::String(_)
        | Slot::Text(_)
        | Slot::Integer(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Choice(_) => {}
    }
}

/// The indexes of the members that were read: bits for the first 128, and a set for those of wider records.
#[derive(Default)]
struct SeenMembers {
    first: u128,
    rest: std::collections::BTreeSet<usize>,
}

impl SeenMembers {
    /// Adds a member. Returns whether it was not in the set.
    fn insert(&mut self, member: usize) -> bool {
        match bit(member) {
            Some(bit) => {
                let new = self.first & bit == 0;
                self.first |= bit;
                new
            }
            None => self.rest.insert(member),
        }
    }

    fn contains(&self, member: usize) -> bool {
        match bit(member) {
            Some(bit) => self.first & bit != 0,
            None => self.rest.contains(&member),
        }
    }
}

fn bit(member: usize) -> Option<u128> {
    u32::try_from(member).ok().and_then(|shift| 1u128.checked_shl(shift))
}

/// A key of an object that is read into a record.
enum Key {
    /// The key of the member with this index.
    Known(usize),
    /// The key of an additional member, which the record keeps.
    Other(String),
    /// The key of an additional member that the record does not keep, or that is read-only in a type that a client sends.
    Ignored,
}

/// Reads a key and finds its member. The search starts at the next member, because servers mostly send members in the
/// order of the document.
struct NextKey {
    shape: &'static Shape,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for NextKey {
    type Value = Key;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for NextKey {
    type Value = Key;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }
    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        let members = self.shape.members;
        let after = members.iter().enumerate().skip(self.next);
        let before = members.iter().enumerate().take(self.next);
        Ok(match after.chain(before).find(|(_, member)| member.name == key) {
            Some((index, _)) => Key::Known(index),
            None if self.shape.open && !self.shape.read_only.contains(&key) => Key::Other(key.to_owned()),
            None => Key::Ignored,
        })
    }
}
