//! Names that are not taken from the document as they are.

use std::collections::BTreeMap;

use generator::internals::ir::Kind;
use generator::internals::pipeline::Compiled;
use generator::{At, Config, Memory, Outcome, generate};
use serde_json::{Value, json};

fn compile(document: &Value) -> Outcome {
    let files = Memory::new([("api.json", document.to_string())]);
    generate(&files, &Config::single("api.json", "api"))
}

/// The paths of the files of a crate.
fn files(document: &Value) -> Vec<String> {
    compile(document).tree.expect("a crate").iter().map(|(path, _)| path.to_string()).collect()
}

fn operation(id: &str, tag: &str) -> Value {
    let schema = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let content = json!({"application/json": {"schema": schema}});
    json!({"operationId": id, "tags": [tag], "responses": {"200": {"description": "Done.", "content": content}}})
}

fn document(paths: &Value) -> Value {
    json!({"openapi": "3.0.3", "info": {"title": "Long", "version": "1"}, "paths": paths})
}

#[test]
fn a_file_has_a_name_that_every_file_system_takes() {
    let (one, two) = ("walk the dog ".repeat(40) + "one", "walk the dog ".repeat(40) + "two");
    let alone = files(&document(&json!({"/one": {"get": operation(&one, &one)}})));
    let both =
        files(&document(&json!({"/two": {"get": operation(&two, &two)}, "/one": {"get": operation(&one, &one)}})));
    let long = |files: &[String]| -> Vec<String> {
        files.iter().filter(|path| path.contains("walk_the_dog")).cloned().collect()
    };
    assert!(both.iter().flat_map(|path| path.split('/')).all(|name| name.len() < 120), "{both:?}");
    // A module and a file of models for each operation; another operation renames none of them.
    assert_eq!((long(&alone).len(), long(&both).len()), (2, 4));
    assert!(long(&alone).iter().all(|path| both.contains(path)), "{alone:?}\n{both:?}");
}

/// The identifiers of a file that are longer than rustdoc can name a page by.
fn too_long(text: &str) -> Vec<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//") && !line.contains('"'));
    let words = code.flat_map(|line| line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')));
    words.filter(|word| word.len() > 220).collect()
}

#[test]
fn an_identifier_has_a_length_that_rustdoc_can_name_a_page_by() {
    let long = |end: &str| "Walk".repeat(1250) + end;
    let object = json!({"type": "object", "properties": {
        "id": {"type": "string", "readOnly": true},
        long("member"): {"type": "object", "properties": {long("inner"): {"type": "string", "enum": ["a", long("value")]}}}
    }});
    let body =
        json!({"content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{}", long("A"))}}}});
    let mut operation = operation(&long("call"), "dogs");
    operation["requestBody"] = body.clone();
    operation["parameters"] = json!([{"name": long("p"), "in": "query", "schema": {"type": "string"}}]);
    let mut document =
        document(&json!({"/one": {"post": operation.clone(), "patch": {"requestBody": body, "responses": {}}}}));
    document["components"] = json!({"schemas": {long("A"): object.clone()}});

    let alone = compile(&document);
    document["components"]["schemas"] = json!({long("B"): object.clone(), long("A"): object});
    let both = compile(&document);
    let text = |outcome: &Outcome| {
        let tree = outcome.tree.as_ref().expect("a crate");
        let is_code = |path: &str| path.ends_with(".rs") && !path.contains("runtime");
        tree.iter().filter(|(path, _)| is_code(path.as_str())).map(|(_, text)| text).collect::<String>()
    };
    assert_eq!(too_long(&text(&both)), [""; 0]);
    // The start and a number that stands for the whole: another schema of that start renames none.
    let name = |outcome: &Outcome| {
        let named = outcome.diags.iter().find(|found| found.message.starts_with("type `WalkWalk")).expect("a note");
        assert!(named.message.ends_with("`: its own name is too long"), "{}", named.message);
        named.message.split('`').nth(3).expect("a name").to_owned()
    };
    let (first, second) = (name(&alone), name(&both));
    assert!(
        text(&alone).contains(&format!("pub struct {first}Patch "))
            && text(&both).contains(&format!("pub struct {first}Patch "))
    );
    assert_ne!(first, second);
}

#[test]
fn no_file_has_the_name_of_a_device_of_windows() {
    let device = |path: &String| {
        let stem = |name: &str| name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let devices = ["con", "prn", "aux", "nul"].map(str::to_owned).into_iter();
        let ports = (0..10).flat_map(|number| [format!("com{number}"), format!("lpt{number}")]);
        let devices: Vec<String> = devices.chain(ports).collect();
        path.split('/').any(|name| devices.contains(&stem(name)))
    };
    let names = ["con", "PRN", "Aux", "nul", "com1", "LPT9", "mod", "lib"];
    let paths: serde_json::Map<String, Value> = names
        .iter()
        .map(|name| (format!("/{name}"), json!({"get": operation(&format!("{name}.get"), name)})))
        .collect();
    let mut document = document(&Value::Object(paths));
    let schemas = names.iter().map(|name| ((*name).to_owned(), json!({"type": "object"})));
    document["components"] = json!({"schemas": schemas.collect::<serde_json::Map<_, _>>()});
    // A module of many operations is a folder, whose files are named after segments of paths.
    for name in names.iter().cycle().take(names.len() * 10).enumerate() {
        let path = format!("/work/{}/{}", name.1, name.0);
        document["paths"][path] = json!({"get": operation(&format!("call{}", name.0), "work")});
    }
    let files = files(&document);
    assert_eq!(files.iter().filter(|path| device(path)).collect::<Vec<_>>(), [""; 0]);
    for file in ["src/con_operations.rs", "src/models/con_models.rs", "src/work/con_.rs"] {
        assert!(files.iter().any(|path| path == file), "{file} in {files:?}");
    }
}

/// The name of each thing of an API, by what it is called in the document.
fn names_of(outcome: &Outcome) -> BTreeMap<String, String> {
    let compiled = &outcome.apis[0];
    let Compiled { api, facts, names, .. } = compiled;
    let mut found = BTreeMap::new();
    for (id, def) in api.types.iter() {
        let place = format!("{:?}", def.location.at);
        for form in facts.forms(id) {
            found.insert(format!("{place} {form:?}"), names.ty(id, *form).to_string());
        }
        found.insert(format!("{place} file"), names.file(id).to_string());
        let wires: Vec<&str> = match &def.kind {
            Kind::Object(object) => object.fields.iter().map(|field| field.name.as_str()).collect(),
            Kind::Enum(choice) => choice.values.iter().map(|value| value.text.as_str()).collect(),
            _ => Vec::new(),
        };
        for (wire, name) in wires.into_iter().zip(&names.members(id).items) {
            found.insert(format!("{place} . {wire}"), name.to_string());
        }
    }
    for (id, operation) in api.operations.iter() {
        let named = names.operation(id);
        let call = format!("{:?} {}", operation.method, operation.path);
        found.insert(call.clone(), format!("{}::{}", named.module, named.function));
        for (param, name) in operation.params.iter().zip(&named.params) {
            found.insert(format!("{call} . {}", param.name), name.to_string());
        }
    }
    found
}

/// A document with two of each kind of thing that can have a name.
fn things() -> Value {
    let schema = json!({"type": "object", "properties": {
        "foo_bar": {"type": "string"}, "kind": {"type": "string", "enum": ["on_hold", "done"]}
    }});
    let text = json!({"type": "string"});
    let call = |id: &str| {
        let mut call = operation(id, "pet_care");
        call["parameters"] = json!([{"name": "page_size", "in": "query", "schema": text}]);
        call
    };
    let paths = json!({"/a": {"post": call("find_pet")}, "/b": {"get": call("pet_one")}});
    let mut document = document(&paths);
    document["components"] = json!({"schemas": {"foo_bar": schema, "Other": {"type": "object"}}});
    document
}

/// Adds something to a document.
type Edit<'a> = &'a dyn Fn(&mut Value);

#[test]
fn what_is_added_after_renames_nothing() {
    let before = names_of(&compile(&things()));
    let text = json!({"type": "string"});
    let object = json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": text}}}});
    let add: [(&str, Edit<'_>); 8] = [
        ("a schema", &|it| it["components"]["schemas"]["FooBar"] = object.clone()),
        ("a schema with the name of a file", &|it| it["components"]["schemas"]["fooBar"] = object.clone()),
        ("a member", &|it| it["components"]["schemas"]["foo_bar"]["properties"]["fooBar"] = text.clone()),
        ("a value", &|it| {
            let list = it["components"]["schemas"]["foo_bar"]["properties"]["kind"]["enum"].as_array_mut();
            list.expect("a list").push(json!("OnHold"));
        }),
        ("an operation of another path", &|it| it["paths"]["/c"] = json!({"get": operation("FindPet", "pet_care")})),
        ("an operation of another method", &|it| it["paths"]["/a"]["get"] = operation("findPet", "pet_care")),
        ("a module", &|it| it["paths"]["/c"] = json!({"get": operation("findPet", "petcare")})),
        ("a parameter", &|it| {
            let list = it["paths"]["/b"]["get"]["parameters"].as_array_mut();
            list.expect("a list").push(json!({"name": "pageSize", "in": "query", "schema": text}));
        }),
    ];
    for (what, add) in add {
        let mut document = things();
        add(&mut document);
        let after = names_of(&compile(&document));
        assert!(after.len() > before.len(), "{what}");
        for (thing, name) in &before {
            assert_eq!(after.get(thing), Some(name), "{what} renames {thing}");
        }
    }
}

#[test]
fn what_is_derived_takes_no_name_of_a_component() {
    let text = json!({"type": "string"});
    let body = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}});
    let document = |with_calls: bool| {
        let mut call = operation("feed", "pets");
        call["requestBody"] = body.clone();
        let paths =
            if with_calls { json!({"/a": {"patch": call, "post": operation("PetOwner", "pets")}}) } else { json!({}) };
        let mut document = document(&paths);
        let pet = json!({"type": "object", "properties": {
            "id": {"type": "string", "readOnly": true},
            "owner": {"type": "object", "properties": {"name": text}},
        }});
        let named = json!({"type": "object", "properties": {"x": text}});
        document["components"] = json!({"schemas": {
            "Pet": pet, "PetPatch": named, "PetOwner": named, "PetInput": named, "PetOwnerResponse": named, "FeedResponse": named,
        }});
        document
    };
    for with_calls in [false, true] {
        let names = names_of(&compile(&document(with_calls)));
        for name in ["PetPatch", "PetOwner", "PetInput", "PetOwnerResponse", "FeedResponse"] {
            let place = format!("{:?} Read", At::Pointer(format!("/components/schemas/{name}")));
            assert_eq!(names.get(&place).map(String::as_str), Some(name), "{names:#?}");
        }
    }
}

/// The names of the structs that a crate has for its models.
fn structs(document: &Value) -> Vec<String> {
    let tree = compile(document).tree.expect("a crate");
    let models = tree.iter().filter(|(path, _)| path.as_str().starts_with("src/models/"));
    let lines = models.flat_map(|(_, text)| text.lines().filter_map(|line| line.strip_prefix("pub struct ")));
    let mut names: Vec<String> = lines.map(|line| line.trim_end_matches([' ', '{', ';']).to_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_title_that_several_have_names_the_first_and_the_others_are_named_after_their_places() {
    let option = |name: &str| {
        let fields = json!({name: {"type": "integer"}});
        json!({"anyOf": [{"type": "object", "title": "param", "properties": fields}, {"type": "string", "enum": [""]}]})
    };
    let body = |members: &[&str]| {
        let properties: serde_json::Map<String, Value> =
            members.iter().map(|name| ((*name).to_owned(), option(name))).collect();
        let schema = json!({"type": "object", "properties": properties});
        let content = json!({"application/json": {"schema": schema}});
        let operation = json!({"operationId": "pay", "requestBody": {"content": content}, "responses": {}});
        structs(&document(&json!({"/pay": {"post": operation}})))
    };
    assert_eq!(body(&["bank", "card", "cash"]), ["Param", "PayBody", "PayBodyCardVariant1", "PayBodyCashVariant1"]);
    // One that is added renames no others but the one whose title it takes.
    assert_eq!(body(&["bank", "cash"]), ["Param", "PayBody", "PayBodyCashVariant1"]);
}

/// The variants of the enums that a crate has for its models.
fn variants(document: &Value) -> Vec<String> {
    let tree = compile(document).tree.expect("a crate");
    let models = tree.iter().filter(|(path, _)| path.as_str().starts_with("src/models/"));
    let lines = models.flat_map(|(_, text)| text.lines().map(str::trim));
    let held = lines.filter(|line| line.ends_with("),") && line.starts_with(char::is_uppercase));
    held.filter_map(|line| line.split_once('(')).map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn a_variant_without_a_name_does_not_say_that_of_its_union_again() {
    let object = |name: &str| json!({"type": "object", "required": [name], "properties": {name: {"type": "integer"}}});
    let union = |variants: &[Value]| {
        let schemas = json!({"Label": {"oneOf": variants}});
        let mut document = document(&json!({}));
        document["components"] = json!({"schemas": schemas});
        self::variants(&document)
    };
    let text = json!({"type": "string"});
    assert_eq!(union(&[text.clone(), object("a")]), ["String", "Object", "Unknown"]);
    // One that is added renames none.
    assert_eq!(union(&[text, object("a"), object("b")]), ["String", "Object", "Variant3", "Unknown"]);
}
