//! How YAML text becomes a raw value. Only this file names `serde_yaml`.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::comment;
use super::flow;
use super::parsed::{Fault, Parsed};
use super::value_visitor::{Build, Dialect, State};
use crate::budget::Budget;

/// Reads the text. Of several documents in a stream it takes the first that is an OpenAPI document, else the first that
/// is not empty.
///
/// # Errors
///
/// Returns the first syntax error.
pub fn parse(text: &str) -> Result<Parsed, Fault> {
    if let Some(at) = flow::too_deep(text) {
        return Err(Fault::TooDeep { at: Some(at) });
    }
    let fault = match read(text) {
        Err(fault @ Fault::Syntax { .. }) => fault,
        result => return result,
    };
    // libyaml takes no comment on a line that begins with a tab.
    match comment::without_tabs(text) {
        Some(text) => read(&text).map_err(|_| fault),
        None => Err(of_a_comment(of_a_tab(fault, text), text)),
    }
}

fn read(text: &str) -> Result<Parsed, Fault> {
    let mut best: Option<Parsed> = None;
    let mut documents = 0;
    for (document, deserializer) in serde_yaml::Deserializer::from_str(text).enumerate() {
        let mut state = State::new(Dialect::Yaml, text.len());
        let value = Build(&mut state).deserialize(deserializer).map_err(|error| fault(&error, state.budget))?;
        if value.is_null() {
            continue;
        }
        documents += 1;
        if best.as_ref().is_none_or(|best| !is_openapi(&best.value) && is_openapi(&value)) {
            best = Some(Parsed { value, duplicates: state.duplicates, document, documents });
        }
    }
    match best {
        Some(parsed) => Ok(Parsed { documents, ..parsed }),
        None => Ok(Parsed { value: Value::Null, duplicates: Vec::new(), document: 0, documents }),
    }
}

fn is_openapi(value: &Value) -> bool {
    value.get("openapi").is_some() || value.get("swagger").is_some()
}

/// Names the tab, where one indents the line at fault.
fn of_a_tab(fault: Fault, text: &str) -> Fault {
    let Fault::Syntax { message, at: Some(at), context, help } = fault else { return fault };
    let line = text.split('\n').nth(at.0.saturating_sub(1)).unwrap_or_default();
    let is_indented_by_tabs = line.trim_start_matches(' ').starts_with('\t');
    if is_indented_by_tabs && message.contains("cannot start any token") {
        let message = "a tab indents this line, and YAML allows spaces alone".to_owned();
        return Fault::Syntax {
            message,
            at: Some(at),
            context,
            help: Some("write spaces in place of the tab".to_owned()),
        };
    }
    Fault::Syntax { message, at: Some(at), context, help }
}

/// Names the reference without quotes, where one hides the rest of a line in the collection that cannot be read.
fn of_a_comment(mut fault: Fault, text: &str) -> Fault {
    if let Fault::Syntax { at: Some((last, _)), context, help, .. } = &mut fault {
        let first = context.as_ref().map_or(*last, |(_, (line, _))| *line);
        if comment::hides_reference(text, first, *last) {
            *help = Some(comment::UNQUOTED_REFERENCE.to_owned());
        }
    }
    fault
}

/// Splits a message such as `message at line 3 column 4, while parsing a block mapping at line 2 column 1`.
fn fault(error: &serde_yaml::Error, budget: Budget) -> Fault {
    let at = error.location().map(|location| (location.line(), location.column()));
    if budget.is_exceeded() {
        return Fault::TooLarge { at };
    }
    let full = error.to_string();
    let (message, context) = match full.split_once(", while ") {
        Some((message, context)) => (message, Some(format!("while {context}"))),
        None => (full.as_str(), None),
    };
    let (message, _) = split_position(message);
    match message {
        "recursion limit exceeded" => Fault::TooDeep { at },
        "repetition limit exceeded" => Fault::TooLarge { at },
        _ => Fault::Syntax {
            message: message.to_owned(),
            at,
            context: context.as_deref().and_then(|context| match split_position(context) {
                (text, Some(at)) => Some((text.to_owned(), at)),
                (_, None) => None,
            }),
            help: help(message),
        },
    }
}

/// Splits `text at line 3 column 4` into the text and the position.
fn split_position(text: &str) -> (&str, Option<(usize, usize)>) {
    let Some((message, position)) = text.rsplit_once(" at line ") else { return (text, None) };
    let numbers = position.split_once(" column ").and_then(|(line, column)| {
        let digits = column.find(|c: char| !c.is_ascii_digit()).unwrap_or(column.len());
        Some((line.parse().ok()?, column.get(..digits)?.parse().ok()?))
    });
    (message, numbers)
}

fn help(message: &str) -> Option<String> {
    let text = if message.contains("cannot start any token") {
        "put the value in quotes; YAML is indented by spaces, not by tabs"
    } else if message.contains("mapping values are not allowed") {
        "put a text that contains `: ` in quotes, and check the indentation"
    } else if message.contains("did not find expected key") || message.contains("did not find expected '-'") {
        "check the indentation of this line and of the lines before"
    } else if message.contains("did not find expected ',' or") {
        "close the bracket, or put a comma before this"
    } else if message.contains("a key that is a string") {
        "a key must be a plain value"
    } else {
        return None;
    };
    Some(text.to_owned())
}
