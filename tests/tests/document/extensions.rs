//! Extensions of ours.

use serde_json::json;

use crate::support::{OK, operation, schema, silent};

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
