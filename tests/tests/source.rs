//! Reading: formats, encodings, several files, and what is said about files that cannot be read.

use std::time::{Duration, Instant};

use generator::internals::source::{Raw, Roots, load};
use generator::{At, Code, Diags, FileId, Location, Memory, SourceSet, Style, render};
use serde_json::json;

fn read(files: &[(&str, &str)]) -> (SourceSet, Diags) {
    let roots = Roots { allowed: vec![String::new()], ..Roots::new([files[0].0]) };
    load(&Memory::new(files.iter().copied()), &roots)
}

/// The value of a text without fault.
fn value(name: &str, text: &str) -> Raw {
    let (set, diags) = read(&[(name, text)]);
    assert!(diags.is_empty(), "{diags:?}");
    set.files[name].raw.clone()
}

/// Code, message, place and help of each finding, one a line.
fn findings(diags: &Diags) -> Vec<String> {
    let at = |at: &At| match at {
        At::Pointer(pointer) => format!("`{pointer}`"),
        At::LineColumn(line, column) => format!("{line}:{column}"),
    };
    diags
        .iter()
        .map(|d| {
            let labels: String = d.labels.iter().map(|(place, text)| format!("; {} {text}", at(&place.at))).collect();
            format!("{} {}:{} {}{labels}", d.code.as_str(), d.location.file.0, at(&d.location.at), d.message)
        })
        .collect()
}

fn faults(name: &str, text: impl Into<Vec<u8>>) -> Vec<String> {
    findings(&load(&Memory::new([(name, text.into())]), &Roots::new([name])).1)
}

#[test]
fn yaml_keys_are_read_as_they_are_written() {
    assert_eq!(
        value("a.yaml", "200: ok\n1.10: a\ntrue: b\nnull: c\n0x1F: d\n4XX: e\n'q': f\n"),
        json!({"200": "ok", "1.10": "a", "true": "b", "null": "c", "0x1F": "d", "4XX": "e", "q": "f"})
    );
}

#[test]
fn yaml_values_keep_their_type() {
    assert_eq!(
        value(
            "a.yaml",
            "a: 9223372036854775808\nb: -1\nc: 1.5\nd: ~\ne: yes\nf: !Tag {x: 1}\ng: !!str 5\nh: 2020-01-01\n"
        ),
        json!({"a": 9223372036854775808_u64, "b": -1, "c": 1.5, "d": null, "e": "yes", "f": {"x": 1}, "g": "5", "h": "2020-01-01"})
    );
}

#[test]
fn integers_beyond_64_bits_become_the_nearest_number() {
    let nearest = json!({"a": 36893488147419103232.0});
    assert_eq!(value("a.yaml", "a: 36893488147419103232\n"), nearest);
    assert_eq!(value("a.json", r#"{"a": 36893488147419103232}"#), nearest);
}

#[test]
fn members_keep_the_order_of_the_document() {
    let keys = |raw: Raw| raw.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(value("a.yaml", "b: 1\na: 2\nc: 3\n")), ["b", "a", "c"]);
    assert_eq!(keys(value("a.json", r#"{"b":1,"a":2,"c":3}"#)), ["b", "a", "c"]);
}

#[test]
fn merge_keys_give_what_the_mapping_does_not_say_itself() {
    let text =
        "base: &base {a: 1, b: 1}\nmore: &more {b: 2, c: 2}\none: {<<: *base, b: 3}\ntwo: {<<: [*base, *more]}\n";
    let merged = value("a.yaml", text);
    assert_eq!(merged["one"], json!({"b": 3, "a": 1}));
    assert_eq!(merged["two"], json!({"a": 1, "b": 1, "c": 2}));
}

#[test]
fn json_has_no_merge_keys() {
    assert_eq!(value("a.json", r#"{"<<": {"a": 1}}"#), json!({"<<": {"a": 1}}));
}

#[test]
fn the_format_is_told_by_the_text_and_not_by_the_name() {
    assert_eq!(value("a.txt", "  {\"a\": [1]}"), json!({"a": [1]}));
    assert_eq!(value("a.json", "a: [1]\n"), json!({"a": [1]}));
    // YAML in flow style begins like JSON.
    assert_eq!(value("a.yaml", "{a: [1,]}"), json!({"a": [1]}));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    assert_eq!(value("a.yaml", "\u{feff}a: 1\n"), json!({"a": 1}));
    assert_eq!(value("a.json", "\u{feff}{\"a\": 1}"), json!({"a": 1}));
}

#[test]
fn other_encodings_are_refused_with_the_place() {
    assert_eq!(faults("a.yaml", b"\xff\xfea\0:\0".to_vec()), ["E0102 0:1:1 the file is UTF-16"]);
    assert_eq!(faults("a.json", b"\0{\0}".to_vec()), ["E0102 0:1:1 the file is UTF-16"]);
    assert_eq!(faults("a.yaml", b"a: 1\nb: \xc3\xa4\xe4\n".to_vec()), ["E0102 0:2:5 the byte 0xE4 is not valid UTF-8"]);
}

#[test]
fn syntax_errors_have_line_and_column() {
    assert_eq!(faults("a.json", "{\n  \"ä\": 1,\n  \"ö\" 2\n}"), ["E0102 0:3:7 expected `:`"]);
    assert_eq!(faults("a.json", "{\"a\": [1, 2"), ["E0102 0:1:11 the file ends within a list"]);
    assert_eq!(faults("a.yaml", "a: 1\nb: c: d\n"), ["E0102 0:2:5 mapping values are not allowed in this context"]);
    assert_eq!(
        faults("a.yaml", "x:\n  y:\n    a: 1\n   b: 2\n"),
        ["E0102 0:4:4 did not find expected key; 2:3 while parsing a block mapping"]
    );
    assert_eq!(faults("a.yaml", "a: .inf\n"), ["E0102 0:1:4 a: infinity and not-a-number are not JSON values"]);
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(faults("a.yaml", "# nothing\n"), ["E0102 0:`` the file is empty"]);
}

#[test]
fn a_key_that_is_given_twice_names_both_places() {
    assert_eq!(
        faults("a.yaml", "a:\n  b: 1\n  c: 2\n  b: 3\n"),
        ["E0103 0:4:3 the key `b` is given twice; 2:3 first given here"]
    );
    assert_eq!(
        faults("a.json", "{\"x\": [{\"b\": 1, \"b\": 3}]}"),
        ["E0103 0:1:17 the key `b` is given twice; 1:9 first given here"]
    );
}

#[test]
fn a_key_that_is_given_twice_with_the_same_value_is_read() {
    let (set, diags) = read(&[("a.json", r#"{"b": [1], "b": [1]}"#)]);
    assert_eq!(set.files["a.json"].raw, json!({"b": [1]}));
    assert_eq!(findings(&diags), ["W0309 0:1:12 the key `b` is given twice with the same value; 1:2 first given here"]);
}

#[test]
fn versions_without_quotes_keep_their_text() {
    let (set, diags) = read(&[("a.yaml", "openapi: 3.0\ninfo:\n  version: 1.10\n")]);
    assert_eq!(set.files["a.yaml"].raw, json!({"openapi": "3.0", "info": {"version": "1.10"}}));
    assert_eq!(
        findings(&diags),
        [
            "W0309 0:`/openapi` the version 3.0 is not in quotes",
            "W0309 0:`/info/version` the version 1.10 is not in quotes"
        ]
    );
}

#[test]
fn of_several_yaml_documents_the_openapi_one_is_read() {
    let (set, diags) = read(&[("a.yaml", "note: x\n---\nopenapi: 3.0.3\nb: [1]\n")]);
    let file = &set.files["a.yaml"];
    assert_eq!((&file.raw["b"], file.document), (&json!([1]), 1));
    assert_eq!(findings(&diags), ["W0309 0:`` the file has 2 YAML documents; one of them is read"]);
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let expected = "E0105 0:1:128 the document is nested more than 128 levels deep";
    assert_eq!(faults("a.json", deep.clone()), [expected]);
    assert_eq!(faults("a.yaml", deep), [expected]);
    let block: String = (0..200).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    assert!(faults("a.yaml", block)[0].starts_with("E0105 "));
}

#[test]
fn nesting_in_flow_style_is_refused_at_its_place_and_at_once() {
    let start = Instant::now();
    let deep = |piece: &str| format!("openapi: 3.0.3\nx: {}", piece.repeat(100_000));
    let at = |line: usize, column: usize| {
        format!("E0105 0:{line}:{column} the document is nested more than 128 levels deep")
    };
    for (text, place) in [
        (deep("["), at(2, 132)),
        (deep("[") + &"]".repeat(100_000), at(2, 132)),
        (deep("{a: "), at(2, 4 + 4 * 128)),
        (deep("[\n"), at(130, 1)),
        (deep("[{\"]\": "), at(2, 4 + 7 * 64)),
        (deep("['[', {a: "), at(2, 4 + 10 * 64)),
        (deep("&a !b [# ]\n"), at(130, 7)),
        // Where JSON would be read, had it no fault.
        (format!("{{a: {}", "[".repeat(100_000)), at(1, 4 + 128)),
    ] {
        assert_eq!(faults("a.yaml", text), [place]);
    }
    for text in
        ["- ".repeat(100_000), format!("a: {}", "- ".repeat(100_000)), "? ".repeat(100_000), "{\"a\":".repeat(100_000)]
    {
        assert_eq!(faults("a.yaml", text).len(), 1);
    }
    // Each of these took a minute and more, when the parser saw it.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// A collection in flow style of so many levels, as the last member of a mapping.
fn ends_with_flow(text: &str, levels: usize) -> String {
    let brackets = |bracket: &str| bracket.repeat(levels);
    // As many brackets as it takes to look at them, none in another.
    format!("{text}\nlist: [{}]\nend: {}{}\n", "[], ".repeat(200), brackets("["), brackets("]"))
}

/// Flow style begins where the parser of YAML says so, whatever stands before.
#[track_caller]
fn flow_is_found_behind(text: &str) {
    let line = ends_with_flow(text, 0).lines().count();
    let refused = format!("E0105 0:{line}:134 the document is nested more than 128 levels deep");
    assert_eq!(faults("a.yaml", ends_with_flow(text, 200)), [refused], "{text}");
    let faults = faults("a.yaml", ends_with_flow(text, 120));
    assert!(!faults.iter().any(|fault| fault.starts_with("E0105")), "{text}: {faults:?}");
}

#[test]
fn brackets_in_text_are_no_nesting() {
    for text in [
        "a: b [[[ c\n  goes on [[[ 'x\n  - \" [",
        "a: \"[[[ \\\" [\n  [ ]]\"\nb: 'it''s [ '",
        "a: | # [\n  [[[ ' \"\n\n   [\n  ]\nb: >-\n    [[\n\n\n    [\nc: d",
        "a: |2\n    [[\n  [\nb: |\n\n\nc: [a, 'b]', \"c]\", d e]",
        "- a: |\n    [[\n  b:\n  - c [\n  - |\n    [\n- [a,\n  b]: c [",
        "&a key: |\n [[\n&b 'other': &c !t |-\n  [\nthird: *a",
        "? a [\n  b [\n: c [\n? |\n  [[[\n: - [x]\n  - |\n    [",
        "a: [b # ]\n  , c: \"d]\" ]\nb: {x: y, z: 'a[' }",
        "%YAML 1.1\n---\na: [\n]\n--- # [\nb: c#[ # [",
        "a: b\r\nc: |\r\n  [\r\n  [\r\nd: e [\r\n  f [",
        "a: http://x/[y\nb: -[\nc: a:[b ]\nd: é [ü\n\"é[\": [ö]",
    ] {
        flow_is_found_behind(text);
    }
    let cases = generator_cases();
    assert!(cases.len() > 40);
    for text in cases {
        flow_is_found_behind(&text);
    }
}

#[test]
fn flow_style_is_found_behind_whatever_is_yaml() {
    const PIECES: [&str; 34] = [
        "[", "]", "{", "}", ",", ", ", "[a]", "{b: c}", ": ", ":", "\n", "\n", "\n  ", "\n    ", "\n\n", "- ", "-",
        "? ", "k: ", "\nk: ", "\"", "'", "\"[\"", "'{'", "&a ", "!t ", "|\n", ">-\n", "|1\n", " # ", "#", "word", "\\",
        "---\n",
    ];
    let mut numbers = Numbers(11);
    let mut tried = 0;
    for round in 0..5_000 {
        let text: String = (0..1 + numbers.below(12)).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let text = format!("k{round}: {text}");
        if faults("a.yaml", ends_with_flow(&text, 100))
            .iter()
            .all(|fault| fault.starts_with("E0103") || fault.starts_with('W'))
        {
            flow_is_found_behind(&text);
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

/// The texts of all cases.
fn generator_cases() -> Vec<String> {
    let texts = tests::cases::all().into_iter().map(|case| std::fs::read_to_string(case.folder.join(case.document)));
    texts.map(|text| text.expect("a case")).filter(|text| !text.starts_with('{')).collect()
}

#[test]
fn aliases_that_explode_are_refused() {
    let mut exponential = "a0: &a0 [x, x]\n".to_owned();
    (1..60).for_each(|n| exponential.push_str(&format!("a{n}: &a{n} [*a{p}, *a{p}]\n", p = n - 1)));
    assert!(faults("a.yaml", exponential)[0].starts_with("E0106 "));

    // Few aliases of a large node: quadratic.
    let quadratic = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(20_000), "*a, ".repeat(20_000));
    assert!(faults("a.yaml", quadratic)[0].starts_with("E0106 "));
}

#[test]
fn every_file_that_is_reached_is_read_once() {
    let (set, diags) = read(&[
        ("specs/v1/root.yaml", "a: {$ref: '../common.yaml#/X'}\nb: {$ref: 'parts/my%20part.json'}\nc: {$ref: '#/a'}\n"),
        ("specs/common.yaml", "X: {$ref: ./v1/root.yaml#/a}\nY: {$ref: './v1/../common.yaml#/X'}\n"),
        ("specs/v1/parts/my part.json", r#"{"d": {"$ref": "..\\..\\common.yaml"}}"#),
        ("specs/unused.yaml", "x: 1\n"),
    ]);
    assert_eq!(findings(&diags), [""; 0]);
    let paths: Vec<_> = set.files.keys().map(String::as_str).collect();
    assert_eq!(paths, ["specs/v1/root.yaml", "specs/common.yaml", "specs/v1/parts/my part.json"]);
    assert_eq!(set.roots.len(), 1);
    let root = &set.files["specs/v1/root.yaml"];
    assert_eq!(set.referred(root.id, "../common.yaml#/X").unwrap().path, "specs/common.yaml");
    assert_eq!(set.referred(root.id, "#/a").unwrap().path, root.path);
}

#[test]
fn a_missing_file_is_an_error_at_the_reference() {
    let (_, diags) = read(&[("a/root.yaml", "x:\n  $ref: ../b.yaml#/X\ny:\n  - $ref: ../b.yaml#/Y\n")]);
    assert_eq!(findings(&diags), ["E0101 0:`/x/$ref` the file `b.yaml` cannot be read: the file does not exist"]);
}

#[test]
fn a_missing_root_is_an_error_in_its_own_name() {
    let (set, diags) = load(&Memory::default(), &Roots::new(["specs/none.yaml"]));
    assert_eq!(findings(&diags), ["E0101 0:`` `specs/none.yaml` cannot be read: the file does not exist"]);
    assert_eq!(set.files.len(), 1);
}

#[test]
fn urls_are_never_fetched() {
    let (_, diags) = read(&[("a.yaml", "x: {$ref: 'https://example.com/a.yaml#/X'}\n")]);
    let only = diags.iter().next().unwrap();
    assert_eq!(only.code, Code::FileUnreadable);
    assert_eq!(only.help.as_deref(), Some("download the file, and refer to it by a relative path"));
}

#[test]
fn payloads_are_no_references_and_names_are_no_keywords() {
    let data = "example: {$ref: a.yaml}\ndefault: {$ref: b.yaml}\nexamples: {one: {value: {$ref: c.yaml}}}\nx-thing: {$ref: d.yaml}\n";
    assert_eq!(findings(&read(&[("r.yaml", data)]).1), [""; 0]);
    let names = "properties: {example: {$ref: a.yaml}}\nresponses: {default: {$ref: b.yaml}}\n";
    assert_eq!(read(&[("r.yaml", names)]).1.len(), 2);
    let examples = "examples: {value: {$ref: c.yaml}}\n";
    assert_eq!(findings(&read(&[("r.yaml", examples)]).1), [""; 0]);
    let mapping = "discriminator: {mapping: {a: 'a.yaml#/A', b: B, c: v1.c}}\n";
    let (set, diags) = read(&[("r.yaml", mapping), ("a.yaml", "A: {}\n")]);
    assert_eq!((set.files.len(), diags.len()), (2, 0));
}

#[test]
fn what_is_left_out_may_refer_to_files_that_are_not_there() {
    let left_out = "links: {l: {$ref: c.yaml}}\n";
    assert_eq!(findings(&read(&[("r.yaml", left_out)]).1), [""; 0]);
    // In a file of properties it is a name, and what it refers to is read.
    let (set, diags) =
        read(&[("r.yaml", "links: {type: array, items: {$ref: a.yaml}}\n"), ("a.yaml", "type: object\n")]);
    assert_eq!((set.files.len(), diags.len()), (2, 0));
}

/// Steps of a linear congruence: the same numbers in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }
}

#[test]
fn a_damaged_text_gets_an_answer() {
    const PIECES: [&str; 20] = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "\n",
        "\t",
        "  ",
        "- ",
        "\"",
        "'",
        "&a ",
        "*a",
        "<<: ",
        "|",
        "? ",
        "!!",
        "é\u{feff}",
        "\0",
    ];
    let texts = [
        (
            "a.yaml",
            "openapi: 3.0\ninfo: &a {title: x, version: 1.0}\npaths:\n  /a:\n    get: *a\n    <<: *a\n  ? long\n  : |\n   text\n  list:\n  - 1\n  - {b: [c, 'd']}\n",
        ),
        ("a.json", "{\"openapi\": \"3.0\", \"paths\": {\"/a\": [1, -2.5e3, true, null, {\"b\": \"\\u00e9\\\"\"}]}}"),
    ];
    let mut numbers = Numbers(7);
    for (name, text) in texts {
        let pointers = ["/paths/~1a/get", "/paths/list/1/b/0", "/info/version", "/paths/~1a/4/b", ""];
        for _ in 0..600 {
            let mut damaged: Vec<char> = text.chars().collect();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(damaged.len());
                let piece = PIECES[numbers.below(PIECES.len())];
                let until = (at + numbers.below(4)).min(damaged.len());
                damaged.splice(at..until, piece.chars());
            }
            let damaged: String = damaged.into_iter().collect();
            let (set, mut diags) = read(&[(name, &damaged)]);
            assert!(diags.has_errors() || !set.files[name].raw.is_null(), "{damaged:?}");
            for pointer in pointers {
                diags.push(Code::WrongType, Location::new(FileId(0), pointer), "x");
            }
            assert!(render(&diags, &set, Style::Plain).contains(name), "{damaged:?}");
        }
    }
}
