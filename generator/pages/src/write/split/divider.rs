//! How does the document of one resource stand, beside the one that several share?

use std::collections::BTreeSet;

use generator::internals::pointer;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::profile::Writing;

/// What is the same for all parts of a document.
pub struct Divider<'d> {
    /// The whole document.
    pub document: &'d Value,
    /// The places that it has sources for.
    pub sources: &'d IndexMap<String, String>,
    /// How documents of the service are written.
    pub writing: &'d Writing,
    /// The name of the file that holds what several parts refer to.
    pub common: &'d str,
    /// The components that it holds, as pointers.
    pub shared: &'d BTreeSet<String>,
}

impl Divider<'_> {
    /// The document of the operations below some paths, which reach the given components.
    pub fn part(&self, paths: Map<String, Value>, reached: &BTreeSet<String>) -> Value {
        let mut components = self.components(reached.iter().filter(|at| !self.shared.contains(*at)));
        for at in reached.iter().filter(|at| self.shared.contains(*at)) {
            // An operation names its schemes by name alone, so that the document has each of them.
            let Some(scheme) = at.strip_prefix("/components/securitySchemes/") else { continue };
            let schemes = components.entry("securitySchemes".to_owned()).or_insert_with(|| json!({}));
            insert(schemes, scheme, json!({ "$ref": format!("#{at}") }));
        }
        let operations: Vec<&Value> = paths.values().flat_map(operations).collect();
        let named = operations.iter().flat_map(|it| items(it, "tags")).filter_map(Value::as_str);
        let named: BTreeSet<&str> = named.collect();
        let tags = items(self.document, "tags");
        let tags = tags.filter(|tag| tag.get("name").and_then(Value::as_str).is_some_and(|name| named.contains(name)));
        let title = named.iter().copied().collect::<Vec<_>>().join(", ");
        let mut document = self.head(&title);
        document.insert("tags".to_owned(), tags.cloned().collect());
        document.insert("servers".to_owned(), self.servers(&operations));
        document.insert("paths".to_owned(), Value::Object(paths));
        document.insert("components".to_owned(), Value::Object(components));
        self.linked(&Value::Object(document))
    }

    /// The document that several parts refer to.
    pub fn common(&self) -> Value {
        let mut document = self.head("shared components");
        document.insert("paths".to_owned(), json!({}));
        document.insert("components".to_owned(), Value::Object(self.components(self.shared.iter())));
        Value::Object(document)
    }

    fn head(&self, title: &str) -> Map<String, Value> {
        let mut info = self.document.get("info").cloned().unwrap_or_default();
        let version = info.get("version").and_then(Value::as_str).unwrap_or_default();
        let service = self.writing.service.as_deref().unwrap_or("The service");
        let title = format!("{service} {version}, {title}");
        insert(&mut info, "title", json!(title));
        let openapi = self.document.get("openapi").cloned().unwrap_or_default();
        Map::from_iter([("openapi".to_owned(), openapi), ("info".to_owned(), info)])
    }

    /// The servers that operations name, and the first for those that name none.
    fn servers(&self, operations: &[&Value]) -> Value {
        let named: Vec<&Value> = operations.iter().flat_map(|it| items(it, "servers")).collect();
        let is_silent = operations.iter().any(|it| it.get("servers").is_none());
        let all = items(self.document, "servers").enumerate();
        let used = all.filter(|(index, server)| (is_silent && *index == 0) || named.contains(server));
        used.map(|(_, server)| server.clone()).collect()
    }

    /// Components by section, in the order of the whole document.
    fn components<'a>(&self, pointers: impl Iterator<Item = &'a String>) -> Map<String, Value> {
        let wanted: BTreeSet<&String> = pointers.collect();
        let mut found = Map::new();
        for (section, held) in self.document.get("components").and_then(Value::as_object).into_iter().flatten() {
            let held = held.as_object().into_iter().flatten();
            let own = held.filter(|(name, _)| wanted.contains(&pointer::from_keys(&["components", section, name])));
            let own: Map<String, Value> = own.map(|(name, value)| (name.clone(), value.clone())).collect();
            if !own.is_empty() {
                found.insert(section.clone(), Value::Object(own));
            }
        }
        found
    }

    /// A part whose references to what is shared lead into the file that holds it.
    fn linked(&self, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| {
                    let shared = value.as_str().filter(|_| key == "$ref").and_then(|it| it.strip_prefix('#'));
                    let shared = shared.filter(|at| self.shared.contains(*at));
                    let other = shared.map(|at| json!(format!("{}.yaml#{at}", self.common)));
                    (key.clone(), other.unwrap_or_else(|| self.linked(value)))
                });
                Value::Object(members.collect())
            }
            Value::Array(items) => items.iter().map(|item| self.linked(item)).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
        }
    }

    /// The sources of what a part holds. What is shared has its sources in the facts file beside it.
    pub fn sources_of(&self, reached: &BTreeSet<String>) -> IndexMap<String, String> {
        let mut found = IndexMap::new();
        for (place, source) in self.sources {
            let at = place.strip_prefix('#').unwrap_or(place);
            let component = at.split('/').take(4).collect::<Vec<_>>().join("/");
            let is_own = reached.contains(&component) && !self.shared.contains(&component);
            if is_own || !at.starts_with("/components/schemas/") {
                found.insert(place.clone(), source.clone());
            }
        }
        if !self.shared.is_empty() {
            found.insert(format!("{}.yaml", self.common), format!("`{}.facts.yaml`", self.common));
        }
        found
    }

    /// The sources of what is shared.
    pub fn sources_of_common(&self) -> IndexMap<String, String> {
        let own = |place: &str| {
            let at = place.strip_prefix('#').unwrap_or(place);
            self.shared.contains(&at.split('/').take(4).collect::<Vec<_>>().join("/"))
        };
        let found = self.sources.iter().filter(|(place, _)| own(place));
        found.map(|(place, source)| (place.clone(), source.clone())).collect()
    }
}

fn insert(object: &mut Value, key: &str, value: Value) {
    if let Some(members) = object.as_object_mut() {
        members.insert(key.to_owned(), value);
    }
}

/// The operations of a path.
fn operations(item: &Value) -> impl Iterator<Item = &Value> {
    let members = item.as_object().into_iter().flatten();
    members.filter(|(method, _)| crate::specification::METHODS.contains(&method.as_str())).map(|(_, it)| it)
}

/// The items of a list that a member holds.
fn items<'v>(value: &'v Value, member: &str) -> impl Iterator<Item = &'v Value> {
    value.get(member).and_then(Value::as_array).into_iter().flatten()
}
