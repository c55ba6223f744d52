//! Overlays of OpenAPI: what a document says once they have changed it, for which document each is, and where findings about
//! what they have put in point.

use generator::internals::source::{OverlayOf, Roots, load};
use generator::{Config, Memory, Outcome, Style, generate, render};
use serde_json::{Value, json};

/// A document that has some of everything.
const API: &str = "
openapi: 3.1.0
info: {title: T, version: '1', description: Old.}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /pets:
    get: {operationId: pets.list, tags: [a, b], parameters: [{name: q, in: query, schema: {type: string}}], responses: {'200': {description: Ok.}}}
    put: {tags: [c], responses: {'204': {description: Done.}}}
  /other: {get: {responses: {'204': {description: Done.}}}}
";

fn overlay(actions: &str) -> String {
    format!("overlay: 1.1.0\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}")
}

fn loaded(files: &[(&str, &str)], overlays: &[&str], documents: &[&str]) -> (Vec<Value>, String) {
    let memory = Memory::new(files.iter().map(|(path, text)| (*path, *text)));
    let documents: Vec<String> = documents.iter().map(|it| (*it).to_owned()).collect();
    let overlays =
        overlays.iter().map(|path| OverlayOf { path: (*path).to_owned(), documents: documents.clone() }).collect();
    let (sources, diags) = load(&memory, &Roots { documents: documents.clone(), overlays, ..Roots::default() });
    let raws = documents.iter().map(|path| sources.at(path).expect("it was read").raw.clone());
    (raws.collect(), render(&diags, &sources, Style::Short))
}

/// The document, once these actions have changed it.
fn changed(actions: &str) -> Value {
    let (raws, told) = loaded(&[("a.yaml", API), ("o.yaml", &overlay(actions))], &["o.yaml"], &["a.yaml"]);
    assert_eq!(told, "");
    raws.into_iter().next().expect("the document")
}

#[test]
fn what_is_put_in_is_merged_into_objects() {
    let api = changed(
        "
  - target: $.paths.*.get
    update: {summary: Reads., responses: {'404': {description: None.}}}
  - target: $
    update: {info: {description: New., contact: {name: C}}}
",
    );
    assert_eq!(api["info"], json!({"title": "T", "version": "1", "description": "New.", "contact": {"name": "C"}}));
    for path in ["/pets", "/other"] {
        assert_eq!(api["paths"][path]["get"]["summary"], "Reads.");
        let codes = api["paths"][path]["get"]["responses"].as_object().expect("responses").len();
        assert_eq!(codes, 2);
    }
    assert_eq!(api["paths"]["/pets"]["put"].get("summary"), None);
    let members: Vec<&String> = api["info"].as_object().expect("an object").keys().collect();
    assert_eq!(members, ["title", "version", "description", "contact"], "in their order, what is new last");
}

#[test]
fn lists_get_the_items_of_a_list_or_one_item() {
    let api = changed(
        "
  - {target: $.tags, update: {name: d}}
  - {target: $.tags, update: [{name: e}, {name: f}]}
  - {target: '$.paths[\"/pets\"]', update: {get: {tags: [z]}}}
  - {target: '$.paths[\"/pets\"].put.tags', update: y}
",
    );
    let names: Vec<&str> = api["tags"].as_array().expect("tags").iter().filter_map(|it| it["name"].as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(api["paths"]["/pets"]["get"]["tags"], json!(["a", "b", "z"]));
    assert_eq!(api["paths"]["/pets"]["put"]["tags"], json!(["c", "y"]));
}

#[test]
fn primitive_values_are_replaced_and_anything_is_removed() {
    let api = changed(
        "
  - {target: $.info.description, update: New.}
  - {target: '$.paths.*[?@.operationId == \"pets.list\"].tags[?@ == \"a\"]', remove: true}
  - {target: '$.tags[?@.name != \"c\"]', remove: true}
  - {target: '$.paths[\"/pets\"].put', remove: true}
  - {target: $..responses, remove: true}
",
    );
    assert_eq!(api["info"]["description"], "New.");
    assert_eq!(api["paths"]["/pets"]["get"]["tags"], json!(["b"]));
    assert_eq!(api["tags"], json!([{"name": "c"}]));
    assert_eq!(api["paths"]["/pets"].get("put"), None);
    assert_eq!(api["paths"]["/other"], json!({"get": {}}));
    let members: Vec<&String> = api["paths"]["/pets"]["get"].as_object().expect("an object").keys().collect();
    assert_eq!(members, ["operationId", "tags", "parameters"], "what stays keeps its order");
}

/// Each action sees what those before it have made: a path gets another name so.
#[test]
fn a_value_is_copied_and_what_was_copied_removed() {
    let api = changed(
        "
  - {target: $.paths, update: {/animals: {}}}
  - {target: '$.paths[\"/animals\"]', copy: '$.paths[\"/pets\"]'}
  - {target: '$.paths[\"/pets\"]', remove: true}
",
    );
    let paths: Vec<&String> = api["paths"].as_object().expect("paths").keys().collect();
    assert_eq!(paths, ["/other", "/animals"]);
    assert_eq!(api["paths"]["/animals"]["get"]["operationId"], "pets.list");
}

#[test]
fn an_overlay_is_for_the_only_document_or_for_the_one_that_it_extends() {
    let says = |name: &str, extends: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\n{extends}actions: [{{target: $.info, update: {{title: {name}}}}}]\n"
        )
    };
    let first = says("First", "extends: ../a.yaml\n");
    let second = says("Second", "extends: ./b.yaml\n");
    let unsaid = says("Unsaid", "");
    let url = says("Url", "extends: https://example.com/openapi.yaml\n");
    let files = [
        ("a.yaml", API),
        ("o/b.yaml", API),
        ("c.yaml", API),
        ("o/1.yaml", &first),
        ("o/2.yaml", &second),
        ("o/3.yaml", &url),
        ("o/4.yaml", &unsaid),
    ];
    let titles = |raws: &[Value]| raws.iter().map(|raw| raw["info"]["title"].clone()).collect::<Vec<Value>>();
    let (raws, told) = loaded(&files, &["o/1.yaml", "o/2.yaml"], &["a.yaml", "o/b.yaml"]);
    assert_eq!((titles(&raws), told.as_str()), (vec![json!("First"), json!("Second")], ""));
    let (raws, told) = loaded(&files, &["o/3.yaml"], &["a.yaml"]);
    assert_eq!((titles(&raws), told.as_str()), (vec![json!("Url")], ""), "the document was published there");
    let (_, told) = loaded(&files, &["o/3.yaml"], &["a.yaml", "o/b.yaml"]);
    assert!(told.contains("`https://example.com/openapi.yaml` is no document of this API"), "{told}");
    let (_, told) = loaded(&files, &["o/4.yaml"], &["a.yaml", "o/b.yaml"]);
    assert!(told.contains("the overlay does not say which document it is for"), "{told}");
    let (_, told) = loaded(&files, &["o/2.yaml"], &["a.yaml", "c.yaml"]);
    assert!(told.contains("`./b.yaml` is no document of this API"), "{told}");
}

fn compiled(files: &[(&str, &str)]) -> Outcome {
    let toml = "[package]\nname = 'a'\n[[api]]\ndocuments = ['api/a.yaml']\noverlays = ['mend/o.yaml']\n";
    let files = Memory::new(files.iter().copied().chain([("codegen.toml", toml)]));
    generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"))
}

/// A `$ref` of what is put in is relative to the document, and what it leads to is read.
#[test]
fn the_crate_is_that_of_the_changed_document() {
    let actions = overlay(
        "
  - target: $.paths['/pets'].get.responses['200']
    update: {content: {application/json: {schema: {$ref: pet.yaml}}}}
",
    );
    let pet = "{title: Pet, type: object, properties: {name: {type: string}}}";
    let outcome = compiled(&[("api/a.yaml", API), ("api/pet.yaml", pet), ("mend/o.yaml", &actions)]);
    let tree = outcome.tree.expect("a crate");
    assert!(tree.iter().any(|(_, text)| text.contains("pub struct Pet ")));
}

/// 1.10 among texts is the text that stands in the file, also where it has moved or comes from an overlay.
#[test]
fn numbers_that_stand_for_text_are_read_where_they_were_written() {
    let api = API.replace("schema: {type: string}", "schema: {type: string, enum: [1.1, 1.10, 1.20]}");
    let actions = overlay(
        "
  - {target: '$.paths.*.get.parameters[0].schema.enum[0]', remove: true}
  - {target: '$.paths.*.get.parameters[0].schema.enum', update: [1.30]}
",
    );
    let outcome = compiled(&[("api/a.yaml", &api), ("mend/o.yaml", &actions)]);
    let tree = outcome.tree.expect("a crate");
    let text: String =
        tree.iter().filter(|(path, _)| path.as_str().starts_with("src/models")).map(|(_, text)| text).collect();
    for value in ["\"1.10\"", "\"1.20\"", "\"1.30\""] {
        assert!(text.contains(value), "{value} in {text}");
    }
    assert!(!text.contains("\"1.1\""), "{text}");
}

/// What an overlay puts in is told at its place in the overlay, and what it moves at its own place in the document.
#[test]
fn findings_point_at_the_text_that_says_what_is_wrong() {
    let actions = overlay(
        "
  - target: $.paths['/pets'].get.parameters
    update: {name: page, in: query, schema: {type: numbr}}
  - target: $.paths['/pets'].get.parameters[0]
    remove: true
  - target: $.tags[0]
    remove: true
",
    );
    let api = API.replace("{name: c}", "{name: c, descripton: C.}");
    let outcome = compiled(&[("api/a.yaml", &api), ("mend/o.yaml", &actions)]);
    insta::assert_snapshot!(render(&outcome.diags, &outcome.sources, Style::Plain), @r"
    warning[W0301]: unknown keyword `descripton` of a tag; it is left out
     --> api/a.yaml:4:40
      |
    4 | tags: [{name: a}, {name: b}, {name: c, descripton: C.}]
      |                                        ^^^^^^^^^^
      |
      = help: did you mean `description`?

    error[E0305]: `numbr` is not a JSON type
     --> mend/o.yaml:6:52
      |
    6 |     update: {name: page, in: query, schema: {type: numbr}}
      |                                                    ^^^^^
      |
      = help: did you mean `number`?
    ");
}
