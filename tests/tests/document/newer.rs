//! OpenAPI 3.1 in 3.0's types.

use serde_json::json;

use crate::support::{OTHER, document, read, read_files, schema, silent};

#[test]
fn newer_schemas_are_said_in_older_words() {
    let cases = [
        ("{type: [string, 'null']}", json!({"type": "string", "nullable": true})),
        (
            "{type: [string, integer], maxLength: 3}",
            json!({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]}),
        ),
        ("{type: 'null'}", json!({"nullable": true, "enum": [null]})),
        ("{const: null}", json!({"nullable": true, "enum": [null]})),
        ("{enum: [null]}", json!({"nullable": true, "enum": [null]})),
        ("{const: a, type: string}", json!({"type": "string", "enum": ["a"]})),
        ("{type: string, enum: [a, null]}", json!({"type": "string", "nullable": true, "enum": ["a"]})),
        ("true", json!({})),
        ("false", json!({"not": {}})),
        ("{type: number, exclusiveMinimum: 3}", json!({"type": "number", "minimum": 3.0, "exclusiveMinimum": true})),
        ("{type: integer, minimum: 5, exclusiveMinimum: 3}", json!({"type": "integer", "minimum": 5})),
        ("{type: string, examples: [a, b]}", json!({"type": "string", "example": "a"})),
        ("{type: string, contentEncoding: base64}", json!({"type": "string", "format": "byte"})),
        ("{contentMediaType: image/png}", json!({"type": "string", "format": "binary"})),
        ("{$schema: x, $comment: y, type: string}", json!({"type": "string"})),
    ];
    for (flow, expected) in cases {
        let (mut json, findings) = schema("3.1.0", flow);
        // What a part of a form needs of it stands beside it.
        json.as_object_mut().expect("a schema").shift_remove("x-row");
        assert_eq!(json, expected, "{flow}");
        assert!(findings.is_empty(), "{flow}: {findings:?}");
    }
}

#[test]
fn a_union_with_null_is_nullable() {
    let reference = json!({"nullable": true, "allOf": [{"$ref": OTHER}]});
    assert_eq!(silent("3.1.0", "{anyOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}"), reference);
    let inline = json!({"nullable": true, "type": "string", "description": "d"});
    assert_eq!(silent("3.1.0", "{description: d, oneOf: [{type: string}, {type: 'null'}]}"), inline);
    let several = silent("3.1.0", "{oneOf: [{type: string}, {type: integer}, {type: 'null'}]}");
    assert_eq!(several, json!({"nullable": true, "oneOf": [{"type": "string"}, {"type": "integer"}]}));
}

#[test]
fn a_reference_or_any_object_or_null_is_a_nullable_reference() {
    let (json, findings) =
        schema("3.0.3", "{anyOf: [{$ref: '#/components/schemas/Other'}, {type: object, nullable: true}]}");
    assert_eq!(json, json!({"nullable": true, "allOf": [{"$ref": OTHER}]}));
    assert!(findings[0].starts_with("L0501 S/anyOf"), "{findings:?}");
}

#[test]
fn what_stands_beside_a_reference_is_kept() {
    let json = silent("3.0.3", "{$ref: '#/components/schemas/Other', description: d, nullable: true}");
    assert_eq!(json, json!({"nullable": true, "description": "d", "allOf": [{"$ref": OTHER}]}));
}

#[test]
fn what_shapes_a_value_beside_a_reference_is_kept_with_a_note() {
    let (json, findings) = schema("3.0.3", "{$ref: '#/components/schemas/Other', type: object, required: [a]}");
    assert_eq!(json, json!({"allOf": [{"$ref": OTHER}], "required": ["a"]}));
    assert!(
        findings[0].starts_with("N0603 S/$ref: OpenAPI 3.0 ignores `type`, `required` beside a `$ref`"),
        "{findings:?}"
    );
}

#[test]
fn one_pattern_of_properties_is_a_map() {
    let (json, findings) = schema("3.1.0", "{type: object, patternProperties: {'^x': {type: string}}}");
    assert_eq!(json["additionalProperties"], json!({"type": "string"}));
    assert!(findings[0].starts_with("L0501 S/patternProperties/^x"), "{findings:?}");
}

#[test]
fn what_older_types_cannot_say_is_left_out_and_told() {
    for key in ["if", "contains", "propertyNames", "dependentSchemas"] {
        let (json, findings) = schema("3.1.0", &format!("{{type: object, {key}: {{}}}}"));
        assert_eq!(json, json!({"type": "object"}), "{key}");
        assert!(findings[0].starts_with("L0503"), "{key}: {findings:?}");
    }
}

#[test]
fn links_are_left_out_and_told() {
    let read =
        read(&document("3.1.0", "paths:\n  /a:\n    get: {responses: {'200': {description: d, links: {l: {}}}}}"));
    let codes: Vec<&str> = read.findings.iter().map(|found| &found[..5]).collect();
    assert_eq!(codes, ["L0503"], "{:?}", read.findings);
}

#[test]
fn deep_schemas_are_read() {
    let depth = 110;
    let json = format!(
        "{{\"openapi\": \"3.0.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\"}}, \"paths\": {{}}, \"components\": {{\"schemas\": {{\"S\": {}{{\"type\": \"string\"}}{}}}}}}}",
        "{\"type\": \"array\", \"items\": ".repeat(depth),
        "}".repeat(depth)
    );
    let read = read_files(&[("api.json", &json)], &["api.json"]);
    assert_eq!(read.at(&format!("/components/schemas/S{}/type", "/items".repeat(depth))), "string");
}

#[test]
fn what_a_callback_has_beside_a_body_of_json_is_told() {
    let callbacks = "{c: {'{$url}': {post: {callbacks: {d: {'{$x}': {}}}, requestBodi: 1, responses: {}}}}}";
    let read = read(&document(
        "3.1.0",
        &format!("paths:\n  /a:\n    get: {{callbacks: {callbacks}, responses: {{'200': {{description: d}}}}}}"),
    ));
    let said = read.findings.join("\n");
    assert!(said.contains("unknown keyword `requestBodi` of an operation"), "{said}");
    assert!(said.contains("`callbacks` is not supported; it is left out"), "{said}");
}
