//! Which path a text names, and which file a `$ref`.

use super::{Target, join, normalise, relative, target};

#[test]
fn paths_are_normalised() {
    assert_eq!(normalise("./a//b/../c/./d"), "a/c/d");
    assert_eq!(normalise("../../a"), "../../a");
    assert_eq!(normalise("/../a"), "/a");
}

#[test]
fn a_reference_names_a_file_seen_from_the_one_that_it_stands_in() {
    let file = |path: &str| Target::File(path.to_owned());
    assert_eq!(target("a/b.yaml", "c.yaml#/x"), file("a/c.yaml"));
    assert_eq!(target("b.yaml", "../c%2Ed/e"), file("../c.d/e"));
    assert_eq!(target("a/b.yaml", "/abs/c.yaml"), file("/abs/c.yaml"));
    assert_eq!(target("/a/b.yaml", "c.yaml"), file("/a/c.yaml"));
    assert_eq!(target("a.yaml", "100%.yaml"), file("100%.yaml"));
    assert_eq!(target("a.yaml", "#/x"), Target::Same);
    assert_eq!(target("a.yaml", "urn:example:x"), Target::Url);
    assert_eq!(target("a.yaml", "//host/x"), Target::Url);
}

#[test]
fn a_relative_path_leads_to_the_path() {
    for (folder, path, expected) in [
        ("", "a.yaml", "a.yaml"),
        ("v1", "v1/a.yaml", "a.yaml"),
        ("v1", "beta/a.yaml", "../beta/a.yaml"),
        ("v1/paths", "v1/schemas/a.yaml", "../schemas/a.yaml"),
        ("v1", "/other/a.yaml", "/other/a.yaml"),
    ] {
        assert_eq!(relative(folder, path), expected);
        assert_eq!(join(folder, expected), path);
    }
}
