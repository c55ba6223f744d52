//! Which operations are paged: what documents mark, and what is said of marks that do not fit.

use generator::{Config, Memory, Style, generate, render};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n";

/// A path with an operation of its name, whose success is this.
fn get(name: &str, more: &str, schema: &str) -> String {
    format!(
        "  /{name}:\n    get:\n      operationId: {name}\n      tags: [t]\n      {more}\n      responses: {{'200': {{description: d, \
         content: {{application/json: {{schema: {schema}}}}}}}}}\n"
    )
}

/// The operations of the crate, and the findings.
fn compile(paths: &str) -> (String, String) {
    let components = "components:\n  schemas:\n    Page: {type: object, properties: {value: {type: array, items: {type: string}}, \
                      others: {type: array, items: {type: string}}, total: {type: integer}, next: {type: string}}}\n";
    let text = format!("{HEAD}{paths}{components}");
    let outcome = generate(&Memory::new([("a.yaml", text.as_str())]), &Config::single("a.yaml", "a"));
    let said = render(&outcome.diags, &outcome.sources, Style::Short);
    let Some(tree) = outcome.tree else { panic!("{said}") };
    let own = tree.iter().filter(|(path, _)| path.as_str() == "src/t.rs");
    (own.map(|(_, text)| text).collect(), said)
}

const PAGE: &str = "{$ref: '#/components/schemas/Page'}";

#[test]
fn a_mark_becomes_a_table() {
    let (code, said) = compile(&get("list", "x-ms-pageable: {nextLinkName: next}", PAGE));
    assert!(
        code.contains(r#".paging(&rt::Paging::new(rt::NextPage::Link("/next")).items("/value"))"#),
        "{code}\n{said}"
    );
    let (code, _) =
        compile(&get("list", "x-ms-pageable: {nextLinkName: null}", "{type: array, items: {type: string}}"));
    assert!(code.contains(".paging(&rt::Paging::new(rt::NextPage::OnlyOne))"), "{code}");
    let (code, _) = compile(&get("list", "deprecated: true", PAGE));
    assert!(!code.contains("Paging"), "{code}");
}

#[test]
fn a_mark_that_does_not_fit_is_told_with_its_place() {
    for (mark, text) in [
        ("{nextLinkName: next, itemName: valu}", "names the member `valu`, which the body lacks"),
        ("{nextLinkName: next, itemName: total}", "names the member `total`, which is no list"),
        ("true", "must be an object with a member `nextLinkName`"),
    ] {
        let (code, said) = compile(&get("list", &format!("x-ms-pageable: {mark}"), PAGE));
        assert!(said.contains(text) && said.contains("a.yaml:8:"), "{said}");
        assert!(!code.contains("Paging"), "{code}");
    }
    let (_, said) = compile(&get("list", "x-ms-pageable: {nextLinkName: next}", "{type: string, format: binary}"));
    assert!(said.contains("whose successes have one body of JSON or XML"), "{said}");
}

#[test]
fn a_body_has_its_items_in_one_place() {
    let other = get("other", "x-ms-pageable: {nextLinkName: next, itemName: others}", PAGE);
    let (code, said) = compile(&format!("{}{other}", get("list", "x-ms-pageable: {nextLinkName: next}", PAGE)));
    assert!(said.contains("L0503") && said.contains("another operation has the items of the same body"), "{said}");
    assert_eq!(code.matches("Paging").count(), 1);
}
