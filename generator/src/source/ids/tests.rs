//! References inside schemas with `$id`, and what becomes of them.

use serde_json::{Value, json};

use super::resolve;

/// What becomes of the reference at `pointer` of these component schemas.
#[track_caller]
fn resolved(schemas: Value, pointer: &str) -> String {
    let mut document = json!({"components": {"schemas": schemas}});
    resolve(&mut document);
    let found = document.pointer(&format!("/components/schemas{pointer}")).and_then(Value::as_str);
    found.expect("a reference").to_owned()
}

#[test]
fn a_reference_leads_to_the_id_that_it_means() {
    let house = || {
        json!({
            "House": {
                "$id": "https://a.example/house",
                "properties": {
                    "room": {"$ref": "room"},
                    "door": {"$ref": "#/$defs/Door"},
                    "whole": {"$ref": "https://a.example/house"},
                    "lamp": {"$ref": "room#lamp"},
                },
                "$defs": {
                    "Door": {},
                    "Room": {"$id": "room", "properties": {"door": {"$ref": "#/$defs/Door"}, "lamp": {"$ref": "#lamp"}},
                             "$defs": {"Door": {}, "Lamp": {"$anchor": "lamp"}}},
                },
            },
            "Town": {"items": {"$ref": "https://a.example/house"}},
        })
    };
    let of = |pointer: &str| resolved(house(), pointer);
    assert_eq!(of("/House/properties/room/$ref"), "#/components/schemas/House/$defs/Room");
    assert_eq!(of("/House/properties/door/$ref"), "#/components/schemas/House/$defs/Door");
    assert_eq!(of("/House/properties/whole/$ref"), "#/components/schemas/House");
    assert_eq!(of("/House/properties/lamp/$ref"), "#/components/schemas/House/$defs/Room/$defs/Lamp");
    assert_eq!(of("/House/$defs/Room/properties/door/$ref"), "#/components/schemas/House/$defs/Room/$defs/Door");
    assert_eq!(of("/House/$defs/Room/properties/lamp/$ref"), "#/components/schemas/House/$defs/Room/$defs/Lamp");
    assert_eq!(of("/Town/items/$ref"), "#/components/schemas/House");
}

#[test]
fn a_name_may_be_an_id() {
    let schemas = json!({"Cat": {"$id": "cat", "type": "object"}, "Pets": {"items": {"$ref": "cat"}}});
    assert_eq!(resolved(schemas, "/Pets/items/$ref"), "#/components/schemas/Cat");
}

#[test]
fn what_no_id_names_stays_relative_to_the_file() {
    let schemas = json!({
        "Cat": {
            "$id": "https://a.example/cat",
            "properties": {"tail": {"$ref": "./tail.yaml"}, "owner": {"$ref": "#/components/schemas/Owner"},
                           "none": {"$ref": "#none"}},
        },
        "Owner": {},
    });
    let of = |pointer: &str| resolved(schemas.clone(), pointer);
    assert_eq!(of("/Cat/properties/tail/$ref"), "./tail.yaml");
    assert_eq!(of("/Cat/properties/owner/$ref"), "#/components/schemas/Owner");
    assert_eq!(of("/Cat/properties/none/$ref"), "#none");
}

#[test]
fn data_and_names_are_no_references() {
    let schemas = json!({
        "Link": {
            "$id": "https://a.example/link",
            "enum": [{"$ref": "https://a.example/link", "$id": "https://a.example/other"}],
            "properties": {"$id": {"type": "string"}, "other": {"$ref": "other"}},
        },
    });
    assert_eq!(resolved(schemas.clone(), "/Link/enum/0/$ref"), "https://a.example/link");
    assert_eq!(resolved(schemas, "/Link/properties/other/$ref"), "other");
}

#[test]
fn a_percent_sign_of_a_key_is_encoded() {
    let schemas = json!({"A": {"$id": "urn:a", "$ref": "#/$defs/b%25c", "$defs": {"b%c": {}}}});
    assert_eq!(resolved(schemas, "/A/$ref"), "#/components/schemas/A/$defs/b%25c");
}
