//! Documents → one bundle: what is read, what is mended, and what is told at which place.

use generator::diag::{At, Code};
use generator::document::{Bundle, bundle};
use generator::link::link;
use generator::source::{Memory, load};
use serde_json::{Value, json};

/// What came out: the bundle's JSON (null where there is none), and the findings, one a line.
struct Read {
    bundle: Option<Bundle>,
    json: Value,
    findings: Vec<String>,
}

impl Read {
    fn at(&self, pointer: &str) -> &Value {
        assert!(self.bundle.is_some(), "there is no bundle: {:#?}", self.findings);
        self.json.pointer(pointer).unwrap_or(&Value::Null)
    }
}

/// Reads the first file as the root, or all that are marked with `root:`.
fn read_files(files: &[(&str, &str)], roots: &[&str]) -> Read {
    let memory = Memory::new(files.iter().map(|(path, text)| (*path, *text)));
    let roots: Vec<String> = roots.iter().map(|root| (*root).to_owned()).collect();
    let (sources, mut diags) = load(&memory, &roots);
    let (links, found) = link(&sources, &sources.roots);
    diags.extend(found);
    let (bundle, found) = bundle(&sources, &links, &sources.roots);
    diags.extend(found);
    let findings = diags.iter().map(|found| {
        let pointer = match &found.place.at {
            At::Pointer(pointer) => pointer.clone(),
            At::LineColumn(line, column) => format!("{line}:{column}"),
        };
        let help = found.help.as_ref().map(|help| format!(" [{help}]")).unwrap_or_default();
        format!("{} {pointer}: {}{help}", found.code.as_str(), found.message)
    });
    let findings = findings.collect();
    let json = serde_json::to_value(bundle.as_ref().map(|bundle| &bundle.openapi)).unwrap();
    Read { bundle, json, findings }
}

fn read(text: &str) -> Read {
    read_files(&[("api.yaml", text)], &["api.yaml"])
}

/// A good document of the version around what is given (at no indentation).
fn document(version: &str, rest: &str) -> String {
    let has = |key: &str| rest.starts_with(key) || rest.contains(&format!("\n{key}"));
    let paths = if has("paths:") { "" } else { "paths: {}\n" };
    format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{paths}{rest}\n")
}

/// The component schema `S`, given in flow style, and the findings about it.
fn schema(version: &str, flow: &str) -> (Value, Vec<String>) {
    let text = document(version, &format!("components:\n  schemas:\n    S: {flow}\n    Other: {{type: object}}"));
    let read = read(&text);
    let findings = read.findings.iter().map(|found| found.replace("/components/schemas/", "")).collect();
    (read.json.pointer("/components/schemas/S").cloned().unwrap_or_default(), findings)
}

/// The JSON of a schema about which there is nothing to say.
fn silent(version: &str, flow: &str) -> Value {
    let (json, findings) = schema(version, flow);
    assert_eq!(findings, Vec::<String>::new());
    json
}

/// A document whose only operation is given in flow style.
fn operation(flow: &str) -> Read {
    read(&document("3.0.3", &format!("paths:\n  /a/{{id}}:\n    get: {flow}")))
}

const OK: &str = "responses: {'200': {description: d}}";
const ID: &str = "{name: id, in: path, required: true, schema: {type: string}}";
const OTHER: &str = "#/components/schemas/Other";

// ── Versions ──

#[test]
fn versions_3_0_and_3_1_are_read() {
    for version in ["3.0.0", "3.0.4", "3.1.0", "3.1.1"] {
        assert!(read(&document(version, "")).findings.is_empty(), "{version}");
    }
}

#[test]
fn version_3_2_is_read_as_3_1() {
    let read = read(&document("3.2.0", ""));
    assert!(read.bundle.is_some());
    assert_eq!(read.findings, ["N0603 /openapi: OpenAPI 3.2 is read by the rules of 3.1"]);
}

#[test]
fn an_unquoted_version_is_read() {
    let read = read(&document("3.1", ""));
    assert!(read.bundle.is_some());
    assert_eq!(read.findings.len(), 1);
    assert!(read.findings[0].starts_with("W0309 /openapi: the version 3.1"), "{:?}", read.findings);
}

#[test]
fn swagger_2_gets_one_clear_error() {
    let read = read("swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n");
    assert!(read.bundle.is_none());
    assert_eq!(
        read.findings,
        ["E0104 /swagger: Swagger 2.0 cannot be read \
          [convert it to OpenAPI 3.0, for instance with `npx swagger2openapi`]"]
    );
}

#[test]
fn what_is_no_openapi_is_refused() {
    let read = read("title: x\n");
    assert!(read.bundle.is_none());
    assert_eq!(read.findings.len(), 1);
    assert!(read.findings[0].starts_with("E0104 : this is no OpenAPI document"), "{:?}", read.findings);
}

#[test]
fn a_document_without_info_and_paths_is_read() {
    let read = read("openapi: 3.1.0\n");
    assert_eq!(read.at("/info/title"), "API");
    assert_eq!(read.findings, ["W0309 : the document has no `info`; it is called \"API\""]);
}

// ── References ──

#[test]
fn a_reference_into_another_file_becomes_a_component() {
    let root =
        document("3.0.3", "components:\n  schemas:\n    A: {type: object, properties: {p: {$ref: 'more.yaml#/B'}}}");
    let read = read_files(&[("api.yaml", &root), ("more.yaml", "B: {type: string, maxLength: 3}\n")], &["api.yaml"]);
    assert_eq!(read.at("/components/schemas/A/properties/p/$ref"), "#/components/schemas/B");
    assert_eq!(read.at("/components/schemas/B/maxLength"), 3);
    assert!(read.findings.is_empty(), "{:?}", read.findings);
}

#[test]
fn a_reference_inside_a_fragment_is_relative_to_it() {
    let root = document("3.0.3", "components:\n  schemas:\n    A: {type: array, items: {$ref: 'sub/b.yaml'}}");
    let files = [
        ("api.yaml", root.as_str()),
        ("sub/b.yaml", "type: object\nproperties:\n  c: {$ref: 'c.yaml#/deep/C'}\n"),
        ("sub/c.yaml", "deep: {C: {type: integer}}\n"),
    ];
    let read = read_files(&files, &["api.yaml"]);
    assert_eq!(read.at("/components/schemas/A/items/$ref"), "#/components/schemas/b");
    assert_eq!(read.at("/components/schemas/b/properties/c/$ref"), "#/components/schemas/deep_C");
    assert_eq!(read.at("/components/schemas/deep_C/type"), "integer");
}

#[test]
fn a_component_that_only_refers_gives_its_name_to_the_target() {
    let root = document(
        "3.0.3",
        "components:\n  schemas:\n    Pet: {$ref: 'pet.yaml'}\n    Pets: {type: array, items: {$ref: 'pet.yaml'}}",
    );
    let read = read_files(&[("api.yaml", &root), ("pet.yaml", "type: string\n")], &["api.yaml"]);
    assert_eq!(read.at("/components/schemas/Pet/type"), "string");
    assert_eq!(read.at("/components/schemas/Pets/items/$ref"), "#/components/schemas/Pet");
    assert_eq!(read.at("/components/schemas").as_object().unwrap().len(), 2);
}

#[test]
fn an_alias_of_a_component_stays_a_reference() {
    let read = read(&document(
        "3.0.3",
        "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {type: string}",
    ));
    assert_eq!(read.at("/components/schemas/A/$ref"), "#/components/schemas/B");
}

#[test]
fn a_reference_into_a_property_makes_it_a_component_in_both_places() {
    let read = read(&document(
        "3.0.3",
        "components:\n  schemas:\n    A: {type: object, properties: {x: {type: object, properties: {y: {type: string}}}}}\n    \
         B: {type: array, items: {$ref: '#/components/schemas/A/properties/x'}}",
    ));
    assert_eq!(read.at("/components/schemas/B/items/$ref"), "#/components/schemas/A_x");
    assert_eq!(read.at("/components/schemas/A/properties/x/$ref"), "#/components/schemas/A_x");
    assert_eq!(read.at("/components/schemas/A_x/properties/y/type"), "string");
}

#[test]
fn a_reference_into_paths_is_escaped_and_percent_encoded() {
    let read = read(&document(
        "3.0.3",
        "paths:\n  /a/{id}:\n    get:\n      parameters: [{name: id, in: path, required: true, schema: {type: string, maxLength: 9}}]\n      \
         responses: {'200': {description: d}}\n    \
         put:\n      parameters: [{$ref: '#/paths/~1a~1%7Bid%7D/get/parameters/0'}]\n      responses: {'200': {description: d}}",
    ));
    let reference = "#/components/parameters/a_id_get_0";
    assert_eq!(read.at("/paths/~1a~1{id}/put/parameters/0/$ref"), reference);
    assert_eq!(read.at("/paths/~1a~1{id}/get/parameters/0/$ref"), reference);
    assert_eq!(read.at("/components/parameters/a_id_get_0/schema/maxLength"), 9);
}

#[test]
fn a_path_item_behind_a_reference_is_put_in_its_place() {
    let root = document("3.0.3", "paths:\n  /a: {$ref: 'a.yaml'}");
    let item =
        "get: {operationId: getA, responses: {'200': {$ref: '#/answers/ok'}}}\nanswers: {ok: {description: fine}}\n";
    let read = read_files(&[("api.yaml", &root), ("a.yaml", item)], &["api.yaml"]);
    assert_eq!(read.at("/paths/~1a/get/operationId"), "getA");
    assert_eq!(read.at("/paths/~1a/get/responses/200/$ref"), "#/components/responses/answers_ok");
    let place = read.bundle.as_ref().unwrap().origins.place("/paths/~1a/get/responses");
    assert_eq!(place.at, At::Pointer("/get/responses".to_owned()));
    assert_eq!(place.file.0, 1);
}

#[test]
fn whole_sections_may_be_references() {
    let root = document("3.0.3", "components: {schemas: {$ref: 'schemas.yaml'}}");
    let schemas = "A: {type: array, items: {$ref: '#/B'}}\nB: {type: string}\n";
    let read = read_files(&[("api.yaml", &root), ("schemas.yaml", schemas)], &["api.yaml"]);
    assert_eq!(read.at("/components/schemas/A/items/$ref"), "#/components/schemas/B");
}

#[test]
fn a_dangling_reference_is_told_once_with_what_is_meant() {
    let read = read(&document(
        "3.0.3",
        "components:\n  schemas:\n    A: {type: object, properties: {p: {$ref: '#/components/schemas/Conatct'}}}\n    Contact: {type: object}",
    ));
    assert!(read.bundle.is_none() || !read.findings.is_empty());
    assert_eq!(
        read.findings,
        [
            "E0201 /components/schemas/A/properties/p/$ref: `#/components/schemas/Conatct` points at nothing in api.yaml \
          [did you mean `#/components/schemas/Contact`?]"
        ]
    );
}

#[test]
fn a_ring_of_references_is_an_error() {
    let read = read(&document(
        "3.0.3",
        "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}",
    ));
    assert_eq!(read.findings.len(), 1, "{:?}", read.findings);
    assert!(read.findings[0].starts_with("E0202 /components/schemas/A/$ref"), "{:?}", read.findings);
}

#[test]
fn a_recursive_schema_is_no_ring() {
    let json = silent("3.0.3", "{type: object, properties: {next: {$ref: '#/components/schemas/S'}}}");
    assert_eq!(json["properties"]["next"]["$ref"], "#/components/schemas/S");
}

#[test]
fn a_reference_to_another_kind_is_an_error() {
    let read = read(&document(
        "3.0.3",
        "components:\n  responses: {R: {description: d}}\n  schemas:\n    A: {type: array, items: {$ref: '#/components/responses/R'}}",
    ));
    assert_eq!(
        read.findings,
        [
            "E0203 /components/schemas/A/items/$ref: `#/components/responses/R` points at a response, where a schema belongs \
          [refer to a schema instead]"
        ]
    );
}

#[test]
fn values_hold_no_references() {
    let json =
        silent("3.0.3", "{type: object, example: {$ref: nowhere}, default: {$ref: '#/none'}, x-a: {$ref: '#/none'}}");
    assert_eq!(json["example"], json!({"$ref": "nowhere"}));
}

#[test]
fn a_mapping_names_schemas_or_refers_to_them() {
    let json = silent(
        "3.0.3",
        "{oneOf: [{$ref: '#/components/schemas/Other'}], discriminator: {propertyName: t, \
         mapping: {a: Other, b: '#/components/schemas/Other'}}}",
    );
    assert_eq!(json["discriminator"]["mapping"], json!({"a": OTHER, "b": OTHER}));
}

#[test]
fn a_mapping_that_leads_nowhere_is_an_error_unless_its_file_is_gone() {
    let mapped = |target: &str| {
        let flow = format!(
            "{{oneOf: [{{$ref: '#/components/schemas/Other'}}], discriminator: {{propertyName: t, mapping: {{a: '{target}'}}}}}}"
        );
        schema("3.0.3", &flow)
    };
    assert!(mapped("#/components/schemas/Othre").1[0].starts_with("E0201 S/discriminator/mapping/a"));
    assert!(mapped("gone.yaml#/A").1[0].starts_with("L0503 S/discriminator/mapping/a"));
    let (json, findings) = mapped("gone.yaml#/Other");
    assert_eq!(json["discriminator"]["mapping"]["a"], OTHER);
    assert!(findings[0].starts_with("W0309 S/discriminator/mapping/a"), "{findings:?}");
}

#[test]
fn definitions_and_anchors_are_found() {
    let json =
        silent("3.1.0", "{type: array, items: {$ref: '#/components/schemas/S/$defs/I'}, $defs: {I: {type: integer}}}");
    assert_eq!(json["items"]["$ref"], "#/components/schemas/S_I");
    let json = silent("3.1.0", "{type: array, items: {$ref: '#item'}, $defs: {I: {$anchor: item, type: integer}}}");
    assert_eq!(json["items"]["$ref"], "#/components/schemas/S_I");
}

#[test]
fn items_of_a_comma_separated_text_are_linked() {
    let json = silent("3.0.3", "{type: string, x-comma-separated: {items: {$ref: '#/components/schemas/Other'}}}");
    assert_eq!(json["x-comma-separated"], json!({"items": {"$ref": OTHER}}));
}

#[test]
fn two_roots_share_what_they_share() {
    let root = |path: &str| {
        document("3.0.3", &format!("paths:\n  {path}:\n    get: {{responses: {{'200': {{$ref: 'more.yaml#/Ok'}}}}}}"))
    };
    let (a, b) = (root("/a"), root("/b"));
    let files = [("a.yaml", a.as_str()), ("b.yaml", b.as_str()), ("more.yaml", "Ok: {description: d}\n")];
    let read = read_files(&files, &["a.yaml", "b.yaml"]);
    assert_eq!(read.at("/paths/~1a/get/responses/200"), read.at("/paths/~1b/get/responses/200"));
    assert_eq!(read.at("/components/responses"), &json!({"Ok": {"description": "d"}}));
}

#[test]
fn two_roots_may_define_the_same_component_alike_or_not() {
    let root = |same: &str| {
        document("3.0.3", &format!("components:\n  schemas:\n    Same: {{type: string}}\n    Own: {same}"))
    };
    let (a, b) = (root("{type: string}"), root("{type: integer}"));
    let read = read_files(&[("a.yaml", &a), ("b.yaml", &b)], &["a.yaml", "b.yaml"]);
    let names: Vec<&String> = read.at("/components/schemas").as_object().unwrap().keys().collect();
    assert_eq!(names, ["Same", "Own", "Own_b"]);
}

#[test]
fn two_roots_may_not_define_the_same_operation() {
    let root = document("3.0.3", &format!("paths:\n  /a:\n    get: {{{OK}}}"));
    let read = read_files(&[("a.yaml", &root), ("b.yaml", &root)], &["a.yaml", "b.yaml"]);
    assert_eq!(read.findings, ["E0311 /paths/~1a/get: get /a is defined twice"]);
}

// ── Keywords ──

#[test]
fn a_misspelt_keyword_is_told() {
    let (_, findings) = schema("3.0.3", "{type: string, maxLenght: 3}");
    assert_eq!(
        findings,
        ["W0301 S/maxLenght: `maxLenght` is no keyword of a schema; left out [did you mean `maxLength`?]"]
    );
}

#[test]
fn a_misspelt_type_is_an_error() {
    let (_, findings) = schema("3.0.3", "{type: strng}");
    assert_eq!(findings, ["E0305 S/type: `strng` is no type of JSON [did you mean `string`?]"]);
}

#[test]
fn a_value_of_the_wrong_type_is_an_error() {
    let (_, findings) = schema("3.0.3", "{type: object, properties: [a]}");
    assert_eq!(findings, ["E0302 S/properties: `properties` is a list, and an object belongs there"]);
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
    assert_eq!(json, json!({"x-kept-type": "integer", "x-kept-enum": ["low", "high"]}));
    assert!(findings[0].starts_with("L0502 S/enum"), "{findings:?}");
}

#[test]
fn a_single_value_of_another_type_is_an_error() {
    let (_, findings) = schema("3.0.3", "{type: string, enum: [a, [b]]}");
    assert!(findings[0].starts_with("E0302 S/enum/1: [\"b\"] is not of `type: string`"), "{findings:?}");
}

// ── 3.1 in 3.0's types ──

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
        (
            "{type: string, contentEncoding: base64}",
            json!({"type": "string", "format": "byte", "x-kept-contentEncoding": "base64"}),
        ),
        (
            "{contentMediaType: image/png}",
            json!({"type": "string", "format": "binary", "x-kept-contentMediaType": "image/png"}),
        ),
        ("{$schema: x, $comment: y, type: string}", json!({"type": "string"})),
    ];
    for (flow, expected) in cases {
        let (json, findings) = schema("3.1.0", flow);
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
    assert!(findings[0].starts_with("N0603 S/$ref: `type`, `required` beside a `$ref`"), "{findings:?}");
}

#[test]
fn one_pattern_of_properties_is_a_map() {
    let (json, findings) = schema("3.1.0", "{type: object, patternProperties: {'^x': {type: string}}}");
    assert_eq!(json["additionalProperties"], json!({"type": "string"}));
    assert!(findings[0].starts_with("L0501 S/patternProperties/^x"), "{findings:?}");
}

#[test]
fn what_older_types_cannot_say_is_kept_and_told() {
    for key in ["if", "contains", "propertyNames", "dependentSchemas"] {
        let (json, findings) = schema("3.1.0", &format!("{{type: object, {key}: {{}}}}"));
        assert_eq!(json[format!("x-kept-{key}")], json!({}), "{key}");
        assert!(findings[0].starts_with("L0503"), "{key}: {findings:?}");
    }
}

#[test]
fn webhooks_callbacks_and_links_are_left_out_and_told() {
    let read = read(&document(
        "3.1.0",
        "webhooks: {w: {}}\npaths:\n  /a:\n    get: {callbacks: {c: {}}, responses: {'200': {description: d, links: {l: {}}}}}",
    ));
    let codes: Vec<&str> = read.findings.iter().map(|found| &found[..5]).collect();
    assert_eq!(codes, ["L0503"; 3], "{:?}", read.findings);
    assert_eq!(read.at("/paths/~1a/get/callbacks"), &Value::Null);
}

// ── Operations ──

#[test]
fn servers_and_security_are_pushed_down() {
    let read = read(&document(
        "3.0.3",
        "servers: [{url: https://root}]\nsecurity: [{key: []}]\npaths:\n  /a:\n    get: {responses: {'200': {description: d}}}\n    \
         put: {servers: [{url: https://own}], security: [], responses: {'200': {description: d}}}\n  \
         /b:\n    servers: [{url: https://item}]\n    get: {responses: {'200': {description: d}}}\n\
         components:\n  securitySchemes: {key: {type: apiKey, in: header, name: K}}",
    ));
    assert_eq!(read.at("/paths/~1a/get/servers/0/url"), "https://root");
    assert_eq!(read.at("/paths/~1a/put/servers/0/url"), "https://own");
    assert_eq!(read.at("/paths/~1b/get/servers/0/url"), "https://item");
    assert_eq!(read.at("/paths/~1a/get/security"), &json!([{"key": []}]));
    assert_eq!(read.at("/paths/~1a/put/security"), &json!([]));
    let place = read.bundle.as_ref().unwrap().origins.place("/paths/~1b/get/servers/0/url");
    assert_eq!(place.at, At::Pointer("/paths/~1b/servers/0/url".to_owned()));
}

#[test]
fn an_operations_parameter_goes_before_its_paths() {
    let read = read(&document(
        "3.0.3",
        "paths:\n  /a:\n    parameters: [{name: q, in: query, schema: {type: string}}, {name: r, in: query, schema: {type: string}}]\n    \
         get: {parameters: [{name: q, in: query, schema: {type: integer}}], responses: {'200': {description: d}}}",
    ));
    let parameters = read.at("/paths/~1a/get/parameters");
    assert_eq!((&parameters[0]["name"], &parameters[1]["schema"]["type"]), (&json!("r"), &json!("integer")));
    assert_eq!(parameters.as_array().unwrap().len(), 2);
}

#[test]
fn a_path_parameter_that_is_not_declared_is_text() {
    let read = operation(&format!("{{{OK}}}"));
    assert_eq!(read.at("/paths/~1a~1{id}/get/parameters/0/schema/type"), "string");
    assert_eq!(
        read.findings,
        ["W0306 /paths/~1a~1{id}/get: the path parameter `id` of /a/{id} is not declared; read as text"]
    );
}

#[test]
fn a_path_parameter_that_the_path_does_not_have_is_left_out() {
    let read = operation(&format!(
        "{{parameters: [{ID}, {{name: x, in: path, required: true, schema: {{type: string}}}}], {OK}}}"
    ));
    assert_eq!(read.at("/paths/~1a~1{id}/get/parameters").as_array().unwrap().len(), 1);
    assert!(read.findings[0].starts_with("W0307 /paths/~1a~1{id}/get/parameters/1"), "{:?}", read.findings);
}

#[test]
fn two_parameters_of_one_name_are_an_error() {
    let read = operation(&format!(
        "{{parameters: [{ID}, {{name: q, in: query, schema: {{type: string}}}}, {{name: q, in: query, schema: {{type: integer}}}}], {OK}}}"
    ));
    assert!(
        read.findings[0].starts_with("E0308 /paths/~1a~1{id}/get/parameters/2: /a/{id} has two query parameters `q`")
    );
}

#[test]
fn a_header_that_openapi_ignores_is_dropped() {
    let read =
        operation(&format!("{{parameters: [{ID}, {{name: Accept, in: header, schema: {{type: string}}}}], {OK}}}"));
    assert_eq!(read.at("/paths/~1a~1{id}/get/parameters").as_array().unwrap().len(), 1);
    assert!(read.findings[0].starts_with("N0602 /paths/~1a~1{id}/get/parameters/1"), "{:?}", read.findings);
}

#[test]
fn values_of_a_parameter_are_text() {
    let read = operation(&format!(
        "{{parameters: [{ID}, {{name: q, in: query, schema: {{type: boolean, enum: ['0', '1']}}}}], {OK}}}"
    ));
    assert_eq!(read.at("/paths/~1a~1{id}/get/parameters/1/schema"), &json!({"type": "string", "enum": ["0", "1"]}));
}

#[test]
fn one_operation_id_for_two_is_an_error_at_both() {
    let text = document(
        "3.0.3",
        &format!("paths:\n  /a:\n    get: {{operationId: x, {OK}}}\n    put: {{operationId: x, {OK}}}"),
    );
    let (sources, _) = load(&Memory::new([("a.yaml", text)]), &["a.yaml".to_owned()]);
    let (links, _) = link(&sources, &sources.roots);
    let (_, diags) = bundle(&sources, &links, &sources.roots);
    let found = diags.iter().next().unwrap();
    assert_eq!(found.code, Code::DuplicateOperationId);
    assert_eq!(found.place.at, At::Pointer("/paths/~1a/put/operationId".to_owned()));
    assert_eq!(found.labels[0].0.at, At::Pointer("/paths/~1a/get/operationId".to_owned()));
}

#[test]
fn statuses_in_small_letters_are_read() {
    let read = operation(&format!("{{parameters: [{ID}], responses: {{4xx: {{description: d}}}}}}"));
    assert_eq!(read.at("/paths/~1a~1{id}/get/responses/4XX/description"), "d");
    assert!(read.findings[0].starts_with("W0309"), "{:?}", read.findings);
}

#[test]
fn a_response_needs_no_description() {
    let read = operation(&format!("{{parameters: [{ID}], responses: {{'200': {{}}}}}}"));
    assert_eq!(read.at("/paths/~1a~1{id}/get/responses/200/description"), "");
    assert!(read.findings[0].starts_with("W0309"), "{:?}", read.findings);
}

#[test]
fn a_path_without_a_slash_gets_one() {
    let read = read(&document("3.0.3", &format!("paths:\n  a:\n    get: {{{OK}}}")));
    assert!(read.at("/paths/~1a/get").is_object());
    assert_eq!(read.findings, ["W0309 /paths/a: the path `a` does not begin with `/`; read as `/a`"]);
}

#[test]
fn a_query_that_the_path_repeats_is_no_part_of_it() {
    let read = read(&document(
        "3.0.3",
        &format!(
            "paths:\n  '/a?q={{q}}':\n    get: {{parameters: [{{name: q, in: query, schema: {{type: string}}}}], {OK}}}"
        ),
    ));
    assert!(read.at("/paths/~1a/get").is_object(), "{}", read.json);
    assert_eq!(read.findings.len(), 1);
}

#[test]
fn examples_of_the_wrong_shape_are_read() {
    let read = operation(&format!(
        "{{parameters: [{ID}], responses: {{'200': {{description: d, content: {{application/json: {{examples: [1]}}}}}}}}}}"
    ));
    assert_eq!(read.at("/paths/~1a~1{id}/get/responses/200/content/application~1json/example"), 1);
    assert!(read.findings[0].starts_with("W0309"), "{:?}", read.findings);
}

// ── Extensions of ours ──

#[test]
fn extensions_of_ours_are_checked() {
    for flow in [
        "{type: object, x-replace: part}",
        "{type: string, enum: [a], x-read-only-values: [b]}",
        "{type: string, x-read-only-values: [b]}",
        "{type: integer, x-comma-separated: {items: {type: string}}}",
        "{type: string, x-comma-separated: true}",
    ] {
        let (_, findings) = schema("3.0.3", flow);
        assert_eq!(findings.len(), 1, "{flow}: {findings:?}");
        assert!(findings[0].starts_with("E0310"), "{flow}: {findings:?}");
    }
}

#[test]
fn descriptions_of_values_may_be_a_list() {
    let json = silent("3.0.3", "{type: string, enum: [a, b], x-enum-descriptions: [first, second]}");
    assert_eq!(json["x-enum-descriptions"], json!({"a": "first", "b": "second"}));
}

#[test]
fn extensions_of_a_path_parameter_are_checked() {
    let read = operation(&format!(
        "{{parameters: [{{name: id, in: path, required: true, x-repeated-segment: true, schema: {{type: string}}}}], {OK}}}"
    ));
    assert!(
        read.findings[0].starts_with("E0310 /paths/~1a~1{id}/get/parameters/0/x-repeated-segment"),
        "{:?}",
        read.findings
    );
}

// ── Depth ──

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

// ── The table of keywords ──

#[test]
fn the_table_of_keywords_is_sorted() {
    use generator::link::vocabulary::{Kind, members};
    for kind in Kind::ALL {
        let names: Vec<&str> = members(kind).iter().map(|(name, _)| *name).collect();
        assert!(names.is_sorted(), "{kind:?}: {names:?}");
    }
}
