//! How is a body written? By the media type that the caller chose.

use super::form_value::FormValue;
use super::multipart;
use super::percent::Component;
use super::style::{Layout, Pair, join, pairs};
use crate::runtime::model::value::{Value, View};
use crate::runtime::spec::content::{Content, Part};
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::param::Style;
use bytes::Bytes;

/// A written body with its media type.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

/// Writes a value. None: the value is absent, and no body is sent.
pub(crate) fn write(content: &Content, value: &dyn Value) -> Result<Option<Body>, String> {
    if matches!(value.view(), View::Absent) {
        return Ok(None);
    }
    let plain = |bytes: Bytes| Body { content_type: concrete(content), bytes };
    Ok(Some(match content.kind() {
        ContentKind::Json => {
            plain(crate::runtime::model::write::write_json(value).map_err(|error| error.to_string())?.into())
        }
        ContentKind::Form => plain(form(content, &FormValue::new(value)).into()),
        ContentKind::Multipart => {
            let multipart = multipart::write(content, &FormValue::new(value));
            Body { content_type: multipart.content_type, bytes: multipart.bytes }
        }
        ContentKind::Text | ContentKind::Bytes | ContentKind::EventStream => match FormValue::new(value) {
            FormValue::Bytes(bytes) => plain(bytes),
            tree => plain(tree.flat().into()),
        },
        ContentKind::JsonLines => plain(lines(&FormValue::new(value)).into()),
    }))
}

/// The media type to send: a range such as `*/*` says nothing about what is sent.
fn concrete(content: &Content) -> String {
    let media_type = content.media_type();
    if !media_type.contains('*') {
        return media_type.to_owned();
    }
    match content.kind() {
        ContentKind::Json => "application/json",
        ContentKind::Form => "application/x-www-form-urlencoded",
        ContentKind::Text => "text/plain; charset=utf-8",
        ContentKind::JsonLines => "application/x-ndjson",
        ContentKind::EventStream => "text/event-stream",
        ContentKind::Bytes | ContentKind::Multipart => "application/octet-stream",
    }
    .to_owned()
}

/// The members as `name=value` pairs.
fn form(content: &Content, value: &FormValue) -> String {
    let FormValue::Object(members) = value else { return value.flat() };
    let written: Vec<Pair> = members.iter().flat_map(|(name, item)| member(content.part(name), name, item)).collect();
    join(&written)
}

/// One member: by its style where the document gives one; else a list item by item and an object as JSON.
fn member(part: Option<&Part>, name: &str, value: &FormValue) -> Vec<Pair> {
    let place = if part.is_some_and(Part::keeps_reserved) { Component::ReservedInQuery } else { Component::Value };
    let style = part.and_then(Part::layout);
    let explode = part.and_then(Part::explosion);
    let default = matches!(style, None | Some(Style::Form | Style::DeepObject));
    let layout = Layout { style: style.unwrap_or(Style::Form), explode: explode.unwrap_or(default), place };
    let json = part.and_then(Part::media).is_some_and(crate::runtime::spec::media_type::is_json);
    let as_json = match value {
        FormValue::Object(_) => json || (style.is_none() && explode.is_none()),
        FormValue::List(_) => json,
        FormValue::Null => return vec![(super::percent::encode(name, Component::Name), String::new())],
        FormValue::Absent | FormValue::Text(_) | FormValue::Literal(_) | FormValue::Secret(_) | FormValue::Bytes(_) => {
            false
        }
    };
    if as_json { pairs(name, &FormValue::Text(value.to_json()), layout) } else { pairs(name, value, layout) }
}

/// One JSON value a line.
fn lines(value: &FormValue) -> String {
    let items = match value {
        FormValue::List(items) => items.as_slice(),
        item => std::slice::from_ref(item),
    };
    items.iter().map(|item| item.to_json() + "\n").collect()
}
