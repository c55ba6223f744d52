//! What is added to a specification that people wrote, and where in its text? Nothing that stands there is touched.

use generator::internals::pointer;
use generator::internals::source::index;
use serde_json::{Map, Value, json};

use super::{Draft, names};
use crate::specification::{Node, Specification, same_path};
use crate::yaml;

/// A specification with additions.
#[derive(Clone, Debug, Default)]
pub struct Additions {
    /// The text of the document with them.
    pub text: String,
    /// What was added, for people.
    pub added: Vec<String>,
    /// What could not be added, and why.
    pub refused: Vec<String>,
}

/// Adds the operations, components and members of a draft that a specification lacks.
pub fn add(draft: &Draft, specification: &Specification) -> Additions {
    let mut adder = Adder { text: specification.text().to_owned(), added: Vec::new(), refused: Vec::new() };
    let mut needed = Vec::new();
    let paths = draft.document.get("paths").and_then(Value::as_object).cloned().unwrap_or_default();
    let written = specification.root().get("paths").map(|it| it.members()).unwrap_or_default();
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        match written.iter().find(|(known, _)| same_path(known, &path)) {
            None => {
                needed.push(Value::Object(item.clone()));
                adder.member(
                    "/paths",
                    &path,
                    &in_house(Value::Object(item), specification),
                    &format!("the path `{path}`"),
                );
            }
            Some((known, node)) => {
                let methods =
                    item.into_iter().filter(|(method, _)| method != "parameters" && node.get(method).is_none());
                for (method, mut operation) in methods.collect::<Vec<_>>() {
                    keys_of(&mut operation, known, node);
                    needed.push(operation.clone());
                    let at = pointer::from_keys(&["paths", known]);
                    let what = format!("`{} {known}`", method.to_ascii_uppercase());
                    adder.member(&at, &method, &in_house(operation, specification), &what);
                }
            }
        }
    }
    let mut open: Vec<String> = Vec::new();
    needed.iter().for_each(|value| references(&in_house(value.clone(), specification), &mut open));
    let named = needed.iter().flat_map(schemes);
    open.extend(named.map(|name| pointer::from_keys(&["components", "securitySchemes", &name])));
    components(&mut adder, draft, open);
    members(&mut adder, draft, specification);
    Additions { text: adder.text, added: adder.added, refused: adder.refused }
}

/// Gives an operation the parameters of a path that stands there and does not declare them for all its operations.
fn keys_of(operation: &mut Value, path: &str, item: &Node<'_>) {
    let declared = item.get("parameters").map(|it| it.members()).unwrap_or_default();
    let names: Vec<&str> = declared.iter().filter_map(|(_, it)| it.followed().word("name")).collect();
    let missing: Vec<Value> = path
        .split('/')
        .filter_map(|segment| names::parameter(segment).map(|it| it.1))
        .filter(|name| !names.contains(name))
        .map(|name| {
            json!({
                "name": name, "in": "path", "required": true, "description": format!("The key `{name}`."),
                "schema": {"type": "string", "minLength": 1},
            })
        })
        .collect();
    let Some(members) = operation.as_object_mut().filter(|_| !missing.is_empty()) else { return };
    let own = members.entry("parameters").or_insert_with(|| json!([]));
    own.as_array_mut().into_iter().for_each(|own| own.extend(missing.iter().cloned()));
}

/// An operation whose failures are those of the operations that stand there already.
fn in_house(mut value: Value, specification: &Specification) -> Value {
    let operations = specification.operations();
    let Some(first) = operations.first() else { return value };
    let failures: Vec<(String, Value)> = first
        .responses()
        .into_iter()
        .filter(|(status, _)| status.starts_with(['4', '5']))
        .map(|(status, response)| (status, response.value().clone()))
        .collect();
    let own = value.get("responses").is_some();
    let operations: Vec<&mut Value> = if own {
        vec![&mut value]
    } else {
        value.as_object_mut().into_iter().flat_map(|item| item.values_mut()).collect()
    };
    for responses in operations.into_iter().filter_map(|it| it.get_mut("responses")?.as_object_mut()) {
        if failures.is_empty() {
            continue;
        }
        responses.retain(|status, _| !status.starts_with(['4', '5']));
        responses.extend(failures.iter().cloned());
    }
    value
}

/// The components that additions refer to, and the document lacks.
fn components(adder: &mut Adder, draft: &Draft, mut open: Vec<String>) {
    let mut known: Vec<String> = Vec::new();
    while let Some(at) = open.pop() {
        if known.contains(&at) {
            continue;
        }
        known.push(at.clone());
        let mut keys = pointer::keys(&at);
        let (Some(_), Some(section), Some(name)) = (keys.next(), keys.next(), keys.next()) else { continue };
        let Some(value) = draft.document.pointer(&at).filter(|_| !adder.has(&at)) else { continue };
        references(value, &mut open);
        adder.section("", "components");
        adder.section("/components", &section);
        adder.member(&pointer::from_keys(&["components", &section]), &name, value, &format!("the component `{name}`"));
    }
}

/// Members of resources that stand there and lack them.
fn members(adder: &mut Adder, draft: &Draft, specification: &Specification) {
    let schemas = draft.document.pointer("/components/schemas").and_then(Value::as_object);
    let written = specification.root().get("components").and_then(|it| it.get("schemas"));
    let (Some(schemas), Some(written)) = (schemas, written) else { return };
    for (name, schema) in schemas {
        let found = written.members().into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let (Some((_, node)), Some(members)) = (found, schema.get("properties").and_then(Value::as_object)) else {
            continue;
        };
        // A document that holds references to other files for its schemas is not the place for their members.
        let holder = node.all().into_iter().find_map(|part| part.get("properties"));
        let Some(holder) = holder.filter(|it| it.place().starts_with('#')) else { continue };
        let said = |member: &str| draft.said.iter().any(|(of, it)| of == name && it == member);
        for (member, value) in members.iter().filter(|(it, _)| said(it) && node.property(it).is_none()) {
            let mut needed = Vec::new();
            references(value, &mut needed);
            components(adder, draft, needed);
            adder.member(holder.pointer(), member, value, &format!("the member `{member}` of `{name}`"));
        }
    }
}

/// The pointers of the components that a value refers to.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().and_then(|text| text.strip_prefix('#')) {
                    Some(at) if key == "$ref" => found.push(at.to_owned()),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The security schemes that operations name.
fn schemes(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_array() {
                    Some(list) if key == "security" => {
                        found.extend(list.iter().filter_map(Value::as_object).flat_map(|it| it.keys().cloned()));
                    }
                    _ => found.extend(schemes(value)),
                }
            }
        }
        Value::Array(items) => found.extend(items.iter().flat_map(schemes)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found
}

struct Adder {
    text: String,
    added: Vec<String>,
    refused: Vec<String>,
}

impl Adder {
    /// What the text says now.
    fn value(&self) -> Value {
        serde_yaml::from_str(&self.text).unwrap_or(Value::Null)
    }

    fn has(&self, at: &str) -> bool {
        self.value().pointer(at).is_some()
    }

    /// An empty section, if there is none.
    fn section(&mut self, at: &str, name: &str) {
        if !self.has(&pointer::join(at, name)) {
            // It gets its first member at once: an empty map in block style is no map.
            self.insert(at, name, &Value::Object(Map::from_iter([(PENDING.to_owned(), json!(true))])));
        }
    }

    /// Writes a member behind the last of a map.
    fn member(&mut self, at: &str, name: &str, value: &Value, what: &str) {
        if self.insert(at, name, value) {
            self.added.push(what.to_owned());
        } else {
            self.refused.push(format!("{what}: `{at}` is not written in block style"));
        }
        self.text = without_pending(&self.text);
    }

    fn insert(&mut self, at: &str, name: &str, value: &Value) -> bool {
        let whole = self.value();
        let Some(members) = whole.pointer(at).and_then(Value::as_object) else { return false };
        let Some(last) = members.keys().next_back() else { return self.first(at, name, value) };
        let last = pointer::join(at, last);
        let located = index::locate(&self.text, 0, &[&last]);
        let Some(found) = located.get(&last) else { return false };
        let Some(key) = found.key else { return false };
        let line_start = self.text.get(..key.start.offset).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
        let indent = self.text.get(line_start..key.start.offset).unwrap_or_default();
        if !indent.chars().all(|c| c == ' ') {
            return false;
        }
        let end = end_of(&self.text, found.value.end.offset);
        self.write(end, indent.len(), name, value);
        true
    }

    /// The first member of an empty map, `{}`.
    fn first(&mut self, at: &str, name: &str, value: &Value) -> bool {
        let located = index::locate(&self.text, 0, &[at]);
        let Some(found) = located.get(at) else { return false };
        let Some(key) = found.key else { return false };
        let (start, end) = (found.value.start.offset, found.value.end.offset);
        if self.text.get(start..end) != Some("{}") {
            return false;
        }
        let start = start - self.text.get(..start).map_or(0, |it| it.len() - it.trim_end_matches(' ').len());
        self.text.replace_range(start..end, "");
        let end = end_of(&self.text, start);
        self.write(end, key.start.column + 1, name, value);
        true
    }

    fn write(&mut self, end: usize, indent: usize, name: &str, value: &Value) {
        let mut written = String::new();
        yaml::styled(&mut written, indent, &Value::Object(Map::from_iter([(name.to_owned(), value.clone())])));
        if self.text.get(..end).is_some_and(|before| !before.is_empty() && !before.ends_with('\n')) {
            written.insert(0, '\n');
        }
        self.text.insert_str(end, &written);
    }
}

/// The name of a member that stands for one that comes next.
const PENDING: &str = "x-pending-addition";

fn without_pending(text: &str) -> String {
    let kept = text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with(PENDING));
    kept.collect()
}

/// The start of the line after the last that a value has. Blank lines and comments behind it belong to what follows.
fn end_of(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    let last = before.trim_end().len();
    text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| last + at + 1)
}
