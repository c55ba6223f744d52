//! The reader of all models: one serde visitor that reads into slots.

mod cursor;
mod digits;
mod direct;
pub(super) mod give_way;
mod json;
mod keys;
mod overlap;
mod scalar;
mod skip;
mod trace;
mod variant;
mod variant_score;

pub(crate) use json::{Lenient, read_json_leniently};
pub use json::{ReadError, read_json, read_json_value, read_text};

use super::learned::{Previous, facts};
use super::member::Presence;
use super::misfit::Fault;
use super::printable::printable;
use super::shape::Shape;
use super::text::numeral::is_json;
use super::value::{Entries, Json, List, Record, Slot, Value};
use digits::{NumberMap, RawVisitor};
use give_way::{LeftOut, Remains};
use keys::{Key, NextKey, SeenMembers};
use scalar::Scalar;
use serde_core::Deserialize;
use serde_core::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use skip::{skip_items, skip_members};
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

/// What a slot expects, for messages.
pub(super) fn expected(slot: &Slot<'_>) -> &'static str {
    scalar::expected(slot)
}

/// Reads text without quotes into a slot.
pub(super) fn put_text(slot: Slot<'_>, text: &str) -> Result<(), Fault> {
    scalar::put_text(slot, text, try_read)
}

impl<'de> RawVisitor<'de> for Reader<'_, '_> {
    fn visit_raw<E: Error>(self, text: &str) -> Result<(), E> {
        let text = text.trim();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return self.unwrap_optional().number(text);
        }
        match serde_json::from_str::<Json>(text) {
            Ok(json) => (&json).deserialize_any(self).map_err(E::custom),
            // The text was checked by the grammar: a number in it is too large, or it nests too deep.
            Err(error) => {
                let Reader { slot, trace } = self.unwrap_optional();
                failed(trace, scalar::mismatch(&slot, "a value out of range").because(error.to_string()))
            }
        }
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
                Slot::Optional(optional) => slot = optional.some(),
                slot => return Reader { slot, trace },
            }
        }
    }

    fn scalar<E: Error>(self, value: Scalar<'_>) -> Result<(), E> {
        let put = if self.trace.is_exact() { scalar::put_exactly } else { scalar::put };
        match put(self.slot, value, try_read) {
            Ok(()) => Ok(()),
            Err(fault) => failed(self.trace, fault),
        }
    }

    /// Reads the text of a number.
    fn number<E: Error>(self, text: &str) -> Result<(), E> {
        match self.slot {
            slot if !is_json(text) => failed(self.trace, scalar::mismatch(&slot, "an object")),
            Slot::Nothing => Ok(()),
            Slot::Text(place) if place.keeps_digits() => {
                if place.put_number(text) {
                    return Ok(());
                }
                failed(self.trace, Fault::new(place.expected(), "another number", None))
            }
            slot => match scalar::of_number(text) {
                Some(value) => Reader { slot, trace: self.trace }.scalar(value),
                None => failed(self.trace, scalar::mismatch(&slot, "a number out of range")),
            },
        }
    }

    /// Puts a list or an object into a slot that takes any JSON value, or chooses a variant by it.
    fn put_json<E: Error>(self, json: Json) -> Result<(), E> {
        match self.slot {
            Slot::Json(place) => {
                *place = json;
                Ok(())
            }
            Slot::Choice(choice) => variant::read_variant(choice, json, self.trace, try_read).map_err(E::custom),
            _ => Ok(()),
        }
    }
}

/// Ends the reading of a part that does not match: a strict reader returns an error, a lenient one goes on behind the part.
/// The input of the part must have been read to its end if the reader is lenient.
#[cold]
fn failed<E: Error>(trace: &mut Trace, fault: Fault) -> Result<(), E> {
    if !trace.is_lenient() {
        return Err(E::custom(fault.message()));
    }
    trace.fail(fault);
    Ok(())
}

/// Whether no part of the value has a slot of its own. A lenient reader asks for the text of such a value, because
/// `serde_json` ends at a number that is out of range, so that nothing could go past it.
fn is_read_whole(slot: &mut Slot<'_>) -> bool {
    match slot {
        Slot::Optional(optional) => is_read_whole(&mut optional.reborrow().some()),
        Slot::Record(_) | Slot::List(_) | Slot::Map(_) => false,
        Slot::Nothing
        | Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::F64(_)
        | Slot::String(_)
        | Slot::Text(_)
        | Slot::Integer(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Choice(_) => true,
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        if self.slot.keeps_digits() || (self.trace.is_lenient() && is_read_whole(&mut self.slot)) {
            digits::read(self, deserializer)
        } else {
            deserializer.deserialize_any(self)
        }
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
            Slot::Nothing => skip_items(&mut sequence),
            other => {
                let fault = scalar::mismatch(&other, "a list");
                if reader.trace.is_lenient() {
                    skip_items(&mut sequence)?;
                }
                failed(reader.trace, fault)
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reader = self.unwrap_optional();
        match reader.slot {
            Slot::Record(record) => read_record(record, map, reader.trace),
            Slot::Map(entries) => read_entries(entries, map, reader.trace),
            Slot::Json(_) | Slot::Choice(_) => reader.put_json(Json::deserialize(MapAccessDeserializer::new(map))?),
            Slot::Nothing => skip_members(&mut map),
            other => match digits::number(&mut map)? {
                NumberMap::Number(number) => Reader { slot: other, trace: reader.trace }.number(&number),
                object => {
                    let fault = scalar::mismatch(&other, "an object");
                    if reader.trace.is_lenient() {
                        object.skip(&mut map)?;
                    }
                    failed(reader.trace, fault)
                }
            },
        }
    }
}

fn read_list<'de, A: SeqAccess<'de>>(list: &mut dyn List, mut items: A, trace: &mut Trace) -> Result<(), A::Error> {
    list.clear();
    let mut passed = trace.passed();
    let mut index = 0;
    loop {
        match items.next_element_seed(NextItem { list, trace }) {
            Ok(Some(())) => {
                if trace.is_marked() {
                    give_way::settle(trace, &mut passed, &index, |_| give_way::item(list));
                }
                index += 1;
            }
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
    let mut left_out = LeftOut::default();
    let mut passed = trace.passed();
    while let Some(key) = map.next_key::<String>()? {
        left_out.read(&key);
        let reader = Reader { slot: entries.insert(&key), trace };
        if let Err(error) = map.next_value_seed(reader) {
            trace.step(key);
            return Err(error);
        }
        if trace.is_marked() {
            give_way::settle(trace, &mut passed, &key, |_| left_out.entry(entries, &key));
        }
    }
    left_out.remove(entries);
    Ok(())
}

fn read_record<'de, A: MapAccess<'de>>(record: &mut dyn Record, map: A, trace: &mut Trace) -> Result<(), A::Error> {
    let shape = record.shape();
    let mut map = Some(map);
    let mut outcome = Ok(());
    record.with_members_mut(&mut |members: &mut [&mut dyn Value]| {
        if let Some(map) = map.take() {
            outcome = read_members(shape, members, map, trace);
        }
    });
    outcome
}

fn read_members<'de, A: MapAccess<'de>>(
    shape: &'static Shape,
    members: &mut [&mut dyn Value],
    mut map: A,
    trace: &mut Trace,
) -> Result<(), A::Error> {
    let facts = facts(shape);
    let mut seen = SeenMembers::default();
    let mut previous = Previous::default();
    let mut passed = trace.passed();
    let mut left_out = LeftOut::default();
    while let Some(key) = map.next_key_seed(NextKey { shape, facts, previous })? {
        match key {
            Key::Known(index) => {
                let Some(member) = members.get_mut(index) else { continue };
                if !seen.insert(index) {
                    give_way::reset(member.slot());
                }
                if let Err(error) = map.next_value_seed(Reader { slot: member.slot(), trace }) {
                    trace.step(name(shape, index));
                    return Err(error);
                }
                if trace.is_marked() {
                    let leave_out = |fault: &Fault| give_way::member(*member, presence(shape, index), fault);
                    if give_way::settle(trace, &mut passed, &name(shape, index), leave_out) == Remains::Yes {
                        return skip_members(&mut map);
                    }
                }
                previous = Previous::member(index);
            }
            Key::Ignored => {
                map.next_value::<IgnoredAny>()?;
            }
            Key::Other(key) => {
                left_out.read(&key);
                let slot = match members.last_mut().map(|extra| extra.slot()) {
                    Some(Slot::Map(entries)) => entries.insert(&key),
                    _ => Slot::Nothing,
                };
                if let Err(error) = map.next_value_seed(Reader { slot, trace }) {
                    trace.step(key);
                    return Err(error);
                }
                if trace.is_marked() {
                    give_way::settle(trace, &mut passed, &key, |_| left_out.other(members.last_mut(), &key));
                }
            }
        }
    }
    left_out.remove_others(members.last_mut());
    if facts.required().iter().all(|index| seen.contains(*index)) {
        return Ok(());
    }
    settle_missing(shape, members, &seen, trace)
}

fn name(shape: &'static Shape, index: usize) -> &'static str {
    shape.names.get(index).copied().unwrap_or_default()
}

fn presence(shape: &'static Shape, index: usize) -> Presence {
    shape.members().nth(index).map_or(Presence::Required, |member| member.presence)
}

/// Deals with required members that were not sent. A lenient reader takes a list or a map for empty.
#[cold]
fn settle_missing<E: Error>(
    shape: &'static Shape,
    members: &mut [&mut dyn Value],
    seen: &SeenMembers,
    trace: &mut Trace,
) -> Result<(), E> {
    for (index, (member, value)) in shape.members().zip(members).enumerate() {
        if member.presence != Presence::Required || seen.contains(index) {
            continue;
        }
        let fault = give_way::missing(member.name);
        if !trace.is_lenient() || !matches!(value.slot(), Slot::List(_) | Slot::Map(_)) {
            return failed(trace, fault);
        }
        trace.pass(fault);
    }
    Ok(())
}
