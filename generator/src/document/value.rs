//! Plain values: texts, flags, counts. What is written in another way than OpenAPI asks for is read when its meaning
//! is certain, and told either way.

use serde_json::Number;

use super::context::Context;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;

/// The text under `key`.
pub fn text(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<String> {
    match node.raw.get(key)? {
        Raw::String(text) => Some(text.clone()),
        Raw::Number(number) => Some(as_text(cx, node, key, number.to_string())),
        Raw::Bool(flag) => Some(as_text(cx, node, key, flag.to_string())),
        Raw::Null => {
            absent(cx, node, key);
            None
        }
        Raw::Object(members) if members.contains_key("$ref") => {
            let message = format!("a `$ref` stands where `{key}` has text; left out");
            cx.report(Code::Mended, node.location_of(key), message);
            None
        }
        other @ (Raw::Array(_) | Raw::Object(_)) => wrong(cx, node, key, "text", other),
    }
}

/// The text under `key`, which must be there.
pub fn required(cx: &mut Context<'_>, node: &Node<'_>, key: &str, owner: &str) -> Option<String> {
    if node.raw.get(key).is_none_or(Raw::is_null) {
        cx.report(Code::MissingMember, node.location(), format!("{owner} has no `{key}`"));
        return None;
    }
    text(cx, node, key)
}

/// The flag under `key`.
pub fn flag(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<bool> {
    match node.raw.get(key)? {
        Raw::Bool(flag) => Some(*flag),
        Raw::String(text) if text.eq_ignore_ascii_case("true") => Some(as_flag(cx, node, key, true)),
        Raw::String(text) if text.eq_ignore_ascii_case("false") => Some(as_flag(cx, node, key, false)),
        Raw::Null => {
            absent(cx, node, key);
            None
        }
        other @ (Raw::String(_) | Raw::Number(_) | Raw::Array(_) | Raw::Object(_)) => {
            wrong(cx, node, key, "`true` or `false`", other)
        }
    }
}

/// The number under `key`.
pub fn number(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<Number> {
    match node.raw.get(key)? {
        Raw::Number(number) => Some(number.clone()),
        Raw::String(text) => match text.trim().parse::<Number>() {
            Ok(number) => {
                cx.recover(node.location_of(key), format!("`{key}` is text; read as the number {number}"));
                Some(number)
            }
            Err(_) if text.trim().is_empty() => {
                absent(cx, node, key);
                None
            }
            Err(_) => wrong(cx, node, key, "a number", &Raw::String(text.clone())),
        },
        Raw::Null => {
            absent(cx, node, key);
            None
        }
        other @ (Raw::Bool(_) | Raw::Array(_) | Raw::Object(_)) => wrong(cx, node, key, "a number", other),
    }
}

/// The size under `key`.
pub fn count(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<usize> {
    let number = number(cx, node, key)?;
    if let Some(count) = number.as_u64().and_then(|count| usize::try_from(count).ok()) {
        return Some(count);
    }
    let value = number.as_f64().unwrap_or_default();
    if value < 0.0 || value >= 2f64.powi(63) {
        cx.recover(node.location_of(key), format!("`{key}: {number}` limits nothing; left out"));
        None
    } else if value.fract() == 0.0 {
        cx.recover(node.location_of(key), format!("`{key}` is not written as a whole number; read as {value:.0}"));
        format!("{value:.0}").parse().ok()
    } else {
        wrong(cx, node, key, "a whole number", &Raw::Number(number))
    }
}

/// The list of texts under `key`.
pub fn texts(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Vec<String> {
    match node.raw.get(key) {
        None => Vec::new(),
        Some(Raw::Array(items)) => {
            let mut texts = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                let location = || node.location_of(key).join(&index.to_string());
                match item {
                    Raw::String(text) => texts.push(text.clone()),
                    Raw::Number(_) | Raw::Bool(_) => {
                        cx.recover(location(), format!("`{item}` is no text; read as \"{item}\""));
                        texts.push(item.to_string());
                    }
                    Raw::Null => cx.recover(location(), format!("null in `{key}`; left out")),
                    Raw::Array(_) | Raw::Object(_) => {
                        let message = format!("`{key}` lists texts, and this is {}", named(item));
                        cx.report(Code::WrongType, location(), message);
                    }
                }
            }
            texts
        }
        Some(Raw::String(text)) => {
            cx.recover(node.location_of(key), format!("`{key}` is one text; read as a list of it"));
            vec![text.clone()]
        }
        Some(other) => {
            if is_blank(other) {
                absent(cx, node, key);
            } else {
                wrong::<()>(cx, node, key, "a list of texts", other);
            }
            Vec::new()
        }
    }
}

/// Tells that the value under `key` is of the wrong type.
pub fn wrong<T>(cx: &mut Context<'_>, node: &Node<'_>, key: &str, belongs: &str, found: &Raw) -> Option<T> {
    let message = format!("`{key}` is {}, and {belongs} belongs there", named(found));
    cx.report(Code::WrongType, node.location_of(key), message);
    None
}

/// Tells that a null, or something as empty, stands under `key`.
pub fn absent(cx: &mut Context<'_>, node: &Node<'_>, key: &str) {
    cx.recover(node.location_of(key), format!("`{key}` is empty; read as if it were not there"));
}

fn as_text(cx: &mut Context<'_>, node: &Node<'_>, key: &str, text: String) -> String {
    cx.recover(node.location_of(key), format!("`{key}` is no text; read as \"{text}\""));
    text
}

fn as_flag(cx: &mut Context<'_>, node: &Node<'_>, key: &str, flag: bool) -> bool {
    cx.recover(node.location_of(key), format!("`{key}` is text; read as {flag}"));
    flag
}

/// Whether it stands for nothing, as null or `[]` do where a map belongs.
pub fn is_blank(raw: &Raw) -> bool {
    match raw {
        Raw::Null => true,
        Raw::Array(items) => items.is_empty(),
        Raw::Object(members) => members.is_empty(),
        Raw::String(text) => text.is_empty(),
        Raw::Bool(_) | Raw::Number(_) => false,
    }
}

/// A value's type, as a sentence names it.
pub fn named(raw: &Raw) -> &'static str {
    match raw {
        Raw::Null => "null",
        Raw::Bool(_) => "a flag",
        Raw::Number(_) => "a number",
        Raw::String(_) => "text",
        Raw::Array(_) => "a list",
        Raw::Object(_) => "an object",
    }
}
