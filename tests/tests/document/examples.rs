//! An example that contradicts its schema is reported at what is wrong.

use crate::support::{ID, OK, Read, document, operation, read, schema};

/// What is said of examples, by the code of contradictions: the last keys of the place, and the text.
fn of_examples(read: &Read) -> Vec<String> {
    let said = read.findings.iter().filter_map(|found| found.strip_prefix("W0313 "));
    said.map(|found| found.replace("the example contradicts its schema: ", "")).collect()
}

#[test]
fn an_example_of_a_schema_that_contradicts_it_is_told() {
    let told = |flow: &str| {
        let (_, findings) = schema("3.1.0", flow);
        findings.concat().replace("W0313 S/", "").replace("the example contradicts its schema: ", "")
    };
    let person = "type: object, required: [name], properties: {name: {type: string}, age: {type: integer, minimum: 0}, \
                  id: {type: string, readOnly: true}, next: {$ref: '#/components/schemas/S'}}";
    for (flow, expected) in [
        ("{type: integer, example: '7'}", "example: \"7\" is not of `type: integer`"),
        ("{type: [string, 'null'], examples: [a, null, 7]}", "examples/2: 7 is not of `type: string` or `type: null`"),
        (
            "{type: string, enum: [home, business], example: hom}",
            "example: \"hom\" is no value that the schema lists [did you mean `home`?]",
        ),
        ("{type: number, exclusiveMinimum: 0, example: 0}", "example: 0 is not above that the schema allows, 0"),
        (
            "{type: array, items: {type: string}, maxItems: 2, example: [a, 1, 2]}",
            "example: it has 3 items, and the schema wants 2 at mostexample/1: 1 is not of `type: string`",
        ),
    ] {
        let told = told(flow).replace("W0313 S/", "");
        assert_eq!(told, expected, "{flow}");
    }
    let told = |example: &str| told(&format!("{{{person}, example: {example}}}"));
    assert_eq!(
        told("{name: a, next: {name: b, next: {age: -1}}}"),
        "example/next/next: `name` is required, and missing\
         example/next/next/age: -1 is below the least that the schema allows, 0"
    );
    assert_eq!(told("{name: a, agee: 1}"), "example/agee: the schema has no property `agee` [did you mean `age`?]");
    // Another name may be one that the schema leaves out.
    assert_eq!(told("{name: a, '@odata.type': b, id: c}"), "");
}

#[test]
fn an_example_of_a_body_is_compared_by_the_way_that_it_travels() {
    let told = |example: &str| {
        let media = format!("content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}, {example}}}}}");
        let operation = format!("{{requestBody: {{{media}}}, responses: {{'200': {{description: d, {media}}}}}}}");
        let schemas = "schemas: {S: {type: object, required: [id, name], properties: {id: {type: string, readOnly: true}, \
                       name: {type: string}, password: {type: string, writeOnly: true}}}}";
        let examples = "examples: {E: {value: {id: 1, name: a}}}";
        let text = format!("paths: {{/a: {{post: {operation}}}}}\ncomponents: {{{schemas}, {examples}}}");
        let told = of_examples(&read(&document("3.0.3", &text)));
        told.iter().map(|told| told.replace("/paths/~1a/post/", "").replace("content/application~1json/", "")).collect()
    };
    let told = |example: &str| -> Vec<String> { told(example) };
    // What the server sets is asked of a response alone, and what nobody declares would be lost where it is sent.
    assert_eq!(told("example: {name: a}"), ["responses/200/example: `id` is required, and missing"]);
    assert_eq!(
        told("example: {id: a, name: b, other: c}"),
        [
            "requestBody/example/id: `id` is read-only, and this is sent",
            "requestBody/example/other: the schema has no property `other`"
        ]
    );
    assert_eq!(
        told("example: {id: a, name: b, password: c}"),
        [
            "requestBody/example/id: `id` is read-only, and this is sent",
            "responses/200/example/password: `password` is write-only, and this is received"
        ]
    );
    // One that stands elsewhere is told where it stands.
    assert_eq!(
        told("examples: {one: {$ref: '#/components/examples/E'}}"),
        [
            "/components/examples/E/value/id: `id` is read-only, and this is sent",
            "/components/examples/E/value/id: 1 is not of `type: string`"
        ]
    );
    assert_eq!(
        told("examples: {one: {value: {name: 7}}}"),
        [
            "requestBody/examples/one/value/name: 7 is not of `type: string`",
            "responses/200/examples/one/value: `id` is required, and missing",
            "responses/200/examples/one/value/name: 7 is not of `type: string`"
        ]
    );
}

#[test]
fn an_example_of_a_parameter_is_text() {
    let told = |schema: &str, example: &str| {
        let query = format!("{{name: q, in: query, schema: {schema}, example: {example}}}");
        of_examples(&operation(&format!("{{parameters: [{ID}, {query}], {OK}}}"))).concat()
    };
    for (schema, example) in [
        ("{type: integer}", "'7'"),
        ("{type: string}", "7"),
        ("{type: boolean}", "'true'"),
        ("{type: array, items: {type: integer}}", "'1,2'"),
    ] {
        assert_eq!(told(schema, example), "", "{schema} {example}");
    }
    let place = "/paths/~1a~1{id}/get/parameters/1/example";
    assert_eq!(told("{type: integer}", "seven"), format!("{place}: \"seven\" is not of `type: integer`"));
    assert_eq!(
        told("{type: array, items: {type: integer}}", "[a]"),
        format!("{place}/0: \"a\" is not of `type: integer`")
    );
}

#[test]
fn an_alternative_that_an_example_fits_is_enough() {
    let told = |alternatives: &str, example: &str| {
        let (_, findings) = schema("3.0.3", &format!("{{{alternatives}, example: {example}}}"));
        findings.concat().replace("W0313 S/", "").replace("the example contradicts its schema: ", "")
    };
    let cat = "{type: object, required: [meow], properties: {meow: {type: integer}}}";
    let one_of = format!("oneOf: [{{type: string}}, {cat}]");
    assert_eq!(told(&one_of, "a") + &told(&one_of, "{meow: 1}"), "");
    assert_eq!(
        told(&one_of, "{meow: a}"),
        "example: no schema of `oneOf` allows it; of the nearest, \"a\" is not of `type: integer`"
    );
    assert_eq!(told(&format!("nullable: true, {one_of}"), "null"), "");
    // What is not understood is taken to fit.
    assert_eq!(told("not: {type: string}", "a") + &told("type: string, pattern: '^b', format: date", "a"), "");
}
