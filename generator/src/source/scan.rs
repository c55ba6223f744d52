//! Which files a raw value refers to: the part before `#` of every `$ref`, except in data that is no part of the
//! description.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::pointer;
use crate::vocabulary::{self, Leaf, Shape, shapes_by_keyword};

/// A `$ref` that names a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    /// The JSON pointer of the `$ref` member.
    pub pointer: String,
    pub reference: String,
    pub weight: Weight,
}

/// What follows if the file is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// An error, since the document refers to it.
    Required,
    /// No error, since the place may be no reference: it is in an extension, in a part that is left out, or in data.
    Optional,
}

/// What the keys of a mapping are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Keywords.
    Keywords,
    /// Names that the author chose, such as those of properties, schemas, paths and statuses.
    Names,
}

/// Every reference to another file, in document order, once for each file and weight.
pub fn file_refs(raw: &Value) -> Vec<FileRef> {
    let mut scan = Scan { shapes: shapes_by_keyword(), path: Vec::new(), found: Vec::new() };
    scan.value(raw, Kind::Keywords, Weight::Required);
    scan.found
}

struct Scan<'a> {
    shapes: BTreeMap<&'static str, Vec<Shape>>,
    path: Vec<Step<'a>>,
    found: Vec<FileRef>,
}

/// What stands under a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// A payload or a text for people, in which `$ref` has no meaning.
    Data,
    /// Objects of OpenAPI.
    Members(Kind),
    /// Examples by name, without which a document means the same.
    Examples,
    /// An extension, or what the compiler leaves out.
    LeftOut,
}

enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Scan<'a> {
    /// Looks for references in a value. The recursion is bounded by the depth that the parsers allow.
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
                (Kind::Keywords, key, _) => match self.under(key, value) {
                    Under::Data => {}
                    Under::Members(kind) => self.value(value, kind, weight),
                    Under::Examples => self.value(value, Kind::Names, Weight::Optional),
                    Under::LeftOut => self.value(value, Kind::Keywords, Weight::Optional),
                },
            }
            self.path.pop();
        }
    }

    /// Looks for references in the mapping of a discriminator, whose values are names of schemas or references.
    fn mapping(&mut self, mapping: Option<&'a Value>) {
        for (key, value) in mapping.and_then(Value::as_object).into_iter().flatten() {
            if let Some(reference) = value.as_str().filter(|text| text.contains(['#', '/', '.'])) {
                self.path.extend([Step::Key("mapping"), Step::Key(key)]);
                self.add(reference, Weight::Optional);
                self.path.truncate(self.path.len().saturating_sub(2));
            }
        }
    }

    /// What stands under a keyword.
    fn under(&self, key: &str, value: &Value) -> Under {
        if key.starts_with("x-") {
            return Under::LeftOut;
        }
        let shapes = self.shapes.get(key).map(Vec::as_slice).unwrap_or_default();
        let is_map = shapes.iter().any(|shape| matches!(shape, Shape::Map(_) | Shape::Pattern(_)));
        let is_data = shapes.iter().any(|shape| matches!(shape, Shape::Leaf(Leaf::Prose | Leaf::Payload)));
        if is_data && !(is_map && value.is_object()) {
            Under::Data
        } else if is_map && shapes.contains(&Shape::Map(vocabulary::Kind::Example)) {
            Under::Examples
        } else if is_map {
            Under::Members(Kind::Names)
        } else if shapes.contains(&Shape::Leaf(Leaf::LeftOut)) {
            Under::LeftOut
        } else {
            Under::Members(Kind::Keywords)
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
