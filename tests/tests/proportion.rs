//! What is emitted grows with the document, not with its square; what must repeat more than that is refused.

use std::fmt::Write;

use generator::{Config, Memory, Outcome, Style, generate, render};

/// Compiles a document of `count` parts. `each` writes the nth operation and the nth schema.
fn compile(count: usize, shared: &str, each: &dyn Fn(usize) -> (String, String)) -> Outcome {
    let (mut paths, mut schemas) = (String::new(), String::new());
    for n in 0..count {
        let (path, schema) = each(n);
        writeln!(paths, "{path}").expect("text");
        writeln!(schemas, "{schema}").expect("text");
    }
    let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}";
    let text = format!("{head}\npaths:\n{paths}\ncomponents:\n{shared}\n  schemas:\n    Last: {{}}\n{schemas}");
    generate(&Memory::new([("api.yaml", text)]), &Config::single("api.yaml", "t"))
}

/// The bytes that are made of a document, without the runtime.
fn bytes(count: usize, shared: &str, each: &dyn Fn(usize) -> (String, String)) -> usize {
    let outcome = compile(count, shared, each);
    let tree = outcome.tree.unwrap_or_else(|| panic!("{}", render(&outcome.diags, &outcome.sources, Style::Short)));
    tree.iter().filter(|(path, _)| !path.as_str().contains("/runtime/")).map(|(_, text)| text.len()).sum()
}

#[track_caller]
fn is_in_proportion(shared: &str, each: &dyn Fn(usize) -> (String, String)) {
    let (one, two, four) = (bytes(40, shared, each), bytes(80, shared, each), bytes(160, shared, each));
    // What does not grow with the document falls out of the differences.
    let (first, second) = (two - one, four - two);
    assert!(second <= first * 5 / 2, "{one}, {two} and {four} bytes of 40, 80 and 160 parts");
}

#[test]
fn operations_share_what_they_refer_to() {
    let shared: String =
        "  responses:\n    R:\n      description: d\n      content:\n        application/json:\n          \
                          schema: {type: object, properties: {a: {type: object, properties: {b: {type: string}}}}}"
            .to_owned();
    is_in_proportion(&shared, &|n| {
        let answer = "responses: {'200': {$ref: '#/components/responses/R'}}";
        (format!("  /p{n}: {{get: {{tags: [t], operationId: o{n}, {answer}}}}}"), String::new())
    });
    let one = compile(40, &shared, &|n| {
        (format!("  /p{n}: {{get: {{responses: {{'200': {{$ref: '#/components/responses/R'}}}}}}}}"), String::new())
    });
    // The two types of the response, and `Last`.
    assert_eq!(one.stats.types, 3);
}

#[test]
fn schemas_operations_unions_and_heirs_are_in_proportion() {
    is_in_proportion("", &|n| {
        let path = format!("  /p{n}/{{id}}: {{get: {{tags: [t{n}], responses: {{'200': {{description: d}}}}}}}}");
        (
            path,
            format!(
                "    S{n}: {{type: object, properties: {{a: {{type: string}}, s: {{$ref: '#/components/schemas/Last'}}}}}}"
            ),
        )
    });
    is_in_proportion("", &|n| {
        let base = "{$ref: '#/components/schemas/S0'}";
        let own = format!("{{properties: {{p{n}: {{type: string}}}}}}");
        let schema = if n == 0 {
            "    S0: {type: object, discriminator: {propertyName: k}, properties: {k: {type: string}}}".to_owned()
        } else {
            format!("    S{n}: {{allOf: [{base}, {own}]}}")
        };
        (String::new(), schema)
    });
}

#[test]
fn unions_that_share_a_large_one_are_in_proportion() {
    let parts = |n: usize| {
        let wide = format!("    A{n}: {{type: object, required: [a{n}], properties: {{a{n}: {{type: string}}}}}}");
        let outer = format!(
            "    S{n}: {{oneOf: [{{$ref: '#/components/schemas/Wide'}}, {{$ref: '#/components/schemas/A{n}'}}]}}"
        );
        let body = format!("content: {{application/json: {{schema: {{$ref: '#/components/schemas/S{n}'}}}}}}");
        let path = format!(
            "  /p{n}: {{put: {{tags: [t], requestBody: {{{body}}}, responses: {{'200': {{description: d}}}}}}}}"
        );
        (path, format!("{wide}\n{outer}"))
    };
    let bytes = |count: usize| {
        let wide: Vec<String> = (0..count).map(|n| format!("{{$ref: '#/components/schemas/A{n}'}}")).collect();
        bytes(count, "", &|n| {
            let (path, schema) = parts(n);
            let wide = if n == 0 { format!("\n    Wide: {{oneOf: [{}]}}", wide.join(", ")) } else { String::new() };
            (path, format!("{schema}{wide}"))
        })
    };
    let (one, two, four) = (bytes(40), bytes(80), bytes(160));
    assert!(four - two <= (two - one) * 5 / 2, "{one}, {two} and {four} bytes of 40, 80 and 160 parts");
}

#[track_caller]
fn is_refused(each: &dyn Fn(usize) -> String) {
    let outcome = compile(700, "", &|n| (String::new(), each(n)));
    let report = render(&outcome.diags, &outcome.sources, Style::Short);
    assert!(outcome.tree.is_none() && report.contains("error[E0106]: schemas extend one another"), "{report}");
}

#[test]
fn a_chain_of_extensions_ends_before_its_members_fill_the_memory() {
    let extends =
        |n: usize| if n == 0 { "{}".to_owned() } else { format!("{{$ref: '#/components/schemas/S{}'}}", n - 1) };
    is_refused(&|n| format!("    S{n}: {{allOf: [{}, {{properties: {{p{n}: {{type: string}}}}}}]}}", extends(n)));
    is_refused(&|n| {
        let discriminator = "discriminator: {propertyName: k}, properties: {k: {type: string}}";
        format!("    S{n}: {{type: object, allOf: [{}], {discriminator}}}", extends(n))
    });
}

#[test]
fn a_chain_of_lists_or_of_names_is_no_deeper_than_a_compiler_looks() {
    for link in ["type: array, items: {NEXT}", "type: object, additionalProperties: {NEXT}", "NEXT"] {
        let outcome = compile(3000, "", &|n| {
            let next = format!(
                "$ref: '#/components/schemas/{}'",
                if n == 2999 { "Last".into() } else { format!("S{}", n + 1) }
            );
            let user = if n == 0 { "    User: {properties: {a: {$ref: '#/components/schemas/S0'}}}\n" } else { "" };
            (String::new(), format!("{user}    S{n}: {{{}}}", link.replace("NEXT", &next)))
        });
        let report = render(&outcome.diags, &outcome.sources, Style::Short);
        assert!(outcome.tree.is_some() && report.contains("types are nested too deeply"), "{link}: {report}");
    }
}
