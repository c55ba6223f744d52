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
                match item {
                    Value::Object(members)
                        if !members.is_empty() && indent + flow(item).chars().count() + 2 > WIDTH =>
                    {
                        let mut inner = String::new();
                        block(&mut inner, indent + 2, item);
                        text.push(' ');
                        text.push_str(inner.trim_start_matches(' '));
                    }
                    other => after(text, indent, 1, other),
                }
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

/// A text outside of brackets, where fewer characters mean something.
fn open(value: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || "_ ./-(){}[],:+@=$&;`<>|*?%#\"'".contains(c);
    let quiet = !value.contains(": ") && !value.contains(" #") && !value.ends_with([':', ' ']);
    let begins = value.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '$'));
    let bare = value.chars().all(word) && quiet && begins;
    if bare && !value.chars().all(|c| c.is_ascii_alphabetic()) { value.to_owned() } else { scalar(value) }
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

/// A whole document in block style. Long texts are folded.
pub fn document(value: &Value) -> String {
    let mut text = String::new();
    styled(&mut text, 0, value);
    text
}

/// Writes members or items, each on lines of its own.
pub fn styled(text: &mut String, indent: usize, value: &Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                text.push_str(&" ".repeat(indent));
                text.push_str(&open(key));
                text.push(':');
                behind(text, indent, key.len(), value);
            }
        }
        Value::Array(items) => {
            for item in items {
                text.push_str(&" ".repeat(indent));
                text.push('-');
                match item {
                    Value::Object(members) if !members.is_empty() => {
                        let mut inner = String::new();
                        styled(&mut inner, indent + 2, item);
                        text.push(' ');
                        text.push_str(inner.trim_start_matches(' '));
                    }
                    other => behind(text, indent, 1, other),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn behind(text: &mut String, indent: usize, used: usize, value: &Value) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('\n');
            styled(text, indent + 2, value);
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('\n');
            styled(text, indent + 2, value);
        }
        Value::String(words) if words.contains('\n') || indent + used + 2 + open(words).chars().count() > WIDTH => {
            folded(text, indent + 2, words);
        }
        Value::String(words) => {
            text.push(' ');
            text.push_str(&open(words));
            text.push('\n');
        }
        other => {
            text.push(' ');
            text.push_str(&flow(other));
            text.push('\n');
        }
    }
}

/// A text over several lines. One whose lines cannot be folded without loss is quoted instead.
fn folded(text: &mut String, indent: usize, words: &str) {
    let plain = words.split('\n').all(|line| !line.starts_with(' ') && !line.ends_with(' ') && !line.contains("  "));
    if !plain || words.starts_with('\n') || words.ends_with('\n') || words.chars().any(|c| c.is_control() && c != '\n')
    {
        text.push(' ');
        text.push_str(&Value::from(words).to_string());
        text.push('\n');
        return;
    }
    let literal = words.contains('\n');
    text.push_str(if literal { " |-\n" } else { " >-\n" });
    for line in words.split('\n') {
        if literal {
            // A line of a literal block stays as long as it is.
            text.push_str(&if line.is_empty() { "\n".to_owned() } else { format!("{}{line}\n", " ".repeat(indent)) });
            continue;
        }
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column == 0 {
                text.push_str(&" ".repeat(indent));
                column = indent;
            } else if column + 1 + length > WIDTH {
                text.push('\n');
                text.push_str(&" ".repeat(indent));
                column = indent;
            } else {
                text.push(' ');
                column += 1;
            }
            text.push_str(word);
            column += length;
        }
        text.push('\n');
    }
}
