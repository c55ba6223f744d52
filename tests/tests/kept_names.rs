//! A crate that is emitted again keeps its names: what is added to the documents takes none away, not by a collision either.

use std::collections::BTreeMap;

use generator::{Code, Config, Disk, EmittedNames, Memory, Outcome, emitted_names, generate};
use serde_json::{Value, json};
use tests::cases;
use tests::kept::compile;

fn table(outcome: &Outcome) -> String {
    outcome.tree.as_ref().expect("a crate").get("NAMES.md").expect("a table of names").to_owned()
}

/// What the crate calls each type and each function, by its place or its request.
fn names(outcome: &Outcome) -> BTreeMap<String, String> {
    let table = table(outcome);
    // Lists of what is inside things have no place: `kept_members.rs` holds these.
    let rows = table.lines().filter(|line| line.split(" | ").count() == 3).filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| Some((row.rsplit_once("| ")?.1.to_owned(), row.split(" | ").next()?.to_owned()))).collect()
}

/// Holds that each thing of a document has the names after the addition that it had before.
#[track_caller]
fn keeps(before: &Value, after: &Value) -> Outcome {
    let old = compile(before, &EmittedNames::default());
    let new = compile(after, &old.emitted_names());
    let (had, has) = (names(&old), names(&new));
    assert!(!had.is_empty());
    for (place, name) in &had {
        assert_eq!(has.get(place), Some(name), "{place}\n{has:#?}");
    }
    new
}

/// What it would be without the names of before: a test that this does not differ would hold nothing.
#[track_caller]
fn would_rename(before: &Value, after: &Value) {
    let none = EmittedNames::default();
    let (had, has) = (names(&compile(before, &none)), names(&compile(after, &none)));
    assert!(had.iter().any(|(place, name)| has.get(place) != Some(name)), "{has:#?}");
}

fn with_schemas(schemas: &[(&str, Value)]) -> Value {
    let schemas: serde_json::Map<String, Value> =
        schemas.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": schemas}})
}

fn object(member: &str) -> Value {
    json!({"type": "object", "properties": {member: {"type": "string"}}})
}

#[test]
fn a_component_before_it_takes_the_name_of_none() {
    let before = with_schemas(&[("FooBar", object("a"))]);
    let after = with_schemas(&[("foo_bar", object("b")), ("FooBar", object("a"))]);
    would_rename(&before, &after);
    let outcome = keeps(&before, &after);
    let found: Vec<&str> = outcome
        .diags
        .iter()
        .filter(|found| found.code == Code::Collision)
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(found, ["type `foo_bar` is named `FooBarModel`, since `FooBar` is named `FooBar`"]);
}

#[test]
fn a_component_takes_the_name_of_no_inline_type() {
    let pet = json!({"type": "object", "properties": {"owner": object("name")}});
    let before = with_schemas(&[("Pet", pet.clone())]);
    let after = with_schemas(&[("Pet", pet), ("PetOwner", object("id"))]);
    would_rename(&before, &after);
    keeps(&before, &after);
}

/// A document whose operation updates a resource with a member that can only be read.
fn with_patch(schemas: &[(&str, Value)]) -> Value {
    let mut document = with_schemas(schemas);
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}});
    document["paths"] = json!({"/pet": {"patch": {
        "operationId": "updatePet",
        "requestBody": {"required": true, "content": content},
        "responses": {"200": {"description": "It.", "content": content}},
    }}});
    document
}

#[test]
fn a_component_takes_the_name_of_no_form() {
    let pet = json!({"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string"}, "id": {"type": "string", "readOnly": true},
    }});
    let before = with_patch(&[("Pet", pet.clone())]);
    let after = with_patch(&[("Pet", pet), ("PetPatch", object("b"))]);
    assert!(table(&compile(&before, &EmittedNames::default())).contains("`models::Pet`, `PetPatch` |"));
    would_rename(&before, &after);
    keeps(&before, &after);
}

fn with_operations(operations: &[(&str, &str, Value)]) -> Value {
    let paths: serde_json::Map<String, Value> = operations
        .iter()
        .map(|(path, id, parameters)| {
            let operation = json!({
                "operationId": id, "tags": ["all"], "parameters": parameters,
                "responses": {"204": {"description": "Done."}},
            });
            ((*path).to_owned(), json!({"get": operation}))
        })
        .collect();
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths})
}

#[test]
fn a_function_before_it_takes_the_name_of_none() {
    let before = with_operations(&[("/b", "findPets", json!([]))]);
    let after = with_operations(&[("/a", "find_pets", json!([])), ("/b", "findPets", json!([]))]);
    would_rename(&before, &after);
    keeps(&before, &after);
}

#[test]
fn a_function_keeps_its_name_when_its_module_gets_another() {
    let before = with_operations(&[("/b", "findPets", json!([]))]);
    let after = with_operations(&[("/a", "find_pets", json!([])), ("/b", "findPets", json!([]))]);
    let old = compile(&before, &EmittedNames::default());
    assert_eq!(names(&old)["`GET /b` |"], "all::find_pets`");
    let mut config = Config { emitted_names: old.emitted_names(), ..Config::single("api.json", "api") };
    config.rename.modules.insert("all".to_owned(), "pets".into());
    let new = names(&generate(&Memory::new([("api.json", after.to_string())]), &config));
    assert_eq!(new["`GET /b` |"], "pets::find_pets`");
    assert_eq!(new["`GET /a` |"], "pets::find_pets_get`");
}

#[test]
fn a_function_that_comes_takes_no_name_of_one_that_was_there() {
    let tagged = |first: &str| {
        let mut document = with_operations(&[("/a", "find_pets", json!([])), ("/b", "findPets", json!([]))]);
        document["paths"]["/a"]["get"]["tags"] = json!([first]);
        document
    };
    let old = compile(&tagged("other"), &EmittedNames::default());
    let new = names(&compile(&tagged("all"), &old.emitted_names()));
    assert_eq!(names(&old)["`GET /a` |"], "other::find_pets`");
    assert_eq!(new["`GET /b` |"], "all::find_pets`");
    assert_eq!(new["`GET /a` |"], "all::find_pets_get`");
}

#[test]
fn an_operation_takes_the_name_of_no_function_with_parameters() {
    let optional = json!([{"name": "limit", "in": "query", "schema": {"type": "integer"}}]);
    let before = with_operations(&[("/a", "find", optional.clone())]);
    let after = with_operations(&[("/a", "find", optional), ("/b", "findWith", json!([]))]);
    assert!(table(&compile(&before, &EmittedNames::default())).contains("`all::find`, `all::find_with` |"));
    would_rename(&before, &after);
    keeps(&before, &after);
}

/// A parameter `state` with these values, in each of some operations.
fn with_states(operations: &[(&str, &[&str])]) -> Value {
    let state =
        |values: &[&str]| json!([{"name": "state", "in": "query", "schema": {"type": "string", "enum": values}}]);
    let paths: Vec<String> = operations.iter().map(|(id, _)| format!("/{id}")).collect();
    let operations = operations.iter().zip(&paths).map(|((id, values), path)| (path.as_str(), *id, state(values)));
    with_operations(&operations.collect::<Vec<_>>())
}

const OPEN: &[&str] = &["open", "closed"];
const SENT: &[&str] = &["sent", "lost"];

#[test]
fn a_shared_type_before_it_takes_the_name_of_none() {
    let before = with_states(&[("listIssues", OPEN), ("listPulls", OPEN)]);
    let after = with_states(&[("adviseParcel", SENT), ("findParcel", SENT), ("listIssues", OPEN), ("listPulls", OPEN)]);
    would_rename(&before, &after);
    let outcome = keeps(&before, &after);
    let told: Vec<String> = outcome
        .diags
        .iter()
        .filter(|found| found.code == Code::Renamed)
        .map(|found| format!("{}; {}", found.message, found.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [
            "the type that `AdviseParcelState` shares with other places is named `ParcelState`, since that of `ListIssuesState` is \
          named `State`; `NAMES.md` of the crate keeps both names; `ListIssuesState = \"State\"` in `[rename.schemas]` of \
          `codegen.toml` chooses them, also for a crate that is emitted anew"
        ]
    );
    // A further place of the older type, before all others, and then the places of both are swapped.
    let places =
        [("countIssues", OPEN), ("listIssues", OPEN), ("listPulls", OPEN), ("readParcel", SENT), ("sendParcel", SENT)];
    keeps(&before, &with_states(&places));
}

/// Its longer names are made of those of its first place, and that may be a new one.
#[test]
fn a_shared_type_keeps_its_name_when_a_place_is_added_before_all_others() {
    let before =
        with_states(&[("adviseParcel", SENT), ("findParcel", SENT), ("listIssues", OPEN), ("listPulls", OPEN)]);
    let places =
        [("adviseParcel", SENT), ("countPulls", OPEN), ("findParcel", SENT), ("listIssues", OPEN), ("listPulls", OPEN)];
    let after = with_states(&places);
    would_rename(&before, &after);
    keeps(&before, &after);
    let property =
        |name: &str| json!({"type": "object", "properties": {name: {"type": "string", "enum": ["completed"]}}});
    let before = with_schemas(&[("Check", property("status")), ("Run", property("status"))]);
    let after =
        with_schemas(&[("Action", property("action")), ("Check", property("status")), ("Run", property("status"))]);
    would_rename(&before, &after);
    keeps(&before, &after);
}

#[test]
fn a_shared_type_keeps_its_name_when_its_places_move() {
    let before = with_states(&[("listIssues", OPEN), ("listPulls", OPEN)]);
    let mut after =
        with_states(&[("adviseParcel", SENT), ("findParcel", SENT), ("listIssues", OPEN), ("listPulls", OPEN)]);
    let limit = json!({"name": "limit", "in": "query", "schema": {"type": "integer"}});
    for path in ["/listIssues", "/listPulls"] {
        after["paths"][path]["get"]["parameters"].as_array_mut().expect("parameters").insert(0, limit.clone());
    }
    let old = compile(&before, &EmittedNames::default());
    let has = names(&compile(&after, &old.emitted_names()));
    let state = "`api.json#/paths/~1listIssues/get/parameters/1/schema` |";
    assert_eq!(has.get(state).map(String::as_str), Some("models::State`, `ListIssuesState`"), "{has:#?}");
}

/// A parameter, or a variant of a union, that is added before others moves each of them to the place of the next one.
#[test]
fn a_type_keeps_its_name_when_another_one_stands_where_it_stood() {
    let param = |name: &str, values: &[&str]| json!({"name": name, "in": "query", "schema": {"type": "string", "enum": values}});
    let (kind, state, order) = (param("kind", &["a"]), param("state", OPEN), param("order", SENT));
    let before = with_operations(&[("/pets", "find", json!([state, order]))]);
    let mut after = with_operations(&[("/pets", "find", json!([kind, state, order]))]);
    after["components"] = json!({"schemas": {"FindState": object("a"), "FindOrder": object("b")}});
    would_rename(&before, &after);
    let old = compile(&before, &EmittedNames::default());
    let has = names(&compile(&after, &old.emitted_names()));
    let of_param = |index: usize| has[&format!("`api.json#/paths/~1pets/get/parameters/{index}/schema` |")].as_str();
    assert_eq!([1, 2].map(of_param), ["models::FindState`", "models::FindOrder`"], "{has:#?}");
    let variant = |title: &str, member: &str| json!({"title": title, "type": "object", "required": [member], "properties": {member: {"type": "string"}}});
    let union = |variants: &[&Value]| with_schemas(&[("Shape", json!({"oneOf": variants}))]);
    let [alpha, beta, gamma] = [variant("Alpha", "a"), variant("Beta", "b"), variant("Gamma", "c")];
    let old = compile(&union(&[&alpha, &beta, &gamma]), &EmittedNames::default());
    let after = union(&[&variant("be ta", "d"), &alpha, &beta, &gamma]);
    let new = compile(&after, &old.emitted_names());
    assert!(
        table(&new).contains("| `Shape` | `ShapeVariant1` (`BeTa2`), `Alpha`, `Beta`, `Gamma` |"),
        "{}",
        table(&new)
    );
    assert!(!table(&compile(&after, &EmittedNames::default())).contains("`models::Beta`"));
    assert_eq!(table(&compile(&after, &new.emitted_names())), table(&new));
}

/// Its title names the type, and the place has the name of what stood there before.
#[test]
fn a_titled_place_of_a_shared_type_keeps_its_alias() {
    let number = json!({"type": "integer"});
    let with = |first: &Value| {
        with_schemas(&[("Lake", json!({"oneOf": [first, number]})), ("Pond", json!({"oneOf": [number, with_title()]}))])
    };
    let old = compile(&with(&object("a")), &EmittedNames::default());
    let new = compile(&with(&with_title()), &old.emitted_names());
    assert!(table(&new).contains("| `models::Round`, `LakeVariant1` |"), "{}", table(&new));
    assert_eq!(table(&compile(&with(&with_title()), &new.emitted_names())), table(&new));
}

fn with_title() -> Value {
    json!({"title": "Round", "type": "object", "properties": {"b": {"type": "string"}}})
}

#[test]
fn what_is_gone_leaves_its_name_free() {
    let before = with_schemas(&[("FooBar", object("a"))]);
    let after = with_schemas(&[("foo_bar", object("b"))]);
    let old = compile(&before, &EmittedNames::default());
    let new = compile(&after, &old.emitted_names());
    assert_eq!(table(&new), table(&compile(&after, &EmittedNames::default())));
    assert!(new.diags.is_empty(), "{:?}", new.diags);
}

#[test]
fn a_longer_name_stays_when_the_short_one_is_free_until_the_table_is_gone() {
    let both = with_schemas(&[("FooBar", object("a")), ("foo_bar", object("b"))]);
    let one = with_schemas(&[("foo_bar", object("b"))]);
    let old = compile(&both, &EmittedNames::default());
    assert!(table(&compile(&one, &old.emitted_names())).contains("| `models::FooBarModel` |"));
    assert!(table(&compile(&one, &EmittedNames::default())).contains("| `models::FooBar` |"));
}

#[test]
fn a_name_that_the_thing_could_not_have_any_more_is_not_kept() {
    let titled =
        |title: &str| json!({"oneOf": [{"title": title, "type": "object", "properties": {"a": {"type": "string"}}}]});
    let before = with_schemas(&[("Shape", titled("Round thing"))]);
    let after = with_schemas(&[("Shape", titled("Square thing")), ("RoundThing", object("b"))]);
    let old = compile(&before, &EmittedNames::default());
    assert!(table(&old).contains("| `models::RoundThing` |"), "{}", table(&old));
    assert_eq!(table(&compile(&after, &old.emitted_names())), table(&compile(&after, &EmittedNames::default())));
}

#[test]
fn what_the_user_chooses_goes_before_what_is_kept() {
    let document = with_schemas(&[("FooBar", object("a")), ("Other", object("b"))]);
    let old = compile(&document, &EmittedNames::default());
    let files = Memory::new([("api.json", document.to_string())]);
    let mut config = Config { emitted_names: old.emitted_names(), ..Config::single("api.json", "api") };
    config.rename.schemas.insert("Other".to_owned(), "FooBar".into());
    let new = generate(&files, &config);
    let has = names(&new);
    assert_eq!(has["`api.json#/components/schemas/Other` |"], "models::FooBar`");
    assert_eq!(has["`api.json#/components/schemas/FooBar` |"], "models::FooBarModel`");
}

/// The table has all that the next run needs, and to keep the names of a crate changes nothing of it.
#[test]
fn a_crate_that_is_emitted_twice_is_the_same() {
    for case in cases::all() {
        let files = Disk::new(&case.folder);
        let config = Config::single(&case.document, "api");
        let first = generate(&files, &config);
        let Some(tree) = &first.tree else { continue };
        let on_disk = Memory::new([("generated/NAMES.md", tree.get("NAMES.md").expect("a table").to_owned())]);
        let read = emitted_names(&on_disk, "generated").expect("a table that can be read");
        assert_eq!(read, first.emitted_names(), "{}", case.name);
        let second = generate(&files, &Config { emitted_names: read, ..config });
        assert!(second.tree.as_ref() == Some(tree), "{}", case.name);
        assert_eq!(second.diags.len(), first.diags.len(), "{}", case.name);
    }
}

#[test]
fn a_folder_without_a_crate_has_no_names() {
    assert_eq!(emitted_names(&Memory::new([("a", "")]), "generated").expect("no fault"), EmittedNames::default());
}
