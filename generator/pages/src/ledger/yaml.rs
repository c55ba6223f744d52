//! How is a value written as YAML? On one line where it fits, else as a block; text is quoted where a reader might take
//! it for something else.

use serde_json::Value;

/// The last column of a line.
const WIDTH: usize = 120;

/// Writes a member of a map on lines of its own.
pub fn member(text: &mut String, indent: usize, key: &str, value: &Value) {
    text.push_str(&" ".repeat(indent));
    rest(text, indent, key, value);
}

/// Writes a member whose indentation is written.
pub fn rest(text: &mut String, indent: usize, key: &str, value: &Value) {
    text.push_str(&scalar(key));
    text.push(':');
    after(text, indent, key.len(), value);
}

/// Writes a value behind a colon or a dash.
fn after(text: &mut String, indent: usize, used: usize, value: &Value) {
    let line = flow(value);
    let is_nested = matches!(value, Value::Array(list) if !list.is_empty())
        || matches!(value, Value::Object(map) if !map.is_empty());
    if !is_nested || indent + used + 2 + line.chars().count() <= WIDTH {
        text.push(' ');
        text.push_str(&line);
        text.push('\n');
        return;
    }
    text.push('\n');
    block(text, indent + 2, value);
}

fn block(text: &mut String, indent: usize, value: &Value) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| member(text, indent, key, value)),
        Value::Array(items) => {
            for item in items {
                text.push_str(&" ".repeat(indent));
                text.push('-');
                after(text, indent, 1, item);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The value on one line.
pub fn flow(value: &Value) -> String {
    match value {
        Value::String(value) => scalar(value),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("{}: {}", scalar(key), flow(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A text, quoted where it must be.
pub fn scalar(value: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ' ' | '.' | '/' | '-' | '(' | ')');
    let is_plain = value.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        && !value.ends_with(' ')
        && value.chars().all(word)
        && !matches!(
            value.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
        );
    if is_plain {
        return value.to_owned();
    }
    if value.chars().any(|c| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')) {
        return Value::from(value).to_string();
    }
    format!("'{}'", value.replace('\'', "''"))
}
