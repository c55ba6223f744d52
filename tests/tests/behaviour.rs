//! What is emitted for the cases compiles without a warning, and does what the documents say.
//!
//! Every case under `tests/cases` becomes a module of one crate below the target folder; the tests in
//! `tests/behaviour` are copied beside it and run by cargo, offline.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::config::{ApiConfig, Config};
use generator::diag::{Style, render};
use generator::output::{apply, plan};
use generator::pipeline;
use generator::source::Disk;
use tests::cases;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One API for each case: `schemas/all-of.yaml` is the module `schemas_all_of`.
fn config() -> Config {
    let apis = cases::all().into_iter().map(|case| {
        let document = case.folder.join(&case.document);
        let document = document.strip_prefix(here()).expect("a case of ours").display().to_string();
        ApiConfig { module: Some(case.name.replace(['/', '-'], "_")), documents: vec![document] }
    });
    let apis = apis.collect();
    Config { apis, ..Config::single("", "cases") }
}

/// Emits the crate, with the tests beside it.
fn emit() -> PathBuf {
    let outcome = pipeline::generate(&Disk::new(here()), &config());
    let report = render(&outcome.diags, &outcome.sources, Style::Short);
    let tree = outcome.tree.unwrap_or_else(|| panic!("the cases are refused:\n{report}"));
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cases");
    apply(&tree, &plan(&tree, &dir).expect("a plan")).expect("written");
    let tests = dir.join("tests");
    fs::create_dir_all(&tests).expect("a folder");
    for file in fs::read_dir(here().join("behaviour")).expect("tests/behaviour") {
        let file = file.expect("a file");
        fs::copy(file.path(), tests.join(file.file_name())).expect("copied");
    }
    // The versions that the workspace was built with are on the disk already.
    fs::copy(here().parent().expect("the workspace").join("Cargo.lock"), dir.join("Cargo.lock")).expect("copied");
    dir
}

#[test]
fn what_is_emitted_for_the_cases_compiles_and_behaves() {
    let dir = emit();
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--quiet", "--no-default-features"])
        .env("CARGO_TARGET_DIR", dir.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .current_dir(&dir)
        .output()
        .expect("cargo");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
}
