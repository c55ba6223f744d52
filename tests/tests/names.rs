//! Names that are not taken from the document as they are.

use generator::{Config, Memory, generate};
use serde_json::{Value, json};

/// The paths of the files of a crate.
fn files(document: &Value) -> Vec<String> {
    let files = Memory::new([("api.json", document.to_string())]);
    let outcome = generate(&files, &Config::single("api.json", "api"));
    outcome.tree.expect("a crate").iter().map(|(path, _)| path.to_string()).collect()
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
