//! Whatever is added to a document, before or after what it has: no name of the emitted crate is another one after that.

use std::collections::BTreeSet;

use generator::{Code, Config, Memory, Outcome, generate};
use serde_json::{Value, json};

fn compile(document: &Value, tables: &str) -> Outcome {
    let config = format!("[package]\nname = 'api'\nversion = '0.1.0'\n[[api]]\ndocuments = ['api.json']\n{tables}");
    let files = Memory::new([("api.json", document.to_string()), ("codegen.toml", config)]);
    let config = Config::load(&files, "codegen.toml").expect("a configuration");
    generate(&files, &config)
}

/// The names that a crate gives to users, each with its module: types, functions and variants. Which file of models defines a
/// type, and whether a name is another name of one, users do not see.
fn named(document: &Value) -> BTreeSet<String> {
    named_by(document, "")
}

/// As [`named`], with tables of `codegen.toml`.
fn named_by(document: &Value, tables: &str) -> BTreeSet<String> {
    let tree = compile(document, tables).tree.expect("a crate");
    let mut found = BTreeSet::new();
    for (path, text) in tree.iter() {
        let path = path.to_string();
        let Some(module) = path.strip_prefix("src/").filter(|path| !path.contains("runtime")) else { continue };
        let module = if module.starts_with("models/") { "models" } else { module.trim_end_matches(".rs") };
        let mut owner = "";
        for line in text.lines() {
            let word =
                |rest: &'_ str| rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().map(str::len);
            let start =
                ["pub struct ", "pub enum ", "pub type ", "pub fn "].iter().find_map(|start| line.strip_prefix(start));
            if let Some(rest) = start {
                owner = &rest[..word(rest).unwrap_or_default()];
                found.insert(format!("{module}::{owner}"));
            } else if line.starts_with("    ")
                && line.ends_with(',')
                && line.trim().starts_with(|c: char| c.is_ascii_uppercase())
            {
                found.insert(format!("{module}::{owner}::{}", line.trim().trim_end_matches(',')));
            }
        }
    }
    found
}

fn with_servers(servers: &[Value]) -> Value {
    let responses = json!({"204": {"description": "Done."}});
    let paths = json!({"/pets": {"get": {"operationId": "listPets", "tags": ["pets"], "responses": responses}}});
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": servers, "paths": paths})
}

/// What is gone after an addition.
fn gone(before: &Value, after: &Value) -> Vec<String> {
    let (before, after) = (named(before), named(after));
    assert!(before.len() > 1, "{before:?}");
    before.difference(&after).cloned().collect()
}

#[test]
fn a_server_is_named_by_itself_alone() {
    let one = json!({"url": "https://api.example.com/v1"});
    let described = json!({"url": "https://live.example.com", "description": "Production server"});
    let here = json!({"url": "/"});
    let other = json!({"url": "https://sandbox.example.com", "description": "Sandbox"});
    for server in [&one, &described, &here] {
        let alone = with_servers(std::slice::from_ref(server));
        for servers in [[server.clone(), other.clone()], [other.clone(), server.clone()]] {
            assert_eq!(gone(&alone, &with_servers(&servers)), Vec::<String>::new());
        }
    }
    let names = named(&with_servers(&[one, described, here]));
    for variant in ["ApiExampleComV1", "ProductionServer", "Default"] {
        assert!(names.iter().any(|name| name.ends_with(&format!("::Server::{variant}"))), "{variant}: {names:#?}");
    }
}

/// A document whose operations each have a parameter `state` with some of these values.
fn with_states(operations: &[(&str, &[&str])]) -> Value {
    let paths = operations.iter().map(|(id, values)| {
        let state = json!({"name": "state", "in": "query", "schema": {"type": "string", "enum": values}});
        let operation = json!({"operationId": id, "tags": ["all"], "parameters": [state], "responses": {"204": {"description": "Done."}}});
        (format!("/{id}"), json!({"get": operation}))
    });
    let paths: serde_json::Map<String, Value> = paths.collect();
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths})
}

const OPEN: &[&str] = &["open", "closed"];
const SENT: &[&str] = &["sent", "lost"];

#[test]
fn a_place_of_a_shared_type_keeps_its_name_wherever_something_is_added() {
    let before = with_states(&[("listIssues", OPEN), ("listPulls", OPEN)]);
    assert!(named(&before).contains("models::State::Open"));
    // A third place, before and after the others: all have the same type, under the same name.
    let first = with_states(&[("countIssues", OPEN), ("listIssues", OPEN), ("listPulls", OPEN)]);
    let last = with_states(&[("listIssues", OPEN), ("listPulls", OPEN), ("searchPulls", OPEN)]);
    // Another type that is shared after it takes nothing.
    let other = with_states(&[("listIssues", OPEN), ("listPulls", OPEN), ("readParcels", SENT), ("sendParcels", SENT)]);
    for after in [first, last, other] {
        assert_eq!(gone(&before, &after), Vec::<String>::new());
    }
}

/// Which of two shared types has a name that both would have depends on their order in a crate that is emitted for the first time:
/// that is told, and the user settles it. `kept_names.rs` holds that later runs keep the names.
#[test]
fn a_name_that_two_shared_types_would_have_is_settled_by_the_user() {
    let before = with_states(&[("listIssues", OPEN), ("listPulls", OPEN)]);
    let after = with_states(&[("adviseParcel", SENT), ("findParcel", SENT), ("listIssues", OPEN), ("listPulls", OPEN)]);
    let told: Vec<String> = compile(&after, "")
        .diags
        .iter()
        .filter(|found| found.code == Code::Renamed)
        .map(|found| format!("{}; {}", found.message, found.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [
            "the type that `ListIssuesState` shares with other places is named `IssuesState`, since that of `AdviseParcelState` is named \
          `State`; `NAMES.md` of the crate keeps both names; `AdviseParcelState = \"State\"` in `[rename.schemas]` of `codegen.toml` \
          chooses them, also for a crate that is emitted anew"
        ]
    );
    let settled = "[rename.schemas]\nListIssuesState = 'State'\n";
    assert!(compile(&after, settled).diags.iter().all(|found| !found.message.contains("shares with other places")));
    // Another type before it, and a further place of it before all others.
    let places =
        [("countIssues", OPEN), ("findParcel", SENT), ("keepParcel", SENT), ("listIssues", OPEN), ("listPulls", OPEN)];
    let before = named_by(&before, settled);
    assert!(before.contains("models::State::Open") && before.contains("models::ListPullsState"), "{before:?}");
    for after in [after, with_states(&places)] {
        let after = named_by(&after, settled);
        let gone: Vec<&String> = before.difference(&after).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}
