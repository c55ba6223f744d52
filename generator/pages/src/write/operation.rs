//! How does an operation stand in a document?

use serde_json::{Map, Value, json};

use super::example::Mender;
use super::model::{Example, Model, Operation, Parameter, Status};
use super::names::{self, camel, lower, upper};
use super::proposed;
use super::resource::unwrapped;
use super::schema;
use super::security;
use crate::facts::Side;
use crate::profile::Writing;

/// The components of a document, by section and name.
#[derive(Default)]
pub struct Components {
    pub parameters: Map<String, Value>,
    pub bodies: Map<String, Value>,
    pub responses: Map<String, Value>,
}

/// What is written, and what a person must decide of it: page, line, what, and what was written.
type Open = Vec<(String, usize, String, String)>;

/// Writes an operation; what paths share goes into the components.
pub fn operation(
    model: &Model,
    of: &Operation,
    id: &str,
    writing: &Writing,
    version: &str,
    components: &mut Components,
) -> (Value, Open) {
    let mut open = Open::new();
    let mut written = Map::new();
    written.insert("operationId".to_owned(), json!(id));
    let summary = if of.shared { format!("{} ({})", of.title, of.path) } else { of.title.clone() };
    written.insert("summary".to_owned(), json!(summary));
    written.insert("description".to_owned(), json!(description(of)));
    if let Some(address) = &of.address {
        written.insert("externalDocs".to_owned(), json!({"url": address}));
    }
    written.insert("tags".to_owned(), json!([of.tag]));
    if let Some((paging, shown)) = proposed::paging(of, writing) {
        if !shown {
            let what = "the page does not say how its list is paged".to_owned();
            open.push((of.page.clone(), of.line, what, format!("`x-ms-pageable: {paging}`")));
        }
        written.insert("x-ms-pageable".to_owned(), paging);
    }
    if of.deprecated {
        written.insert("deprecated".to_owned(), json!(true));
    }
    if let Some(servers) = security::servers(of, writing, version) {
        written.insert("servers".to_owned(), servers);
    }
    match security::requirements(of, writing) {
        Some(list) => {
            written.insert("security".to_owned(), list);
        }
        None => {
            written.insert("security".to_owned(), json!([]));
            open.push((
                of.page.clone(),
                of.line,
                "the page names no permission".to_owned(),
                "`security: []`".to_owned(),
            ));
        }
    }
    let parameters: Vec<Value> = of.parameters.iter().map(|it| parameter(model, it, writing, components)).collect();
    if !parameters.is_empty() {
        written.insert("parameters".to_owned(), json!(parameters));
    }
    // Names of components are names of operations, so that those that pages share are the same.
    let name = format!("{}{}", of.tag, upper(&of.verb));
    if let Some(body) = &of.body {
        let key = body_component(model, of, body, &name, writing, components, &mut open);
        written.insert("requestBody".to_owned(), json!({"$ref": format!("#/components/requestBodies/{key}")}));
    }
    written.insert("responses".to_owned(), responses(model, of, &name, writing, components, &mut open));
    (Value::Object(written), open)
}

fn description(of: &Operation) -> String {
    let mut text = format!("{}: `{} {}`.", of.title, of.method.to_ascii_uppercase(), of.path);
    if of.beta {
        text.push_str("\n\nBeta: may change at any time, and its use in production is not supported.");
    }
    text
}

/// The parameters of the path, each a component.
pub fn of_path(path: &str, components: &mut Components) -> Vec<Value> {
    let mut before = "";
    let mut written = Vec::new();
    for segment in path.split('/') {
        for name in names::parameters(segment) {
            let around = if before.is_empty() { segment } else { before };
            let parameter = json!({
                "name": name, "in": "path", "required": true,
                "description": format!("The key of one of `{around}`."),
                "schema": {"type": "string", "minLength": 1},
            });
            let same = |it: &&Value| it.get("name") == parameter.get("name") && it.get("in") == parameter.get("in");
            let known = components.parameters.iter().find(|(_, it)| same(it)).map(|(key, _)| key.clone());
            let key = known.unwrap_or_else(|| {
                let taken: Vec<String> = components.parameters.keys().cloned().collect();
                let base = camel(&name.replace(['-', '_', '.'], " "));
                let key = names::free(if base.is_empty() { "key".to_owned() } else { base }, &taken);
                components.parameters.insert(key.clone(), parameter);
                key
            });
            written.push(json!({"$ref": format!("#/components/parameters/{key}")}));
        }
        if !segment.contains('{') {
            before = segment;
        }
    }
    written
}

fn parameter(model: &Model, of: &Parameter, writing: &Writing, components: &mut Components) -> Value {
    let mut schema = schema::of(model, &of.member, writing);
    if schema.is_empty() {
        schema.insert("type".to_owned(), json!("string"));
    }
    schema::limits(&mut schema, &of.member);
    let values = if of.member.values.is_empty() {
        String::new()
    } else {
        format!(" One of `{}`.", of.member.values.join("`, `"))
    };
    let place = if of.location == "header" { "header" } else { "parameter" };
    let mut written = Map::new();
    written.insert("name".to_owned(), json!(of.name));
    written.insert("in".to_owned(), json!(of.location));
    if of.required {
        written.insert("required".to_owned(), json!(true));
    }
    written.insert("description".to_owned(), json!(format!("The {place} `{}`.{values}", of.name)));
    written.insert("schema".to_owned(), Value::Object(schema));
    let written = Value::Object(written);
    let mut key = camel(&of.name.replace('$', ""));
    if key.is_empty() || components.parameters.get(&key).is_some_and(|it| *it != written) {
        let taken: Vec<String> = components.parameters.keys().cloned().collect();
        let base = if key.is_empty() { lower(&of.location) } else { key };
        key = names::free(format!("{base}{}", upper(&of.location)), &taken);
    }
    components.parameters.insert(key.clone(), written);
    json!({"$ref": format!("#/components/parameters/{key}")})
}

fn body_component(
    model: &Model,
    of: &Operation,
    body: &str,
    name: &str,
    writing: &Writing,
    components: &mut Components,
    open: &mut Open,
) -> String {
    let resource = model.known(body).map_or(body, |it| it.name.as_str());
    let mut media = Map::new();
    media.insert("schema".to_owned(), json!({"$ref": format!("#/components/schemas/{resource}")}));
    let payloads: Vec<&Example> = of.examples.iter().filter(|it| it.side == Side::Request).collect();
    examples(model, of, &payloads, Some(body), false, writing, (&mut media, open));
    let written = json!({
        "description": format!("What `{}` sends.", of.title),
        "required": true,
        "content": { of.media.clone(): media },
    });
    keep(&mut components.bodies, format!("{name}Request"), written)
}

/// The name of a component: the same for the same, and a free one for another.
fn keep(section: &mut Map<String, Value>, name: String, written: Value) -> String {
    if let Some((key, _)) = section.iter().find(|(_, it)| **it == written) {
        return key.clone();
    }
    let taken: Vec<String> = section.keys().cloned().collect();
    let key = names::free(name, &taken);
    section.insert(key.clone(), written);
    key
}

fn responses(
    model: &Model,
    of: &Operation,
    name: &str,
    writing: &Writing,
    components: &mut Components,
    open: &mut Open,
) -> Value {
    let mut written = Map::new();
    for status in &of.statuses {
        let key = keep(
            &mut components.responses,
            format!("{name}{}", status.code),
            response(model, of, status, writing, open),
        );
        written.insert(status.code.to_string(), json!({"$ref": format!("#/components/responses/{key}")}));
    }
    if of.statuses.iter().all(|it| it.code >= 300) {
        open.push((
            of.page.clone(),
            of.line,
            "the page names no status of success".to_owned(),
            "200 without a body".to_owned(),
        ));
        written.insert("200".to_owned(), json!({"description": "Done."}));
    }
    for (status, response) in &writing.responses {
        let key = keep(&mut components.responses, format!("error{status}"), response.clone());
        written.entry(status.clone()).or_insert_with(|| json!({"$ref": format!("#/components/responses/{key}")}));
    }
    Value::Object(written)
}

fn response(model: &Model, of: &Operation, status: &Status, writing: &Writing, open: &mut Open) -> Value {
    let mut written = Map::new();
    written.insert("description".to_owned(), json!(format!("What `{}` answers.", of.title)));
    let Some(name) = &status.resource else { return Value::Object(written) };
    let name = model.known(name).map_or(name.as_str(), |it| it.name.as_str());
    let reference = json!({"$ref": format!("#/components/schemas/{name}")});
    let schema = if status.collection { listed(&reference, of, writing) } else { reference };
    let mut media = Map::new();
    media.insert("schema".to_owned(), schema);
    let shown = |it: &&Example| it.side == Side::Response && it.status.is_none_or(|code| code == status.code);
    let payloads: Vec<&Example> = of.examples.iter().filter(shown).collect();
    examples(model, of, &payloads, Some(name), status.collection, writing, (&mut media, open));
    written.insert("content".to_owned(), json!({"application/json": media}));
    Value::Object(written)
}

/// A list: bare if an example shows it so, else as the profile says.
fn listed(items: &Value, of: &Operation, writing: &Writing) -> Value {
    let bare = of.examples.iter().any(|it| it.side == Side::Response && it.payload.is_array());
    let list = json!({"type": "array", "items": items});
    let Some(lists) = writing.lists.as_ref().filter(|_| !bare) else { return list };
    let mut members: Map<String, Value> = lists.beside.iter().map(|(name, it)| (name.clone(), it.clone())).collect();
    members.insert(lists.member.clone(), list);
    json!({"type": "object", "properties": members})
}

/// The payloads that the schema allows, mended where it can be; what was mended stands beside.
fn examples(
    model: &Model,
    of: &Operation,
    payloads: &[&Example],
    name: Option<&str>,
    collection: bool,
    writing: &Writing,
    (media, open): (&mut Map<String, Value>, &mut Open),
) {
    let mut written = Map::new();
    for (index, example) in payloads.iter().enumerate() {
        let Some(resource) = name.and_then(|name| model.known(name)) else { continue };
        let mut mender = Mender { model, writing, side: example.side, mends: Vec::new() };
        let mended = if collection {
            let items: Vec<Value> = unwrapped(&example.payload, writing)
                .into_iter()
                .filter_map(|it| mender.object(it, resource, ""))
                .collect();
            Some(match writing.lists.as_ref().filter(|_| !example.payload.is_array()) {
                Some(lists) => {
                    let mut whole = Map::new();
                    let beside = example.payload.as_object().into_iter().flatten();
                    whole.extend(
                        beside.filter(|(key, _)| lists.beside.contains_key(*key)).map(|(k, v)| (k.clone(), v.clone())),
                    );
                    whole.insert(lists.member.clone(), json!(items));
                    Value::Object(whole)
                }
                None => json!(items),
            })
        } else {
            unwrapped(&example.payload, writing).first().and_then(|it| mender.object(it, resource, ""))
        };
        let Some(value) = mended else {
            let what = "the example lacks a member that must be there".to_owned();
            open.push((of.page.clone(), example.line, what, "no example".to_owned()));
            continue;
        };
        let mut entry = Map::new();
        entry.insert("summary".to_owned(), json!("From the documentation."));
        if !mender.mends.is_empty() {
            let text = mender.mends.join("; ");
            open.push((of.page.clone(), example.line, "the example does not fit the schema".to_owned(), text.clone()));
            entry.insert("description".to_owned(), json!(format!("Mended: {text}.")));
        }
        entry.insert("value".to_owned(), value);
        written.insert(
            if index == 0 { "documented".to_owned() } else { format!("documented{}", index + 1) },
            Value::Object(entry),
        );
    }
    if !written.is_empty() {
        media.insert("examples".to_owned(), Value::Object(written));
    }
}
