//! How is a body written? By the media type that the caller chose.

use super::content::{Content, ContentKind, Part};
use super::multipart;
use super::param::Style;
use super::percent::Place;
use super::style::{Layout, Pair, join, pairs};
use super::tree::Tree;
use super::value::{Value, View};
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
        ContentKind::Json => plain(super::write::write_json(value).map_err(|error| error.to_string())?.into()),
        ContentKind::Form => plain(form(content, &Tree::of(value)).into()),
        ContentKind::Multipart => {
            let multipart = multipart::write(content, &Tree::of(value));
            Body { content_type: multipart.content_type, bytes: multipart.bytes }
        }
        ContentKind::Text | ContentKind::Bytes | ContentKind::EventStream => match Tree::of(value) {
            Tree::Bytes(bytes) => plain(bytes),
            tree => plain(tree.flat().into()),
        },
        ContentKind::JsonLines => plain(lines(&Tree::of(value)).into()),
    }))
}

/// The media type to send: a range such as `*/*` says nothing about what is sent.
fn concrete(content: &Content) -> String {
    let mime = content.mime();
    if !mime.contains('*') {
        return mime.to_owned();
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
fn form(content: &Content, value: &Tree) -> String {
    let Tree::Object(members) = value else { return value.flat() };
    let written: Vec<Pair> = members.iter().flat_map(|(name, item)| member(content.part(name), name, item)).collect();
    join(&written)
}

/// One member: by its style where the document gives one; else a list item by item and an object as JSON.
fn member(part: Option<&Part>, name: &str, value: &Tree) -> Vec<Pair> {
    let place = if part.is_some_and(Part::keeps_reserved) { Place::ReservedInQuery } else { Place::Value };
    let style = part.and_then(Part::layout);
    let explode = part.and_then(Part::explosion);
    let default = matches!(style, None | Some(Style::Form | Style::DeepObject));
    let layout = Layout { style: style.unwrap_or(Style::Form), explode: explode.unwrap_or(default), place };
    let json = part.and_then(Part::media).is_some_and(super::answer::is_json);
    let as_json = match value {
        Tree::Object(_) => json || (style.is_none() && explode.is_none()),
        Tree::List(_) => json,
        Tree::Null => return vec![(super::percent::encode(name, Place::Name), String::new())],
        Tree::Absent | Tree::Text(_) | Tree::Literal(_) | Tree::Secret(_) | Tree::Bytes(_) => false,
    };
    if as_json { pairs(name, &Tree::Text(value.to_json()), layout) } else { pairs(name, value, layout) }
}

/// One JSON value a line.
fn lines(value: &Tree) -> String {
    let items = match value {
        Tree::List(items) => items.as_slice(),
        item => std::slice::from_ref(item),
    };
    items.iter().map(|item| item.to_json() + "\n").collect()
}
