//! The table of what documents get wrong: each document and each finding is counted once, by code and by message.

use std::fs;

use corpus::lint::table;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";

#[test]
fn documents_and_findings_are_counted_by_code_and_by_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, schemas: &str| fs::write(folder.path().join(name), format!("{HEAD}{schemas}")).expect("a file");
    write("good.yaml", "    A: {type: string}\n");
    write("one.yaml", "    A: {type: string, maxLenght: 3, titel: a}\n");
    write("two.yaml", "    A: {type: strng}\n    B: {type: string, colour: blue}\n");
    let (text, none_panicked) = table(folder.path(), 2).expect("a table");
    assert!(none_panicked);
    for line in [
        "| 3 | 1 | 1 | 0 |",
        "| W0301 | warning | A keyword that OpenAPI does not know here. | 2 | 3 |",
        "| E0305 | error | `type` is not a JSON type. | 1 | 1 |",
        "| W0301 | unknown keyword `…` of a schema; it is left out | 2 | 3 |",
        "| E0305 | `…` is not a JSON type | 1 | 1 |",
    ] {
        assert!(text.lines().any(|it| it == line), "`{line}` is missing:\n{text}");
    }
}

#[test]
fn names_and_values_are_no_part_of_a_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!("{HEAD}    A: {{type: integer, default: a}}\n    B: {{type: integer, default: [2]}}\n");
    fs::write(folder.path().join("api.yaml"), text).expect("a file");
    let (text, _) = table(folder.path(), 1).expect("a table");
    assert!(text.contains("| W0313 | the default \"…\" is not of `type: integer` | 1 | 1 |"), "{text}");
    assert!(text.contains("| W0313 | the default … is not of `type: integer` | 1 | 1 |"), "{text}");
}
