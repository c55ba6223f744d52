//! Reads the objects of a document: their keywords, lists and maps.

use indexmap::IndexMap;

use super::context::Context;
use super::value::{is_blank, report_blank, report_wrong_type, type_name};
use super::version::Dialect;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::{Raw, UNQUOTED_REFERENCE};
use crate::spelling::{mistyped, nearest};
use crate::vocabulary::{Author, Extension, Kind, Shape, is_newer, member, members};

/// The object under `key`, if there is one.
pub fn one<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    read: impl FnOnce(&mut Context<'_>, &Node<'_>) -> Option<T>,
) -> Option<T> {
    let child = node.get(key)?;
    if child.raw.is_null() {
        report_blank(cx, node, key);
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
                    cx.recover(item.location(), format!("`{key}` contains null; the null is left out"));
                } else {
                    read_items.extend(read(cx, &item));
                }
            }
            read_items
        }
        other => {
            report_wrong_container(cx, node, key, "a list", other);
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

/// The strings under `key`, by name.
pub fn text_map(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> IndexMap<String, String> {
    map(cx, node, key, |cx, entry| match entry.raw {
        Raw::String(text) => Some(text.clone()),
        Raw::Null => Some(String::new()),
        Raw::Number(_) | Raw::Bool(_) => Some(entry.raw.to_string()),
        other @ (Raw::Array(_) | Raw::Object(_)) => {
            cx.report(
                Code::WrongType,
                entry.location(),
                format!("this must be a string, but it is {}", type_name(other)),
            );
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
            report_wrong_container(cx, node, key, "an object", map.raw);
        }
        for (name, entry) in map.members() {
            visit(cx, name, &entry);
        }
    });
}

/// Reports each unknown keyword of an object of this kind. False: the node is not an object, which is reported too.
pub fn check(cx: &mut Context<'_>, node: &Node<'_>, kind: Kind) -> bool {
    let Some(object) = node.raw.as_object() else {
        let message = format!("this must be {}, but it is {}", kind.title(), type_name(node.raw));
        cx.report(Code::WrongType, node.location(), message);
        return false;
    };
    let old = cx.dialect(node) == Dialect::V3_0;
    for (key, value) in object {
        if key == "$ref" && !value.is_string() {
            let message = format!("`$ref` must be a string, but it is {}; it is left out", type_name(value));
            match value {
                // What a reference without quotes is read as.
                Raw::Null => cx.recover_with(node.location_of(key), message, UNQUOTED_REFERENCE),
                Raw::Bool(_) | Raw::Number(_) | Raw::String(_) | Raw::Array(_) | Raw::Object(_) => {
                    cx.recover(node.location_of(key), message);
                }
            }
        } else if member(kind, key).is_some() {
            if old && is_newer(kind, key) {
                let message = format!("`{key}` is a keyword of OpenAPI 3.1; it is read as such");
                cx.recover_with(node.location_of(key), message, "begin the document with `openapi: 3.1.0`");
            }
            if !old && kind == Kind::Schema && key == "nullable" && value == &Raw::Bool(true) {
                let message = "`nullable` is a keyword of OpenAPI 3.0; it is read as such";
                let help = "write `type: [string, 'null']`, with the type that it has in place of `string`";
                cx.recover_with(node.location_of(key), message, help);
            }
        } else if key.starts_with("x-") {
            check_extension(cx, node, kind, key);
        } else {
            report_unknown_keyword(cx, node, kind, key);
        }
    }
    true
}

/// Reports an extension that is spelt nearly as one that the compiler reads, and one of ours in an object that it is not
/// for. Those of others count for nothing, and are not reported.
fn check_extension(cx: &mut Context<'_>, node: &Node<'_>, kind: Kind, key: &str) {
    match Extension::from_key(key) {
        Some(known) if known.kind() != kind && known.author() == Author::Us => {
            let message =
                format!("`{key}` is for {}, and this is {}; it is left out", known.kind().title(), kind.title());
            cx.report(Code::UnknownKeyword, node.location_of(key), message);
        }
        Some(_) => {}
        None => {
            let is_meant = |known: &Extension| known.kind() == kind || known.author() == Author::Us;
            let known = Extension::ALL.into_iter().filter(is_meant).map(Extension::key);
            if let Some(near) = mistyped(key, known) {
                let message = format!("unknown extension `{key}` of {}; it is left out", kind.title());
                cx.report(Code::UnknownKeyword, node.location_of(key), message).help(format!("did you mean `{near}`?"));
            }
        }
    }
}

/// Reports that the value under `key` is not supported.
pub fn report_unsupported(cx: &mut Context<'_>, node: &Node<'_>, key: &str) {
    if let Some(child) = node.get(key)
        && !is_blank(child.raw)
    {
        let message = format!("`{key}` is not supported; it is left out");
        cx.report(Code::LeftOut, child.location(), message).help = match key {
            "callbacks" => {
                Some("write them under an operation: the callbacks of callbacks and webhooks are not read".to_owned())
            }
            "links" => Some("a program calls the operation that a link names".to_owned()),
            "defaultMapping" => {
                Some("a value that `mapping` does not list is read as unknown, with its JSON".to_owned())
            }
            _ => None,
        };
    }
}

fn report_unknown_keyword(cx: &mut Context<'_>, node: &Node<'_>, kind: Kind, key: &str) {
    let is_schema = kind == Kind::Schema && node.raw.get(key).is_some_and(looks_like_schema);
    // Names of properties are often short, and any short name is a slip away from `if` or `not`.
    let is_long = key.chars().count() > 3;
    let takes_it = |shape: Shape| !is_schema || (is_long && matches!(shape, Shape::One(Kind::Schema)));
    let near = nearest(key, members(kind).iter().filter(|(_, shape)| takes_it(*shape)).map(|(name, _)| *name));
    let message = format!("unknown keyword `{key}` of {}; it is left out", kind.title());
    let diagnostic = cx.report(Code::UnknownKeyword, node.location_of(key), message);
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if is_schema => diagnostic.help(format!(
            "its value is a schema: if `{key}` is a property, indent it below `properties`, and `properties` below its schema"
        )),
        None => match elsewhere(kind, key) {
            Some(help) => diagnostic.help(help),
            None => diagnostic.help(format!("the name of an extension begins with `x-`: `x-{key}`")),
        },
    };
}

/// Whether a value is written as a schema is, so that its key is rather the name of a property than a keyword.
fn looks_like_schema(value: &Raw) -> bool {
    ["type", "$ref"].iter().any(|key| value.get(key).is_some_and(Raw::is_string))
}

/// What to write in place of a keyword that stands in the wrong object, or that OpenAPI no longer has.
fn elsewhere(kind: Kind, key: &str) -> Option<String> {
    let of_swagger = match (kind, key) {
        (_, "consumes") => Some("the media types are the keys of `content` in `requestBody`"),
        (_, "produces") => Some("the media types are the keys of `content` in each response"),
        (_, "collectionFormat") => Some("write `style` and `explode`"),
        (Kind::Document, "host" | "basePath" | "schemes") | (Kind::Operation, "schemes") => Some("write `servers`"),
        (Kind::Document, "definitions") => Some("write `schemas` under `components`"),
        (Kind::Document, "securityDefinitions") => Some("write `securitySchemes` under `components`"),
        (Kind::Response, "schema") => Some("write it under `content` and the media type"),
        _ => None,
    };
    if let Some(help) = of_swagger {
        return Some(format!("this is a keyword of Swagger 2.0: {help}"));
    }
    let has_schema = matches!(kind, Kind::Parameter | Kind::Header | Kind::MediaType);
    (has_schema && member(Kind::Schema, key).is_some()).then(|| format!("write `{key}` inside `schema`"))
}

/// Reports a value that is not the expected list or object. An empty value is read as absent.
fn report_wrong_container(cx: &mut Context<'_>, node: &Node<'_>, key: &str, expected: &str, found: &Raw) {
    if is_blank(found) {
        report_blank(cx, node, key);
    } else {
        report_wrong_type::<()>(cx, node, key, expected, found);
    }
}
