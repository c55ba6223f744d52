//! A reference that leads nowhere leaves a hole: it hides no other finding, and it is told what was probably meant.

use crate::support::{document, read_files, said};

#[test]
fn a_reference_that_leads_nowhere_hides_no_other_finding() {
    let rest = "paths:
  /a/{id}:
    parameters: [{$ref: '#/components/parameters/Gone'}]
    post:
      parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/Gone'}}]
      requestBody: {$ref: '#/components/requestBodies/Gone'}
      responses:
        '200': {$ref: '#/components/responses/Gone'}
        '201': {description: d, content: {application/json: {schema: {$ref: 'gone.yaml#/S'}}}}
        '202': {description: d, content: {application/json: {schema: {$ref: 'https://a.example/s.yaml'}}}}
        '203': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Ring'}}}}
        '206': {description: d, content: {application/json: {schema: {$ref: '#/paths'}}}}
components:
  schemas:
    Ring: {$ref: '#/components/schemas/Rong'}
    Rong: {$ref: '#/components/schemas/Ring'}
    All: {allOf: [{$ref: '#/components/schemas/Gone'}, {type: object, properties: {a: {type: string}}}]}
    One: {oneOf: [{$ref: '#/components/schemas/Gone'}, {type: object, properties: {a: {type: string}}}]}
    Any: {anyOf: [{type: string}, {$ref: '#/components/schemas/Gone'}]}
    Map: {type: object, additionalProperties: {$ref: '#/components/schemas/Gone'}}
    Late: {type: integer, default: amongus}
    Lossy: {not: {type: string}}
";
    let mut told = said(&[("api.yaml", &document("3.1.0", rest))]);
    told.retain(|found| !found.starts_with("N0601"));
    let expected = [
        "E0101 /paths/~1a~1{id}/post/responses/201/content/application~1json/schema/$ref: the file `gone.yaml` cannot be \
         read: the file does not exist",
        "E0101 /paths/~1a~1{id}/post/responses/202/content/application~1json/schema/$ref: `https://a.example/s.yaml` is \
         a URL, and URLs are not fetched",
        "E0201 /paths/~1a~1{id}/parameters/0/$ref: `#/components/parameters/Gone` points at nothing in api.yaml",
        "E0201 /paths/~1a~1{id}/post/parameters/0/schema/$ref: `#/components/schemas/Gone` points at nothing in api.yaml",
        "E0201 /paths/~1a~1{id}/post/requestBody/$ref: `#/components/requestBodies/Gone` points at nothing in api.yaml",
        "E0201 /paths/~1a~1{id}/post/responses/200/$ref: `#/components/responses/Gone` points at nothing in api.yaml",
        "E0203 /paths/~1a~1{id}/post/responses/206/content/application~1json/schema/$ref: `#/paths` points at a map \
         whose values are each a path item, where a schema is expected",
        "E0202 /components/schemas/Ring/$ref: `#/components/schemas/Ring` leads back to itself",
        // What follows is of later stages, and nothing of it is said of a hole.
        "W0313 /components/schemas/Late/default: the default \"amongus\" is not of `type: integer`",
        "L0502 /components/schemas/Lossy: `not` does not say what a value is; the value is kept as JSON",
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_a_reference_that_points_at_nothing_means_is_told() {
    let helps = |main: &str, other: &str, roots: &[&str]| {
        let files = [
            ("api.yaml", document("3.0.3", &format!("components: {{schemas: {{S: {{$ref: '{main}'}}, Here: {{}}}}}}"))),
            ("sub/user.yaml", document("3.0.3", &format!("components: {other}"))),
        ];
        let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
        let findings = read_files(&files, roots).findings.into_iter();
        findings.filter_map(|found| Some(found.split_once(" [")?.1.to_owned())).collect::<Vec<_>>().concat()
    };
    let roots = ["api.yaml", "sub/user.yaml"];
    let user = "{schemas: {User: {}}}";
    assert_eq!(
        helps("#/components/schemas/User", user, &roots),
        "it is in sub/user.yaml: write `sub/user.yaml#/components/schemas/User`]"
    );
    assert_eq!(
        helps("#/components/schemas/Uzer", user, &roots),
        "did you mean `sub/user.yaml#/components/schemas/User`?]"
    );
    assert_eq!(
        helps("sub/user.yaml#/components/schemas/Here", user, &["api.yaml"]),
        "it is in api.yaml: write `#/components/schemas/Here`]"
    );
    // What is near in the file that is named comes before what is near elsewhere.
    assert_eq!(helps("#/components/schemas/Heer", user, &roots), "did you mean `#/components/schemas/Here`?]");
    // A definition of Swagger 2 is a component now.
    assert_eq!(
        helps("#/definitions/User", user, &roots),
        "it is in sub/user.yaml: write `sub/user.yaml#/components/schemas/User`]"
    );
    assert_eq!(helps("#/components/schemas/Nobody", user, &roots), "");
    // A response of that name is no schema.
    assert_eq!(helps("#/components/schemas/User", "{responses: {User: {description: d}}}", &roots), "");
    // A file has a name that may be misspelt too.
    assert_eq!(
        helps("sub/usr.yaml#/components/schemas/User", user, &roots),
        "did you mean `sub/user.yaml#/components/schemas/User`?]"
    );
}

#[test]
fn a_document_with_an_error_in_each_of_two_stages_tells_both() {
    let rest =
        "paths: {/a: {get: {parameters: [{name: q, in: nowhere, schema: {}}], responses: {'200': {$ref: '#/gone'}}}}}";
    let told = said(&[("api.yaml", &document("3.1.0", rest))]);
    assert_eq!(
        told,
        [
            "E0201 /paths/~1a/get/responses/200/$ref: `#/gone` points at nothing in api.yaml",
            "E0302 /paths/~1a/get/parameters/0/in: a parameter cannot be in `nowhere`",
        ]
    );
}
