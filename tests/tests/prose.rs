//! Prose of documents is shown and never run: Markdown of any shape, wherever it reaches emitted code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::{Config, Examples as Emitted, Memory, Style, Tree, apply, generate, plan, render};
use serde_json::{Map, Value, json};
use tests::cargo::offline;
use tests::comments::{Examples, faults_of, of_file};
use tests::mutate::Random;
use tests::prose::{document, markdown};

/// What was once run, each by a rule of its own: a rule or an item without content, and code below it.
const ONCE_RUN: [&str; 4] = [
    "- - -\n    std::fs::write(\"p\", \"x\").unwrap();",
    "10)\n\n    std::fs::write(\"p\", \"x\").unwrap();",
    "* * *\n    std::fs::write(\"p\", \"x\").unwrap();",
    "> -\n       std::fs::write(\"p\", \"x\").unwrap();",
];

fn emit(document: &Value, examples: Emitted) -> Tree {
    let config = Config { examples, ..Config::single("api.json", "prose") };
    let outcome = generate(&Memory::new([("api.json", document.to_string())]), &config);
    let report = render(&outcome.diags, &outcome.sources, Style::Short);
    outcome.tree.unwrap_or_else(|| panic!("refused:\n{report}\n{document}"))
}

/// A document of schemas with these descriptions.
fn described(descriptions: &[String]) -> Value {
    let schema =
        |(number, text): (usize, &String)| (format!("S{number}"), json!({"type": "boolean", "description": text}));
    let schemas: Map<String, Value> = descriptions.iter().enumerate().map(schema).collect();
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": schemas}})
}

/// The lines that are made of a description.
fn shown(description: &str) -> String {
    let tree = emit(&described(&[description.to_owned()]), Emitted::Omitted);
    let comment = of_file(tree.get("src/models/s0.rs").expect("a file")).pop().expect("a comment");
    comment.rsplit_once("Source: ").expect("a source").0.trim_end().to_owned()
}

/// The shortest fault says most.
#[track_caller]
fn none(faults: &[String]) {
    let shortest = faults.iter().min_by_key(|fault| fault.len());
    assert!(shortest.is_none(), "{} faults, such as\n{}", faults.len(), shortest.map_or("", String::as_str));
}

/// How many descriptions a run tries. `PROSE=200000 cargo test --release -p tests --test prose` tries more.
fn rounds() -> u64 {
    std::env::var("PROSE").ok().and_then(|text| text.parse().ok()).unwrap_or(4000)
}

#[test]
fn no_description_of_any_shape_is_run() {
    let mut random = Random(1);
    for _ in 0..rounds().div_ceil(200) {
        let texts: Vec<String> = (0..200).map(|_| markdown(&mut random)).collect();
        none(&faults_of(&emit(&described(&texts), Emitted::Omitted), Examples::None));
    }
    none(&faults_of(&emit(&described(&ONCE_RUN.map(str::to_owned)), Emitted::Omitted), Examples::None));
}

#[test]
fn no_text_of_any_place_is_run() {
    let mut random = Random(2);
    for _ in 0..rounds().div_ceil(200) {
        let document = document(&mut || markdown(&mut random));
        none(&faults_of(&emit(&document, Emitted::Doctests), Examples::Ours));
    }
}

/// A fault of the check itself would let everything pass.
#[test]
fn the_check_finds_what_it_is_for() {
    let found = |comment: &str| tests::comments::faults(comment, Examples::None);
    for comment in
        ["a\n\n    code", "```\ncode\n```", "- ~~~rust\n  code", "[^1]: a\n\n    code", "<p>", "a <b>", "[a](b)", "[a]"]
    {
        assert!(!found(comment).is_empty(), "{comment}");
    }
    for comment in ["https://a.example", "![a](https://a.example)", "a ` b", "\u{202e}"] {
        assert!(!found(comment).is_empty(), "{comment}");
    }
    assert_eq!(found("`a` <https://a.example> [b](https://b.example) [`Request`]\n\n```text\nc\n```"), [""; 0]);
    assert_eq!(of_file("//! a\n\n///   b\n///\n///     c\n#[doc = \" d\"]\nstruct E;"), ["a", "  b\n\n    c\nd"]);
}

/// Prose and what becomes of it.
#[track_caller]
fn becomes(prose: &str, expected: &str) {
    assert_eq!(shown(prose), expected);
}

#[test]
fn plain_prose_stays_as_it_is() {
    for prose in [
        "One line, and no more.",
        "A name_with_marks, 2 * 3 * 4, a-b, C#, R&D, 50 %, x < y > z, it's \"so\".\nA second line: /users/{id}.",
        "# Heading\n\nText of *some* __weight__ and `code <T>`.\n\n## Another\nRight below.",
        "Either:\n- one\n- two\n  - inner\n  - last\n\nor:\n\n1. first\n\n2. second\n\n   more of it",
        "> a quote\n> - with a list",
        "| a | b |\n|---|:-:|\n| `x` | 1 |",
        "[a page](https://a.example/x), <https://b.example>, a line\\\nbroken by hand.",
    ] {
        becomes(prose, prose);
    }
}

#[test]
fn code_of_a_document_is_text() {
    becomes("`a\tb`", "`a b`");
    becomes("a\n\n    let x;\n\tlet y;", "a\n\n```text\nlet x;\nlet y;\n```");
    becomes("~~~rust\n```\n~~~", "````text\n```\n````");
    becomes("- a\n\n  ```\n  b\n\n   c", "- a\n\n  ```text\n  b\n\n   c\n  ```");
    let shown = ONCE_RUN.map(shown);
    assert!(shown.iter().all(|text| text.contains("```text\n")), "{shown:#?}");
}

#[test]
fn a_tab_in_a_name_is_spelled_out() {
    let value = json!({"type": "string", "enum": ["a\tb"], "default": "a\tb"});
    let schema = json!({"type": "object", "properties": {"c\td": value}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {"A": schema}}
    });
    let tree = emit(&document, Emitted::Omitted);
    let comments = of_file(tree.get("src/models/a.rs").expect("a file"));
    let faults: Vec<String> = comments.into_iter().filter(|comment| comment.contains('\t')).collect();
    none(&faults);
}

#[test]
fn a_link_leads_to_the_web_or_is_its_text() {
    becomes("[a](https://a.example \"title\") [b](../b.md) [f](javascript:x)", "[a](https://a.example) b f");
    becomes("[c][d] [`e`]\n\n[d]: https://d.example", "[c](https://d.example) \\[`e`]");
    becomes("See https://a.example/x_(y).", "See <https://a.example/x_(y)>.");
    becomes("![logo](https://b.example/l.png) ![seal](l.png)", "[logo](https://b.example/l.png) seal");
    becomes("Mail [us](mailto:us@a.example).", "Mail [us](mailto:us@a.example).");
    becomes("As in[^1].\n\n[^1]: A note.", "As in\\[^1].\n\n\\[^1]: A note.");
}

#[test]
fn html_is_markdown() {
    becomes("<p>Some *text*, `<T>`, <b>more</b>.</p>", "Some *text*, `<T>`, **more**.");
    becomes("<p>One</p>\n<p>Two<br/>three</p>", "One\n\nTwo\n\nthree");
    becomes("Any of:<ul><li>a <code>Charge</code></li><li><em>b</em></li></ul>", "Any of:\n\n- a `Charge`\n- *b*");
    becomes(
        "<a href=\"https://a.example/x\">a page</a>, <a href='/docs'>no page</a>",
        "[a page](https://a.example/x), no page",
    );
    becomes("<code><a href=\"https://a.example\">Charge</a></code>", "`Charge`");
    becomes("| a | b |\n|---|---|\n| c<br>d | e |", "| a | b |\n|---|---|\n| c d | e |");
}

#[test]
fn what_is_no_tag_of_html_is_text() {
    becomes("to <username>, a <b> alone, <x-y>z</x-y>", "to \\<username>, a \\<b> alone, \\<x-y>z\\</x-y>");
    becomes("<a href=\"javascript:x\">a</a>", "a");
    becomes("&lt;id&gt; &amp;lt; <!-- no -->", "&lt;id&gt; \\&lt; \\<!-- no -->");
}

#[test]
fn where_there_is_one_line_prose_is_one_line() {
    let line = |description: &str| {
        let answer = json!({"200": {"description": description}});
        let paths = json!({"/a": {"get": {"operationId": "a.get", "tags": ["a"], "responses": answer}}});
        let tree = emit(
            &json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths}),
            Emitted::Omitted,
        );
        let text = tree.get("src/a.rs").expect("a module").to_owned();
        text.lines().find_map(|line| line.strip_prefix("/// - `200`: ")).expect("an answer").to_owned()
    };
    assert_eq!(line("One\n\ntwo, *three*, <b>."), "One two, *three*, \\<b>.");
    assert_eq!(line("Any of:\n- a\n- b\n\n1. c"), "Any of: - a - b 1. c");
    assert_eq!(line("# Code\n\n    let x = 1;\n    let y;"), "Code `let x = 1; let y;`");
    assert_eq!(line("| a | b |\n|---|---|\n| 1 | 2 |"), "a | b | 1 | 2 |");
    assert_eq!(line("```\n`a`\n``` \n---"), "`` `a` `` ---");
    assert_eq!(line("1. first"), "1\\. first");
}

#[test]
fn what_does_not_print_is_spelled_out() {
    becomes("a\u{202e}b\u{0}c\u{2028}d\re\u{feff}f\u{200b}g", "a\\u{202e}b\\u{0}c\nd\nefg");
    becomes("&#x202e; &rlm;", "\\u{202e} \\u{200f}");
}

#[test]
fn a_line_that_was_text_begins_no_block() {
    becomes("a\n    - b\n    # c\n    1. d\n    ---\n    ~~~\n    > e", "a\n\\- b\n\\# c\n1\\. d\n\\---\n\\~~~\n\\> e");
}

#[test]
fn what_says_nothing_is_left_out_and_keeps_its_neighbours_apart() {
    becomes("a\n\n * b\n * c", "a\n\n* b\n* c");
    becomes("> a\n+\n> 7) b\n\n-\n-  c\n-", "> a\n\n> 7) b\n\n- c");
    becomes("a\n```\n```\n> b", "a\n\n> b");
}

#[test]
fn quotes_and_lists_are_no_deeper_than_can_be_read() {
    let deep = shown(&format!("{}a\n\n{}b", "> - ".repeat(500), "1. ".repeat(500)));
    assert!(deep.lines().all(|line| line.len() < 60), "{deep}");
    assert!(deep.contains('a') && deep.contains('b'), "{deep}");
}

#[test]
fn the_manifest_is_toml_whatever_the_title_says() {
    for title in ["a\"\n[dependencies]\nb = \"1\"\n", "'''\u{7f}\u{0}\\\u{2028}\r", "# a \\\" = {"] {
        let document = json!({"openapi": "3.0.3", "info": {"title": title, "version": title}, "paths": {}});
        let tree = emit(&document, Emitted::Omitted);
        let manifest: toml::Table = tree.get("Cargo.toml").expect("a manifest").parse().expect("TOML");
        let words: Vec<&str> = title.split_whitespace().collect();
        assert_eq!(manifest["package"]["description"].as_str(), Some(&*format!("A client for {}", words.join(" "))));
        assert!(manifest["dependencies"].get("b").is_none());
    }
}

/// Runs cargo on a crate of its own below the target folder, offline.
fn cargo(name: &str, tree: &Tree, arguments: &[&str]) -> String {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    apply(tree, &plan(tree, &dir).expect("a plan")).expect("written");
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    // The versions that the workspace was built with are on the disk already.
    fs::copy(workspace.join("Cargo.lock"), dir.join("Cargo.lock")).expect("copied");
    let output = offline()
        .arg("--quiet")
        .args(arguments)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(&dir)
        .output()
        .expect("cargo");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// What rustdoc calls the comment of the crate, which is that of no item: `src/lib.rs - (line 9) - compile: test`.
const FRONT_PAGE: &str = "(line";

/// The items whose comments hold what rustdoc would run: `src/things.rs - things::act0 (line 9): test`.
fn run_by_rustdoc(name: &str, tree: &Tree) -> BTreeSet<String> {
    let listed = cargo(name, tree, &["test", "--doc", "--no-default-features", "--", "--list"]);
    let tests = listed.lines().filter_map(|line| line.strip_suffix(": test"));
    let item = |test: &str| test.split(" - ").nth(1)?.split_whitespace().next().map(str::to_owned);
    tests.map(|test| item(test).unwrap_or_else(|| panic!("{test}"))).collect()
}

/// A document with something that was once run, or worse, in every place.
fn hostile() -> Value {
    let mut random = Random(4);
    let mut number = 0;
    document(&mut || {
        number += 1;
        match ONCE_RUN.get(number % 6) {
            Some(once) => format!("{once}\n{number}"),
            None => markdown(&mut random) + &format!("\n\n```\nlet _: () = {number};\n```"),
        }
    })
}

#[test]
fn rustdoc_runs_no_text_of_a_document() {
    let tree = emit(&hostile(), Emitted::Omitted);
    assert_eq!(run_by_rustdoc("prose", &tree), BTreeSet::from([FRONT_PAGE.to_owned()]));
    // It warns of no comment either: no link without an end, no HTML, no URL that is none.
    cargo("prose", &tree, &["doc", "--no-deps", "--no-default-features"]);
}

#[test]
fn rustdoc_runs_our_own_examples_alone() {
    let run = run_by_rustdoc("prose_examples", &emit(&hostile(), Emitted::Doctests));
    assert!(!run.is_empty());
    let ours =
        |item: &&String| **item == FRONT_PAGE || item.rsplit("::").next().is_some_and(|name| name.starts_with("act"));
    assert_eq!(run.iter().filter(|item| !ours(item)).collect::<Vec<_>>(), [""; 0]);
}
