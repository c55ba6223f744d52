//! What is added to a specification that people wrote, and where in its text? Nothing that stands there is touched.

use generator::internals::pointer;
use indexmap::IndexMap;
use serde_json::{Value, json};

use super::insertion::Texts;
use super::references::references;
use super::{Draft, fits, names};
use crate::specification::{Node, Specification, same_path};

/// A specification with additions.
#[derive(Clone, Debug, Default)]
pub struct Additions {
    /// The files that have additions, by the paths that users see, each with its text.
    pub files: IndexMap<String, String>,
    /// What was added, for people.
    pub added: Vec<String>,
    /// What could not be added, and why.
    pub refused: Vec<String>,
}

/// Adds the operations, components and members of a draft that a specification lacks.
pub fn add(draft: &Draft, specification: &Specification) -> Additions {
    let whole = housed(&draft.document, specification);
    let mut document = whole.clone();
    let unfit = fits::prune(&mut document, &whole, specification);
    let mut adder = Adder { texts: Texts::default(), root: specification.root(), additions: Additions::default() };
    let mut needed = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object).cloned().unwrap_or_default();
    let written = specification.root().get("paths").map(|it| it.members()).unwrap_or_default();
    let alike = |a: &str, b: &str| same_path(&a.to_ascii_lowercase(), &b.to_ascii_lowercase());
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        match written.iter().find(|(known, _)| alike(known, &path)) {
            None => {
                let item = in_house(Value::Object(item), &document, specification);
                adder.member("/paths", &path, &item, &format!("the path `{path}`"));
                needed.push(item);
            }
            Some((known, node)) => {
                let methods =
                    item.into_iter().filter(|(method, _)| method != "parameters" && node.get(method).is_none());
                for (method, mut operation) in methods.collect::<Vec<_>>() {
                    keys_of(&mut operation, known, node);
                    let operation = in_house(operation, &document, specification);
                    let at = pointer::from_keys(&["paths", known]);
                    adder.member(&at, &method, &operation, &format!("`{} {known}`", method.to_ascii_uppercase()));
                    needed.push(operation);
                }
            }
        }
    }
    let mut open: Vec<String> = Vec::new();
    needed.iter().for_each(|value| references(value, &mut open));
    let named: Vec<(String, String)> = needed.iter().flat_map(scopes).collect();
    open.extend(named.iter().map(|(scheme, _)| pointer::from_keys(&["components", "securitySchemes", scheme])));
    adder.components(&document, open);
    adder.scopes(&document, &named);
    adder.members(draft, &document);
    adder.tags(&document, &needed);
    let mut additions = adder.finish();
    if unfit > 0 && !additions.added.is_empty() {
        additions.refused.push(format!("{unfit} examples, which do not fit the types that stand there"));
    }
    additions
}

/// A draft that names components as the specification does: in its letters, and in the files that hold them.
fn housed(document: &Value, specification: &Specification) -> Value {
    let mut places: IndexMap<String, String> = IndexMap::new();
    for section in ["schemas", "securitySchemes"] {
        let drafted = document.get("components").and_then(|it| it.get(section)).and_then(Value::as_object);
        for name in drafted.into_iter().flat_map(|it| it.keys()) {
            let held = specification.files().filter_map(|file| file.get("components")?.get(section));
            let mut all = held.flat_map(|it| it.members());
            if let Some((_, node)) = all.find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                places.insert(format!("#/components/{section}/{name}"), node.place());
            }
        }
    }
    replaced(document, &places)
}

fn replaced(value: &Value, places: &IndexMap<String, String>) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| {
                let place = value.as_str().filter(|_| key == "$ref").and_then(|text| places.get(text));
                (key.clone(), place.map_or_else(|| replaced(value, places), |place| json!(place)))
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(|item| replaced(item, places)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
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

/// An operation whose failures, and whose answers without a body, are those of the operations that stand there already.
fn in_house(mut value: Value, document: &Value, specification: &Specification) -> Value {
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
    let empty = without_body(specification);
    for responses in operations.into_iter().filter_map(|it| it.get_mut("responses")?.as_object_mut()) {
        for (status, response) in responses.iter_mut() {
            let at = response.get("$ref").and_then(Value::as_str).and_then(|place| place.strip_prefix('#'));
            let has_body =
                at.and_then(|at| document.pointer(at)).is_none_or(|drafted| drafted.get("content").is_some());
            if let Some(own) = empty.get(status).filter(|_| !has_body) {
                response.clone_from(own);
            }
        }
        if failures.is_empty() {
            continue;
        }
        responses.retain(|status, _| !status.starts_with(['4', '5']));
        responses.extend(failures.iter().cloned());
    }
    value
}

/// The references to answers without a body that operations have, by status.
fn without_body(specification: &Specification) -> IndexMap<String, Value> {
    let mut found = IndexMap::new();
    for (status, response) in specification.operations().iter().flat_map(|it| it.responses()) {
        let shared = response.value().get("$ref").is_some() && response.followed().get("content").is_none();
        if shared && status.starts_with('2') {
            found.entry(status).or_insert_with(|| response.value().clone());
        }
    }
    found
}

/// The schemes that operations name, each with a permission.
fn scopes(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_array() {
                    Some(list) if key == "security" => {
                        for (scheme, scopes) in list.iter().filter_map(Value::as_object).flatten() {
                            let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str);
                            found.push((scheme.clone(), String::new()));
                            found.extend(scopes.map(|scope| (scheme.clone(), scope.to_owned())));
                        }
                    }
                    _ => found.extend(scopes(value)),
                }
            }
        }
        Value::Array(items) => found.extend(items.iter().flat_map(scopes)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found
}

/// The tags that operations have.
fn tags(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => {
            let own = members.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            own.chain(members.values().flat_map(tags)).collect()
        }
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

struct Adder<'s> {
    texts: Texts,
    root: Node<'s>,
    additions: Additions,
}

impl Adder<'_> {
    fn member(&mut self, at: &str, name: &str, value: &Value, what: &str) {
        let root = self.root.clone();
        self.member_of(&root, at, name, value, what);
    }

    /// Writes a member into the file of a node.
    fn member_of(&mut self, file: &Node<'_>, at: &str, name: &str, value: &Value, what: &str) {
        self.texts.open(file.shown(), file.source());
        if self.texts.member(file.shown(), at, name, value) {
            self.additions.added.push(what.to_owned());
        } else {
            self.additions.refused.push(format!("{what}: `{at}` of {} is not written in block style", file.shown()));
        }
    }

    fn has(&mut self, at: &str) -> bool {
        self.texts.open(self.root.shown(), self.root.source());
        self.texts.has(self.root.shown(), at)
    }

    /// The components that additions refer to, and the document lacks.
    fn components(&mut self, document: &Value, mut open: Vec<String>) {
        let mut known: Vec<String> = Vec::new();
        while let Some(at) = open.pop() {
            if known.contains(&at) {
                continue;
            }
            known.push(at.clone());
            let mut keys = pointer::keys(&at);
            let (Some(_), Some(section), Some(name)) = (keys.next(), keys.next(), keys.next()) else { continue };
            let Some(value) = document.pointer(&at) else { continue };
            if self.has(&at) {
                continue;
            }
            references(value, &mut open);
            let file = self.root.shown();
            self.texts.section(file, "", "components");
            self.texts.section(file, "/components", &section);
            let holder = pointer::from_keys(&["components", &section]);
            self.member(&holder, &name, value, &format!("the component `{name}`"));
        }
    }

    /// The permissions that the schemes of the specification lack, in the files that hold the schemes.
    fn scopes(&mut self, document: &Value, named: &[(String, String)]) {
        let schemes = self.root.get("components").and_then(|it| it.get("securitySchemes"));
        for (scheme, scope) in named.iter().filter(|(_, scope)| !scope.is_empty()) {
            let Some(node) = schemes.as_ref().and_then(|it| it.get(scheme)).map(|it| it.followed()) else { continue };
            for (flow, node) in node.get("flows").map(|it| it.members()).unwrap_or_default() {
                let Some(holder) = node.get("scopes").filter(|it| it.get(scope).is_none()) else { continue };
                self.texts.open(holder.shown(), holder.source());
                if self.texts.has(holder.shown(), &pointer::join(holder.pointer(), scope)) {
                    continue;
                }
                let keys = ["components", "securitySchemes", scheme, "flows", &flow, "scopes", scope];
                let text = document.pointer(&pointer::from_keys(&keys)).cloned();
                let text = text.unwrap_or_else(|| json!(format!("The permission `{scope}`.")));
                let what = format!("the permission `{scope}` of `{scheme}`");
                self.member_of(&holder, holder.pointer(), scope, &text, &what);
            }
        }
    }

    /// The tags that the operations have and the document does not describe.
    fn tags(&mut self, document: &Value, needed: &[Value]) {
        let named: Vec<&str> = needed.iter().flat_map(tags).collect();
        let described = document.get("tags").and_then(Value::as_array).into_iter().flatten();
        let known: Vec<&str> = self
            .root
            .get("tags")
            .map(|it| it.members())
            .unwrap_or_default()
            .iter()
            .filter_map(|(_, it)| it.word("name"))
            .collect();
        for tag in described {
            let name = tag.get("name").and_then(Value::as_str).unwrap_or_default();
            if !named.contains(&name) || known.contains(&name) {
                continue;
            }
            let file = self.root.shown();
            self.texts.open(file, self.root.source());
            let done = if known.is_empty() && !self.texts.has(file, "/tags") {
                self.texts.member(file, "", "tags", &json!([tag]))
            } else {
                self.texts.item(file, "/tags", "name", tag)
            };
            let told = if done { &mut self.additions.added } else { &mut self.additions.refused };
            told.push(format!("the tag `{name}`"));
        }
    }

    /// Members of resources that stand there and lack them.
    fn members(&mut self, draft: &Draft, document: &Value) {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let written = self.root.get("components").and_then(|it| it.get("schemas"));
        let (Some(schemas), Some(written)) = (schemas, written) else { return };
        for (name, schema) in schemas {
            let found = written.members().into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let members = schema.get("properties").and_then(Value::as_object);
            let (Some((_, node)), Some(members)) = (found, members) else { continue };
            let Some(holder) = node.all().into_iter().find_map(|part| part.get("properties")) else { continue };
            let said = |member: &str| draft.said.iter().any(|(of, it)| of == name && it == member);
            for (member, value) in members.iter().filter(|(it, _)| said(it) && node.property(it).is_none()) {
                // A type of another file is not that of this one: people decide where it stands.
                if holder.shown() != self.root.shown() {
                    self.additions
                        .refused
                        .push(format!("the member `{member}` of `{name}`: {} holds the type", holder.shown()));
                    continue;
                }
                let mut needed = Vec::new();
                references(value, &mut needed);
                self.components(document, needed);
                self.member(holder.pointer(), member, value, &format!("the member `{member}` of `{name}`"));
            }
        }
    }

    fn finish(mut self) -> Additions {
        if !self.additions.added.is_empty() {
            self.additions.files = self.texts.into_files();
        }
        self.additions
    }
}
