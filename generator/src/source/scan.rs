//! Which files a raw value refers to: the part before `#` of every `$ref`, except in data that is no part of the
//! description.

use std::collections::BTreeMap;

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
pub(super) enum Keys {
    /// Keywords.
    Keywords,
    /// Names that the author chose, such as those of properties, schemas, paths and statuses.
    Names,
}

/// The keywords that OpenAPI knows.
pub(super) struct Keywords {
    shapes: BTreeMap<&'static str, Vec<Shape>>,
}

impl Default for Keywords {
    fn default() -> Self {
        Self { shapes: shapes_by_keyword() }
    }
}

impl Keywords {
    /// What stands under a keyword.
    pub(super) fn under(&self, key: &str, value: &Value) -> Under {
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
            Under::Members(Keys::Names)
        } else if shapes.contains(&Shape::Leaf(Leaf::LeftOut)) {
            Under::LeftOut
        } else {
            Under::Members(Keys::Keywords)
        }
    }
}

/// Every reference to another file, in document order, once for each file and weight.
pub fn file_refs(raw: &Value) -> Vec<FileRef> {
    let mut scan = Scan { keywords: Keywords::default(), path: Vec::new(), found: Vec::new() };
    scan.value(raw, Keys::Keywords, Weight::Required);
    scan.found
}

struct Scan<'a> {
    keywords: Keywords,
    path: Vec<Step<'a>>,
    found: Vec<FileRef>,
}

/// What stands under a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Under {
    /// A payload or a text for people, in which `$ref` has no meaning.
    Data,
    /// Objects of OpenAPI.
    Members(Keys),
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
    fn value(&mut self, value: &'a Value, keys: Keys, weight: Weight) {
        match value {
            Value::Object(map) => self.object(map, keys, weight),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Item(index));
                    self.value(item, Keys::Keywords, weight);
                    self.path.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn object(&mut self, map: &'a Map<String, Value>, keys: Keys, weight: Weight) {
        for (key, value) in map {
            self.path.push(Step::Key(key));
            match (keys, key.as_str(), value) {
                (_, "$ref", Value::String(reference)) => self.add(reference, weight),
                (Keys::Names, _, _) => self.value(value, Keys::Keywords, weight),
                (Keys::Keywords, "discriminator", Value::Object(_)) => self.mapping(value.get("mapping")),
                (Keys::Keywords, key, _) => match self.keywords.under(key, value) {
                    Under::Data => {}
                    Under::Members(keys) => self.value(value, keys, weight),
                    Under::Examples => self.value(value, Keys::Names, Weight::Optional),
                    Under::LeftOut => self.value(value, Keys::Keywords, Weight::Optional),
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
