//! The path that the request of an example has, computed without the runtime.

use serde_json::Value;

use crate::ir::{Param, Style};

/// The expanded template. None: only the runtime can expand it, because of a style other than `simple` or an unusual
/// template.
pub fn expected(template: &str, arguments: &[(&Param, Value)]) -> Option<String> {
    let mut segments: Vec<String> = Vec::new();
    for segment in template.split('/') {
        match arguments.iter().find(|(param, _)| segment == format!("{{{}}}", param.name)) {
            Some((param, value)) => {
                let plain = param.style == Style::Simple && param.content.is_none() && !param.allow_reserved;
                if !plain {
                    return None;
                }
                match value {
                    Value::Array(items) if param.repeated_segment => repeat(&mut segments, items)?,
                    _ => segments.push(unquoted(param, value)?),
                }
            }
            None if segment.chars().all(is_literal) => segments.push(segment.to_owned()),
            None => return None,
        }
    }
    Some(segments.join("/"))
}

/// Repeats the literal segment before each value.
fn repeat(segments: &mut Vec<String>, values: &[Value]) -> Option<()> {
    let before = segments.pop()?;
    for value in values {
        segments.push(before.clone());
        segments.push(encoded(&text(value)?));
    }
    Some(())
}

fn unquoted(param: &Param, value: &Value) -> Option<String> {
    let text = text(value)?;
    let quoted = param.quoted_key.as_deref().is_some_and(|starts| text.starts_with(|c| starts.contains(c)));
    (!quoted).then(|| encoded(&text))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Encodes all characters except the unreserved ones of RFC 3986.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) { c.to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(byte).collect()
}

fn is_literal(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~$:@!*,;()'".contains(c)
}
