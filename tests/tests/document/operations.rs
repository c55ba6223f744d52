//! Paths, operations, parameters and responses.

use generator::internals::document::read_bundle;
use generator::internals::link::link;
use generator::internals::selection::Selection;
use generator::internals::source::{Roots, load};
use generator::{At, Code, Memory};
use serde_json::json;

use crate::support::{ID, OK, document, operation, read};

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
    let place = read.bundle.as_ref().unwrap().origins.location("/paths/~1b/get/servers/0/url");
    assert_eq!(place.at, At::Pointer("/paths/~1b/servers/0/url".to_owned()));
}

#[test]
fn a_scheme_that_nobody_describes_is_needed_all_the_same() {
    let read = read(&document(
        "3.0.3",
        "security: [{kee: []}]\npaths:\n  /a:\n    get: {responses: {'200': {description: d}}}\n  \
         /b:\n    get: {responses: {'200': {description: d}}}\n\
         components:\n  securitySchemes: {key: {type: apiKey, in: header, name: K}}",
    ));
    assert_eq!(read.at("/paths/~1a/get/security"), &json!([{"kee": []}]));
    assert_eq!(read.at("/components/securitySchemes/kee/name"), "Authorization");
    assert_eq!(
        read.findings,
        ["W0313 /security/0/kee: there is no security scheme `kee`; the client sends its credentials \
             as the header `Authorization` [did you mean `key`?]"]
    );
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
        ["W0306 /paths/~1a~1{id}/get: the path parameter `id` of /a/{id} is not declared; it is read as a string"]
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
    let (sources, _) = load(&Memory::new([("a.yaml", text)]), &Roots::new(["a.yaml"]));
    let (links, _) = link(&sources, &sources.roots, Selection::EVERYTHING);
    let (_, diags) = read_bundle(&sources, &links, &sources.roots, Selection::EVERYTHING);
    let found = diags.iter().next().unwrap();
    assert_eq!(found.code, Code::DuplicateOperationId);
    assert_eq!(found.location.at, At::Pointer("/paths/~1a/put/operationId".to_owned()));
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
    assert_eq!(read.findings, ["W0309 /paths/a: the path `a` does not begin with `/`; it is read as `/a`"]);
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
