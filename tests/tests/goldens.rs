//! Every code of the catalogue has a document under `tests/faults` that provokes it, and the text that people then read.
//!
//! A file (or a folder, for faults of several files) is named after the code, and after what is wrong. Each is a test:
//! `cargo test -p tests --test goldens E0201` runs those of one code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use generator::internals::source::{Roots, load};
use generator::{Code, Config, Diags, Disk, FileId, Location, Memory, SourceSet, Style, generate, render};
use tests::trials::{no_snapshot_is_left_over, run, trial};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("faults")
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("text")).collect();
    names.sort();
    names
}

/// What is said about a file, or about all files of a folder as one API.
fn said(name: &str) -> String {
    let files = Disk::new(folder());
    if name.ends_with(".toml") {
        let rejected = Config::load(&files, name).expect_err("a configuration at fault");
        return render(&rejected.diags, &rejected.sources, Style::Plain);
    }
    let mut config = Config::single(name, "faults");
    let path = folder().join(name);
    if path.join("codegen.toml").is_file() {
        config = Config::load(&files, &format!("{name}/codegen.toml")).expect("a configuration");
    } else if path.is_dir() {
        config.apis[0].documents = names(&path).iter().map(|file| format!("{name}/{file}")).collect();
    }
    let outcome = generate(&files, &config);
    render(&outcome.diags, &outcome.sources, Style::Plain)
}

/// `E0201` of `E0201-a-reference-that-points-at-nothing.yaml`.
fn code(name: &str) -> &str {
    name.split('-').next().unwrap_or(name)
}

fn main() -> ExitCode {
    let faults = names(&folder());
    let left = no_snapshot_is_left_over("faults/", faults.iter().map(|name| title(name).to_owned()));
    let said =
        faults.into_iter().map(|name| trial(title(&name).to_owned(), move || says_what_its_snapshot_says(&name)));
    let others = [
        left,
        trial("every_code_has_a_fault", every_code_has_a_fault),
        trial("a_fault_of_the_generator_says_what_it_is", a_fault_of_the_generator_says_what_it_is),
    ];
    run(said.chain(others).collect())
}

/// The name of a fault, and of its snapshot.
fn title(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

fn says_what_its_snapshot_says(name: &str) {
    let said = said(name);
    assert!(said.contains(&format!("[{}]", code(name))), "{name} does not provoke its code:\n{said}");
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/faults" }, {
        insta::assert_snapshot!(title(name), said);
    });
}

fn every_code_has_a_fault() {
    let known: BTreeSet<String> = names(&folder()).iter().map(|name| code(name).to_owned()).collect();
    // A fault of the generator is not provoked by a document; the next test has its text.
    let documented = Code::ALL.iter().filter(|code| **code != Code::Bug);
    let missing: Vec<&str> = documented.map(|code| code.as_str()).filter(|code| !known.contains(*code)).collect();
    assert!(missing.is_empty(), "add documents to tests/faults that provoke {missing:?}");
}

fn a_fault_of_the_generator_says_what_it_is() {
    let (sources, _): (SourceSet, Diags) =
        load(&Memory::new([("api.yaml", "openapi: 3.0.3\n")]), &Roots::new(["api.yaml"]));
    let mut diags = Diags::default();
    diags.push(Code::Bug, Location::new(FileId(0), "/openapi"), "`#/x` names no component schema");
    insta::assert_snapshot!("a_fault_of_the_generator_says_what_it_is", render(&diags, &sources, Style::Plain));
}
