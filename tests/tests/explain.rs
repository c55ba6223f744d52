//! The pages of the codes: each has one, its documents at fault have the finding, and its mended documents do not.

use std::collections::BTreeMap;
use std::fs;

use generator::{Code, Config, Memory, Severity, Style, lint, render};
use tests::pages::root;
use xtask::{Env, Exit, Terminal, Tool};

/// The only code that no document can have.
const WITHOUT_EXAMPLE: [Code; 1] = [Code::Bug];

/// The files of a page that have this role, by their names.
fn files(page: &str, role: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        let mut words = info.split_whitespace().skip(1);
        if words.next() == Some(role) {
            found.insert(words.next().unwrap_or("api.yaml").to_owned(), body);
        }
    }
    found
}

/// What is found in the files.
fn findings(files: &BTreeMap<String, String>) -> (Vec<Code>, bool, String) {
    let memory = Memory::new(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let config = if files.contains_key("codegen.toml") {
        Config::load(&memory, "codegen.toml").expect("a configuration that can be read")
    } else {
        Config::single("api.yaml", "pets")
    };
    let linted = lint(&memory, &config);
    let text = render(&linted.diags, &linted.sources, Style::Plain);
    (linted.diags.iter().map(|found| found.code).collect(), linted.diags.has_errors(), text)
}

/// What is wrong with the examples of a page.
fn fault(code: Code) -> Option<String> {
    let (faulty, mended) = (files(code.page(), "faulty"), files(code.page(), "mended"));
    if WITHOUT_EXAMPLE.contains(&code) {
        return (!faulty.is_empty() || !mended.is_empty()).then(|| "it has an example".to_owned());
    }
    if faulty.is_empty() || mended.is_empty() {
        return Some("it has no examples".to_owned());
    }
    let (codes, has_errors, text) = findings(&faulty);
    // A note may say what came of a fault.
    let is_other = |found: &&Code| **found != code && found.severity() >= Severity::Warning;
    if !codes.contains(&code) || codes.iter().any(|found| is_other(&found)) {
        return Some(format!("its document at fault has other faults:\n{text}"));
    }
    if has_errors != (code.severity() == Severity::Error) {
        return Some(format!("its severity is another one:\n{text}"));
    }
    let (codes, _, text) = findings(&mended);
    (!codes.is_empty()).then(|| format!("the mended document has findings:\n{text}"))
}

#[test]
fn the_fault_of_each_page_is_found_and_mended() {
    let faults = Code::ALL.iter().filter_map(|code| Some(format!("{code:?}: {}", fault(*code)?)));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn each_page_is_of_its_code_and_has_the_same_parts() {
    for code in Code::ALL {
        let page = code.page();
        let title = format!("# {}: {}\n\n", code.as_str(), code.title().trim_end_matches('.'));
        assert!(page.starts_with(&title), "the page of {code:?} begins with {title:?}");
        let parts: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
        let expected: &[&str] = if WITHOUT_EXAMPLE.contains(code) {
            &["## Why it matters"]
        } else {
            &["## Why it matters", "## At fault", "## Mended"]
        };
        assert_eq!(parts, expected, "{code:?}");
    }
    let pages = fs::read_dir(root().join("generator/src/diag/codes")).expect("the folder of pages");
    assert_eq!(pages.count(), Code::ALL.len(), "a page is of no code");
}

#[test]
fn texts_and_names_are_unique_and_the_text_says_the_severity() {
    let mut known: Vec<&str> = Code::ALL.iter().flat_map(|code| [code.as_str(), code.name()]).collect();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), 2 * Code::ALL.len());
    for code in Code::ALL {
        let letter = match code.severity() {
            Severity::Error => 'E',
            Severity::Warning => 'W',
            Severity::Loss => 'L',
            Severity::Note => 'N',
        };
        assert!(code.as_str().starts_with(letter), "{code:?}");
        assert_eq!(Code::find(&code.as_str().to_lowercase()), Some(*code));
        assert_eq!(Code::find(code.name()), Some(*code));
    }
    assert_eq!(Code::find("W9999"), None);
}

/// What `generator/CODES.md` has to say.
fn list() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.as_str());
    let row = |code: &Code| {
        let (text, name, severity) = (code.as_str(), code.name(), code.severity().as_str());
        let chosen = if code.is_settable() { "" } else { ", always" };
        format!("| [{text}](src/diag/codes/{text}.md) | `{name}` | {severity}{chosen} | {} |\n", code.title())
    };
    let rows: String = codes.iter().map(row).collect();
    format!(
        "# What is told of a document\n\n\
         Each finding has a code, and each code has a page with a document at fault and the mended one, both run by a test.\n\
         `cargo xtask explain CODE`, or `apicrate explain CODE`, prints it.\n\n\
         `[lints]` of `codegen.toml` sets how bad the findings of a code are, by the code or its name: `\"error\"`, `\"warning\"` or\n\
         `\"off\"`. What is an error always stops a run, since nothing can be emitted from what it tells of. `losses` and `warnings`\n\
         refuse all of a kind.\n\n\
         | Code | Name | Unless chosen | What it means |\n|---|---|---|---|\n{rows}"
    )
}

/// `INSTA_UPDATE=always cargo test -p tests --test explain` writes it, as it does with snapshots.
#[test]
fn the_list_in_the_documentation_is_fresh() {
    let path = root().join("generator/CODES.md");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, list()).expect("a file that can be written");
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), list(), "run this test with INSTA_UPDATE=always");
}

/// What a command prints on both streams.
fn run(args: &[&str], tool: Tool) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let folder = tempfile::tempdir().expect("a folder");
    let (root, current) = (folder.path().to_owned(), folder.path().to_owned());
    let mut env = Env { tool, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
    let exit = xtask::run(["xtask"].iter().chain(args).copied(), &mut env);
    (exit, String::from_utf8(out).expect("UTF-8"), String::from_utf8(err).expect("UTF-8"))
}

#[test]
fn a_code_is_explained_by_its_text_and_by_its_name() {
    let (exit, page, _) = run(&["explain", "W0604"], Tool::Xtask);
    assert_eq!(exit, Exit::Done);
    assert_eq!(run(&["explain", "w0604"], Tool::Installed).1, page);
    assert_eq!(run(&["explain", "name-collision"], Tool::Installed).1, page);
    insta::assert_snapshot!(page);
}

#[test]
fn without_a_code_all_are_listed() {
    let (exit, list, _) = run(&["explain"], Tool::Installed);
    assert_eq!((exit, list.lines().count()), (Exit::Done, Code::ALL.len()));
    insta::assert_snapshot!(list);
}

#[test]
fn what_is_no_code_is_told() {
    let (exit, out, err) = run(&["explain", "W9999"], Tool::Installed);
    assert_eq!((exit, out.as_str()), (Exit::Usage, ""));
    assert_eq!(
        err,
        "error: `W9999` is no code of a finding\nhelp: `apicrate explain` lists them; `--type`, `--operation` and `--member` \
         explain what is in the crate\n"
    );
}
