//! `[as-json]` in `codegen.toml`: which schemas are left as JSON, what a module then needs, and what is said of a schema that
//! is not there.

use generator::{Config, Memory, Outcome, Style, generate, render};

const API: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /users: {get: {tags: [users], operationId: users.list, responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}}}
  /cars: {get: {tags: [cars], operationId: cars.list, responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Car'}}}}}}}
components:
  schemas:
    User: {type: object, properties: {owns: {$ref: '#/components/schemas/Entity'}, shape: {$ref: '#/components/schemas/Shape'}}}
    Entity:
      type: object
      properties: {kind: {type: string}, id: {type: string}}
      discriminator: {propertyName: kind, mapping: {car: '#/components/schemas/Car', boat: '#/components/schemas/Boat'}}
    Car: {allOf: [{$ref: '#/components/schemas/Entity'}], type: object, properties: {engine: {$ref: '#/components/schemas/Engine'}}}
    Boat: {allOf: [{$ref: '#/components/schemas/Entity'}], type: object, properties: {sail: {$ref: '#/components/schemas/Sail'}}}
    Engine: {type: object, properties: {power: {type: integer}}}
    Sail: {type: object, properties: {area: {type: number}}}
    Shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
    Circle: {type: object, required: [radius], properties: {radius: {type: number}}}
    Square: {type: object, required: [side], properties: {side: {type: number}}}
";

fn compile(as_json: &str) -> Outcome {
    let text =
        format!("modules = 'off-by-default'\n[package]\nname = 'a'\n\n[[api]]\ndocuments = ['a.yaml']\n\n{as_json}");
    let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", API)]);
    generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"))
}

/// The number of types that are compiled with a feature, from the table of the README.
fn types(outcome: &Outcome, feature: &str) -> Option<usize> {
    let tree = outcome.tree.as_ref().expect("a crate");
    let (_, readme) = tree.iter().find(|(path, _)| path.as_str() == "README.md").expect("a README");
    let row = readme.lines().find(|line| line.starts_with(&format!("| `{feature}` |")))?;
    row.trim_end_matches([' ', '|']).rsplit(' ').next()?.parse().ok()
}

fn said(as_json: &str) -> String {
    let outcome = compile(as_json);
    assert!(outcome.tree.is_none());
    render(&outcome.diags, &outcome.sources, Style::Plain)
}

#[test]
fn a_module_does_not_need_what_is_left_as_json() {
    let all = compile("");
    assert_eq!((types(&all, "users"), types(&all, "cars"), types(&all, "other-models")), (Some(10), Some(2), None));
    let left = compile("[as-json]\nschemas = ['Entity']\n");
    // The user, the entity and its base, the shape and its two variants.
    assert_eq!((types(&left, "users"), types(&left, "cars")), (Some(6), Some(2)));
    assert_eq!(types(&left, "other-models"), Some(2), "what no operation names any more");
    let left = compile("[as-json]\nschemas = ['Entity', 'Shape']\n");
    assert_eq!((types(&left, "users"), types(&left, "other-models")), (Some(4), Some(4)));
    // An object is left whole, wherever it is.
    let left = compile("[as-json]\nschemas = ['Car']\n");
    assert_eq!(
        (types(&left, "users"), types(&left, "cars"), types(&left, "other-models")),
        (Some(9), Some(1), Some(1))
    );
}

#[test]
fn a_number_of_variants_leaves_the_wider_unions_as_json() {
    // The base is a variant as well.
    let left = compile("[as-json]\nmost-variants = 2\n");
    assert_eq!((types(&left, "users"), types(&left, "other-models")), (Some(6), Some(2)));
    let left = compile("[as-json]\nmost-variants = 1\n");
    assert_eq!((types(&left, "users"), types(&left, "other-models")), (Some(4), Some(4)));
}

#[test]
fn a_schema_that_is_not_there_is_an_error() {
    let text = said("[as-json]\nschemas = ['Entty']\n");
    assert!(text.contains("codegen.toml:9:12"), "{text}");
    assert!(text.contains("`[as-json]` names `Entty`, but no schema of the documents has this key"), "{text}");
    assert!(text.contains("did you mean `Entity`?"), "{text}");
    let text = said("[as-json]\nmost-variants = 3\n");
    assert!(text.contains("codegen.toml:9:17"), "{text}");
    assert!(text.contains("`[as-json]` lets unions have 3 variants, but the widest has 3"), "{text}");
}
