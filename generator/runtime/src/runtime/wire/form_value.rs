//! What does a value look like to parameters and forms? A small tree of texts.

use crate::runtime::model::value::{Entries, Json, List, Record, Value, View};
use bytes::Bytes;

/// A value as parameters, forms and multipart bodies see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FormValue {
    /// It is not sent.
    Absent,
    Null,
    Text(String),
    /// A number or a boolean: written in JSON as it stands.
    Literal(String),
    /// Text that is never printed.
    Secret(String),
    Bytes(Bytes),
    List(Vec<FormValue>),
    Object(Vec<(String, FormValue)>),
}

impl FormValue {
    /// The tree of a value.
    pub(crate) fn new(value: &dyn Value) -> Self {
        Self::view(value.view())
    }

    fn view(view: View<'_>) -> Self {
        match view {
            View::Absent => Self::Absent,
            View::Null => Self::Null,
            View::Bool(value) => Self::Literal(value.to_string()),
            View::I64(value) => Self::Literal(value.to_string()),
            View::U64(value) => Self::Literal(value.to_string()),
            View::F64(value) => Self::Literal(Json::from(value).to_string()),
            View::Str(text) => Self::Text(text.to_owned()),
            View::Text { text, .. } => Self::Text(text.into_owned()),
            View::Secret(text) => Self::Secret(text.to_owned()),
            View::Number(text) => Self::Literal(text.to_owned()),
            View::Bytes(value) => Self::Bytes(value.clone()),
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

    /// The members of a record that are sent, under their wire names; those of an open record behind them.
    fn record(record: &dyn Record) -> Vec<(String, Self)> {
        let mut members = Vec::new();
        for (name, view) in crate::runtime::model::members::written(record) {
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

    /// Whether there is nothing to send: no value, null, or an empty list or object.
    pub(crate) fn is_nothing(&self) -> bool {
        match self {
            Self::Absent | Self::Null => true,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Text(_) | Self::Literal(_) | Self::Secret(_) | Self::Bytes(_) => false,
        }
    }

    /// Whether any part of it must not be printed.
    pub(crate) fn is_secret(&self) -> bool {
        match self {
            Self::Secret(_) => true,
            Self::List(items) => items.iter().any(Self::is_secret),
            Self::Object(members) => members.iter().any(|(_, item)| item.is_secret()),
            Self::Absent | Self::Null | Self::Text(_) | Self::Literal(_) | Self::Bytes(_) => false,
        }
    }

    /// The value as one text: JSON where it has parts.
    pub(crate) fn flat(&self) -> String {
        match self {
            Self::Text(text) | Self::Literal(text) | Self::Secret(text) => text.clone(),
            Self::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Self::Absent => String::new(),
            Self::Null | Self::List(_) | Self::Object(_) => self.to_json(),
        }
    }

    /// The value as JSON.
    pub(crate) fn to_json(&self) -> String {
        let quoted = |text: &str| Json::from(text).to_string();
        match self {
            Self::Absent | Self::Null => "null".to_owned(),
            Self::Text(text) | Self::Secret(text) => quoted(text),
            Self::Literal(text) => text.clone(),
            Self::Bytes(bytes) => quoted(&String::from_utf8_lossy(bytes)),
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
