//! The reader of JSON text that fills slots straight from the text. It reads what matches, and leaves everything else to
//! the reader of serde: that one finds the fault, or goes past it.

use super::super::learned::{Facts, Previous, facts};
use super::super::shape::Shape;
use super::super::value::{Entries, Json, List, OptionalPlace, Record, Slot, Value};
use super::cursor::{Cursor, Number, Unread, inside};
use super::keys::{Key, SeenMembers, key};
use super::scalar::{self, Scalar};
use super::trace::Trace;
use super::{Reader, give_way, try_read};
use std::borrow::Cow;

/// How deep lists and objects may nest: as deep as `serde_json` reads them.
const MAX_DEPTH: usize = 128;

/// Reads a model from JSON text.
///
/// # Errors
///
/// Returns an error if the text is not JSON or does not match the type. The slot may hold a part of the value then.
pub(super) fn read(text: &str, slot: Slot<'_>) -> Result<(), Unread> {
    let mut reader = Direct { cursor: Cursor::new(text), depth: MAX_DEPTH };
    reader.value(slot)?;
    if reader.cursor.is_at_end() { Ok(()) } else { Err(Unread) }
}

struct Direct<'j> {
    cursor: Cursor<'j>,
    /// How deep lists and objects may nest from here on.
    depth: usize,
}

impl<'j> Direct<'j> {
    fn value(&mut self, slot: Slot<'_>) -> Result<(), Unread> {
        match self.cursor.peek() {
            Some(b'"') => self.string(slot),
            Some(b'{') => self.object(without_null(slot)),
            Some(b'[') => self.array(without_null(slot)),
            Some(b'n') => {
                self.cursor.word("null")?;
                put(slot, Scalar::Null)
            }
            Some(b't') => {
                self.cursor.word("true")?;
                put(slot, Scalar::Bool(true))
            }
            Some(b'f') => {
                self.cursor.word("false")?;
                put(slot, Scalar::Bool(false))
            }
            Some(b'-' | b'0'..=b'9') => put_number(slot, self.cursor.number()?),
            Some(_) | None => Err(Unread),
        }
    }

    /// Reads a string. It is inline in both callers, since most values are strings.
    #[inline(always)]
    fn string(&mut self, slot: Slot<'_>) -> Result<(), Unread> {
        match slot {
            Slot::Optional(OptionalPlace::String(place)) => *place = Some(self.cursor.string()?.into_owned()),
            Slot::String(place) => *place = self.cursor.string()?.into_owned(),
            slot => {
                return match self.cursor.string()? {
                    Cow::Borrowed(text) => put(slot, Scalar::Str(text)),
                    Cow::Owned(text) => put(slot, Scalar::String(text)),
                };
            }
        }
        Ok(())
    }

    fn object(&mut self, slot: Slot<'_>) -> Result<(), Unread> {
        match slot {
            Slot::Record(record) => self.inside(|reader| reader.record(record)),
            Slot::Map(entries) => self.inside(|reader| reader.entries(entries)),
            slot => self.part(slot),
        }
    }

    fn array(&mut self, slot: Slot<'_>) -> Result<(), Unread> {
        match slot {
            Slot::List(list) => self.inside(|reader| reader.list(list)),
            slot => self.part(slot),
        }
    }

    fn inside(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Unread>) -> Result<(), Unread> {
        let outside = self.depth;
        self.depth = inside(outside)?;
        read(self)?;
        self.depth = outside;
        Ok(())
    }

    /// Reads a list or an object whose type its value decides.
    fn part(&mut self, slot: Slot<'_>) -> Result<(), Unread> {
        let start = self.cursor.offset();
        self.cursor.skip(self.depth)?;
        match slot {
            Slot::Nothing => Ok(()),
            slot @ (Slot::Json(_) | Slot::Choice(_)) => {
                let json: Json = serde_json::from_str(self.cursor.since(start)?).map_err(|_| Unread)?;
                let mut trace = Trace::default();
                Reader { slot, trace: &mut trace }.put_json::<serde_json::Error>(json).map_err(|_| Unread)
            }
            Slot::Bool(_)
            | Slot::Whole(_)
            | Slot::F64(_)
            | Slot::String(_)
            | Slot::Text(_)
            | Slot::Integer(_)
            | Slot::Bytes(_)
            | Slot::Record(_)
            | Slot::List(_)
            | Slot::Map(_)
            | Slot::Optional(..) => Err(Unread),
        }
    }

    fn list(&mut self, list: &mut dyn List) -> Result<(), Unread> {
        list.clear();
        self.cursor.take(b'[')?;
        if self.cursor.takes(b']') {
            return Ok(());
        }
        let start = self.cursor.offset();
        self.value(list.push())?;
        // How long another list is cannot be said before it is read.
        let is_whole_text = self.depth + 1 == MAX_DEPTH;
        if is_whole_text {
            let (length, remaining) = (self.cursor.offset() - start, self.cursor.remaining());
            let more = remaining / length.max(1);
            list.reserve(more + more / 8, remaining.saturating_mul(4));
        }
        while self.cursor.goes_on(b']')? {
            self.value(list.push())?;
        }
        Ok(())
    }

    fn entries(&mut self, entries: &mut dyn Entries) -> Result<(), Unread> {
        entries.clear();
        self.members(|reader| {
            let key = reader.name()?;
            reader.value(entries.insert(&key))
        })
    }

    /// Reads the members of an object.
    fn members(&mut self, mut member: impl FnMut(&mut Self) -> Result<(), Unread>) -> Result<(), Unread> {
        self.cursor.take(b'{')?;
        if self.cursor.takes(b'}') {
            return Ok(());
        }
        loop {
            member(self)?;
            if !self.cursor.goes_on(b'}')? {
                return Ok(());
            }
        }
    }

    /// Reads the name of a member, and the colon.
    fn name(&mut self) -> Result<Cow<'j, str>, Unread> {
        if self.cursor.peek() != Some(b'"') {
            return Err(Unread);
        }
        let name = self.cursor.string()?;
        self.cursor.take(b':')?;
        Ok(name)
    }

    fn record(&mut self, record: &mut dyn Record) -> Result<(), Unread> {
        let shape = record.shape();
        let mut outcome = Err(Unread);
        record.with_members_mut(&mut |values: &mut [&mut dyn Value]| outcome = self.record_members(shape, values));
        outcome
    }

    fn record_members(&mut self, shape: &'static Shape, values: &mut [&mut dyn Value]) -> Result<(), Unread> {
        let facts = facts(shape);
        let mut seen = SeenMembers::default();
        let mut previous = Previous::default();
        self.members(|reader| {
            let Some(index) = reader.member(shape, facts, previous, values)? else { return Ok(()) };
            previous = Previous::member(index);
            let Some(value) = values.get_mut(index) else { return Err(Unread) };
            if !seen.insert(index) {
                give_way::reset(value.slot());
            }
            reader.member_value(*value)
        })?;
        if facts.required().iter().all(|index| seen.contains(*index)) { Ok(()) } else { Err(Unread) }
    }

    /// Reads the value of a member. Most are strings, for which there is a shorter way.
    fn member_value(&mut self, value: &mut dyn Value) -> Result<(), Unread> {
        if self.cursor.peek() == Some(b'"') { self.string(value.slot()) } else { self.value(value.slot()) }
    }

    /// Reads the name of a member, and the colon. Returns its index, or none if the record does not name it and it was read
    /// whole.
    fn member(
        &mut self,
        shape: &'static Shape,
        facts: &'static Facts,
        previous: Previous,
        values: &mut [&mut dyn Value],
    ) -> Result<Option<usize>, Unread> {
        let guess = facts.after(previous);
        if facts.key(guess).is_some_and(|key| self.cursor.takes_key(key)) {
            return Ok(Some(guess));
        }
        let name = self.name()?;
        match key(shape, facts, previous, &name) {
            Key::Known(index) => Ok(Some(index)),
            Key::Ignored => self.cursor.skip(self.depth).map(|()| None),
            Key::Other(key) => {
                let slot = match values.last_mut().map(|extra| extra.slot()) {
                    Some(Slot::Map(entries)) => entries.insert(&key),
                    _ => Slot::Nothing,
                };
                self.value(slot).map(|()| None)
            }
        }
    }
}

/// The slot of the value that is not null.
fn without_null(mut slot: Slot<'_>) -> Slot<'_> {
    while let Slot::Optional(optional) = slot {
        slot = optional.some();
    }
    slot
}

fn put(slot: Slot<'_>, value: Scalar<'_>) -> Result<(), Unread> {
    scalar::put(slot, value, try_read).map_err(|_| Unread)
}

/// Puts a number as `serde_json` would pass it.
fn put_number(slot: Slot<'_>, number: Number<'_>) -> Result<(), Unread> {
    let text = number.text();
    if slot.keeps_digits() {
        let mut trace = Trace::default();
        let reader = Reader { slot, trace: &mut trace }.unwrap_optional();
        return reader.number::<serde_json::Error>(text).map_err(|_| Unread);
    }
    let whole = match number {
        Number::Whole("-0") | Number::Other(_) => None,
        Number::Whole(text) if text.starts_with('-') => text.parse().map(Scalar::I64).ok(),
        Number::Whole(text) => text.parse().map(Scalar::U64).ok(),
    };
    match whole {
        Some(value) => put(slot, value),
        None => put(slot, Scalar::F64(serde_json::from_str(text).map_err(|_| Unread)?)),
    }
}
