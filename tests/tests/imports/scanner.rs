//! That the scanner finds what it looks for: crates of a few lines, and what their files import.

use std::collections::BTreeSet;
use std::fs;

use crate::circles::circles;
use crate::modules::Crate;

/// Writes a crate and reads it: a path and a text for each file.
fn read(files: &[(&str, &str)]) -> Crate {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    Crate::read(folder.path())
}

/// `from -> to`, once a pair.
fn imports(files: &[(&str, &str)]) -> Vec<String> {
    let pairs = read(files).imports().into_iter();
    let pairs: BTreeSet<String> = pairs.map(|it| format!("{} -> {}", it.from.join("/"), it.to.join("/"))).collect();
    pairs.into_iter().collect()
}

#[test]
fn a_use_counts_for_the_file_that_defines_the_thing() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::Thing; fn f(_: Thing) {}"),
        ("b.rs", "mod inner; pub use inner::Thing;"),
        ("b/inner.rs", "pub struct Thing;"),
    ];
    assert_eq!(imports(&files), ["a -> b/inner"]);
}

#[test]
fn a_renamed_and_a_grouped_use_count_too() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use super::{b::{self, Thing as Other}, c::*}; fn f(_: Other) { b::run() }"),
        ("b.rs", "pub struct Thing; pub fn run() {}"),
        ("c.rs", "pub fn stop() {}"),
    ];
    assert_eq!(imports(&files), ["a -> b", "a -> c"]);
}

#[test]
fn a_path_in_code_counts_inside_macros_and_functions_too() {
    let in_code = |code: &str| {
        let files = [("lib.rs", "mod a; mod b;"), ("a.rs", code), ("b.rs", "pub struct Thing; pub fn run() {}")];
        imports(&files)
    };
    assert_eq!(in_code("fn f() { crate::b::run() }"), ["a -> b"]);
    assert_eq!(in_code("fn f() { assert!(matches!(1, _ if super::b::run() == ())) }"), ["a -> b"]);
    assert_eq!(in_code("fn f() { use crate::b::{run}; run() }"), ["a -> b"]);
    assert_eq!(in_code("macro_rules! m { () => { $crate::b::run() } }"), ["a -> b"]);
    assert_eq!(in_code("use super::b; fn f() { b::run() }"), ["a -> b"]);
}

#[test]
fn what_only_looks_like_an_import_is_none() {
    let in_code = |code: &str| {
        let files = [("lib.rs", "mod a; mod b;"), ("a.rs", code), ("b.rs", "pub fn run() {}")];
        imports(&files)
    };
    assert_eq!(in_code("fn f() { x.b.run() }"), [""; 0]);
    assert_eq!(in_code("//! `crate::b::run`\n fn f() { \"crate::b::run\"; }"), [""; 0]);
    // A module alone says nothing.
    assert_eq!(in_code("use super::b;"), [""; 0]);
    assert_eq!(in_code("use std::fmt; fn f(_: fmt::Error) {}"), [""; 0]);
}

#[test]
fn a_parent_does_not_import_what_it_declares_and_hands_on() {
    let only_hands_on = [("lib.rs", "mod a;"), ("a.rs", "mod b; pub use b::Thing;"), ("a/b.rs", "pub struct Thing;")];
    assert_eq!(imports(&only_hands_on), [""; 0]);
    let uses = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod b; pub use b::Thing; pub struct Own(Thing);"),
        ("a/b.rs", "pub struct Thing;"),
    ];
    assert_eq!(imports(&uses), ["a -> a/b"]);
}

#[test]
fn tests_of_a_file_are_not_looked_at() {
    let files = [("lib.rs", "mod a; mod b;"), ("a.rs", "#[cfg(test)] mod tests; pub fn f() {}"), ("b.rs", "")];
    assert_eq!(imports(&files), [""; 0]);
}

#[test]
fn a_circle_is_found_with_all_its_files_and_nothing_else() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "pub fn a() { super::b::b() }"),
        ("b.rs", "pub fn b() { super::c::c() }"),
        ("c.rs", "pub fn c() { super::a::a(); super::d::d() }"),
        ("d.rs", "pub fn d() {}"),
    ];
    let circles = circles(&read(&files).imports());
    let circles: Vec<Vec<String>> = circles.iter().map(|it| it.iter().map(|path| path.join("/")).collect()).collect();
    assert_eq!(circles, [["a", "b", "c"]]);
}

#[test]
fn a_child_that_names_its_parent_makes_a_circle_where_the_parent_calls_it() {
    let files =
        |parent: &'static str| [("lib.rs", "mod a;"), ("a.rs", parent), ("a/b.rs", "pub fn b(_: super::Own) {}")];
    assert_eq!(circles(&read(&files("mod b; pub struct Own; pub fn f() { b::b(Own) }")).imports()).len(), 1);
    assert_eq!(circles(&read(&files("pub mod b; pub struct Own;")).imports()).len(), 0);
}
