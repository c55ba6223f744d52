//! Modules, and variants for media types, constants of headers, labels, servers, schemes, events and callbacks keep their names when the
//! crate is emitted again: what is added takes none away.

use generator::{EmittedNames, Outcome};
use serde_json::{Value, json};
use tests::kept::{self, compile, read};

/// The code, each file after its path, as one line without its first comment: what matters is which words stand beside each other.
fn source(outcome: &Outcome) -> String {
    let tree = outcome.tree.as_ref().expect("a crate");
    let own = tree.iter().map(|(path, text)| (path.to_string(), text));
    let own = own.filter(|(path, _)| path.starts_with("src/") && !path.contains("runtime"));
    let words = |text: &str| text.lines().skip(1).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    own.map(|(path, text)| format!("{path}: {}\n", words(text))).collect()
}

#[track_caller]
fn keeps(before: &Value, after: &Value, pieces: &[&str]) -> Outcome {
    kept::keeps(before, after, pieces, source)
}

/// A document with these operations, each by its path and as a `GET`.
fn with(operations: &[(&str, Value)]) -> Value {
    let paths: serde_json::Map<String, Value> =
        operations.iter().map(|(path, operation)| ((*path).to_owned(), json!({"get": operation}))).collect();
    json!({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths})
}

fn tagged(tag: &str, id: &str) -> Value {
    json!({"operationId": id, "tags": [tag], "responses": {"204": {"description": "Done."}}})
}

#[test]
fn a_module_before_it_takes_the_name_of_none() {
    let (old, new) = (("/b", tagged("fooBar", "find")), ("/a", tagged("foobar", "find_first")));
    let outcome = keeps(
        &with(std::slice::from_ref(&old)),
        &with(&[new.clone(), old.clone()]),
        &["src/foo_bar.rs: //! Operations of `fooBar`."],
    );
    let names = outcome.tree.as_ref().expect("a crate").get("NAMES.md").expect("a table").to_owned();
    assert!(names.contains("| `foobar_operations::find_first` |") && names.contains("| `foo_bar::find` |"), "{names}");
    // An operation that goes to the other module takes its module along to nowhere, and the other ones stay.
    let stays = ("/c", tagged("fooBar", "stays"));
    let moved = ("/b", tagged("foobar", "find"));
    keeps(
        &with(&[old.clone(), stays.clone()]),
        &with(&[moved, stays]),
        &["src/foo_bar.rs: //! Operations of `fooBar`."],
    );
    // A longer name stays when nothing has the short one any more.
    keeps(&with(&[new, old.clone()]), &with(&[old]), &["src/foo_bar_operations.rs: //! Operations of `fooBar`."]);
}

#[test]
fn a_module_takes_the_name_of_none_that_yields_to_emitted_code() {
    let old = ("/b", tagged("models", "find"));
    let new = ("/a", tagged("models operations", "find_first"));
    keeps(
        &with(std::slice::from_ref(&old)),
        &with(&[new, old]),
        &["src/models_operations.rs: //! Operations of `models`."],
    );
}

#[test]
fn a_module_that_is_gone_leaves_its_name_free() {
    let old = compile(&with(&[("/b", tagged("fooBar", "find"))]), &EmittedNames::default());
    let after = with(&[("/a", tagged("foobar", "find_first"))]);
    assert!(compile(&after, &read(&old)).tree == compile(&after, &EmittedNames::default()).tree);
}

fn content(types: &[(&str, &str)]) -> Value {
    let content: serde_json::Map<String, Value> = types
        .iter()
        .map(|(mime, member)| {
            let schema = json!({"type": "object", "properties": {*member: {"type": "string"}}});
            ((*mime).to_owned(), json!({"schema": schema}))
        })
        .collect();
    Value::Object(content)
}

#[test]
fn a_media_type_before_it_takes_the_name_of_none() {
    let (scim, json, form) =
        (("application/scim+json", "a"), ("application/json", "b"), ("application/x-www-form-urlencoded", "c"));
    let with = |types: &[(&str, &str)]| {
        let mut operation = tagged("users", "create");
        operation["requestBody"] = json!({"required": true, "content": content(types)});
        operation["responses"]["400"] = json!({"description": "Bad.", "content": content(types)});
        with(&[("/users", operation)])
    };
    keeps(
        &with(&[scim, form]),
        &with(&[json, scim, form]),
        &[" Json(models::CreateScimJsonBody)", " BadRequestJson(models::CreateScimJsonBody)"],
    );
}

fn with_header(id: &str, schema: Value) -> Value {
    let mut operation = tagged("pets", id);
    operation["responses"]["204"]["headers"] = json!({"Retry-After": {"schema": schema}});
    operation
}

#[test]
fn a_header_before_it_takes_the_name_of_none() {
    let old = ("/b", with_header("find", json!({"type": "string"})));
    let new = ("/a", with_header("list", json!({"type": "boolean"})));
    let piece = "pub const RETRY_AFTER_HEADER: rt::ResponseHeader<String>";
    keeps(&with(std::slice::from_ref(&old)), &with(&[new, old.clone()]), &[piece]);
    let named_so = compile(&with(&[("/a", tagged("pets", "retryAfterHeader")), old]), &EmittedNames::default());
    assert!(source(&named_so).contains(piece), "{}", source(&named_so));
}

#[test]
fn a_label_before_it_takes_the_name_of_none() {
    let param = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
    let by = |id: &str, names: [&str; 2]| {
        let mut operation = tagged("repos", id);
        operation["parameters"] = names.map(param).into_iter().collect();
        operation
    };
    let old = ("/b/{ownerId}/{repo}", by("find", ["ownerId", "repo"]));
    let new = ("/a/{ownerid}/{repo}", by("first", ["ownerid", "repo"]));
    keeps(&with(std::slice::from_ref(&old)), &with(&[new, old]), &["owner_id: ids::OwnerId<"]);
}

fn with_root(members: &[(&str, Value)]) -> Value {
    let mut document = with(&[("/a", tagged("pets", "list"))]);
    for (name, member) in members {
        document[*name] = member.clone();
    }
    document
}

#[test]
fn a_server_before_it_takes_the_name_of_none() {
    let server = |name: &str| json!({"url": format!("https://{name}.example"), "x-name": name});
    let with = |names: &[&str]| with_root(&[("servers", names.iter().map(|name| server(name)).collect())]);
    keeps(&with(&["euWest"]), &with(&["euwest", "euWest"]), &["Server::EuWest => \"euWest\""]);
}

#[test]
fn a_scheme_before_it_takes_the_name_of_none() {
    let with = |names: &[&str]| {
        let flow = json!({"clientCredentials": {"tokenUrl": "https://a.example/token", "scopes": {}}});
        let schemes: serde_json::Map<String, Value> =
            names.iter().map(|name| ((*name).to_owned(), json!({"type": "oauth2", "flows": flow}))).collect();
        with_root(&[("components", json!({"securitySchemes": schemes}))])
    };
    keeps(
        &with(&["an-app"]),
        &with(&["an_app", "an-app"]),
        &[
            "Scheme::AnApp => \"an-app\"",
            "/// The tokens of `an-app` come from `https://a.example/token`. pub static AN_APP: ",
        ],
    );
}

#[test]
fn an_event_before_it_takes_the_name_of_none() {
    let event = || json!({"post": {"requestBody": {"content": content(&[("application/json", "id")])}, "responses": {"204": {"description": "Done."}}}});
    let with = |names: &[&str]| {
        let events: serde_json::Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), event())).collect();
        with_root(&[("webhooks", Value::Object(events))])
    };
    keeps(&with(&["pet-born"]), &with(&["pet_born", "pet-born"]), &["\"pet-born\" => PetBorn(models::PetBornEvent)"]);
}

#[test]
fn a_callback_before_it_takes_the_name_of_none() {
    let sends = |tag: &str, events: &[&str]| {
        let event = json!({"{$request.query.url}": {"post": {
            "requestBody": {"content": content(&[("application/json", "id")])}, "responses": {"204": {"description": "Done."}},
        }}});
        let mut operation = tagged(tag, &format!("{tag}Subscribe"));
        operation["callbacks"] =
            events.iter().map(|name| ((*name).to_owned(), event.clone())).collect::<serde_json::Map<_, _>>().into();
        operation
    };
    let old = ("/b", sends("pets", &["on-born"]));
    let piece = "/// Callbacks of `GET /b`. pub mod subscribe {";
    let new = ("/a", sends("cats", &["x"]));
    let outcome = keeps(&with(std::slice::from_ref(&old)), &with(&[new.clone(), old.clone()]), &[piece]);
    assert!(source(&outcome).contains("/// Callbacks of `GET /a`. pub mod cats_subscribe {"), "{}", source(&outcome));
    // A longer name stays when nothing has the short one any more.
    keeps(
        &with(&[new, old.clone()]),
        &with(std::slice::from_ref(&old)),
        &["/// Callbacks of `GET /b`. pub mod pets_subscribe {"],
    );
    keeps(
        &with(&[old]),
        &with(&[("/b", sends("pets", &["on_born", "on-born"]))]),
        &[
            "pub fn on_born(body: &[u8]) -> Result<models::OnBornEvent, rt::WebhookError> { rt::read_event(\"on-born\", body)",
        ],
    );
}
