//! The writer of JSON text that writes views straight into the text, without a serializer in between.

use super::super::members::forbidden_member;
use super::super::shape::{Presence, Shape};
use super::super::text::json_string::push_string;
use super::super::text::numeral;
use super::super::value::{Entries, Record, Value, View};
use super::{NOT_IN_MEMORY, WriteError, no_number, text_of, writes};
use serde::Serialize;

/// Writes a value as JSON text.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON: bytes that are not UTF-8, a body that is not in memory, or an
/// additional member that must not be sent.
pub fn write_json(value: &dyn Value) -> Result<Vec<u8>, WriteError> {
    let mut text = JsonText(Vec::with_capacity(128));
    text.view(&value.view())?;
    Ok(text.0)
}

/// JSON text that is not complete.
struct JsonText(Vec<u8>);

impl JsonText {
    fn view(&mut self, view: &View<'_>) -> Result<(), WriteError> {
        match view {
            View::Absent | View::Null => self.put("null"),
            View::Bool(true) => self.put("true"),
            View::Bool(false) => self.put("false"),
            View::I64(value) => self.value(value)?,
            View::U64(value) => self.value(value)?,
            View::F64(value) if value.is_finite() => self.value(value)?,
            View::F64(value) => self.string(no_number(*value)),
            View::Str(text) | View::Secret(text) => self.string(text),
            View::Formatted { text, fault: _ } => self.string(text),
            View::Text { text, read_only: _ } => self.string(text),
            View::Number(text) if numeral::is_json(text) => self.put(text),
            View::Number(_) => self.value(view)?,
            View::Bytes(bytes) => self.string(text_of(bytes).map_err(|why| WriteError { message: why.to_owned() })?),
            View::Body(_) => return Err(WriteError { message: NOT_IN_MEMORY.to_owned() }),
            View::Json(json) => self.value(json)?,
            View::Record(record) => self.record(*record, None)?,
            View::Tagged { member, tag, record } => self.record(*record, Some((member, tag)))?,
            View::List(list) => {
                self.put("[");
                for (index, item) in list.views().enumerate() {
                    self.separate(index > 0);
                    self.view(&item)?;
                }
                self.put("]");
            }
            View::Map(entries) => {
                self.put("{");
                self.entries(*entries, false)?;
                self.put("}");
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &dyn Record, tag: Option<(&'static str, &'static str)>) -> Result<(), WriteError> {
        self.put("{");
        let mut follows = false;
        if let Some((member, tag)) = tag
            && !writes(record, member)
        {
            self.name(member, follows);
            self.string(tag);
            follows = true;
        }
        let shape = record.shape();
        let mut outcome = Ok(());
        record.with_members(&mut |values| outcome = self.members(shape, values, follows));
        self.put("}");
        outcome
    }

    fn members(&mut self, shape: &'static Shape, values: &[&dyn Value], mut follows: bool) -> Result<(), WriteError> {
        let facts = shape.facts();
        for (index, value) in values.iter().enumerate() {
            let view = match (value.view(), shape.members.get(index)) {
                (View::Absent, Some(member)) if member.presence == Presence::Optional => continue,
                (view, Some(_)) => view,
                (View::Map(entries), None) => {
                    if let Some((_, message)) = forbidden_member(shape, entries) {
                        return Err(WriteError { message });
                    }
                    self.entries(entries, follows)?;
                    continue;
                }
                (_, None) => continue,
            };
            self.separate(follows);
            self.put(facts.key(index).unwrap_or_default());
            self.view(&view)?;
            follows = true;
        }
        Ok(())
    }

    /// Writes the entries of a map, which may follow other members.
    fn entries(&mut self, entries: &dyn Entries, mut follows: bool) -> Result<(), WriteError> {
        for (key, value) in entries.views() {
            self.name(key, follows);
            self.view(&value)?;
            follows = true;
        }
        Ok(())
    }

    fn name(&mut self, name: &str, follows: bool) {
        self.separate(follows);
        self.string(name);
        self.0.push(b':');
    }

    fn separate(&mut self, follows: bool) {
        if follows {
            self.0.push(b',');
        }
    }

    fn put(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Writes what a serializer of `serde_json` writes for it.
    fn value<T: Serialize>(&mut self, value: &T) -> Result<(), WriteError> {
        serde_json::to_writer(&mut self.0, value).map_err(|error| WriteError { message: error.to_string() })
    }

    fn string(&mut self, text: &str) {
        push_string(&mut self.0, text);
    }
}
