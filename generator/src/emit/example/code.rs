//! How example code is laid out: calls, chains, JSON.

use serde_json::Value;

use crate::emit::docs::prose;
use crate::emit::text::string;

/// The longest call on one line. Longer ones have one argument on each line.
const WIDTH: usize = 90;

/// `head(a, b)`
pub fn call(head: &str, arguments: &[String]) -> String {
    let one_line = format!("{head}({})", arguments.join(", "));
    // A single argument that spans several lines stands in the parentheses as it is.
    let hugs = matches!(arguments, [only] if only.lines().next().is_some_and(|first| first.ends_with(['{', '(', '['])));
    if hugs || (!one_line.contains('\n') && one_line.len() <= WIDTH) {
        return one_line;
    }
    bracketed(&format!("{head}("), arguments, ")")
}

/// `open`, each entry on a line, and `close`.
pub fn bracketed(open: &str, entries: &[String], close: &str) -> String {
    let mut out = format!("{open}\n");
    for entry in entries {
        out.push_str(&indent(entry, 4));
        out.push_str(",\n");
    }
    out.push_str(close);
    out
}

/// `head.a().b()`, with one call on each line if there are several.
pub fn chain(head: String, calls: &[String]) -> String {
    let one_line = format!("{head}{}", calls.concat());
    if calls.is_empty() || (!one_line.contains('\n') && one_line.len() <= WIDTH && calls.len() < 3) {
        return one_line;
    }
    let mut out = head;
    for call in calls {
        out.push('\n');
        out.push_str(&indent(call, 4));
    }
    out
}

/// The text with every line indented.
pub fn indent(code: &str, columns: usize) -> String {
    let pad = " ".repeat(columns);
    let lines: Vec<String> = code.lines().map(|line| format!("{pad}{line}")).collect();
    lines.join("\n")
}

/// The most parts of a value for `json!`, which recurses over them; rustc bounds the recursion of macros.
const MOST_PARTS: usize = 16;

/// `serde_json::json!(…)`, or a call that parses the text if the value has too many parts for the macro.
pub fn json(value: &Value) -> String {
    if has_few_parts(value) {
        return format!("serde_json::json!({})", tokens(value));
    }
    let text = printed(&serde_json::to_string_pretty(value).unwrap_or_default());
    let longest = text.split('"').map(|part| part.chars().take_while(|c| *c == '#').count()).max().unwrap_or(0);
    let hashes = "#".repeat(longest + 1);
    format!("serde_json::from_str::<serde_json::Value>(r{hashes}\"{text}\"{hashes})?")
}

/// JSON in which characters that do not print are escaped, since no comment may have characters that change the
/// direction of text.
fn printed(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if prose::prints(c) {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

fn has_few_parts(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.len() <= MOST_PARTS && items.iter().all(has_few_parts),
        Value::Object(members) => members.len() <= MOST_PARTS && members.values().all(has_few_parts),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// JSON as the argument of the macro, with literals of Rust.
fn tokens(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::String(text) => string(text),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) if i32::try_from(whole).is_ok() => whole.to_string(),
            (Some(whole), _) => format!("{whole}_i64"),
            (None, Some(whole)) => format!("{whole}_u64"),
            (None, None) => format!("{:?}", number.as_f64().unwrap_or_default()),
        },
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(items) => laid_out("[", items.iter().map(tokens).collect(), "]"),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}: {}", string(name), tokens(value)));
            bracketed("{", &members.collect::<Vec<_>>(), "}")
        }
    }
}

/// Puts the value on one line if it is short.
pub fn laid_out(open: &str, entries: Vec<String>, close: &str) -> String {
    let one_line = format!("{open}{}{close}", entries.join(", "));
    if !one_line.contains('\n') && one_line.len() <= WIDTH { one_line } else { bracketed(open, &entries, close) }
}
