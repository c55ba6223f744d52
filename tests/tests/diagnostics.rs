//! How findings are written: position, source line, carets, labels, help, order, limits.

use generator::internals::source::{Roots, load};
use generator::{At, Code, Diags, FileId, Location, Memory, SourceSet, Style, render};
use insta::assert_snapshot;

const CONTACT: &str = "\
openapi: 3.0.3
components:
  schemas:
    contact:
      type: object
      properties:
        displayName: {type: strng, maxLenght: 256}
        birthday:
          $ref: '../common.yaml#/Date'
    größe: {type: array, items: [1, 2]}
";

const COMMON: &str = "DateTime:\n  type: string\n";

fn sources() -> SourceSet {
    load_sources(&[("specs/contact.yaml", CONTACT), ("common.yaml", COMMON)])
}

fn load_sources(files: &[(&str, &str)]) -> SourceSet {
    load(&Memory::new(files.iter().copied()), &Roots::new(files.iter().map(|(path, _)| *path))).0
}

/// A place in the first file.
fn place(path: &[&str]) -> Location {
    Location::new(FileId(0), "").at(path)
}

fn schema(path: &[&str]) -> Location {
    place(&["components", "schemas"]).at(path)
}

fn plain(diags: &Diags) -> String {
    render(diags, &sources(), Style::Plain)
}

/// What is said about a file that cannot be read as it stands.
fn refused(name: &str, text: &str) -> String {
    let (set, diags) = load(&Memory::new([(name, text)]), &Roots::new([name]));
    render(&diags, &set, Style::Plain)
}

#[test]
fn a_keyword_is_marked_at_its_key() {
    let mut diags = Diags::default();
    let at = schema(&["contact", "properties", "displayName", "maxLenght"]);
    diags.push(Code::UnknownKeyword, at, "unknown keyword `maxLenght` of a schema").help("did you mean `maxLength`?");
    assert_snapshot!(plain(&diags));
}

#[test]
fn a_wrong_value_is_marked_itself() {
    let mut diags = Diags::default();
    let at = schema(&["contact", "properties", "displayName", "type"]);
    diags.push(Code::UnknownType, at, "`strng` is not a JSON type").help("did you mean `string`?");
    assert_snapshot!(plain(&diags));
}

#[test]
fn a_value_of_many_lines_is_marked_at_its_key() {
    let mut diags = Diags::default();
    diags.push(Code::WrongType, schema(&["contact"]), "a schema is an object");
    assert_snapshot!(plain(&diags));
}

#[test]
fn other_places_are_shown_with_what_they_have_to_do_with_it() {
    let mut diags = Diags::default();
    let at = schema(&["contact", "properties", "birthday", "$ref"]);
    diags
        .push(Code::DanglingRef, at, "`../common.yaml#/Date` points at nothing")
        .label(Location::new(FileId(1), "/DateTime"), "this one has a similar name")
        .label(schema(&["contact"]), "in this schema")
        .help("did you mean `../common.yaml#/DateTime`?");
    assert_snapshot!(plain(&diags));
}

#[test]
fn an_item_of_a_list_and_text_beyond_ascii() {
    let mut diags = Diags::default();
    diags.push(Code::WrongType, schema(&["größe", "items", "1"]), "this must be a schema, but it is a number");
    diags.push(Code::WrongType, schema(&["größe"]), "it has `items` twice");
    assert_snapshot!(plain(&diags));
}

#[test]
fn what_is_not_there_is_marked_at_what_should_hold_it() {
    let mut diags = Diags::default();
    diags.push(Code::MissingMember, schema(&["contact", "title"]), "`title` is missing");
    diags.push(Code::MissingMember, place(&["info"]), "`info` is missing");
    assert_snapshot!(plain(&diags));
}

#[test]
fn a_loss_and_a_note_say_what_they_are() {
    let mut diags = Diags::default();
    diags.push(Code::KeptAsJson, schema(&["größe"]), "kept as JSON");
    diags.push(Code::Renamed, schema(&["größe"]), "`größe` is named `Groesse`");
    assert_snapshot!(plain(&diags));
}

#[test]
fn a_minified_document_is_cut_to_what_stands_around() {
    let long = format!(
        "{{\"a\":[{}],\"ü\":{{\"type\":\"strng\"}},\"z\":[{}]}}",
        "1,".repeat(999) + "1",
        "2,".repeat(999) + "2"
    );
    let set = load_sources(&[("a.json", &long)]);
    let mut diags = Diags::default();
    diags.push(Code::UnknownType, place(&["ü", "type"]), "`strng` is not a JSON type");
    diags.push(Code::UnknownKeyword, place(&["z"]), "unknown keyword `z`").label(place(&["a"]), "this is one");
    assert_snapshot!(render(&diags, &set, Style::Plain));
}

#[test]
fn one_line_each() {
    let mut diags = Diags::default();
    diags.push(
        Code::UnknownType,
        schema(&["contact", "properties", "displayName", "type"]),
        "`strng` is not a JSON type",
    );
    diags.push(Code::KeptAsJson, schema(&["größe"]), "kept as JSON").help("not shown");
    assert_snapshot!(render(&diags, &sources(), Style::Short));
}

#[test]
fn colour_is_asked_for() {
    let mut diags = Diags::default();
    diags.push(Code::WrongType, schema(&["contact"]), "wrong");
    let colour = render(&diags, &sources(), Style::Color);
    assert!(colour.contains("\u{1b}["), "{colour:?}");
    assert!(!plain(&diags).contains('\u{1b}'));
}

#[test]
fn findings_are_sorted_by_file_and_position_and_equal_ones_stand_once() {
    let mut diags = Diags::default();
    diags.push(Code::WrongType, Location::new(FileId(1), "/DateTime"), "third");
    diags.push(Code::WrongType, schema(&["größe"]), "second");
    diags.push(Code::WrongType, schema(&["contact"]), "first");
    diags.push(Code::WrongType, schema(&["größe"]), "second");
    let text = render(&diags, &sources(), Style::Short);
    let messages: Vec<&str> = text.lines().filter_map(|line| line.rsplit(' ').next()).collect();
    assert_eq!(messages, ["first", "second", "third"]);
}

#[test]
fn of_many_findings_of_a_kind_fifty_are_written() {
    let mut diags = Diags::default();
    (0..1284).for_each(|n| {
        diags.push(Code::WrongType, schema(&["contact"]), format!("fault {n:04}"));
    });
    let text = render(&diags, &sources(), Style::Short);
    assert_eq!(text.lines().count(), 51);
    assert_eq!(text.lines().last(), Some("error[E0302]: … and 1,234 more"));
}

#[test]
fn nothing_is_written_about_nothing() {
    assert_eq!(plain(&Diags::default()), "");
}

#[test]
fn a_place_beyond_the_text_is_no_problem() {
    let mut diags = Diags::default();
    for (line, column) in [(1, 1), (11, 1), (11, 9), (400, 1), (3, 4000)] {
        diags.push(Code::Syntax, Location { file: FileId(0), at: At::LineColumn(line, column) }, "here");
    }
    diags.push(Code::Syntax, Location::new(FileId(77), "/x"), "in no file");
    assert_snapshot!(plain(&diags));
}

#[test]
fn faults_of_the_text() {
    let all = [
        refused("tabs.yaml", "a:\n\tb: 1\n"),
        refused("colon.yaml", "description: see: below\n"),
        refused("indent.yaml", "x:\n  y:\n    a: 1\n   b: 2\n"),
        refused("comma.json", "{\n  \"a\": 1\n  \"b\": 2\n}\n"),
        refused("end.json", "{\n  \"a\": [1,\n"),
        refused("twice.yaml", "a:\n  b: 1\n  c: 2\n  b: 3\n"),
        refused("version.yaml", "openapi: 3.1\n"),
        refused("empty.yaml", ""),
        refused("url.yaml", "a:\n  $ref: https://example.com/x.yaml#/X\n"),
        refused("missing.yaml", "a:\n  $ref: sub/x.yaml#/X\n"),
        refused("name.yaml", "a:\n  $ref: Pet\n"),
    ];
    assert_snapshot!(all.join("\n"));
}

#[test]
fn a_root_that_is_not_there() {
    let (set, diags) = load(&Memory::default(), &Roots::new(["specs/none.yaml"]));
    assert_snapshot!(render(&diags, &set, Style::Plain));
}
