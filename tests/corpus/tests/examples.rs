//! `cargo run -p corpus -- DIR --examples`: which examples a document has, which of them are valid, and what is written to
//! decode them.

use std::fs;

use corpus::examples::validator::{Direction, Validator, Validity};
use corpus::examples::{self, Counts, Examples, decoder_crate};
use generator::{Config, Memory, generate};
use serde_json::{Value, json};

fn collected(document: &Value) -> Examples {
    let files = Memory::new([("api.json", document.to_string())]);
    let config = Config::single("api.json", "shop");
    examples::collect(&generate(&files, &config), &config)
}

fn shop() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/pets": {
            "post": {
                "operationId": "addPets",
                "requestBody": {"content": {"application/json": {
                    "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
                    "examples": {"one": {"$ref": "#/components/examples/One"}, "bad": {"value": {"name": "Rex"}}}
                }}},
                "responses": {"200": {"description": "ok", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Pet"},
                    "example": {"id": 1, "name": null}
                }}}}
            }
        }},
        "components": {
            "examples": {"One": {"value": [{"name": "Rex"}]}},
            "schemas": {"Pet": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "integer", "readOnly": true}, "name": {"type": "string", "nullable": true}},
                "example": {"id": 7}
            }}
        }
    })
}

#[test]
fn an_example_is_of_the_type_that_is_sent_or_received_there() {
    let found = collected(&shop());
    let valid: Vec<(&str, &str)> =
        found.valid.iter().map(|example| (example.place.as_str(), found.types[example.ty].as_str())).collect();
    assert_eq!(
        valid,
        [
            ("api.json#/components/schemas/Pet/example", "shop::models::Pet"),
            (
                "api.json#/paths/~1pets/post/requestBody/content/application~1json/examples/one/value",
                "Vec<shop::models::PetInput>"
            ),
            ("api.json#/paths/~1pets/post/responses/200/content/application~1json/example", "shop::models::Pet"),
        ]
    );
    assert_eq!(found.counts, Counts { found: 4, valid: 3, unsupported: 0 });
}

#[test]
fn an_example_may_be_the_text_of_a_document() {
    let mut shop = shop();
    shop["components"]["schemas"]["Pet"]["example"] = json!("{\"id\": 7}");
    assert_eq!(collected(&shop).valid[0].value, json!({"id": 7}));
}

#[test]
fn the_program_that_decodes_stands_beside_the_crate() {
    let work = tempfile::tempdir().unwrap();
    let krate = work.path().join("shop");
    fs::create_dir(&krate).unwrap();
    fs::write(krate.join("Cargo.toml"), "[features]\ndefault = [\"pets\"]\nreqwest = []\npets = []\n").unwrap();
    decoder_crate::write(&collected(&shop()), &krate).unwrap();
    let manifest = fs::read_to_string(work.path().join("shop-examples/Cargo.toml")).unwrap();
    assert!(
        manifest.contains(r#"shop = { path = "../shop", default-features = false, features = ["pets"] }"#),
        "{manifest}"
    );
    let main = fs::read_to_string(work.path().join("shop-examples/src/main.rs")).unwrap();
    assert!(main.contains("    decode::<Vec<shop::models::PetInput>>,\n"), "{main}");

    let known = decoder_crate::read(&krate).unwrap();
    let printed =
        "{\"example\":0,\"changed\":null}\n{\"example\":1,\"error\":\"no\"}\n{\"example\":2,\"changed\":\"/a\"}\n";
    let sum = decoder_crate::sum(&known, printed);
    assert_eq!((sum.decoded, sum.unchanged), (2, 1));
    assert_eq!((sum.failures[0].ty.as_str(), sum.failures[0].text.as_str()), ("Vec<shop::models::PetInput>", "no"));
    assert_eq!(sum.changes[0].text, "/a");
}

fn validate(version: &str, direction: Direction, schema: Value, value: Value) -> Validity {
    let root = json!({
        "openapi": version,
        "components": {"schemas": {"Text": {"type": "string"}, "Loop": {"allOf": [{"$ref": "#/components/schemas/Loop"}]}}}
    });
    Validator::new(&root, direction).validate(&schema, &value)
}

#[track_caller]
fn allows(schema: Value, values: impl IntoIterator<Item = Value>) {
    for value in values {
        assert_eq!(validate("3.0.3", Direction::Received, schema.clone(), value.clone()), Validity::Valid, "{value}");
    }
}

#[track_caller]
fn forbids(schema: Value, values: impl IntoIterator<Item = Value>) {
    for value in values {
        let validity = validate("3.0.3", Direction::Received, schema.clone(), value.clone());
        assert!(matches!(validity, Validity::Invalid(_)), "{value}: {validity:?}");
    }
}

#[test]
fn types_and_null_are_those_of_openapi() {
    allows(json!({"type": "integer"}), [json!(1), json!(1.0)]);
    forbids(json!({"type": "integer"}), [json!(1.5), json!("1"), Value::Null]);
    allows(json!({"type": "string", "nullable": true, "enum": ["a"]}), [Value::Null, json!("a")]);
    forbids(json!({"type": "string", "enum": ["a"]}), [json!("b")]);
    let newer = validate("3.1.0", Direction::Received, json!({"type": ["string", "null"]}), Value::Null);
    assert_eq!(newer, Validity::Valid);
}

#[test]
fn limits_bind() {
    forbids(json!({"minimum": 1, "exclusiveMinimum": true}), [json!(1)]);
    allows(json!({"minimum": 1}), [json!(1)]);
    forbids(json!({"type": "integer", "format": "int32"}), [json!(3_000_000_000_u64)]);
    forbids(json!({"maxLength": 2}), [json!("abc")]);
    forbids(json!({"uniqueItems": true}), [json!([1, 1])]);
    forbids(json!({"additionalProperties": false}), [json!({"a": 1})]);
    forbids(json!({"type": "array", "items": {"$ref": "#/components/schemas/Text"}}), [json!([1])]);
}

#[test]
fn one_of_wants_exactly_one() {
    let schema = json!({"oneOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}]});
    allows(schema.clone(), [json!(1.5), json!("a")]);
    forbids(schema, [json!(1), json!(true)]);
    allows(json!({"anyOf": [{"type": "integer"}, {"type": "number"}]}), [json!(1)]);
    forbids(json!({"not": {"type": "string"}}), [json!("a")]);
}

#[test]
fn what_does_not_travel_this_way_is_not_required() {
    let schema = json!({"required": ["a"], "properties": {"a": {"readOnly": true}}});
    assert_eq!(validate("3.0.3", Direction::Sent, schema.clone(), json!({})), Validity::Valid);
    forbids(schema, [json!({})]);
}

#[test]
fn what_is_not_supported_is_not_decided() {
    for schema in [
        json!({"if": {}}),
        json!({"$ref": "other.json#/a"}),
        json!({"$ref": "#/components/schemas/Loop"}),
        json!({"type": "file"}),
    ] {
        let validity = validate("3.0.3", Direction::Received, schema.clone(), json!({}));
        assert!(matches!(validity, Validity::Unsupported(_)), "{schema}: {validity:?}");
    }
}
