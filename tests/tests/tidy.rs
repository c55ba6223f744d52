//! What holds for every source file: it says what it answers, it stays short, and each room names only its own tools.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use tests::pages::{missing_tests, root};

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                found.push((path.strip_prefix(root()).expect("below the root").display().to_string(), text));
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file that is no test.
fn production() -> Vec<(String, String)> {
    let folders = [
        "generator/src",
        "generator/runtime/src",
        "generator/pages/src",
        "xtask/src",
        "tests/corpus/src",
        "tests/conformance",
    ]
    .iter();
    folders.flat_map(|folder| sources(folder)).filter(|(path, _)| !is_test(path)).collect()
}

/// A module may have unit tests in a file of its own: `rust_type/tests.rs` beside `rust_type.rs`.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs")
}

/// Files below `folder` that hold `text` on a line that is no comment.
fn naming(folder: &str, text: &str) -> Vec<String> {
    let holds = |source: &str| source.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(text));
    let files = sources(folder).into_iter().filter(|(path, _)| !is_test(path));
    files.filter(|(_, source)| holds(source)).map(|(path, _)| path).collect()
}

#[track_caller]
fn only_below(text: &str, allowed: &[&str]) {
    let strays: Vec<String> = naming("generator/src", text)
        .into_iter()
        .filter(|path| !allowed.iter().any(|room| path.starts_with(&format!("generator/src/{room}"))))
        .collect();
    assert!(strays.is_empty(), "`{text}` may be named in {allowed:?} only, and stands in {strays:?}");
}

#[test]
fn every_file_says_what_it_answers() {
    let silent: Vec<String> =
        production().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "these files do not open with `//!`: {silent:?}");
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long: Vec<(String, usize)> = production()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .collect();
    assert!(long.is_empty(), "each of these is two rooms: {long:?}");
}

#[test]
fn production_files_hold_no_tests() {
    // What a production file may say of its tests is that they are in a file of their own.
    let declared = "#[cfg(test)]\nmod tests;\n";
    let mixed: Vec<String> = production()
        .into_iter()
        .filter(|(_, text)| text.replace(declared, "").contains("#[cfg(test)]"))
        .map(|(path, _)| path)
        .collect();
    assert!(mixed.is_empty(), "tests stand outside production files, but not in {mixed:?}");
}

#[test]
fn the_runtime_has_its_tests_elsewhere() {
    // Its files are copied into emitted crates, which have no use for tests of ours.
    let mixed: Vec<String> = sources("generator/runtime/src")
        .into_iter()
        .filter(|(path, text)| is_test(path) || text.contains("#[cfg(test)]"))
        .map(|(path, _)| path)
        .collect();
    assert!(mixed.is_empty(), "tests of the runtime stand in `generator/runtime/tests`, but not in {mixed:?}");
}

#[test]
fn users_of_the_generator_see_names_and_no_rooms() {
    let library = fs::read_to_string(root().join("generator/src/lib.rs")).expect("UTF-8");
    let open: Vec<&str> = library.lines().filter_map(|line| line.strip_prefix("pub mod ")).collect();
    // For the tests of this repository, and hidden from documentation.
    assert_eq!(open, ["internals;"]);
}

/// What a function returns: the text behind its parameters, without `where`.
fn return_type(signature: &str) -> &str {
    let mut depth = 0_usize;
    let parameters = signature.find('(').expect("parameters");
    let end = signature[parameters..].find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let behind = &signature[parameters + end.expect("the end of the parameters")..];
    let returned = behind.split_once("->").map_or("", |(_, returned)| returned);
    returned.split(" where ").next().unwrap_or_default().trim_end_matches(['{', ';', ' '])
}

/// Public functions of a file, and functions of its public traits, that return a `Result` and whose docs have no section
/// `# Errors`. Private to the crate is what begins with `pub(`.
fn without_errors_section(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut docs = Vec::new();
    let mut in_trait = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        in_trait = (in_trait || line.starts_with("pub trait ")) && line != "}";
        let public = ["pub fn ", "pub async fn ", "pub const fn "].iter().any(|start| code.starts_with(start));
        if public || (in_trait && (code.starts_with("fn ") || code.starts_with("async fn "))) {
            let mut signature = code.to_owned();
            while !signature.contains(['{', ';']) {
                signature.push(' ');
                signature.push_str(lines.next().expect("the end of the signature").trim());
            }
            if return_type(&signature).contains("Result<") && !docs.contains(&"/// # Errors") {
                found.push(signature);
            }
        }
        match code {
            doc if doc.starts_with("///") => docs.push(doc),
            attribute if attribute.starts_with("#[") => {}
            _ => docs.clear(),
        }
    }
    found
}

/// Files of the generator whose functions are exported by its `lib.rs`.
fn exported_files() -> Vec<String> {
    let library = fs::read_to_string(root().join("generator/src/lib.rs")).expect("UTF-8");
    let exports: Vec<&str> = library.lines().filter_map(|line| line.strip_prefix("pub use ")).collect();
    let rooms: BTreeSet<&str> = exports.iter().filter_map(|export| export.split("::").next()).collect();
    // A room may have files that are not exported; `names` has one that is.
    let exported = |path: &str| match path.trim_start_matches("generator/src/").split_once(['/', '.']) {
        Some(("names", file)) => file == "ident.rs",
        Some((room, _)) => rooms.contains(room),
        None => false,
    };
    sources("generator/src").into_iter().map(|(path, _)| path).filter(|path| !is_test(path) && exported(path)).collect()
}

#[test]
fn a_public_function_that_can_fail_says_when() {
    let exported = exported_files();
    let files = sources("generator").into_iter();
    let files = files.filter(|(path, _)| path.starts_with("generator/runtime/src/") || exported.contains(path));
    let silent: Vec<String> = files
        .flat_map(|(path, text)| without_errors_section(&text).into_iter().map(move |found| format!("{path}: {found}")))
        .collect();
    assert!(silent.is_empty(), "these functions have no section `# Errors`: {silent:#?}");
}

#[test]
fn a_function_without_the_section_is_found() {
    let found = |docs: &str, signature: &str| without_errors_section(&format!("{docs}\n{signature}\n}}\n"));
    assert_eq!(found("/// Reads.", "pub fn read() -> Result<u8, Error> {").len(), 1);
    assert_eq!(found("/// Reads.", "pub async fn read(\n    a: u8,\n) -> Option<Result<u8, Error>> {").len(), 1);
    assert_eq!(found("/// Reads.", "pub trait Read {\n    fn read(&self) -> Result<u8, Error>;").len(), 1);
    assert_eq!(found("/// Reads.\n///\n/// # Errors", "#[must_use]\npub fn read() -> Result<u8, Error> {").len(), 0);
    assert_eq!(found("/// Reads.", "pub fn read(by: impl Fn() -> Result<u8, Error>) -> u8 {").len(), 0);
    assert_eq!(found("/// Reads.", "pub(crate) fn read() -> Result<u8, Error> {").len(), 0);
}

#[test]
fn openapi_is_known_to_the_front_half_only() {
    only_below("openapiv3::", &["document", "lower"]);
}

#[test]
fn only_one_file_knows_the_yaml_parser() {
    only_below("serde_yaml::", &["source/yaml"]);
}

#[test]
fn markdown_is_parsed_in_one_folder() {
    only_below("pulldown_cmark::", &["emit/docs/prose"]);
}

#[test]
fn only_the_reader_of_files_knows_the_system() {
    only_below("libc::", &["source/files.rs"]);
}

#[test]
fn tokens_are_made_in_emit_and_identifiers_in_one_file() {
    only_below("quote!", &["emit"]);
    only_below("prettyplease::", &["emit"]);
    only_below("Ident::new", &["names/ident.rs"]);
}

#[test]
fn only_source_reads_and_only_output_writes() {
    only_below("fs::", &["source", "output"]);
}

#[test]
fn nothing_depends_on_the_order_of_a_hash_map() {
    for hashed in ["HashMap", "HashSet"] {
        only_below(hashed, &[]);
    }
}

#[test]
fn there_is_no_interior_mutability() {
    for cell in ["RefCell", "Mutex<", "Cell<", "OnceCell"] {
        only_below(cell, &[]);
    }
}

#[test]
fn each_sentence_of_the_security_boundary_names_a_test_that_exists() {
    let page = fs::read_to_string(root().join("SECURITY.md")).expect("a page");
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| what holds"));
    let bare: Vec<&str> = rows.filter(|row| !row.contains(".rs")).collect();
    assert!(bare.is_empty(), "these sentences name no test: {bare:#?}");
    let missing = missing_tests("SECURITY.md");
    assert!(missing.is_empty(), "SECURITY.md names tests that do not exist: {missing:#?}");
}

#[test]
fn each_finding_names_a_test_that_exists() {
    let missing = missing_tests("tests/reports/findings.md");
    assert!(missing.is_empty(), "findings.md names tests that do not exist: {missing:#?}");
}

/// The texts between double quotes in the part of a file from `start` to `end`.
fn quoted(file: &str, start: &str, end: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(file)).expect("UTF-8");
    let part = text.split_once(start).expect("the start").1;
    let part = part.split_once(end).expect("the end").0;
    part.split('"').skip(1).step_by(2).filter(|text| !text.contains(' ')).map(str::to_owned).collect()
}

#[test]
fn the_compiler_tells_of_the_headers_that_the_runtime_refuses() {
    let refused =
        quoted("generator/runtime/src/runtime/http/headers.rs", "pub(crate) fn forbidden_reason", "_ => None");
    let told = quoted("generator/src/document/header.rs", "Some(Writer::OpenApi)", "Some(Writer::Http)");
    assert!(refused.contains("content-length"), "{refused:?}");
    assert_eq!(told, refused);
}

#[test]
fn one_table_says_what_is_specified_and_no_text_counts_it() {
    let read = |file: &str| fs::read_to_string(root().join(file)).expect("a file of ours");
    let table = read("specs/README.md");
    let folders = ["specs", "specs/v1.0", "specs/beta"].into_iter();
    let files = folders.flat_map(|folder| fs::read_dir(root().join(folder)).expect("a folder").flatten());
    let is_one = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".yaml") && !name.ends_with(".facts.yaml")
    };
    let yaml = files.map(|file| file.path()).filter(is_one);
    let missing: Vec<String> = yaml
        .map(|path| path.strip_prefix(root().join("specs")).expect("below").display().to_string())
        .filter(|path| !table.contains(&format!("| `{path}` |")))
        .collect();
    assert_eq!(missing, [""; 0], "the table of specs/README.md lacks these");

    let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let is_number = |word: &str| numbers.contains(&word.to_ascii_lowercase().as_str()) || word.parse::<u32>().is_ok();
    for file in [
        "README.md",
        "CLIENT.md",
        "COMPILER.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "specs/README.md",
        "specs/codegen.toml",
        "generated/README.md",
    ] {
        let text = read(file);
        let words: Vec<&str> = text.split_whitespace().collect();
        let counted = words.windows(4).find(|words| {
            is_number(words[0]) && matches!(words[1], "updates" | "operations") && words[2..] == ["of", "Microsoft"]
        });
        assert_eq!(counted, None, "{file}");
    }
}
