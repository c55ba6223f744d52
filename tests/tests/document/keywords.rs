//! The keywords of schemas: what is misspelt, mended or refused.

use serde_json::{Value, json};

use crate::support::schema;

#[test]
fn a_misspelt_keyword_is_told() {
    let (_, findings) = schema("3.0.3", "{type: string, maxLenght: 3}");
    assert_eq!(
        findings,
        ["W0301 S/maxLenght: unknown keyword `maxLenght` of a schema; it is left out [did you mean `maxLength`?]"]
    );
}

#[test]
fn a_misspelt_type_is_an_error() {
    let (_, findings) = schema("3.0.3", "{type: strng}");
    assert_eq!(findings, ["E0305 S/type: `strng` is not a JSON type [did you mean `string`?]"]);
}

#[test]
fn a_value_of_the_wrong_type_is_an_error() {
    let (_, findings) = schema("3.0.3", "{type: object, properties: [a]}");
    assert_eq!(findings, ["E0302 S/properties: `properties` must be an object, but it is a list"]);
}

#[test]
fn what_is_certain_is_mended() {
    let cases = [
        ("{type: string, pattern: 0}", "pattern", json!("0")),
        ("{type: string, maxLength: '10'}", "maxLength", json!(10)),
        ("{type: string, nullable: 'true'}", "nullable", json!(true)),
        ("{type: String}", "type", json!("string")),
        ("{type: object, required: [1]}", "required", json!(["1"])),
        ("{type: string, enum: a}", "enum", json!(["a"])),
        ("{type: string, enum: [1, true]}", "enum", json!(["1", "true"])),
        ("{type: integer, enum: ['1']}", "enum", json!([1])),
        ("{type: array, items: [{type: string}]}", "items", json!({"type": "string"})),
        ("{type: object, properties: null}", "properties", Value::Null),
        ("{type: integer, maximum: 18446744073709551615}", "maximum", Value::Null),
        ("{allOf: {type: string}}", "allOf", json!([{"type": "string"}])),
    ];
    for (flow, key, expected) in cases {
        let (json, findings) = schema("3.0.3", flow);
        assert!(
            !findings.is_empty() && findings.iter().all(|found| found.starts_with("W0309")),
            "{flow}: {findings:?}"
        );
        assert_eq!(json.get(key).unwrap_or(&Value::Null), &expected, "{flow}");
    }
}

#[test]
fn a_flag_for_required_names_the_property_in_its_object() {
    let (json, findings) =
        schema("3.0.3", "{type: object, properties: {a: {type: string, required: true}, b: {type: string}}}");
    assert_eq!(json["required"], json!(["a"]));
    assert_eq!(findings.len(), 1);
}

#[test]
fn values_that_contradict_the_type_are_kept_as_json() {
    let (json, findings) = schema("3.0.3", "{type: integer, enum: [low, high]}");
    assert_eq!(json, json!({}));
    assert!(findings[0].starts_with("L0502 S/enum"), "{findings:?}");
}

#[test]
fn a_single_value_of_another_type_is_left_out() {
    let (json, findings) = schema("3.0.3", "{type: string, enum: [[a], b]}");
    assert_eq!(json, json!({"type": "string", "enum": ["b"]}));
    assert_eq!(findings, ["W0309 S/enum/0: [\"a\"] is not of `type: string`; it is left out"]);
}

#[test]
fn the_table_of_keywords_is_sorted() {
    use generator::internals::vocabulary::{Kind, members};
    for kind in Kind::ALL {
        let names: Vec<&str> = members(kind).iter().map(|(name, _)| *name).collect();
        assert!(names.is_sorted(), "{kind:?}: {names:?}");
    }
}
