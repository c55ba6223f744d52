//! Where references lead, and what is said about those that lead nowhere.

use generator::At;
use serde_json::json;

use crate::support::{OK, OTHER, document, extras, read, read_files, schema, silent};

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
    let place = read.bundle.as_ref().unwrap().origins.location("/paths/~1a/get/responses");
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
        "components:\n  responses: {R: {description: d, content: {}}}\n  schemas:\n    A: {type: array, items: {$ref: '#/components/responses/R'}}",
    ));
    assert_eq!(
        read.findings,
        [
            "E0203 /components/schemas/A/items/$ref: `#/components/responses/R` points at a response, where a schema is expected"
        ]
    );
}

#[test]
fn a_reference_to_another_kind_is_read_where_the_target_says_nothing_that_only_its_kind_can_say() {
    let read = read(&document(
        "3.0.3",
        "components:\n  responses: {R: {description: d, x-a: 1}}\n  schemas:\n    A: {type: array, items: {$ref: '#/components/responses/R'}}",
    ));
    assert_eq!(read.at("/components/schemas/A/items/$ref"), "#/components/schemas/R");
    assert_eq!(read.at("/components/schemas/R/description"), "d");
    assert!(read.findings[0].starts_with("W0309 /components/schemas/A/items/$ref"), "{:?}", read.findings);
}

/// Each is looked up by its text and by what its escapes mean, and both lead through the one before.
#[test]
fn references_that_lead_through_one_another_end() {
    let schemas: String =
        (1..60).map(|n| format!("    S{n}: {{$ref: '#/components/schemas/S{}/p/%7A'}}\n", n - 1)).collect();
    let read = read(&document("3.0.3", &format!("components:\n  schemas:\n    S0: {{}}\n{schemas}")));
    assert!(read.findings.iter().all(|found| found.starts_with("E020")), "{:?}", read.findings);
    assert_eq!(read.findings.len(), 59);
}

/// Each of 32 references that may be put in place of one another adds 80 levels. (Found by the fuzz target.)
#[test]
fn references_that_stand_inside_themselves_are_no_deeper_than_a_document() {
    let (open, close) = ("{items: ".repeat(80), "}".repeat(80));
    let parts = format!("x-p: {{a: {open}{{properties: {{$ref: '#/x-p'}}}}{close}}}");
    let schemas = "components:\n  schemas:\n    S: {properties: {$ref: '#/x-p'}}";
    let text = document("3.0.3", &format!("{parts}\n{schemas}"));
    // The stack of a program; that of a test is a quarter of it.
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    let found = thread.spawn(move || read(&text).findings).expect("a thread").join().expect("no panic");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("E0105 /x-p/a/items"), "{found:?}");
}

#[test]
fn a_path_item_that_many_paths_repeat_is_too_large() {
    let item = format!("get: {{responses: {{'200': {{description: d, x-a: [{}]}}}}}}", "1,".repeat(999));
    let paths: String = (0..999).map(|n| format!("  /p{n}: {{$ref: 'a.yaml'}}\n")).collect();
    let root = document("3.0.3", &format!("paths:\n{paths}"));
    let read = read_files(&[("api.yaml", &root), ("a.yaml", &item)], &["api.yaml"]);
    assert_eq!(
        read.findings,
        ["E0106 /paths/~1p99/$ref: references repeat too much of the document; the limit is exceeded here"]
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
fn a_mapping_that_leads_nowhere_is_told_with_what_may_be_meant() {
    let mapped = |target: &str| {
        let flow = format!(
            "{{oneOf: [{{$ref: '#/components/schemas/Other'}}], discriminator: {{propertyName: t, mapping: {{a: '{target}'}}}}}}"
        );
        schema("3.0.3", &flow)
    };
    let told = |target: &str| mapped(target).1.concat();
    assert_eq!(
        told("#/components/schemas/Othre"),
        "W0309 S/discriminator/mapping/a: `#Othre` does not point at a schema; the members of the variant identify it \
         [did you mean `#Other`?]"
    );
    assert!(told("gone.yaml#/A").starts_with("W0309 S/discriminator/mapping/a"));
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
    let extras = extras("3.0.3", "{type: string, x-comma-separated: {items: {$ref: '#/components/schemas/Other'}}}");
    assert_eq!(extras.comma_separated.as_deref(), Some(OTHER));
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
