//! What is written in another way than OpenAPI has it, and can mean one thing only, is read as that.

use serde_json::{Value, json};

use crate::support::{ID, OK, OTHER, document, operation, read, read_files, schema};

/// The findings that are errors.
fn errors(findings: &[String]) -> Vec<&String> {
    findings.iter().filter(|found| found.starts_with('E')).collect()
}

// ── Schemas ──

#[test]
fn members_beside_a_pattern_are_any_json_unless_the_schema_says_otherwise() {
    let typed = json!({"type": "integer"});
    let cases = [
        ("{properties: {n: {}}, patternProperties: {'^x-': {type: integer}}}", json!(true)),
        (
            "{properties: {n: {}}, patternProperties: {'^x-': {type: integer}}, additionalProperties: false}",
            typed.clone(),
        ),
        (
            "{properties: {n: {}}, patternProperties: {'^x-': {type: integer}}, unevaluatedProperties: false}",
            typed.clone(),
        ),
        ("{properties: {n: {}}, patternProperties: {'^.*$': {type: integer}}}", typed.clone()),
        ("{patternProperties: {'^a': {type: integer}, '^b': {type: integer}}}", typed.clone()),
        ("{patternProperties: {'^a': {type: integer}}, additionalProperties: {type: integer}}", typed),
        ("{patternProperties: {'^a': {type: integer}}, additionalProperties: {type: string}}", json!(true)),
        (
            "{patternProperties: {'^a': {type: integer}, '^b': {type: string}}, additionalProperties: false}",
            json!(true),
        ),
    ];
    for (flow, expected) in cases {
        assert_eq!(schema("3.1.0", flow).0["additionalProperties"], expected, "{flow}");
    }
}

#[test]
fn members_that_only_a_condition_declares_are_optional_members() {
    let members = |flow: &str| schema("3.1.0", flow).0["properties"].clone();
    let (a, b) = (json!({"type": "string"}), json!({"type": "integer"}));
    let cases = [
        (
            "{properties: {a: {type: string}}, if: {}, then: {required: [b], properties: {b: {type: integer}}}}",
            json!({"a": a, "b": b}),
        ),
        (
            "{if: {}, then: {properties: {a: {type: string}}}, else: {properties: {b: {type: integer}}}}",
            json!({"a": a, "b": b}),
        ),
        (
            "{dependentSchemas: {a: {properties: {b: {type: integer}}}}, properties: {a: {type: string}}}",
            json!({"a": a, "b": b}),
        ),
        // A chain of conditions.
        (
            "{if: {}, then: {}, else: {if: {}, then: {properties: {a: {type: string}}}, else: {allOf: [{properties: {b: {type: integer}}}]}}}",
            json!({"a": a, "b": b}),
        ),
        // What the object itself says goes before.
        ("{properties: {a: {type: string}}, if: {}, then: {properties: {a: {const: x}}}}", json!({"a": a})),
        // Two conditions that narrow one member.
        (
            "{if: {}, then: {properties: {a: {type: string, pattern: x}}}, else: {properties: {a: {type: string, pattern: y}}}}",
            json!({"a": a}),
        ),
        (
            "{if: {}, then: {properties: {a: {type: string}}}, else: {properties: {a: {type: integer}}}}",
            json!({"a": {}}),
        ),
    ];
    for (flow, expected) in cases {
        assert_eq!(members(flow), expected, "{flow}");
    }
    let (json, _) = schema("3.1.0", "{if: {}, then: {required: [b], properties: {b: {type: integer}}}}");
    assert_eq!(json["required"], Value::Null);
}

#[test]
fn a_condition_may_refer_to_its_members() {
    let text = "components:\n  schemas:\n    S: {properties: {a: {type: string}}, if: {}, then: {$ref: '#/components/schemas/T'}}\n    \
                T: {properties: {b: {type: integer}}}";
    let read = read(&document("3.1.0", text));
    assert_eq!(read.at("/components/schemas/S/properties/b"), &json!({"type": "integer"}));
}

#[test]
fn each_spelling_of_nullable_is_read_alike() {
    let reference = json!({"nullable": true, "allOf": [{"$ref": OTHER}]});
    for flow in [
        "{allOf: [{$ref: '#/components/schemas/Other'}, {nullable: true}]}",
        "{allOf: [{nullable: true}, {$ref: '#/components/schemas/Other'}]}",
        "{allOf: [{$ref: '#/components/schemas/Other'}], x-nullable: true}",
        "{allOf: [{$ref: '#/components/schemas/Other'}, {x-nullable: true}]}",
        "{$ref: '#/components/schemas/Other', x-nullable: true}",
    ] {
        let (json, findings) = schema("3.0.3", flow);
        assert_eq!((json, errors(&findings)), (reference.clone(), vec![]), "{flow}");
    }
    assert_eq!(schema("3.0.3", "{type: string, x-nullable: true}").0, json!({"type": "string", "nullable": true}));
    assert_eq!(schema("3.0.3", "{type: string, x-nullable: false}").0, json!({"type": "string"}));
}

#[test]
fn types_of_programming_languages_are_types_of_json() {
    let cases = [
        ("{type: bool}", json!({"type": "boolean"})),
        ("{type: int}", json!({"type": "integer"})),
        ("{type: float}", json!({"type": "number"})),
        ("{type: Double}", json!({"type": "number"})),
        ("{type: str}", json!({"type": "string"})),
        ("{type: list}", json!({"type": "array"})),
        ("{type: file}", json!({"type": "string", "format": "binary"})),
    ];
    for (flow, expected) in cases {
        let (json, findings) = schema("3.0.3", flow);
        assert_eq!((json, findings.len()), (expected, 1), "{flow}");
        assert!(findings[0].starts_with("W0309 S/type"), "{findings:?}");
    }
}

#[test]
fn the_items_of_an_old_tuple_are_read_as_what_they_all_are() {
    let (json, findings) = schema("3.0.3", "{type: array, items: [{type: string}, {type: string}]}");
    assert_eq!((&json["items"], errors(&findings)), (&json!({"type": "string"}), vec![]));
    let (json, findings) = schema("3.0.3", "{type: array, items: [{type: string}, {type: integer}]}");
    let any_of = json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {}]});
    assert_eq!((&json["items"], errors(&findings)), (&any_of, vec![]));
    assert!(findings.iter().any(|found| found.starts_with("L0501 S/items")), "{findings:?}");
}

#[test]
fn a_definition_of_an_enclosing_schema_is_found_where_it_is_the_only_one_of_its_name() {
    let one = "components:\n  schemas:\n    S: {$defs: {X: {type: string}}, properties: {x: {$ref: '#/$defs/X'}}}\n";
    let found = read(&document("3.1.0", one));
    assert_eq!(errors(&found.findings), Vec::<&String>::new());
    let reference = found.at("/components/schemas/S/properties/x/$ref").as_str().unwrap().trim_start_matches('#');
    assert_eq!(found.at(reference), &json!({"type": "string"}));
    let two = format!("{one}    T: {{$defs: {{X: {{type: integer}}}}, properties: {{x: {{$ref: '#/$defs/X'}}}}}}");
    assert_eq!(errors(&read(&document("3.1.0", &two)).findings).len(), 1);
}

#[test]
fn a_mapping_to_a_schema_that_is_gone_is_told_and_no_error() {
    for target in ["'#/components/schemas/Gone'", "Gone", "'no reference'", "'https://a.example/Gone.json'"] {
        let text = format!(
            "components:\n  schemas:\n    S: {{oneOf: [{{$ref: '{OTHER}'}}], discriminator: {{propertyName: k, mapping: {{gone: {target}, other: Other}}}}}}\n    Other: {{properties: {{k: {{type: string}}}}}}"
        );
        let read = read(&document("3.0.3", &text));
        assert_eq!(errors(&read.findings), Vec::<&String>::new(), "{target}");
        assert_eq!(read.at("/components/schemas/S/discriminator/mapping"), &json!({"other": OTHER}), "{target}");
        assert!(read.findings.iter().any(|found| found.contains("mapping/gone")), "{target}: {:?}", read.findings);
    }
}

// ── Operations ──

#[test]
fn two_operations_of_one_id_are_told_and_both_are_read() {
    let text = format!(
        "paths:\n  /a:\n    get: {{operationId: x, {OK}}}\n    head: {{operationId: x, {OK}}}\n  /b: {{$ref: '#/paths/~1a'}}"
    );
    let read = read(&document("3.0.3", &text));
    assert_eq!(errors(&read.findings), Vec::<&String>::new());
    assert_eq!(read.at("/paths/~1a/get/operationId"), "x");
    assert!(read.at("/paths/~1b/head").is_object());
    assert!(
        read.findings.iter().any(|found| found.contains("two operations have the `operationId` `x`")),
        "{:?}",
        read.findings
    );
}

#[test]
fn text_in_required_of_a_parameter_is_a_flag() {
    for (text, expected) in
        [("optional", false), ("required", true), ("'true'", true), ("'yes'", true), ("'No'", false)]
    {
        let read = operation(&format!(
            "{{parameters: [{ID}, {{name: q, in: query, required: {text}, schema: {{type: string}}}}], {OK}}}"
        ));
        assert_eq!(errors(&read.findings), Vec::<&String>::new(), "{text}");
        let flag = read.at("/paths/~1a~1{id}/get/parameters/1/required").as_bool().unwrap_or_default();
        assert_eq!(flag, expected, "{text}");
        assert!(read.findings.iter().any(|found| found.starts_with("W0309")), "{text}");
    }
    let read = operation(&format!("{{parameters: [{ID}, {{name: q, in: query, required: perhaps}}], {OK}}}"));
    assert!(!errors(&read.findings).is_empty());
}

#[test]
fn a_query_string_as_a_whole_is_left_out() {
    let content = "content: {application/x-www-form-urlencoded: {schema: {type: object}}}";
    let read = operation(&format!("{{parameters: [{ID}, {{name: q, in: querystring, {content}}}], {OK}}}"));
    assert_eq!(errors(&read.findings), Vec::<&String>::new());
    assert!(read.findings.iter().any(|found| found.starts_with("L0503")), "{:?}", read.findings);
}

#[test]
fn a_parameter_that_is_repeated_with_other_docs_is_read_once() {
    let read = operation(&format!(
        "{{parameters: [{ID}, {{name: h, in: header, description: a, schema: {{type: string}}}}, \
         {{name: h, in: header, description: b, example: c, schema: {{type: string}}}}], {OK}}}"
    ));
    assert_eq!(errors(&read.findings), Vec::<&String>::new());
    assert_eq!(read.at("/paths/~1a~1{id}/get/parameters").as_array().map(Vec::len), Some(2));
}

#[test]
fn a_header_may_be_described_by_a_parameter() {
    let text = "paths:\n  /a:\n    get: {responses: {'200': {description: d, headers: {h: {$ref: '#/components/parameters/H'}}}}}\n\
                components:\n  parameters:\n    H: {name: h, in: header, required: true, schema: {type: integer}}";
    let read = read(&document("3.0.3", text));
    assert_eq!(errors(&read.findings), Vec::<&String>::new());
    let reference =
        read.at("/paths/~1a/get/responses/200/headers/h/$ref").as_str().unwrap().trim_start_matches('#').to_owned();
    assert_eq!(read.at(&reference)["schema"], json!({"type": "integer"}));
    assert!(!read.findings.iter().any(|found| found.starts_with("W0301")), "{:?}", read.findings);
}

// ── Files ──

#[test]
fn a_comment_may_begin_with_a_tab() {
    let text = document(
        "3.0.3",
        "\t# A comment.\ncomponents:\n  schemas:\n\t  # Another.\n    S: {type: string, description: \"a\n\t# no comment\"}\n",
    );
    let read = read(&text);
    assert_eq!(errors(&read.findings), Vec::<&String>::new());
    assert_eq!(read.at("/components/schemas/S/description"), "a # no comment");
}

#[test]
fn an_offered_reference_to_a_file_that_is_no_document_is_as_if_absent() {
    let root = document(
        "3.0.3",
        "x-source: {$ref: './index.php'}\ncomponents:\n  schemas:\n    S: {type: object, example: {$ref: 'a.ts#/X'}}",
    );
    let files =
        [("api.yaml", root.as_str()), ("index.php", "<?php\n\t{ a: b: c ?>"), ("a.ts", "export const a: {b: 1};\n\t}")];
    let read = read_files(&files, &["api.yaml"]);
    assert_eq!(errors(&read.findings), Vec::<&String>::new());
    assert_eq!(read.at("/components/schemas/S/type"), "object");
}

#[test]
fn an_example_that_refers_to_no_example_is_left_out() {
    for target in ["'#/components/schemas/Other'", "gone.json", "'#/components/examples/Gone'"] {
        let content = format!("{{schema: {{type: object}}, examples: {{a: {{$ref: {target}}}, b: {{value: {{}}}}}}}}");
        let text = format!(
            "paths:\n  /a:\n    get: {{responses: {{'200': {{description: d, content: {{application/json: {content}}}}}}}}}\n\
             components: {{schemas: {{Other: {{type: object}}}}}}"
        );
        let read = read(&document("3.0.3", &text));
        assert_eq!(errors(&read.findings), Vec::<&String>::new(), "{target}");
        let examples = read.at("/paths/~1a/get/responses/200/content/application~1json/examples");
        assert_eq!(examples, &json!({"b": {"value": {}}}), "{target}");
        assert!(read.findings.iter().any(|found| found.starts_with("W0309")), "{target}: {:?}", read.findings);
    }
}

#[test]
fn a_file_that_is_offered_and_needed_is_read_as_one_that_is_needed() {
    let root = document("3.0.3", "x-all: {$ref: 'a.yaml'}\ncomponents:\n  schemas:\n    S: {$ref: 'a.yaml#/S'}");
    let files = [
        ("api.yaml", root.as_str()),
        ("a.yaml", "S: {properties: {b: {$ref: gone.yaml}}}\nx-c: {$ref: also-gone.yaml}\n"),
    ];
    let found = read_files(&files, &["api.yaml"]).findings;
    assert!(found.iter().any(|found| found.starts_with("E0101") && found.contains("`gone.yaml`")), "{found:?}");
    assert!(!found.iter().any(|found| found.contains("also-gone.yaml")), "{found:?}");
}
