//! Where nodes of YAML and JSON are found.

use super::{Hit, locate};

/// The key and the value that a pointer names, as they stand in the text.
fn at<'t>(text: &'t str, pointer: &str) -> (Option<&'t str>, &'t str, (usize, usize), Hit) {
    let found = locate(text, 0, &[pointer])[pointer];
    let cut = |span: super::Span| text.get(span.start.offset..span.end.offset).unwrap_or("?");
    let start = found.key.unwrap_or(found.value).start;
    (found.key.map(cut), cut(found.value), (start.line, start.column), found.hit)
}

#[test]
fn pointers_are_found_in_yaml() {
    let text = "ä: [x, y]\npaths:\n  /a/{b}:\n    get: \"über\"\n    '200': {k: v}\n? complex\n: last\n? [p, q]\n: z\nend: 1\n";
    assert_eq!(at(text, "/ä/1"), (None, "y", (1, 8), Hit::Exact));
    assert_eq!(at(text, "/paths/~1a~1{b}/get"), (Some("get"), "\"über\"", (4, 5), Hit::Exact));
    assert_eq!(at(text, "/paths/~1a~1{b}/200"), (Some("'200'"), "{k: v}", (5, 5), Hit::Exact));
    assert_eq!(at(text, "/paths/~1a~1{b}/200/k"), (Some("k"), "v", (5, 13), Hit::Exact));
    assert_eq!(at(text, "/complex"), (Some("complex"), "last", (6, 3), Hit::Exact));
    assert_eq!(at(text, "/end"), (Some("end"), "1", (10, 1), Hit::Exact));
}

#[test]
fn what_is_not_there_is_found_at_its_nearest_ancestor() {
    let text = "a: &a {b: 1}\nc:\n  d: *a\n";
    assert_eq!(at(text, "/c/d/b"), (Some("d"), "*a", (3, 3), Hit::Ancestor));
    assert_eq!(at(text, "/c/none/deep"), (Some("c"), "d: *a\n", (2, 1), Hit::Ancestor));
}

#[test]
fn pointers_are_found_in_minified_json() {
    let text = r#"{"a":[{"b\/c":"x\"}"},{"é😀":[1,-2.5e3,true,null]}],"z":{}}"#;
    assert_eq!(at(text, "/a/0/b~1c"), (Some("\"b\\/c\""), "\"x\\\"}\"", (1, 8), Hit::Exact));
    assert_eq!(at(text, "/a/1/é😀/1"), (None, "-2.5e3", (1, 32), Hit::Exact));
    assert_eq!(at(text, "/a/1/é😀/3"), (None, "null", (1, 44), Hit::Exact));
    assert_eq!(at(text, "/z"), (Some("\"z\""), "{}", (1, 52), Hit::Exact));
}

#[test]
fn a_key_longer_than_yaml_allows_is_found_in_json() {
    let key = "k".repeat(5000);
    let text = format!("{{\"{key}\": {{\"a\": 1}}}}");
    assert_eq!(at(&text, &format!("/{key}/a")).1, "1");
}

#[test]
fn positions_after_line_breaks_of_windows_are_right() {
    assert_eq!(at("a: 1\r\nb:\r\n  c: 2\r\n", "/b/c"), (Some("c"), "2", (3, 3), Hit::Exact));
}

#[test]
fn what_only_one_of_the_two_parsers_takes_keeps_its_place() {
    for text in [
        "a:\n  required: [\n    x, # über alles\n    y\n  ]\n  z: 1\n",
        "a:\n  example: {\n  b: 'c\n  d',\n  e: f\n}\n  z: 1\n",
        "a:\n\t# A comment.\n  b: |\n   text\n \t # Another.\n  z: 1\n",
    ] {
        let (key, value, (line, _), hit) = at(text, "/a/z");
        assert_eq!((key, value, line, hit), (Some("z"), "1", text.lines().count(), Hit::Exact), "{text}");
    }
}

#[test]
fn a_pointer_is_looked_for_in_one_document_of_a_stream() {
    let text = "note: x\n---\nopenapi: 3.0.3\nb: [1]\n";
    assert_eq!(locate(text, 1, &["/b/0"])["/b/0"].value.start.line, 4);
}
