//! The writer of JSON text that writes views straight into the text, without a serializer in between.

use super::super::learned::{Key, facts};
use super::super::members::forbidden_member;
use super::super::shape::Shape;
use super::super::text::numeral;
use super::super::value::{Entries, MemberView, Record, Value, View};
use super::output::Output;
use super::{NOT_IN_MEMORY, WriteError, no_number, text_of, writes};
use serde_core::Serialize;

/// Writes a value as JSON text.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON: bytes that are not UTF-8, a body that is not in memory, or an
/// additional member that must not be sent.
pub fn write_json(value: &dyn Value) -> Result<Vec<u8>, WriteError> {
    let mut text = JsonText(Output::new());
    match text.view(&value.view()) {
        Ok(()) => Ok(text.0.into_bytes()),
        Err(message) => Err(WriteError { message: *message }),
    }
}

/// The outcome of a part. A processor has it in a register, since the message is elsewhere.
type Outcome = Result<(), Box<String>>;

/// JSON text that is not complete.
struct JsonText(Output);

impl JsonText {
    fn view(&mut self, view: &View<'_>) -> Outcome {
        match view {
            View::Absent | View::Null => self.0.token(b"null"),
            View::Bool(value) => self.bool(*value),
            View::I64(value) => self.0.integer(*value),
            View::U64(value) => self.0.unsigned(*value),
            View::F64(value) if value.is_finite() => self.serialize(value)?,
            View::F64(value) => self.0.string(no_number(*value)),
            View::Str(text) | View::Secret(text) => self.0.string(text),
            View::Formatted { text, fault: _ } => self.0.string(text),
            View::Text { text, read_only: _ } => self.0.string(text),
            View::Number(text) if numeral::is_json(text) => self.0.raw(text.as_bytes()),
            View::Number(_) => self.serialize(view)?,
            View::Bytes(bytes) => self.0.string(text_of(bytes).map_err(|why| Box::new(why.to_owned()))?),
            View::Body(_) => return Err(Box::new(NOT_IN_MEMORY.to_owned())),
            View::Json(json) => self.serialize(json)?,
            View::Record(record) => self.record(*record, None)?,
            View::Tagged { member, tag, record } => self.record(*record, Some((member, tag)))?,
            View::List(list) => {
                let start = self.0.place();
                for item in list.views() {
                    self.0.token(b",");
                    self.view(&item)?;
                }
                self.0.enclose(start, b"[]");
            }
            View::Map(entries) => {
                let start = self.0.place();
                self.entries(*entries)?;
                self.0.enclose(start, b"{}");
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &dyn Record, tag: Option<(&'static str, &'static str)>) -> Outcome {
        let start = self.0.place();
        if let Some((member, tag)) = tag
            && !writes(record, member)
        {
            self.name(member);
            self.0.string(tag);
        }
        let shape = record.shape();
        let mut outcome = Ok(());
        record.with_members(&mut |members: &[MemberView<'_>]| outcome = self.members(shape, members));
        self.0.enclose(start, b"{}");
        outcome
    }

    fn members(&mut self, shape: &'static Shape, members: &[MemberView<'_>]) -> Outcome {
        let keys = facts(shape).keys();
        for (key, member) in keys.iter().zip(members) {
            // Most members are absent or text. What is asked first is a branch that a processor guesses well.
            if let MemberView::Str(text) = member {
                self.0.key(key);
                self.0.string(text);
            } else if !matches!(member, MemberView::Absent) || key.stays() {
                self.member(key, member)?;
            }
        }
        match members.get(keys.len()).map(|others| others.view()) {
            Some(View::Map(entries)) if !entries.is_empty() => {
                if let Some((_, message)) = forbidden_member(shape, entries) {
                    return Err(Box::new(message));
                }
                self.entries(entries)
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Writes a member that is not text.
    #[inline(never)]
    fn member(&mut self, key: &Key, member: &MemberView<'_>) -> Outcome {
        if let MemberView::Value(value) = member {
            let view = value.view();
            if matches!(view, View::Absent) && !key.stays() {
                return Ok(());
            }
            self.0.key(key);
            return self.view(&view);
        }
        self.0.key(key);
        match member {
            MemberView::Absent | MemberView::Null => self.0.token(b"null"),
            MemberView::Bool(value) => self.bool(*value),
            MemberView::I64(value) => self.0.integer(*value),
            MemberView::U64(value) => self.0.unsigned(*value),
            MemberView::Str(text) => self.0.string(text),
            MemberView::Value(value) => self.view(&value.view())?,
        }
        Ok(())
    }

    fn bool(&mut self, value: bool) {
        if value { self.0.token(b"true") } else { self.0.token(b"false") }
    }

    /// Writes the entries of a map, which may follow other members.
    fn entries(&mut self, entries: &dyn Entries) -> Outcome {
        for (key, value) in entries.views() {
            self.name(key);
            self.view(&value)?;
        }
        Ok(())
    }

    /// Writes the name of an entry, with the comma before it and the colon.
    fn name(&mut self, name: &str) {
        self.0.token(b",");
        self.0.string(name);
        self.0.token(b":");
    }

    /// Writes what a serializer of `serde_json` writes for it.
    fn serialize<T: Serialize>(&mut self, value: &T) -> Outcome {
        serde_json::to_writer(&mut self.0, value).map_err(|error| Box::new(error.to_string()))
    }
}
