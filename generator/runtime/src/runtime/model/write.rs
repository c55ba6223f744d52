//! The writer of all models: `Serialize` of views.

use super::members::{forbidden_member, written_members};
use super::value::{Entries, Json, Record, Value, View};
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Writes a value to a serializer.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON: a number that is not finite, bytes that are not UTF-8, or an
/// additional member that must not be sent. Errors of the serializer are returned as they are.
pub fn write<S: Serializer>(value: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    value.view().serialize(serializer)
}

/// The error of a value that cannot be written as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    message: String,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WriteError {}

/// Writes a value as JSON text.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON; see [`write`].
pub fn write_json(value: &dyn Value) -> Result<Vec<u8>, WriteError> {
    serde_json::to_vec(&value.view()).map_err(|error| WriteError { message: error.to_string() })
}

/// Writes a value as a JSON value.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON; see [`write`].
pub fn write_json_value(value: &dyn Value) -> Result<Json, WriteError> {
    serde_json::to_value(value.view()).map_err(|error| WriteError { message: error.to_string() })
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            View::Absent | View::Null => serializer.serialize_unit(),
            View::Bool(value) => serializer.serialize_bool(*value),
            View::I64(value) => serializer.serialize_i64(*value),
            View::U64(value) => serializer.serialize_u64(*value),
            View::F64(value) if value.is_finite() => serializer.serialize_f64(*value),
            View::F64(value) => Err(S::Error::custom(format_args!("JSON cannot hold the number {value}"))),
            View::Str(text) | View::Secret(text) => serializer.serialize_str(text),
            View::Formatted { text, fault: _ } => serializer.serialize_str(text),
            View::Text { text, read_only: _ } => serializer.serialize_str(text),
            View::Number(text) => write_number(text, serializer),
            View::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) => Err(S::Error::custom("bytes that are not UTF-8 cannot be written as JSON")),
            },
            View::Json(json) => json.serialize(serializer),
            View::Record(record) => write_record(*record, None, serializer),
            View::Tagged { member, tag, record } => write_record(*record, Some((member, tag)), serializer),
            View::List(list) => {
                let mut sequence = serializer.serialize_seq(Some(list.len()))?;
                for item in list.views() {
                    sequence.serialize_element(&item)?;
                }
                sequence.end()
            }
            View::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                write_entries(*entries, &mut map)?;
                map.end()
            }
        }
    }
}

fn write_entries<M: SerializeMap>(entries: &dyn Entries, map: &mut M) -> Result<(), M::Error> {
    for (key, value) in entries.views() {
        map.serialize_entry(key, &value)?;
    }
    Ok(())
}

fn write_record<S: Serializer>(
    record: &dyn Record,
    tag: Option<(&'static str, &'static str)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some((member, tag)) = tag
        && !writes(record, member)
    {
        map.serialize_entry(member, tag)?;
    }
    for (member, view) in written_members(record) {
        match member {
            Some(name) => map.serialize_entry(name, &view)?,
            None => {
                if let View::Map(entries) = view {
                    if let Some((_, rule)) = forbidden_member(record.shape(), entries) {
                        return Err(S::Error::custom(rule));
                    }
                    write_entries(entries, &mut map)?;
                }
            }
        }
    }
    map.end()
}

/// Whether a record writes a member of this name itself.
fn writes(record: &dyn Record, name: &str) -> bool {
    written_members(record).iter().any(|(member, view)| match (member, view) {
        (Some(member), _) => *member == name,
        (None, View::Map(entries)) => entries.contains(name),
        (None, _) => false,
    })
}

/// Writes a number as a JSON number if JSON can hold it exactly, and as a string otherwise.
fn write_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && super::text::numeral::same_number(&value.to_string(), text) => {
            serializer.serialize_f64(value)
        }
        _ => serializer.serialize_str(text),
    }
}

/// The text of a scalar, as it is written in a path, a query or a header. Returns `None` for lists, objects, null and
/// absent values.
pub fn plain_text(view: View<'_>) -> Option<Cow<'_, str>> {
    match view {
        View::Bool(value) => Some(Cow::Borrowed(if value { "true" } else { "false" })),
        View::I64(value) => Some(value.to_string().into()),
        View::U64(value) => Some(value.to_string().into()),
        View::F64(value) => Some(Json::from(value).to_string().into()),
        View::Str(text) | View::Secret(text) | View::Number(text) => Some(Cow::Borrowed(text)),
        View::Formatted { text, fault: _ } => Some(Cow::Borrowed(text)),
        View::Text { text, read_only: _ } => Some(text),
        View::Bytes(bytes) => Some(String::from_utf8_lossy(bytes)),
        View::Json(Json::String(text)) => Some(Cow::Borrowed(text)),
        View::Json(Json::Bool(value)) => Some(value.to_string().into()),
        View::Json(Json::Number(value)) => Some(value.to_string().into()),
        View::Json(Json::Null | Json::Array(_) | Json::Object(_))
        | View::Absent
        | View::Null
        | View::Record(_)
        | View::Tagged { .. }
        | View::List(_)
        | View::Map(_) => None,
    }
}
