//! What is told of schemas that several keywords describe at once: what is lost, and nothing else.

use generator::{Code, Config, Memory, Severity, Style, generate, render};

const START: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Obj: {type: object, properties: {a: {type: string}}}
    A: {type: object, required: [x], properties: {x: {type: string}}}
    B: {type: object, required: [y], properties: {y: {type: string}}}
    U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    S: {oneOf: [{type: string}, {type: integer}]}
    T: {oneOf: [{type: string}, {type: boolean}]}
    M: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}
";

/// The code of the schema `X` in one line, and the losses that are told.
fn made(flow: &str) -> (String, Vec<String>) {
    let files = Memory::new([("a.yaml", format!("{START}    X: {flow}\n"))]);
    let outcome = generate(&files, &Config::single("a.yaml", "a"));
    let tree = outcome.tree.unwrap_or_else(|| panic!("{}", render(&outcome.diags, &outcome.sources, Style::Plain)));
    let text = tree.iter().find(|(path, _)| path.as_str() == "src/models/x.rs").expect("the file of `X`").1.to_owned();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//") && !line.starts_with('#'));
    let losses = outcome.diags.iter().filter(|found| found.severity == Severity::Loss);
    let said = losses.map(|found| format!("{}: {}", found.code.as_str(), found.message));
    (code.collect::<Vec<_>>().join(" "), said.collect())
}

fn reference(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

fn all_of(parts: &[&str]) -> String {
    format!("{{allOf: [{}]}}", parts.iter().map(|part| reference(part)).collect::<Vec<_>>().join(", "))
}

#[test]
fn limits_beside_a_type_leave_the_type() {
    let (code, said) = made("{type: string, oneOf: [{maxLength: 3}, {pattern: a}]}");
    assert!(code.contains("pub type X = String;") && said.is_empty(), "{code} {said:?}");
    let (code, said) = made("{type: array, items: {type: string}, anyOf: [{minItems: 3}, {maxItems: 1}]}");
    assert!(code.contains("pub type X = Vec<String>;") && said.is_empty(), "{code} {said:?}");
}

#[test]
fn members_of_a_second_union_are_not_lost_without_a_word() {
    let (_, said) = made("{oneOf: [{properties: {m: {type: string}}}], anyOf: [{properties: {o: {type: string}}}]}");
    assert_eq!(said, ["L0503: `anyOf` beside `oneOf` is left out"]);
    let (_, said) = made("{properties: {k: {}}, oneOf: [{properties: {m: {}}}], anyOf: [{properties: {o: {}}}]}");
    assert_eq!(said, ["L0503: `anyOf` beside `oneOf` is left out"]);
    // What only requires members loses none.
    let (_, said) = made("{properties: {k: {}}, oneOf: [{properties: {m: {}}}], anyOf: [{required: [k]}]}");
    assert_eq!(said, [""; 0]);
}

#[test]
fn several_unions_are_told_as_what_they_become() {
    let (code, said) = made(&all_of(&["S", "T"]));
    assert!(code.contains("pub type X = rt::Json;"), "{code}");
    assert_eq!(said, ["L0502: `allOf` combines several unions; the value is kept as JSON"]);
    let (code, said) = made(&all_of(&["Obj", "U", "M"]));
    assert!(code.contains("extra: rt::Map<rt::Json>"), "{code}");
    assert_eq!(said, ["L0501: `allOf` combines several unions; the members of their variants are kept in `extra`"]);
    // One union twice is that union.
    let (code, said) = made(&all_of(&["U", "U"]));
    assert!(code.contains("pub type X = super::U;") || code.contains("pub type X = U;"), "{code}");
    assert_eq!(said, [""; 0]);
}

#[test]
fn parts_that_only_limit_a_value_allow_every_type() {
    for flow in ["{allOf: [{maximum: 30}, {minimum: 20}]}", "{allOf: [true, {}]}", "{allOf: [{required: [a]}, {}]}"] {
        let (code, said) = made(flow);
        assert!(code.contains("pub type X = rt::Json;") && said.is_empty(), "{flow}: {code} {said:?}");
    }
    let (code, said) = made("{allOf: [{type: object}, {minProperties: 2}]}");
    assert!(code.contains("pub type X = rt::Map<rt::Json>;") && said.is_empty(), "{code} {said:?}");
    // A union beside parts without a type has the variants that it lists.
    let (code, said) = made(&format!("{{allOf: [{}, {{required: [z]}}]}}", reference("S")));
    assert!(code.contains("XVariant2 = i64") && said.is_empty(), "{code} {said:?}");
}

#[test]
fn a_type_that_is_implied_is_noted_where_no_other_part_says_it() {
    let notes = |paths: &str, flow: &str| {
        let text = format!("{}    X: {flow}\n", START.replace("paths: {}", paths));
        let outcome = generate(&Memory::new([("a.yaml", text)]), &Config::single("a.yaml", "a"));
        let notes = outcome.diags.iter().filter(|found| found.code == Code::ImpliedType);
        notes.map(|note| note.message.clone()).collect::<Vec<_>>().join("\n")
    };
    let of = |flow: &str| notes("paths: {}", flow);
    assert!(of("{properties: {a: {type: string}}}").starts_with("a schema without `type` is read as that of objects"));
    assert!(of("{additionalProperties: {items: {}}}").ends_with("another schema is read in the same way"));
    for fine in [
        "{}",
        "{type: object, properties: {a: {}}}",
        "{required: [a]}",
        "{enum: [a, b]}",
        "{format: unknown}",
        &format!("{{allOf: [{}, {{properties: {{b: {{type: string}}}}}}]}}", reference("A")),
    ] {
        assert_eq!(of(fine), "", "{fine}");
    }
    // What travels as text is of no type.
    let query = "{name: q, in: query, schema: {format: date}}";
    let paths = format!("paths: {{/a: {{get: {{parameters: [{query}], responses: {{'204': {{description: d}}}}}}}}}}");
    assert_eq!(notes(&paths, "{}"), "");
}

#[test]
fn a_variant_that_no_value_can_be_is_no_loss() {
    let (code, said) = made(&all_of(&["Obj", "M"]));
    assert!(code.contains("pub a: Option<String>") && code.contains("pub x: String"), "{code}");
    assert_eq!(said, [""; 0]);
    // What requires a member says nothing of values that are no objects.
    let (code, said) = made(&format!("{{allOf: [{}, {{required: [x]}}]}}", reference("M")));
    assert!(code.contains("String") && said.is_empty(), "{code} {said:?}");
    let (_, said) = made(&all_of(&["Obj", "S"]));
    assert_eq!(said, ["L0501: one part of `allOf` is an object and another is not; the object is used"]);
}

#[test]
fn other_members_are_all_that_the_parts_say_of_them() {
    let other = |one: &str, two: &str| {
        made(&format!(
            "{{allOf: [{{type: object, additionalProperties: {one}}}, {{type: object, additionalProperties: {two}}}]}}"
        ))
    };
    for (one, two) in [("true", "{type: integer}"), ("{type: integer}", "true"), ("{type: number}", "{type: integer}")]
    {
        let (code, said) = other(one, two);
        assert!(code.contains("Map<i64>") && said.is_empty(), "{code} {said:?}");
    }
    let (_, said) = other("{type: string}", "{type: integer}");
    let message = "the parts of `allOf` contradict one another about other members; the first part is used";
    assert_eq!(said, [format!("L0501: {message}")]);
}
