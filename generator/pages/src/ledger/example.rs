//! Is a payload of a page an example of the specification, and does it fit the schema?

use std::collections::BTreeMap;

use generator::internals::pointer;
use serde_json::Value;

use super::bench::Bench;
use super::member::below;
use super::placed::Placed;
use crate::facts::{Page, Side, Statement};
use crate::specification::{Bound, Node, Operation};

/// The name of the address of a request among the exceptions of a mended example.
const REQUEST_LINE: &str = "request-line";

/// The example of the operations that is most like the payload. An example without a payload is at its operation.
pub fn place(bench: &Bench<'_>, statement: &Statement) -> Placed {
    let Statement::Example { side, status, payload, .. } = statement else {
        return Placed::Nowhere("it is no example".to_owned());
    };
    let called: Vec<&Operation<'_>> = bench.operations.iter().collect();
    let Some(payload) = payload else {
        let places: Vec<String> = called.iter().map(|it| it.node.place()).take(1).collect();
        return match places.is_empty() {
            true => Placed::Nowhere("the specification has no operation of this page".to_owned()),
            false => Placed::At(places),
        };
    };
    let found = called.iter().flat_map(|it| examples(it, *side, *status));
    let nearest = found.min_by_key(|node| differences(payload, node.value()).len());
    nearest.map_or_else(|| Placed::Nowhere("no example stands there".to_owned()), |node| Placed::At(vec![node.place()]))
}

/// The values of the examples of a body, or of a response.
fn examples<'s>(operation: &Operation<'s>, side: Side, status: Option<u16>) -> Vec<Node<'s>> {
    let media = match side {
        Side::Request => operation.body(),
        Side::Response => {
            let response = operation.response(status.unwrap_or(200));
            response.map(|response| operation.answers(&response)).unwrap_or_default()
        }
    };
    let mut found = Vec::new();
    for (_, media) in media {
        found.extend(media.get("example"));
        let named = media.get("examples").map(|it| it.members()).unwrap_or_default();
        found.extend(named.into_iter().filter_map(|(_, example)| example.followed().get("value")));
    }
    found
}

/// The members in which two values differ, as JSON pointers.
pub fn differences(said: &Value, stands: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(said, stands, String::new(), &mut found);
    found
}

fn compare(said: &Value, stands: &Value, at: String, found: &mut Vec<String>) {
    match (said, stands) {
        (Value::Object(said), Value::Object(stands)) => {
            let more = stands.keys().filter(|key| !said.contains_key(*key));
            for key in said.keys().chain(more) {
                match (said.get(key), stands.get(key)) {
                    (Some(said), Some(stands)) => compare(said, stands, pointer::join(&at, key), found),
                    _ => found.push(pointer::join(&at, key)),
                }
            }
        }
        (Value::Array(said), Value::Array(stands)) if said.len() == stands.len() => {
            for (index, (said, stands)) in said.iter().zip(stands).enumerate() {
                compare(said, stands, pointer::join(&at, &index.to_string()), found);
            }
        }
        _ if said == stands => {}
        _ => found.push(at),
    }
}

/// Whether an example stands at a place, but for some members. The error says what stands there.
pub fn held(
    bench: &Bench<'_>,
    statement: &Statement,
    node: &Node<'_>,
    except: &BTreeMap<String, String>,
) -> Result<(), String> {
    let Statement::Example { request_line, payload, .. } = statement else { return Ok(()) };
    if let Some(line) = request_line.as_deref().filter(|_| !except.contains_key(REQUEST_LINE)) {
        called(bench, line)?;
    }
    let Some(payload) = payload else { return Ok(()) };
    let excepted = |at: &String| except.keys().any(|it| at == it || at.starts_with(&format!("{it}/")));
    let mut found = differences(payload, node.value());
    found.retain(|at| !excepted(at));
    if let Some(at) = found.first() {
        let stands = node.value().pointer(at).map_or("nothing".to_owned(), short);
        let said = payload.pointer(at).map_or("nothing".to_owned(), short);
        return Err(format!("at `{at}` of the payload {stands}, not {said}"));
    }
    let Some(schema) = schema_beside(node) else { return Ok(()) };
    let mut faults = Vec::new();
    fits(payload, &schema, String::new(), &mut faults);
    faults.retain(|(at, _)| !excepted(at));
    faults.first().map_or(Ok(()), |(at, why)| Err(format!("a schema that does not allow the payload: `{at}` {why}")))
}

/// The first line of a value.
fn short(value: &Value) -> String {
    let text = value.to_string();
    let start: String = text.chars().take(40).collect();
    if start.len() == text.len() { format!("`{text}`") } else { format!("`{start}…`") }
}

fn called(bench: &Bench<'_>, line: &str) -> Result<(), String> {
    let (method, address) = line.split_once(' ').unwrap_or((line, ""));
    let found = bench.index.find(method, address);
    let known = found.filter(|it| bench.operations.iter().any(|own| own.title() == it.title()));
    let Some(operation) = known else { return Err(format!("no operation of the page that `{line}` calls")) };
    let servers = operation.servers();
    let urls: Vec<&str> = servers.iter().filter_map(|server| server.word("url")).collect();
    if !address.contains("://") || urls.is_empty() || urls.iter().any(|url| serves(url, address)) {
        return Ok(());
    }
    Err(format!("the servers `{}`, and `{line}` calls another", urls.join("`, `")))
}

/// Whether an address may be below a server. One that has variables, or no host, may be anywhere.
fn serves(url: &str, address: &str) -> bool {
    let url = url.trim_end_matches('/');
    let is_open = url.contains('{') || !url.contains("://");
    let below = address.get(..url.len()).filter(|start| start.eq_ignore_ascii_case(url));
    let rest = below.and_then(|_| address.get(url.len()..));
    is_open || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// The schema of the media type that holds an example.
fn schema_beside<'s>(node: &Node<'s>) -> Option<Node<'s>> {
    let levels = if node.key() == "value" { 3 } else { 1 };
    node.above(levels)?.get("schema")
}

/// Members that a schema does not allow, with the reason.
fn fits(value: &Value, schema: &Node<'_>, at: String, faults: &mut Vec<(String, String)>) {
    match value {
        Value::Null if schema.bound() == Bound::NotNullable => faults.push((at, "may not be null".to_owned())),
        Value::Object(members) => {
            for (key, value) in members.iter() {
                let inner = pointer::join(&at, key);
                match below(schema, key) {
                    Some(member) => fits(value, &member, inner, faults),
                    None if has_names(schema) && !key.starts_with('@') => {
                        faults.push((inner, "is no member".to_owned()))
                    }
                    None => {}
                }
            }
        }
        Value::Array(items) => {
            let Some(of) = schema.items() else { return of_type(schema, &["array"], "a list", at, faults) };
            for (index, item) in items.iter().enumerate() {
                fits(item, &of, pointer::join(&at, &index.to_string()), faults);
            }
        }
        Value::String(_) => of_type(schema, &["string"], "text", at, faults),
        Value::Bool(_) => of_type(schema, &["boolean"], "a boolean", at, faults),
        Value::Number(_) => of_type(schema, &["number", "integer"], "a number", at, faults),
        Value::Null => {}
    }
}

/// A value of a type that a schema does not have. A schema without a type has all.
fn of_type(schema: &Node<'_>, names: &[&str], shown: &str, at: String, faults: &mut Vec<(String, String)>) {
    let bases = schema.bases();
    if !bases.is_empty() && !bases.iter().any(|base| names.contains(&base.as_str())) {
        faults.push((at, format!("is {shown}, and the schema has {}", schema.kind())));
    }
}

/// Whether a schema names its members, and knows no others.
fn has_names(schema: &Node<'_>) -> bool {
    let open = schema.keyword("additionalProperties").is_some_and(|it| it.value() != &Value::Bool(false));
    !open && !schema.properties().is_empty()
}

/// The places of the members that a payload shows.
pub fn shown(payload: &Value, schema: &Node<'_>, places: &mut Vec<String>) {
    match payload {
        Value::Object(members) => {
            for (key, value) in members.iter() {
                if let Some(member) = below(schema, key) {
                    places.push(member.place());
                    shown(value, &member, places);
                }
            }
        }
        Value::Array(items) => {
            if let Some(of) = schema.items() {
                items.iter().for_each(|item| shown(item, &of, places));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The members that the examples of a page have.
pub fn members(page: &Page, of: Side) -> Vec<&str> {
    let payloads = page.facts.iter().filter_map(|fact| fact.says.payload());
    let payloads = payloads.filter(|(side, _)| *side == of).filter_map(|(_, payload)| payload.as_object());
    // Some pages wrap the one object that a service returns bare.
    let inner = |it: &'_ serde_json::Map<String, Value>| it.len() == 1;
    let wrapped = payloads.clone().filter(|it| inner(it)).flat_map(|it| it.values()).filter_map(Value::as_object);
    payloads.chain(wrapped).flat_map(|it| it.keys()).map(String::as_str).collect()
}

/// The places of the members that an example shows, along the schemas of the page.
pub fn seen(bench: &Bench<'_>, statement: &Statement) -> Vec<String> {
    let Statement::Example { side, payload: Some(payload), .. } = statement else { return Vec::new() };
    let mut places = Vec::new();
    for operation in &bench.operations {
        let schema = match side {
            Side::Request => operation.body_schema(),
            Side::Response => operation.answer_schema(),
        };
        if let Some(schema) = schema {
            shown(payload, &schema, &mut places);
        }
    }
    places
}
