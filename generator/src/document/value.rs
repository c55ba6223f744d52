//! Reads plain values: strings, booleans, numbers. A value of another type is read when its meaning is certain, and is
//! reported in any case.

use serde_json::Number;

use super::context::Context;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;

/// The string under `key`.
pub fn text(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<String> {
    match node.raw.get(key)? {
        Raw::String(text) => Some(text.clone()),
        Raw::Number(number) => Some(as_text(cx, node, key, number.to_string())),
        Raw::Bool(flag) => Some(as_text(cx, node, key, flag.to_string())),
        Raw::Null => {
            report_blank(cx, node, key);
            None
        }
        Raw::Object(members) if members.contains_key("$ref") => {
            let message = format!("`{key}` must be a string and cannot be a `$ref`; it is left out");
            cx.report(Code::Repaired, node.location_of(key), message);
            None
        }
        other @ (Raw::Array(_) | Raw::Object(_)) => report_wrong_type(cx, node, key, "a string", other),
    }
}

/// The string under `key`, which is required.
pub fn required(cx: &mut Context<'_>, node: &Node<'_>, key: &str, owner: &str) -> Option<String> {
    if node.raw.get(key).is_none_or(Raw::is_null) {
        let diagnostic = cx.report(Code::MissingMember, node.location(), format!("{owner} has no `{key}`"));
        diagnostic.help = missing(owner, key).map(str::to_owned);
        return None;
    }
    text(cx, node, key)
}

/// What to write where a required member is missing.
fn missing(owner: &str, key: &str) -> Option<&'static str> {
    Some(match (owner, key) {
        ("the parameter", "name") => "write the name that is sent, such as `name: limit`",
        ("the parameter", "in") => "say where it is sent: `in: query`, `header`, `path` or `cookie`",
        ("the security scheme", "type") => {
            "write `type: apiKey`, `http`, `mutualTLS`, `oauth2` or `openIdConnect`, and what that type needs"
        }
        ("the security scheme", "scheme") => "write the scheme of HTTP, such as `scheme: bearer` or `scheme: basic`",
        ("the security scheme", "in") => "say where the key is sent: `in: header`, `query` or `cookie`",
        ("the security scheme", "name") => {
            "write the name of the header, query parameter or cookie, such as `name: X-Api-Key`"
        }
        ("the server", "url") => "write its address, such as `url: https://api.example.com`",
        ("the discriminator", "propertyName") => {
            "write the member whose value tells the variants apart, such as `propertyName: kind`"
        }
        ("the tag", "name") => "write the name that operations list in `tags`",
        _ => return None,
    })
}

/// The boolean under `key`.
pub fn flag(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<bool> {
    match node.raw.get(key)? {
        Raw::Bool(flag) => Some(*flag),
        Raw::String(text) if text.eq_ignore_ascii_case("true") => Some(as_flag(cx, node, key, true)),
        Raw::String(text) if text.eq_ignore_ascii_case("false") => Some(as_flag(cx, node, key, false)),
        Raw::Null => {
            report_blank(cx, node, key);
            None
        }
        other @ (Raw::String(_) | Raw::Number(_) | Raw::Array(_) | Raw::Object(_)) => {
            report_wrong_type(cx, node, key, "`true` or `false`", other)
        }
    }
}

/// The number under `key`.
pub fn number(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<Number> {
    match node.raw.get(key)? {
        Raw::Number(number) => Some(number.clone()),
        Raw::String(text) => match text.trim().parse::<Number>() {
            Ok(number) => {
                cx.recover(node.location_of(key), format!("`{key}` is a string; it is read as the number {number}"));
                Some(number)
            }
            Err(_) if text.trim().is_empty() => {
                report_blank(cx, node, key);
                None
            }
            Err(_) => report_wrong_type(cx, node, key, "a number", &Raw::String(text.clone())),
        },
        Raw::Null => {
            report_blank(cx, node, key);
            None
        }
        other @ (Raw::Bool(_) | Raw::Array(_) | Raw::Object(_)) => report_wrong_type(cx, node, key, "a number", other),
    }
}

/// The number under `key`, which counts something.
pub fn count(cx: &mut Context<'_>, node: &Node<'_>, key: &str) -> Option<usize> {
    let number = number(cx, node, key)?;
    if let Some(count) = number.as_u64().and_then(|count| usize::try_from(count).ok()) {
        return Some(count);
    }
    let value = number.as_f64().unwrap_or_default();
    if value < 0.0 || value >= 2f64.powi(63) {
        cx.recover(node.location_of(key), format!("`{key}: {number}` does not limit anything; it is left out"));
        None
    } else if value.fract() == 0.0 {
        cx.recover(node.location_of(key), format!("`{key}` is not written as an integer; it is read as {value:.0}"));
        format!("{value:.0}").parse().ok()
    } else {
        report_wrong_type(cx, node, key, "an integer", &Raw::Number(number))
    }
}

/// The list of strings under `key`.
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
                        cx.recover(location(), format!("`{item}` is not a string; it is read as \"{item}\""));
                        texts.push(item.to_string());
                    }
                    Raw::Null => cx.recover(location(), format!("`{key}` contains null; the null is left out")),
                    Raw::Array(_) | Raw::Object(_) => {
                        let message = format!("`{key}` is a list of strings, and this item is {}", type_name(item));
                        cx.report(Code::WrongType, location(), message);
                    }
                }
            }
            texts
        }
        Some(Raw::String(text)) => {
            cx.recover(node.location_of(key), format!("`{key}` is one string; it is read as a list with that string"));
            vec![text.clone()]
        }
        Some(other) => {
            if is_blank(other) {
                report_blank(cx, node, key);
            } else {
                report_wrong_type::<()>(cx, node, key, "a list of strings", other);
            }
            Vec::new()
        }
    }
}

/// Reports that the value under `key` is of the wrong type.
pub fn report_wrong_type<T>(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    key: &str,
    expected: &str,
    found: &Raw,
) -> Option<T> {
    let message = format!("`{key}` must be {expected}, but it is {}", type_name(found));
    let diagnostic = cx.report(Code::WrongType, node.location_of(key), message);
    match expected {
        "a number" => diagnostic.help(format!("write a number without quotes, such as `{key}: 5`")),
        "a list of strings" => diagnostic.help(format!("write names in a list, such as `{key}: [a, b]`")),
        "a string" => diagnostic.help(format!("write one text, such as `{key}: a`")),
        "an object" => diagnostic.help(format!("write what it holds by its names, such as `{key}: {{name: …}}`")),
        "a list" => diagnostic.help(format!("write it as a list, such as `{key}: [{{…}}]`")),
        _ => diagnostic,
    };
    None
}

/// Reports that the value under `key` is null or empty.
pub fn report_blank(cx: &mut Context<'_>, node: &Node<'_>, key: &str) {
    cx.recover(node.location_of(key), format!("`{key}` is empty; it is read as absent"));
}

fn as_text(cx: &mut Context<'_>, node: &Node<'_>, key: &str, text: String) -> String {
    cx.recover(node.location_of(key), format!("`{key}` is not a string; it is read as \"{text}\""));
    text
}

fn as_flag(cx: &mut Context<'_>, node: &Node<'_>, key: &str, flag: bool) -> bool {
    cx.recover(node.location_of(key), format!("`{key}` is a string; it is read as the boolean {flag}"));
    flag
}

/// Whether a value is null or empty. Documents write such values where they mean none.
pub fn is_blank(raw: &Raw) -> bool {
    match raw {
        Raw::Null => true,
        Raw::Array(items) => items.is_empty(),
        Raw::Object(members) => members.is_empty(),
        Raw::String(text) => text.is_empty(),
        Raw::Bool(_) | Raw::Number(_) => false,
    }
}

/// The type of a value, as messages name it.
pub fn type_name(raw: &Raw) -> &'static str {
    match raw {
        Raw::Null => "null",
        Raw::Bool(_) => "a boolean",
        Raw::Number(_) => "a number",
        Raw::String(_) => "a string",
        Raw::Array(_) => "a list",
        Raw::Object(_) => "an object",
    }
}
