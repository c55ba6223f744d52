//! How JSON text becomes a raw value. Only this file parses with `serde_json`.

use serde::de::DeserializeSeed;
use serde_json::error::Category;

use super::parsed::{Fault, Parsed};
use super::value_visitor::{Build, Dialect, State};

/// Reads the whole text.
///
/// # Errors
///
/// Returns the first syntax error.
pub fn parse(text: &str) -> Result<Parsed, Fault> {
    let mut state = State::new(Dialect::Json, text.len());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Build(&mut state)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| fault(text, &error))?;
    Ok(Parsed { value, duplicates: state.duplicates, document: 0, documents: 1 })
}

/// Whether the text begins with a comment, as other formats have it.
pub fn is_comment(text: &str) -> bool {
    text.starts_with("//") || text.starts_with("/*")
}

fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let full = error.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    if message == "recursion limit exceeded" {
        return Fault::TooDeep { at: Some(position(text, error)) };
    }
    let (line, column) = position(text, error);
    let rest = text.split('\n').nth(line - 1).and_then(|text| {
        let (at, _) = text.char_indices().nth(column - 1)?;
        text.get(at..)
    });
    if rest.is_some_and(is_comment) {
        let help = Some("remove it, or write the document as YAML, where a comment begins with `#`".to_owned());
        return Fault::Syntax {
            message: "JSON has no comments".to_owned(),
            at: Some((line, column)),
            context: None,
            help,
        };
    }
    let help = match error.classify() {
        Category::Eof => Some("a bracket or quote is not closed".to_owned()),
        Category::Syntax if message.starts_with("expected `,`") => {
            Some("a comma is missing before this, or the value before this is not closed".to_owned())
        }
        Category::Syntax if message.starts_with("trailing comma") => Some("remove the comma before this".to_owned()),
        Category::Syntax if message.starts_with("key must be a string") => {
            Some("write the key in double quotes".to_owned())
        }
        Category::Syntax | Category::Data | Category::Io => None,
    };
    let message = message.replace("EOF while parsing", "the file ends within");
    Fault::Syntax { message, at: Some((line, column)), context: None, help }
}

/// Corrects a position: `serde_json` counts columns in bytes, with 0 at a line break, and users count characters from
/// 1.
fn position(text: &str, error: &serde_json::Error) -> (usize, usize) {
    let line = error.line().max(1);
    let content = text.split('\n').nth(line - 1).unwrap_or_default();
    let before = content.as_bytes().get(..error.column().saturating_sub(1)).unwrap_or(content.as_bytes());
    (line, String::from_utf8_lossy(before).chars().count() + 1)
}
