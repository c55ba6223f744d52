//! May each word that emitted code uses be a name in a document? Emitted code must not take a name of the document for its own.
//!
//! The words of `generated/` become names of everything that has one, in two crates, which must compile. That takes a minute,
//! so `cargo xtask ci` runs it and `cargo test` does not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::{Config, Memory, Modules, apply, generate, plan};
use serde_json::{Map, Value, json};
use tests::cargo::offline;

/// Every identifier of the code that is emitted for documents, and of the macros that it calls.
fn words() -> Vec<String> {
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let mut files = vec![generated.join("lib.rs")];
    collect(&generated.join("v1_0"), &|_| true, &mut files);
    collect(&generated.join("runtime"), &|text| text.contains("macro_rules!"), &mut files);
    let mut words = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a file");
        let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        let found = code.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'));
        words.extend(
            found.filter(|word| !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned),
        );
    }
    assert!(words.len() > 1000 && words.contains("AsRef") && words.contains("models"), "{}", words.len());
    words.into_iter().collect()
}

/// Adds the files of a folder whose text fits.
fn collect(folder: &Path, fits: &dyn Fn(&str) -> bool, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, fits, files);
        } else if fits(&fs::read_to_string(&path).expect("a file")) {
            files.push(path);
        }
    }
}

fn document(paths: Map<String, Value>, more: Value) -> Value {
    let mut document = json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1.0.0"}, "paths": paths});
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    document
}

fn body(schema: Value) -> Value {
    json!({"content": {"application/json": {"schema": schema}}})
}

fn to(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn parameter(name: &str, place: &str) -> Value {
    json!({"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}})
}

/// Each word is a schema, a property, a value, an operation, a module and a parameter.
fn operations(words: &[String]) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for (number, word) in words.iter().enumerate() {
        let next = &words[(number + 1) % words.len()];
        schemas.insert(
            word.clone(),
            json!({"type": "object", "properties": {
                word: {"type": ["string", "null"]}, "x": to(next), "e": {"type": "string", "enum": [word, "zz"]},
                "u": {"oneOf": [to(word), {"type": "string"}]}
            }}),
        );
        let answers = json!({"200": {"description": "d", "content": {"application/json": {"schema": to(word)}}}});
        let parameters =
            json!([parameter(word, "path"), parameter(word, "query"), parameter(&format!("H-{word}"), "header")]);
        let own = json!({"operationId": word, "tags": [format!("t{}", number % 7)], "parameters": parameters, "responses": answers});
        let posted = json!({
            "operationId": format!("post_{word}"), "tags": [word], "parameters": [parameter(word, "path")],
            "requestBody": body(to(word)), "responses": answers
        });
        paths.insert(format!("/{number}/{{{word}}}"), json!({"get": own, "post": posted}));
    }
    document(paths, json!({"components": {"schemas": schemas}}))
}

/// Each word is a variant, a value of a discriminator, a header, a part, a scheme, a server, a callback and a webhook.
fn others(words: &[String]) -> Value {
    let each = |of: &dyn Fn(usize, &String) -> Value| -> Map<String, Value> {
        words.iter().enumerate().map(|(number, word)| (word.clone(), of(number, word))).collect()
    };
    let done = json!({"200": {"description": "d"}});
    let titled = |word: &String| json!({"title": word, "type": "object", "properties": {word: {"type": "integer"}}, "required": [word]});
    let tagged = |number: usize| format!("X{number}");
    let headers = each(&|_, _| json!({"schema": {"type": "string"}}));
    let callback =
        |word: &String| json!({"{$request.query.u}": {"post": {"requestBody": body(titled(word)), "responses": done}}});
    let query: Vec<Value> = words.iter().map(|word| parameter(word, "query")).collect();
    let parts = json!({"content": {"multipart/form-data": {"schema": to("All")}}});
    let mut paths = Map::new();
    let answers = json!({"200": {"description": "d", "headers": headers, "content": {"application/json": {"schema": to("All")}}}});
    paths.insert("/a".to_owned(), json!({"get": {"operationId": "a", "responses": answers}}));
    paths.insert(
        "/b".to_owned(),
        json!({"post": {"operationId": "b", "parameters": query, "requestBody": parts, "responses": done}}),
    );
    let security: Vec<Value> = words.iter().map(|word| json!({word: []})).collect();
    paths.insert(
        "/c".to_owned(),
        json!({
            "post": {"operationId": "c", "security": security, "requestBody": body(to("Untagged")), "responses": done},
            "put": {"operationId": "d", "requestBody": body(to("Tagged")), "responses": done}
        }),
    );
    for (number, word) in words.iter().enumerate().step_by(8) {
        let answers = json!({"200": {"description": "d", "content": {"application/json": {"schema": titled(word)}, "text/plain": {}}}});
        let operation =
            json!({"operationId": format!("e{number}"), "callbacks": {word: callback(word)}, "responses": answers});
        paths.insert(format!("/e{number}"), json!({"get": operation}));
    }
    let mut schemas: Map<String, Value> = words.iter().enumerate().map(|(number, word)| {
        let tag = json!({"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}, word: {"type": "string"}}});
        (tagged(number), tag)
    }).collect();
    let mapping = each(&|number, _| json!(format!("#/components/schemas/{}", tagged(number))));
    let variants: Vec<Value> = (0..words.len()).map(|number| to(&tagged(number))).collect();
    schemas.insert(
        "Tagged".to_owned(),
        json!({"oneOf": variants, "discriminator": {"propertyName": "type", "mapping": mapping}}),
    );
    schemas.insert("Untagged".to_owned(), json!({"oneOf": words.iter().step_by(3).map(titled).collect::<Vec<_>>()}));
    let numbers: Vec<usize> = (0..words.len()).collect();
    let mut members = each(&|number, word| match number % 2 {
        0 => json!({"type": "string", "enum": [word, "other"]}),
        _ => json!({"type": ["string", "null"]}),
    });
    members.insert("all words".to_owned(), json!({"type": "string", "enum": words}));
    members.insert("all numbers".to_owned(), json!({"type": "integer", "enum": numbers, "x-enum-varnames": words}));
    let required: Vec<&String> = words.iter().step_by(3).collect();
    schemas.insert(
        "All".to_owned(),
        json!({"type": "object", "required": required, "properties": members, "additionalProperties": true}),
    );
    let webhook = |_: usize, word: &String| {
        let event = json!({"type": "object", "required": ["k"], "properties": {"k": {"const": word}, word: {"type": "string"}}});
        json!({"post": {"requestBody": body(event), "responses": done}})
    };
    let servers = words.iter().take(400).enumerate();
    let servers: Vec<Value> = servers
        .map(|(number, word)| json!({"url": format!("https://h{number}.example"), "description": word}))
        .collect();
    let schemes = each(&|_, _| json!({"type": "http", "scheme": "bearer"}));
    document(
        paths,
        json!({
            "servers": servers, "webhooks": each(&webhook), "components": {"schemas": schemas, "securitySchemes": schemes}
        }),
    )
}

/// Emits the crate of a document, and compiles it.
#[track_caller]
fn compiles(document: &Value, name: &str, features: &str) {
    let text = document.to_string();
    let config = Config { modules: Modules::Always, ..Config::single("words.json", name) };
    let outcome = generate(&Memory::new([("words.json", text.as_str())]), &config);
    let tree = outcome.tree.expect("the document is at no fault");
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    apply(&tree, &plan(&tree, &dir).expect("a plan")).expect("written");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, dir.join("Cargo.lock")).expect("copied");
    let output = offline()
        .args(["check", "--quiet", "--no-default-features", "--features", features])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"))
        .env("RUSTFLAGS", "-D warnings")
        .current_dir(&dir)
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
#[ignore = "it takes a minute; `cargo xtask ci` runs it"]
fn each_word_of_emitted_code_may_be_a_name() {
    let words = words();
    compiles(&operations(&words), "words-of-operations", "mock");
    compiles(&others(&words), "words-of-others", "mock,webhooks");
}
