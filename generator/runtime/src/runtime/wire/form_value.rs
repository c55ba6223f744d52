//! Values as parameters and forms write them: trees of strings.

use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::text::numeral::is_json;
use crate::runtime::model::value::{Entries, Json, List, Record, Value, View};
use crate::runtime::model::write::no_number;
use std::borrow::Cow;

/// A value that is written as a parameter, or as a member of a form or a multipart body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FormValue {
    /// A value that is not sent.
    Absent,
    /// Null.
    Null,
    /// A string.
    Text(String),
    /// A number or a boolean, which JSON writes without quotes.
    Literal(String),
    /// A string that is never printed.
    Secret(String),
    /// Raw bytes.
    Bytes(RequestBody),
    /// A list.
    List(Vec<FormValue>),
    /// The members of an object, in order.
    Object(Vec<(String, FormValue)>),
}

impl FormValue {
    /// Makes the tree of a value.
    pub(crate) fn new(value: &dyn Value) -> Self {
        Self::view(value.view())
    }

    /// Makes the tree of a view.
    pub(crate) fn view(view: View<'_>) -> Self {
        match view {
            View::Absent => Self::Absent,
            View::Null => Self::Null,
            View::Bool(value) => Self::Literal(value.to_string()),
            View::I64(value) => Self::Literal(value.to_string()),
            View::U64(value) => Self::Literal(value.to_string()),
            View::F64(value) => Self::Literal(number(value)),
            View::Str(text) => Self::Text(text.to_owned()),
            View::Formatted { text, fault: _ } => Self::Text(text.to_owned()),
            View::Text { text, .. } => Self::Text(text.into_owned()),
            View::Secret(text) => Self::Secret(text.to_owned()),
            View::Number(text) => Self::Literal(text.into_owned()),
            View::Bytes(value) => Self::Bytes(value.clone().into()),
            View::Body(value) => Self::Bytes(value.clone()),
            View::Json(value) => Self::json(value),
            View::Record(record) => Self::Object(Self::record(record)),
            View::Tagged { member, tag, record } => {
                let mut members = Self::record(record);
                if !members.iter().any(|(name, _)| name == member) {
                    members.insert(0, (member.to_owned(), Self::Text(tag.to_owned())));
                }
                Self::Object(members)
            }
            View::List(list) => Self::list(list),
            View::Map(map) => Self::Object(Self::entries(map)),
        }
    }

    fn list(list: &dyn List) -> Self {
        Self::List(list.views().map(Self::view).filter(|item| *item != Self::Absent).collect())
    }

    fn entries(map: &dyn Entries) -> Vec<(String, Self)> {
        map.views()
            .map(|(key, item)| (key.to_owned(), Self::view(item)))
            .filter(|(_, item)| *item != Self::Absent)
            .collect()
    }

    /// The members of a record that are sent, with their wire names. Additional members come last.
    fn record(record: &dyn Record) -> Vec<(String, Self)> {
        let mut members = Vec::new();
        for (name, view) in crate::runtime::model::members::written_members(record) {
            match (name, view) {
                (Some(name), view) => members.push((name.to_owned(), Self::view(view))),
                (None, View::Map(map)) => members.extend(Self::entries(map)),
                (None, _) => {}
            }
        }
        members
    }

    fn json(value: &Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(_) | Json::Number(_) => Self::Literal(value.to_string()),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::json).collect()),
            Json::Object(members) => {
                Self::Object(members.iter().map(|(name, item)| (name.clone(), Self::json(item))).collect())
            }
        }
    }

    /// Whether nothing is sent for the value, because it is absent, null, or an empty list or object.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Absent | Self::Null => true,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Text(_) | Self::Literal(_) | Self::Secret(_) | Self::Bytes(_) => false,
        }
    }

    /// Whether the value has a secret in it.
    pub(crate) fn is_secret(&self) -> bool {
        match self {
            Self::Secret(_) => true,
            Self::List(items) => items.iter().any(Self::is_secret),
            Self::Object(members) => members.iter().any(|(_, item)| item.is_secret()),
            Self::Absent | Self::Null | Self::Text(_) | Self::Literal(_) | Self::Bytes(_) => false,
        }
    }

    /// Whether the value has bytes in it that are not in memory.
    pub(crate) fn has_stream(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.as_bytes().is_none(),
            Self::List(items) => items.iter().any(Self::has_stream),
            Self::Object(members) => members.iter().any(|(_, item)| item.has_stream()),
            Self::Absent | Self::Null | Self::Text(_) | Self::Literal(_) | Self::Secret(_) => false,
        }
    }

    /// The value as a string. Lists, objects and null are written as JSON.
    pub(crate) fn to_text(&self) -> String {
        self.text().into_owned()
    }

    /// As [`FormValue::to_text`], without a copy of a string.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Literal(text) | Self::Secret(text) => Cow::Borrowed(text),
            Self::Bytes(bytes) => lossy(bytes),
            Self::Absent => Cow::Borrowed(""),
            Self::Null | Self::List(_) | Self::Object(_) => Cow::Owned(self.to_json()),
        }
    }

    /// The value as JSON.
    pub(crate) fn to_json(&self) -> String {
        let quoted = |text: &str| Json::from(text).to_string();
        match self {
            Self::Absent | Self::Null => "null".to_owned(),
            Self::Text(text) | Self::Secret(text) => quoted(text),
            Self::Literal(text) if is_json(text) || matches!(text.as_str(), "true" | "false") => text.clone(),
            Self::Literal(text) => quoted(text),
            Self::Bytes(bytes) => quoted(&lossy(bytes)),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let members: Vec<String> =
                    members.iter().map(|(name, item)| format!("{}:{}", quoted(name), item.to_json())).collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }
}

/// The text of a number. A whole number has no fraction: `614`, not `614.0`.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return no_number(value).to_owned();
    }
    // Up to this size each whole number is a value of its own.
    let is_whole = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
    if is_whole { format!("{value:.0}") } else { Json::from(value).to_string() }
}

/// The text of bytes in memory.
fn lossy(bytes: &RequestBody) -> Cow<'_, str> {
    bytes.as_bytes().map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default()
}
