//! What does a reference mean in a schema with `$id`? JSON Schema makes that URI the base of the references inside.
//!
//! A reference to what an `$id` of the file names becomes a pointer, so that all else knows pointers alone. One that
//! leads to no `$id` stays as it is, and is relative to its file, as all tools read it.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::path::decode;
use super::scan::{Keys, Keywords, Under};
use super::uri;
use crate::pointer;

/// A schema whose `$id` is a base.
struct Resource {
    /// The URI, without a fragment.
    uri: String,
    /// The JSON pointer of the schema.
    pointer: String,
}

/// A reference, and the resource that it stands in.
struct Reference {
    /// The JSON pointer of the text.
    pointer: String,
    text: String,
    /// None: no schema around it has an `$id`.
    base: Option<usize>,
}

/// What a file has of both.
struct Walk {
    keywords: Keywords,
    at: String,
    resources: Vec<Resource>,
    /// Pointers of `$anchor`, by resource and name.
    anchors: BTreeMap<(usize, String), String>,
    references: Vec<Reference>,
}

/// Makes pointers of the references that lead to an `$id` of the same file.
pub fn resolve(raw: &mut Value) {
    let mut walk = Walk {
        keywords: Keywords::default(),
        at: String::new(),
        resources: Vec::new(),
        anchors: BTreeMap::new(),
        references: Vec::new(),
    };
    walk.value(raw, Keys::Keywords, None);
    let resources: BTreeMap<&str, usize> =
        walk.resources.iter().enumerate().map(|(index, resource)| (resource.uri.as_str(), index)).rev().collect();
    for reference in &walk.references {
        if let Some(pointer) = walk.target(reference, &resources, raw)
            && let Some(place) = raw.pointer_mut(&reference.pointer)
        {
            // The fragment of a URI is encoded.
            *place = Value::String(format!("#{}", pointer.replace('%', "%25")));
        }
    }
}

impl Walk {
    /// The recursion is bounded by the depth that the parsers allow.
    fn value(&mut self, value: &Value, keys: Keys, base: Option<usize>) {
        match value {
            Value::Object(members) => self.object(members, keys, base),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(&index.to_string(), |walk| walk.value(item, Keys::Keywords, base));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn object(&mut self, members: &Map<String, Value>, keys: Keys, base: Option<usize>) {
        let base = match keys {
            Keys::Keywords => self.base(members, base),
            Keys::Names => base,
        };
        for (key, value) in members {
            self.below(key, |walk| match (keys, key.as_str(), value) {
                (_, "$ref", Value::String(text)) => walk.reference(text, base),
                (Keys::Names, _, _) => walk.value(value, Keys::Keywords, base),
                (Keys::Keywords, "discriminator", Value::Object(_)) => walk.mapping(value.get("mapping"), base),
                (Keys::Keywords, key, _) => match walk.keywords.under(key, value) {
                    Under::Data => {}
                    Under::Members(keys) => walk.value(value, keys, base),
                    Under::Examples => walk.value(value, Keys::Names, base),
                    Under::LeftOut => walk.value(value, Keys::Keywords, base),
                },
            });
        }
    }

    /// The resource of an object: its own if it has an `$id`. An `$id` that is a fragment names a place, and no base.
    fn base(&mut self, members: &Map<String, Value>, base: Option<usize>) -> Option<usize> {
        let id = members.get("$id").and_then(Value::as_str).filter(|id| !id.is_empty() && !id.starts_with('#'));
        let base = match id {
            Some(id) => {
                let uri = uri::join(self.uri(base), id.split('#').next().unwrap_or(id));
                self.resources.push(Resource { uri, pointer: self.at.clone() });
                self.resources.len().checked_sub(1)
            }
            None => base,
        };
        if let (Some(base), Some(anchor)) = (base, members.get("$anchor").and_then(Value::as_str)) {
            self.anchors.entry((base, anchor.to_owned())).or_insert_with(|| self.at.clone());
        }
        base
    }

    fn uri(&self, base: Option<usize>) -> &str {
        base.and_then(|base| self.resources.get(base)).map_or("", |resource| resource.uri.as_str())
    }

    /// The values of a mapping are names of schemas or references.
    fn mapping(&mut self, mapping: Option<&Value>, base: Option<usize>) {
        let members = mapping.and_then(Value::as_object).into_iter().flatten();
        self.below("mapping", |walk| {
            for (key, value) in members {
                let reference = value.as_str().filter(|text| text.contains(['#', '/', '.', ':']));
                if let Some(text) = reference {
                    walk.below(key, |walk| walk.reference(text, base));
                }
            }
        });
    }

    fn reference(&mut self, text: &str, base: Option<usize>) {
        self.references.push(Reference { pointer: self.at.clone(), text: text.to_owned(), base });
    }

    fn below(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        pointer::push(&mut self.at, key);
        visit(self);
        self.at.truncate(length);
    }

    /// The pointer of what a reference means. None: no `$id` says it.
    fn target(&self, reference: &Reference, resources: &BTreeMap<&str, usize>, raw: &Value) -> Option<String> {
        let (file, fragment) = reference.text.split_once('#').unwrap_or((&reference.text, ""));
        let index = match file {
            "" => reference.base?,
            file => *resources.get(uri::join(self.uri(reference.base), file).as_str())?,
        };
        let fragment = decode(fragment);
        let pointer = match fragment.as_str() {
            anchor if !anchor.is_empty() && !anchor.starts_with('/') => {
                self.anchors.get(&(index, anchor.to_owned()))?.clone()
            }
            pointer => format!("{}{pointer}", self.resources.get(index)?.pointer),
        };
        raw.pointer(&pointer).map(|_| pointer)
    }
}
