//! Which permissions and which servers has an operation?

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::model::{Model, Operation};
use super::pages::is_in;
use crate::facts::Availability;
use crate::profile::{Cloud, Writing};

/// The alternatives of an operation. A path below `/me` needs a signed-in user, and never lists `application`.
pub fn requirements(operation: &Operation, writing: &Writing) -> Option<Value> {
    if operation.permissions.is_empty() {
        return None;
    }
    let below_me = operation.path.split('/').any(|segment| segment == "me");
    let allowed = |scheme: &str| !(below_me && scheme == "application");
    let mut alternatives = Vec::new();
    for permission in operation.permissions.iter().filter(|it| allowed(&it.scheme)) {
        if permission.availability == Availability::Available {
            alternatives.extend(permission.scopes.iter().map(|scope| json!({ permission.scheme.clone(): [scope] })));
        }
    }
    if alternatives.is_empty() {
        // A token is needed, and no permission that the page names admits the call.
        let scheme = writing.schemes.keys().find(|it| allowed(it)).or(writing.schemes.keys().next());
        alternatives.extend(scheme.map(|scheme| json!({ scheme.clone(): [] })));
    }
    (!alternatives.is_empty()).then(|| Value::Array(alternatives))
}

/// The security schemes that operations name, with all their permissions.
pub fn schemes(document: &Map<String, Value>, writing: &Writing) -> Map<String, Value> {
    let mut scopes: IndexMap<String, Vec<String>> = IndexMap::new();
    let paths = document.get("paths").and_then(Value::as_object);
    let operations =
        paths.into_iter().flat_map(|it| it.values()).filter_map(Value::as_object).flat_map(|it| it.values());
    for alternative in operations.filter_map(|it| it.get("security")?.as_array()).flatten().filter_map(Value::as_object)
    {
        for (scheme, listed) in alternative {
            let known = scopes.entry(scheme.clone()).or_default();
            for scope in listed.as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !known.iter().any(|it| it == scope) {
                    known.push(scope.to_owned());
                }
            }
        }
    }
    let named = writing.schemes.iter().filter_map(|(name, scheme)| {
        let mut listed = scopes.get(name)?.clone();
        listed.sort();
        Some((name.clone(), with_scopes(scheme, &listed)))
    });
    named.collect()
}

fn with_scopes(scheme: &Value, scopes: &[String]) -> Value {
    let mut scheme = scheme.clone();
    let flows = scheme.get_mut("flows").and_then(Value::as_object_mut);
    for flow in flows.into_iter().flat_map(|flows| flows.values_mut()).filter_map(Value::as_object_mut) {
        let listed = scopes.iter().map(|scope| (scope.clone(), json!(format!("The permission `{scope}`."))));
        flow.insert("scopes".to_owned(), Value::Object(listed.collect()));
    }
    scheme
}

/// The servers of the clouds that have an operation. None: the page names no cloud.
pub fn servers(operation: &Operation, writing: &Writing, version: &str) -> Option<Value> {
    if operation.clouds.is_empty() {
        return None;
    }
    let named = writing.servers.iter().filter(|(name, _)| is_in(operation, name) == Some(true));
    let listed: Vec<Value> = named.map(|(name, cloud)| server(name, cloud, version)).collect();
    (!listed.is_empty()).then(|| Value::Array(listed))
}

/// The servers of a document: those that its operations name, and the first for operations that name none.
pub fn all_servers(model: &Model, writing: &Writing, version: &str) -> Value {
    let used = |name: &str| model.operations.iter().any(|it| is_in(it, name) == Some(true));
    let silent = model.operations.iter().any(|it| servers(it, writing, version).is_none());
    let listed = writing.servers.iter().enumerate().filter(|(index, (name, _))| (silent && *index == 0) || used(name));
    listed.map(|(_, (name, cloud))| server(name, cloud, version)).collect()
}

fn server(name: &str, cloud: &Cloud, version: &str) -> Value {
    let mut server = Map::new();
    server.insert("url".to_owned(), json!(cloud.url.replace("{version}", version)));
    if let Some(description) = &cloud.description {
        server.insert("description".to_owned(), json!(description));
    }
    server.insert("x-name".to_owned(), json!(name));
    Value::Object(server)
}
