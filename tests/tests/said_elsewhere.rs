//! What a document says at another place than the one that it is about: above an operation, of a component, of another part.

use generator::{Code, Config, Memory, Outcome, Style, generate, render};

fn outcome(document: &str) -> Outcome {
    generate(&Memory::new([("a.yaml", document)]), &Config::single("a.yaml", "a"))
}

/// An emitted file.
fn file(document: &str, path: &str) -> String {
    let outcome = outcome(document);
    let tree = outcome.tree.unwrap_or_else(|| panic!("{}", render(&outcome.diags, &outcome.sources, Style::Plain)));
    tree.iter().find(|(found, _)| found.as_str() == path).expect("the file").1.to_owned()
}

const START: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

#[test]
fn the_prose_of_a_path_is_that_of_an_operation_without_any() {
    let document = format!(
        "{START}paths:
  /a:
    summary: Addresses
    description: All that the account has.
    get: {{operationId: list, description: ' ', responses: {{}}}}
    post: {{operationId: add, summary: Adds one, responses: {{}}}}
"
    );
    let code = file(&document, "src/a.rs");
    assert!(code.contains("/// Addresses\n///\n/// All that the account has.\n///\n/// `GET /a`."), "{code}");
    assert!(code.contains("/// Adds one\n///\n/// `POST /a`."), "{code}");
}

#[test]
fn a_member_has_the_default_of_its_component_and_of_any_part() {
    let document = format!(
        "{START}paths: {{}}
components:
  schemas:
    Five: {{type: integer, default: 5}}
    Base: {{type: object, properties: {{part: {{type: string, default: q}}}}}}
    X: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{properties: {{part: {{type: string, maxLength: 4}}, named: {{$ref: '#/components/schemas/Five'}}}}}}]}}
"
    );
    let code = file(&document, "src/models/x.rs");
    assert!(code.contains("/// At most 4 characters. Default: `\"q\"`.\n    pub part"), "{code}");
    assert!(code.contains("/// Default: `5`.\n    pub named"), "{code}");
}

#[test]
fn flows_with_several_token_urls_are_told() {
    let flows = |other: &str| {
        format!(
            "{START}paths: {{}}
components:
  securitySchemes:
    s: {{type: oauth2, flows: {{authorizationCode: {{authorizationUrl: 'https://a', tokenUrl: 'https://a/code', scopes: {{}}}}, clientCredentials: {{tokenUrl: 'https://a/{other}', scopes: {{}}}}}}}}
"
        )
    };
    let told = |document: &str| {
        let diags = outcome(document).diags;
        let found = diags.iter().filter(|found| found.code == Code::Approximated);
        found.map(|found| found.message.clone()).collect::<Vec<_>>()
    };
    let message = "the flows have several token URLs; tokens are requested from `https://a/client`, and not from `https://a/code`";
    assert_eq!(told(&flows("client")), [message]);
    assert_eq!(told(&flows("code")), [""; 0]);
}

#[test]
fn a_bound_of_an_integer_that_is_none_lets_all_integers_within_it_pass() {
    let limit = |keywords: &str| {
        let document = format!(
            "{START}paths: {{/a: {{put: {{operationId: put, requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/X'}}}}}}}}, responses: {{}}}}}}}}
components: {{schemas: {{X: {{type: object, properties: {{n: {{type: integer, {keywords}}}}}}}}}}}
"
        );
        let code = file(&document, "src/models/x.rs");
        let line = code.lines().find(|line| line.contains("n = \"n\"")).expect("the table").trim().to_owned();
        line.trim_start_matches("n = \"n\"").trim().trim_end_matches(';').to_owned()
    };
    assert_eq!(limit("exclusiveMaximum: 7.5"), "[Maximum(Int(7))]");
    assert_eq!(limit("exclusiveMaximum: -7.5"), "[Maximum(Int(-8))]");
    assert_eq!(limit("exclusiveMinimum: -0.5"), "[Minimum(Int(0))]");
    assert_eq!(limit("exclusiveMinimum: 2"), "[ExclusiveMinimum(Int(2))]");
    assert_eq!(limit("minimum: 0.5"), "[Minimum(Int(1))]");
    assert_eq!(limit("multipleOf: 1.5"), "[MultipleOf(Int(3))]");
    assert_eq!(limit("multipleOf: 2.5"), "[MultipleOf(Int(5))]");
    assert_eq!(limit("multipleOf: 0.01"), "[MultipleOf(Int(1))]");
    assert_eq!(limit("multipleOf: 4"), "[MultipleOf(Int(4))]");
    assert_eq!(limit("multipleOf: 2.0e+7"), "[MultipleOf(Int(20000000))]");
}
