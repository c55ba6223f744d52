//! What rustc said: errors and warnings in the messages of `cargo check --message-format=json`.

use serde::Deserialize;

use crate::generate::short;
use crate::row::First;

/// The findings of one crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages {
    pub errors: u64,
    pub warnings: u64,
    /// Whether it was compiled now; else cargo took it for compiled before, and nothing was looked at.
    pub compiled: bool,
    /// The first error, or the first warning when there is no error.
    pub first: Option<First>,
}

#[derive(Deserialize)]
struct Line {
    /// Of a message that a target is done.
    #[serde(default)]
    fresh: Option<bool>,
    #[serde(default)]
    message: Option<Message>,
    #[serde(default)]
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: u64,
    is_primary: bool,
}

/// The messages about the crate `name`; those about its dependencies are not ours.
pub fn read(stdout: &str, name: &str) -> Messages {
    let target = name.replace('-', "_");
    let mut messages = Messages::default();
    let mut first_warning = None;
    for line in stdout.lines() {
        let Ok(Line { fresh, message, target: Some(found) }) = serde_json::from_str(line) else { continue };
        if found.name.replace('-', "_") != target {
            continue;
        }
        messages.compiled |= fresh == Some(false);
        // Sums, such as `3 warnings emitted`, have neither code nor place.
        let Some(message) = message.filter(|message| message.code.is_some() || !message.spans.is_empty()) else {
            continue;
        };
        match message.level.as_str() {
            "warning" => {
                messages.warnings += 1;
                first_warning.get_or_insert_with(|| first(&message));
            }
            level if level.starts_with("error") => {
                messages.errors += 1;
                messages.first.get_or_insert_with(|| first(&message));
            }
            _ => {}
        }
    }
    messages.first = messages.first.or(first_warning);
    messages
}

fn first(message: &Message) -> First {
    let code = message.code.as_ref().map(|code| code.code.clone()).unwrap_or_default();
    let place = message.spans.iter().find(|span| span.is_primary).or(message.spans.first());
    let place = place.map(|span| format!("{}:{}: ", span.file_name, span.line_start)).unwrap_or_default();
    First { code, text: short(&format!("{place}{}", message.message)) }
}
