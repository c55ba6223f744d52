//! The writer of all models: `Serialize` of views, and JSON text.

mod json_text;
mod output;

pub use json_text::write_json;

use super::members::{forbidden_member, written_members};
use super::text::numeral;
use super::value::{Json, Record, Value, View};
use serde_core::ser::{Error, Serialize, SerializeMap, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Writes a value to a serializer.
///
/// # Errors
///
/// Returns an error if the value cannot be written as JSON: bytes that are not UTF-8, or an additional member that must not be sent. Errors of the serializer are returned as they are.
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
            View::F64(value) => serializer.serialize_str(no_number(*value)),
            View::Str(text) | View::Secret(text) => serializer.serialize_str(text),
            View::Formatted { text, fault: _ } => serializer.serialize_str(text),
            View::Text { text, read_only: _ } => serializer.serialize_str(text),
            View::Number(text) => write_number(text, serializer),
            View::Bytes(bytes) => serializer.serialize_str(text_of(bytes).map_err(S::Error::custom)?),
            View::Body(_) => Err(S::Error::custom(NOT_IN_MEMORY)),
            View::Json(json) => json.serialize(serializer),
            View::Record(record) => write_record(*record, None, serializer),
            View::Tagged { member, tag, record } => write_record(*record, Some((member, tag)), serializer),
            View::List(list) => serializer.collect_seq(list.views()),
            View::Map(entries) => serializer.collect_map(entries.views()),
        }
    }
}

/// Why a body cannot be a part of JSON.
const NOT_IN_MEMORY: &str = "a body that is not in memory cannot be written as JSON";

/// The text of bytes.
fn text_of(bytes: &[u8]) -> Result<&str, &'static str> {
    std::str::from_utf8(bytes).map_err(|_| "bytes that are not UTF-8 cannot be written as JSON")
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
        match (member, view) {
            (Some(name), view) => map.serialize_entry(name, &view)?,
            (None, View::Map(entries)) => {
                if let Some((_, rule)) = forbidden_member(record.shape(), entries) {
                    return Err(S::Error::custom(rule));
                }
                entries.views().try_for_each(|(key, value)| map.serialize_entry(key, &value))?;
            }
            (None, _) => {}
        }
    }
    map.end()
}

/// The text of a number that JSON does not have. It is read from a string and written as one; the check of requests
/// refuses it.
pub(crate) fn no_number(value: f64) -> &'static str {
    match (value.is_nan(), value.is_sign_negative()) {
        (true, _) => "NaN",
        (false, true) => "-Infinity",
        (false, false) => "Infinity",
    }
}

/// Whether a record writes a member of this name itself.
fn writes(record: &dyn Record, name: &str) -> bool {
    written_members(record).any(|(member, view)| match (member, view) {
        (Some(member), _) => member == name,
        (None, View::Map(entries)) => entries.contains(name),
        (None, _) => false,
    })
}

/// Writes the text of a number as a number that holds it exactly, else as a string.
fn write_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && numeral::same_number(&value.to_string(), text) => {
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
        View::F64(value) if !value.is_finite() => Some(Cow::Borrowed(no_number(value))),
        View::F64(value) => Some(Json::from(value).to_string().into()),
        View::Str(text) | View::Secret(text) => Some(Cow::Borrowed(text)),
        View::Formatted { text, fault: _ } => Some(Cow::Borrowed(text)),
        View::Text { text, read_only: _ } | View::Number(text) => Some(text),
        View::Bytes(bytes) => Some(String::from_utf8_lossy(bytes)),
        View::Json(Json::String(text)) => Some(Cow::Borrowed(text)),
        View::Json(Json::Bool(value)) => Some(value.to_string().into()),
        View::Json(Json::Number(value)) => Some(value.to_string().into()),
        View::Body(_)
        | View::Json(Json::Null | Json::Array(_) | Json::Object(_))
        | View::Absent
        | View::Null
        | View::Record(_)
        | View::Tagged { .. }
        | View::List(_)
        | View::Map(_) => None,
    }
}
