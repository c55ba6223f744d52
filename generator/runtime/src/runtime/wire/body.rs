//! The writer of request bodies, by media type.

use super::form_value::FormValue;
use super::multipart::Multipart;
use super::percent::Component;
use super::style::{Layout, Pair, join, pairs};
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::value::{Value, View};
use crate::runtime::spec::content::{Content, Part};
use crate::runtime::spec::media_type::{ContentKind, essence};
use crate::runtime::spec::param::Style;
use std::borrow::Cow;

/// A written request body and its media type.
#[derive(Clone, PartialEq)]
pub(crate) struct Body {
    pub(crate) content_type: Cow<'static, str>,
    pub(crate) content: RequestBody,
    /// The parts that it is written from, if it has parts.
    pub(crate) parts: Option<Multipart>,
    pub(crate) source: BodySource,
}

/// Who decides what a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodySource {
    /// The document, whose media types it is limited to.
    Document,
    /// The caller.
    Caller,
}

impl From<Multipart> for Body {
    fn from(mut parts: Multipart) -> Self {
        let written = parts.write();
        Self {
            content_type: Cow::Owned(written.content_type),
            content: written.content,
            parts: Some(parts),
            source: BodySource::Document,
        }
    }
}

/// Writes a value as a body. Returns `None` if the value is absent and null is no body, so that none is sent. An error is
/// the message.
pub(crate) fn write(content: &'static Content, value: &dyn Value) -> Result<Option<Body>, String> {
    if matches!(value.view(), View::Absent) && !content.is_nullable() {
        return Ok(None);
    }
    let content_type = Cow::Borrowed(concrete_media_type(content));
    let plain = |content: RequestBody| Body { content_type, content, parts: None, source: BodySource::Document };
    Ok(Some(match content.kind() {
        ContentKind::Json => {
            plain(crate::runtime::model::write::write_json(value).map_err(|error| error.to_string())?.into())
        }
        ContentKind::Xml(xml) => plain(xml.write(value.view())?.into()),
        ContentKind::Form => plain(form_body(content, &in_memory(FormValue::new(value))?).into()),
        ContentKind::Multipart => {
            Multipart::new(content, in_style(content, parts_in_reach(FormValue::new(value))?)).into()
        }
        ContentKind::Text | ContentKind::Bytes | ContentKind::EventStream => match FormValue::new(value) {
            FormValue::Bytes(bytes) => plain(bytes),
            value => plain(in_memory(value)?.to_text().into()),
        },
        ContentKind::JsonLines => plain(json_lines(content, &in_memory(FormValue::new(value))?).into()),
    }))
}

/// The value, unless it has bytes in it that are not in memory. An error is the message.
fn in_memory(value: FormValue) -> Result<FormValue, String> {
    match value.has_stream() {
        true => Err("bytes that are not in memory are for bodies, and for parts of them".to_owned()),
        false => Ok(value),
    }
}

/// The value of a multipart body, unless it has bytes in it that are not in memory and are not a part.
fn parts_in_reach(value: FormValue) -> Result<FormValue, String> {
    let is_part = |item: &FormValue| matches!(item, FormValue::Bytes(_)) || !item.has_stream();
    let in_reach = |member: &FormValue| match member {
        FormValue::List(items) => items.iter().all(is_part),
        member => is_part(member),
    };
    let all = match &value {
        FormValue::Object(members) => members.iter().all(|(_, member)| in_reach(member)),
        value => in_reach(value),
    };
    if all { Ok(value) } else { in_memory(value) }
}

/// The members of a form of parts, with those in pieces that have a style: a style makes the names and the values that it
/// makes in a query, and a part has both as they are. Files have no style.
fn in_style(content: &Content, value: FormValue) -> FormValue {
    let members = match value {
        FormValue::Object(members) if essence(content.media_type()) == "multipart/form-data" => members,
        value => return value,
    };
    let mut written = Vec::with_capacity(members.len());
    for (name, member) in members {
        match content.part(&name) {
            Some(part) if part.style_or_none().is_some() && has_text_alone(&member) => {
                for (name, value) in form_member(Some(part), &name, &member) {
                    written.push((decoded(&name), FormValue::Text(decoded(&value))));
                }
            }
            Some(_) | None => written.push((name, member)),
        }
    }
    FormValue::Object(written)
}

/// Whether a value is a list or an object without files.
fn has_text_alone(value: &FormValue) -> bool {
    let is_file = |item: &FormValue| matches!(item, FormValue::Bytes(_));
    match value {
        FormValue::List(items) => !items.iter().any(is_file),
        FormValue::Object(members) => !members.iter().any(|(_, item)| is_file(item)),
        FormValue::Absent
        | FormValue::Null
        | FormValue::Text(_)
        | FormValue::Literal(_)
        | FormValue::Secret(_)
        | FormValue::Bytes(_) => false,
    }
}

/// A text without percent-encoding.
fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The media type that is sent. A range such as `*/*` is replaced, because it does not describe the body.
fn concrete_media_type(content: &'static Content) -> &'static str {
    let media_type = content.media_type();
    if !media_type.contains('*') {
        return media_type;
    }
    match content.kind() {
        ContentKind::Json => "application/json",
        ContentKind::Xml(_) => "application/xml",
        ContentKind::Form => "application/x-www-form-urlencoded",
        ContentKind::Text => "text/plain; charset=utf-8",
        ContentKind::JsonLines => "application/x-ndjson",
        ContentKind::EventStream => "text/event-stream",
        ContentKind::Bytes | ContentKind::Multipart => "application/octet-stream",
    }
}

/// Writes the members as `name=value` pairs.
fn form_body(content: &Content, value: &FormValue) -> String {
    let FormValue::Object(members) = value else { return value.to_text() };
    let written: Vec<Pair> =
        members.iter().flat_map(|(name, item)| form_member(content.part(name), name, item)).collect();
    join(&written)
}

/// Writes a member of a form by the style of its encoding. Without a style, a list is written item by item, and an object
/// as JSON.
fn form_member(part: Option<&Part>, name: &str, value: &FormValue) -> Vec<Pair> {
    let place = if part.is_some_and(Part::allows_reserved) { Component::ReservedInQuery } else { Component::Value };
    let style = part.and_then(Part::style_or_none);
    let explode = part.and_then(Part::explode_or_none);
    let default = matches!(style, None | Some(Style::Form | Style::DeepObject));
    let layout = Layout { style: style.unwrap_or(Style::Form), explode: explode.unwrap_or(default), place };
    let json = part.and_then(Part::media_type).is_some_and(crate::runtime::spec::media_type::is_json);
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

/// Writes one JSON value a line. In a JSON text sequence (RFC 7464) a record separator stands before each.
fn json_lines(content: &Content, value: &FormValue) -> String {
    let is_sequence = essence(content.media_type()).ends_with("json-seq");
    let start = if is_sequence { "\u{1e}" } else { "" };
    let items = match value {
        FormValue::List(items) => items.as_slice(),
        item => std::slice::from_ref(item),
    };
    items.iter().map(|item| format!("{start}{}\n", item.to_json())).collect()
}
