//! Walks down the objects of a document: their keywords, lists and maps.

use indexmap::IndexMap;

use super::context::Context;
use super::value::{absent, is_blank, named, wrong};
use super::version::Dialect;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::spelling::nearest;
use crate::source::Raw;
use crate::vocabulary::{Kind, is_newer, member, members};

/// The object under `key`, if there is one.
pub fn one<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    read: impl FnOnce(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Option<T> {
    let child = node.get(key)?;
    if child.raw.is_null() {
        absent(cx, node, key);
        return None;
    }
    read(cx, &child)
}

/// The objects of the list under `key`.
pub fn list<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    mut read: impl FnMut(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(child) = node.get(key) else { return Vec::new() };
    let list = cx.deref(&child, |cx, list| match list.raw {
        Raw::Array(items) => {
            let mut read_items = Vec::with_capacity(items.len());
            for item in list.items() {
                if item.raw.is_null() {
                    cx.recover(item.location(), format!("null in `{key}`; left out"));
                } else {
                    read_items.extend(read(cx, &item));
                }
            }
            read_items
        }
        other => {
            misplaced(cx, node, key, "a list", other);
            Vec::new()
        }
    });
    list.unwrap_or_default()
}

/// The objects of the map under `key`, by name.
pub fn map<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    mut read: impl FnMut(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> IndexMap<String, T> {
    let mut entries = IndexMap::new();
    each(cx, node, key, |cx, name, entry| {
        if let Some(value) = read(cx, entry) {
            entries.insert(name.to_owned(), value);
        }
    });
    entries
}

/// The texts by name under `key`.
pub fn text_map(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> IndexMap<String, String> {
    map(cx, node, key, |cx, entry| match entry.raw {
        Raw::String(text) => Some(text.clone()),
        Raw::Null => Some(String::new()),
        Raw::Number(_) | Raw::Bool(_) => Some(entry.raw.to_string()),
        other @ (Raw::Array(_) | Raw::Object(_)) => {
            cx.report(Code::WrongType, entry.location(), format!("text belongs here, and this is {}", named(other)));
            None
        }
    })
}

/// Calls `visit` with each entry of the map under `key`.
pub fn each(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    mut visit: impl FnMut(&mut Context<'_>, &str, &Node<'_>),
) {
    let Some(child) = node.get(key) else { return };
    cx.deref(&child, |cx, map| {
        if !map.raw.is_object() {
            misplaced(cx, node, key, "an object", map.raw);
        }
        for (name, entry) in map.members() {
            visit(cx, name, &entry);
        }
    });
}

/// Tells each key that OpenAPI does not know in an object of this kind. False when it is no object.
pub fn check(cx: &mut Context<'_>, node: &Node<'_>, kind: Kind) -> bool {
    let Some(object) = node.raw.as_object() else {
        let message = format!("{} belongs here, and this is {}", kind.title(), named(node.raw));
        cx.report(Code::WrongType, node.location(), message);
        return false;
    };
    let old = cx.dialect(node) == Dialect::V3_0;
    for key in object.keys() {
        if member(kind, key).is_some() {
            if old && is_newer(kind, key) {
                cx.recover(node.location_of(key), format!("`{key}` is a keyword of OpenAPI 3.1; read as such"));
            }
        } else if !key.starts_with("x-") {
            unknown(cx, node, kind, key);
        }
    }
    true
}

/// Tells that what stands under `key` is not supported.
pub fn leave_out(cx: &mut Context<'_>, node: &Node<'_>, key: &str) {
    if let Some(child) = node.get(key)
        && !is_blank(child.raw)
    {
        cx.report(Code::LeftOut, child.location(), format!("`{key}` is left out: it is not supported"));
    }
}

fn unknown(cx: &mut Context<'_>, node: &Node<'_>, kind: Kind, key: &str) {
    let near = nearest(key, members(kind).iter().map(|(name, _)| *name));
    let message = format!("`{key}` is no keyword of {}; left out", kind.title());
    let diagnostic = cx.report(Code::UnknownKeyword, node.location_of(key), message);
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("an extension is written `x-{key}`")),
    };
}

/// Tells that another value stands where a list or map belongs.
fn misplaced(cx: &mut Context<'_>, node: &Node<'_>, key: &str, belongs: &str, found: &Raw) {
    if is_blank(found) {
        absent(cx, node, key);
    } else {
        wrong::<()>(cx, node, key, belongs, found);
    }
}
