//! Which payloads a page shows: messages of HTTP, and JSON that stands alone.

use indexmap::IndexMap;
use serde_json::Value;

use crate::facts::{Side, Statement};
use crate::profile::Role;

use super::{Reader, json};

/// A message of HTTP as printed.
#[derive(Default)]
struct Message<'t> {
    request_line: Option<&'t str>,
    status: Option<u16>,
    headers: IndexMap<String, String>,
    body: String,
}

impl Message<'_> {
    /// Whether its body is meant to be JSON: its media type says so, or it begins as JSON does.
    fn says_json(&self) -> bool {
        let name = |name: &str| name.eq_ignore_ascii_case("content-type");
        match self.headers.iter().find(|(header, _)| name(header)) {
            Some((_, value)) => value.contains("json"),
            None => self.body.trim_start().starts_with(['{', '[']),
        }
    }
}

impl Reader<'_> {
    pub(super) fn code(&mut self, info: &str, text: &str, first: usize) {
        let role = self.place.role();
        if self.operations_stand_here() && role != Some(Role::Nothing) {
            let mut found = false;
            let mut left = Vec::new();
            for (line, text) in (first..).zip(text.lines()) {
                let text = text.trim();
                if text.is_empty() {
                    continue;
                }
                if self.fenced_operation(line, text) {
                    found = true;
                } else {
                    left.push((line, text));
                }
            }
            if !found && left.is_empty() && role == Some(Role::Request) {
                // Only a fence can be empty, and it stands on the line before.
                self.tell(first.saturating_sub(1), "a block of code for a method and a path is empty");
            }
            if found || role == Some(Role::Request) {
                for (line, text) in left {
                    self.tell(line, format!("`{text}` is no method and path"));
                }
                return;
            }
        }
        let message = message(text);
        let payload = text.trim_start().starts_with(['{', '[']);
        let shown = role.is_some_and(|role| role.is_example() || matches!(role, Role::Response | Role::ResponseBody));
        if message.is_some() || (payload && shown) {
            self.lines.extend(first..first + text.lines().count());
            self.example(
                message.unwrap_or_else(|| Message {
                    body: text.to_owned(),
                    status: self.place.status,
                    ..Message::default()
                }),
                role,
                first,
            );
        } else if role.is_some_and(Role::is_example) {
            let ignored = self.profile.ignore.languages.iter().any(|words| words.matches(info));
            if !ignored && !text.trim().is_empty() {
                self.tell(first, format!("code in `{info}` that is no message of HTTP"));
            }
        } else if role != Some(Role::Nothing) && !text.trim().is_empty() {
            self.tell(first, format!("code in `{info}`"));
        }
    }

    fn example(&mut self, message: Message, role: Option<Role>, line: usize) {
        let side = if message.request_line.is_some() {
            Side::Request
        } else if message.status.is_some() || role != Some(Role::ExampleRequest) {
            Side::Response
        } else {
            Side::Request
        };
        let mut mended = Vec::new();
        let payload = if message.body.trim().is_empty() {
            None
        } else {
            match json::read(&message.body) {
                Ok(read) => {
                    mended = read.mended;
                    Some(read.value)
                }
                // What is no JSON and does not say that it is, such as a file, is kept as text.
                Err(_) if !message.says_json() => Some(Value::String(message.body.trim().to_owned())),
                Err(why) => {
                    self.tell(line, format!("the body of the example is no JSON: {why}"));
                    None
                }
            }
        };
        for rule in &mended {
            self.decide(line, format!("the JSON of the example was mended: {rule}"), "as mended");
        }
        let tail = match side {
            Side::Request => "example/request",
            Side::Response => "example/response",
        };
        let says = Statement::Example {
            side,
            status: message.status,
            request_line: message.request_line.map(str::to_owned),
            headers: message.headers,
            payload,
            mended,
        };
        self.fact(line, tail, says);
    }
}

/// Reads code as a message of HTTP, if its first line is one.
fn message(text: &str) -> Option<Message<'_>> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let first = lines.next()?;
    let (word, rest) = first.split_once(char::is_whitespace)?;
    let mut message = Message::default();
    let method = matches!(word, "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS");
    if method {
        message.request_line = Some(first);
    } else if word.to_uppercase().starts_with("HTTP") {
        let code = rest.split_whitespace().find_map(|word| word.parse::<u16>().ok());
        message.status = Some(code.filter(|code| (100..600).contains(code))?);
    } else {
        return None;
    }
    let lines: Vec<&str> = lines.collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.starts_with(['{', '[', '<']) {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            if name.contains([' ', '"']) {
                break;
            }
            message.headers.insert(name.trim().to_owned(), value.trim().to_owned());
        } else if !line.is_empty() {
            break;
        }
        at += 1;
    }
    message.body = lines.get(at..).unwrap_or_default().join("\n");
    Some(message)
}
