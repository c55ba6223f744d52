//! Extensions of ours, and those of others that we read: each is judged once, and stands beside the types of 3.0.

use generator::internals::document::extras::{SchemaExtras, ValueExtras};
use openapiv3::ReferenceOr;

use crate::support::{OK, document, extras, operation, read, schema};

/// The names that a schema gives to the values of its `enum`.
fn names(extras: &SchemaExtras) -> Vec<Option<&str>> {
    extras.values.iter().map(|value| value.name.as_deref()).collect()
}

/// The descriptions that a schema gives to the values of its `enum`.
fn descriptions(extras: &SchemaExtras) -> Vec<Option<&str>> {
    extras.values.iter().map(|value| value.description.as_deref()).collect()
}

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
fn values_between_commas_have_a_schema_of_their_own() {
    let flow = "{type: string, x-comma-separated: {items: {type: string}}}";
    let read = read(&document("3.0.3", &format!("components: {{schemas: {{S: {flow}}}}}")));
    assert_eq!(
        read.findings,
        [
            "E0310 /components/schemas/S/x-comma-separated: `items` of `x-comma-separated` must be a `$ref` to a component schema"
        ]
    );
}

#[test]
fn values_are_described_by_a_map_or_a_list() {
    for flow in [
        "{type: string, enum: [a, b], x-enum-descriptions: {b: second, a: first}}",
        "{type: string, enum: [a, b], x-enum-descriptions: [first, second]}",
    ] {
        assert_eq!(descriptions(&extras("3.0.3", flow)), [Some("first"), Some("second")], "{flow}");
    }
    let constant = extras("3.1.0", "{type: string, const: a, x-enum-descriptions: {a: first}}");
    assert_eq!(descriptions(&constant), [Some("first")]);
}

#[test]
fn what_is_said_of_a_value_goes_with_it() {
    let flow =
        "{type: [string, 'null'], enum: [a, null, b], x-enum-varnames: [A, Nothing, B], x-read-only-values: [b]}";
    let extras = extras("3.1.0", flow);
    assert_eq!(names(&extras), [Some("A"), Some("B")]);
    let read_only: Vec<bool> = extras.values.iter().map(|value| value.is_read_only).collect();
    assert_eq!(read_only, [false, true]);
}

#[test]
fn a_value_that_is_read_as_text_may_be_read_only() {
    let read =
        read(&document("3.0.3", "components: {schemas: {S: {type: string, enum: [1, a], x-read-only-values: [1]}}}"));
    assert_eq!(read.findings, ["W0309 /components/schemas/S/enum/0: 1 is not of `type: string`; it is read as \"1\""]);
    let bundle = read.bundle.unwrap();
    let ReferenceOr::Item(schema) = &bundle.openapi.components.as_ref().unwrap().schemas["S"] else { panic!() };
    let extras = bundle.extras.schemas.get(&schema.schema_data.extensions).unwrap();
    assert_eq!(extras.values, [ValueExtras { is_read_only: true, ..ValueExtras::default() }, ValueExtras::default()]);
}

#[test]
fn names_of_values_that_do_not_fit_are_left_out() {
    let (json, findings) = schema("3.0.3", "{type: string, enum: [a, b], x-enum-varnames: [A]}");
    assert_eq!(json, serde_json::json!({"type": "string", "enum": ["a", "b"]}));
    assert_eq!(
        findings,
        [
            "W0309 S/x-enum-varnames: `x-enum-varnames` must be a list of as many names as the `enum` has values; it is left out"
        ]
    );
}

#[test]
fn extensions_stay_with_a_schema_that_is_rewritten() {
    for (version, flow) in [
        ("3.0.3", "{$ref: '#/components/schemas/Other', x-replace: whole}"),
        ("3.0.3", "{allOf: [{$ref: '#/components/schemas/Other'}], nullable: true, x-replace: whole}"),
        ("3.1.0", "{type: [object, 'null'], x-replace: whole}"),
        ("3.1.0", "{type: [string, integer], x-replace: whole}"),
        ("3.1.0", "{x-replace: whole, oneOf: [{type: 'null'}, {type: object}]}"),
        ("3.1.0", "{oneOf: [{type: 'null'}, {type: object, x-replace: whole}]}"),
        ("3.1.0", "{x-replace: whole, anyOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}"),
    ] {
        assert!(extras(version, flow).is_replaced_whole, "{flow}");
    }
}

#[test]
fn what_an_outer_schema_says_goes_before_what_an_inner_one_says() {
    let flow = "{x-enum-descriptions: {a: outer}, oneOf: [{type: 'null'}, {type: string, enum: [a], x-enum-descriptions: {a: inner}}]}";
    assert_eq!(descriptions(&extras("3.1.0", flow)), [Some("inner")]);
    let flow =
        "{x-ms-discriminator-value: outer, oneOf: [{type: 'null'}, {type: object, x-ms-discriminator-value: inner}]}";
    assert_eq!(extras("3.1.0", flow).discriminator_value.as_deref(), Some("outer"));
}

#[test]
fn extensions_of_others_count_for_nothing() {
    assert_eq!(extras("3.0.3", "{type: string, x-vendor: {deep: [1]}, x-row: 0}"), SchemaExtras::default());
}

#[test]
fn extensions_of_a_path_parameter_are_checked() {
    for schema in ["{type: string}", "{$ref: '#/components/schemas/Other'}"] {
        let read = operation(&format!(
            "{{parameters: [{{name: id, in: path, required: true, x-repeated-segment: true, schema: {schema}}}], {OK}}}\n\
             components: {{schemas: {{Other: {{type: array, items: {{type: string}}}}}}}}"
        ));
        assert_eq!(
            read.findings,
            ["E0310 /paths/~1a~1{id}/get/parameters/0/x-repeated-segment: `x-repeated-segment` is for a parameter \
              whose schema is an array"],
            "{schema}"
        );
    }
}

#[test]
fn an_extension_that_is_nearly_one_of_ours_is_told() {
    let told = |flow: &str| schema("3.0.3", flow).1.concat();
    assert_eq!(
        told("{type: object, x-repalce: whole}"),
        "W0301 S/x-repalce: unknown extension `x-repalce` of a schema; it is left out [did you mean `x-replace`?]"
    );
    assert_eq!(
        told("{type: string, enum: [a], x-enum-varname: [A]}"),
        "W0301 S/x-enum-varname: unknown extension `x-enum-varname` of a schema; it is left out \
         [did you mean `x-enum-varnames`?]"
    );
    // Any other name is that of an extension of others, which counts for nothing.
    assert_eq!(told("{type: object, x-release: whole, x-go-name: A, x-name: b, x-placement: c}"), "");
    let told = |flow: &str| operation(&format!("{{{flow}, {OK}}}")).findings;
    let place = "/paths/~1a~1{id}/get";
    let id = "parameters: [{name: id, in: path, required: true, schema: {type: string}}]";
    assert_eq!(
        told(&format!("{id}, x-idempotentt: true")),
        [format!(
            "W0301 {place}/x-idempotentt: unknown extension `x-idempotentt` of an operation; it is left out \
             [did you mean `x-idempotent`?]"
        )]
    );
    assert_eq!(
        told(&format!("{id}, x-replace: whole, x-enum-varnames: [a]")),
        [format!("W0301 {place}/x-replace: `x-replace` is for a schema, and this is an operation; it is left out")]
    );
}
