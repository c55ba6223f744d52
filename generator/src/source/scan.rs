//! Which files a raw value refers to: every `$ref` before `#`, apart from what is data and not description.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::pointer;

/// A `$ref` that names a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    /// The JSON pointer of the `$ref` member.
    pub pointer: String,
    pub reference: String,
    pub weight: Weight,
}

/// What it means that the file is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The document is broken.
    Needed,
    /// Perhaps nothing: the place is an extension, whose meaning is its owner's, or no reference at all.
    Offered,
}

/// What the members of a mapping are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Keywords.
    Keywords,
    /// Names that the author chose: properties, schemas, paths, statuses…
    Names,
}

/// Every reference to another file, in document order, once per file part and weight.
pub fn file_refs(raw: &Value) -> Vec<FileRef> {
    let mut scan = Scan { path: Vec::new(), found: Vec::new() };
    scan.value(raw, Kind::Keywords, Weight::Needed);
    scan.found
}

struct Scan<'a> {
    path: Vec<Step<'a>>,
    found: Vec<FileRef>,
}

enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Scan<'a> {
    /// Recurses as deep as the parsers let a document be.
    fn value(&mut self, value: &'a Value, kind: Kind, weight: Weight) {
        match value {
            Value::Object(map) => self.object(map, kind, weight),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Item(index));
                    self.value(item, Kind::Keywords, weight);
                    self.path.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn object(&mut self, map: &'a Map<String, Value>, kind: Kind, weight: Weight) {
        for (key, value) in map {
            self.path.push(Step::Key(key));
            match (kind, key.as_str(), value) {
                (_, "$ref", Value::String(reference)) => self.add(reference, weight),
                (Kind::Names, _, _) => self.value(value, Kind::Keywords, weight),
                (Kind::Keywords, "discriminator", Value::Object(_)) => self.mapping(value.get("mapping")),
                (Kind::Keywords, key, _) if is_data(key, value) => {}
                (Kind::Keywords, key, _) if key.starts_with("x-") => self.value(value, Kind::Keywords, Weight::Offered),
                (Kind::Keywords, key, _) => self.value(value, members(key), weight),
            }
            self.path.pop();
        }
    }

    /// The values of a discriminator's mapping are names of schemas or references.
    fn mapping(&mut self, mapping: Option<&'a Value>) {
        for (key, value) in mapping.and_then(Value::as_object).into_iter().flatten() {
            if let Some(reference) = value.as_str().filter(|text| text.contains(['#', '/', '.'])) {
                self.path.extend([Step::Key("mapping"), Step::Key(key)]);
                self.add(reference, Weight::Offered);
                self.path.truncate(self.path.len().saturating_sub(2));
            }
        }
    }

    fn add(&mut self, reference: &str, weight: Weight) {
        if reference.starts_with('#') || reference.is_empty() {
            return;
        }
        self.found.push(FileRef { pointer: self.pointer(), reference: reference.to_owned(), weight });
    }

    fn pointer(&self) -> String {
        self.path.iter().fold(String::new(), |pointer, step| match step {
            Step::Key(key) => pointer::join(&pointer, key),
            Step::Item(index) => pointer::join(&pointer, &index.to_string()),
        })
    }
}

/// Keywords whose value is a payload or text, in which `$ref` means nothing.
fn is_data(key: &str, value: &Value) -> bool {
    match key {
        "example" | "const" | "enum" | "value" | "default" => true,
        // Text: what refers to a file there is told and left out later.
        "description" | "summary" | "title" => true,
        // A list of payloads in a schema; a mapping of named examples elsewhere.
        "examples" => value.is_array(),
        _ => false,
    }
}

/// What stands in the mapping that is the value of this keyword.
fn members(keyword: &str) -> Kind {
    match keyword {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" | "schemas" | "responses"
        | "parameters" | "examples" | "requestBodies" | "headers" | "securitySchemes" | "links" | "callbacks"
        | "paths" | "pathItems" | "webhooks" | "content" | "encoding" | "variables" => Kind::Names,
        _ => Kind::Keywords,
    }
}

/// Every `$id` in a value.
pub fn ids(raw: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut work = vec![raw];
    while let Some(value) = work.pop() {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$id").and_then(Value::as_str).map(str::to_owned));
                work.extend(members.values());
            }
            Value::Array(items) => work.extend(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}
