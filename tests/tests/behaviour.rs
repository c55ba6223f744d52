//! What is emitted for the cases compiles without a warning, and does what the documents say.
//!
//! Every case under `tests/cases` becomes a module of one crate below the target folder; the tests in
//! `tests/behaviour` are copied beside it and run by cargo, offline. Chains of types get a crate of their own.

use std::fs;
use std::path::{Path, PathBuf};

use generator::{
    ApiConfig, AsJson, BatchRule, BatchScheme, Config, Disk, Memory, Modules, SchemaKey, Style, UnknownMembers, apply,
    generate, plan, render,
};
use tests::cargo::offline;
use tests::cases;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The cases whose objects keep members that the document does not name.
const KEPT: &[&str] = &["forms/unknown-members"];

/// The schemas that are left as JSON, in the case `unions/as-json`.
const LEFT: [&str; 3] = ["LeftAnimal", "LeftShape", "LeftPlace"];

/// One API for each case: `schemas/all-of.yaml` is the module `schemas_all_of`.
fn config() -> Config {
    let apis = cases::all().into_iter().map(|case| {
        let document = case.folder.join(&case.document);
        let document = document.strip_prefix(here()).expect("a case of ours").display().to_string();
        ApiConfig {
            module: Some(case.name.replace(['/', '-'], "_")),
            documents: vec![document],
            unknown_members: if KEPT.contains(&case.name.as_str()) {
                UnknownMembers::Kept
            } else {
                UnknownMembers::Dropped
            },
            ..ApiConfig::default()
        }
    });
    let apis = apis.collect();
    // However many operations the cases have, none of them is behind a feature.
    let batch = Some(BatchRule { scheme: BatchScheme::ODataJson, path: "/$batch".to_owned(), limit: 2 });
    let as_json = AsJson { schemas: LEFT.map(SchemaKey::from).into(), most_variants: None };
    Config { apis, as_json, batch, modules: Modules::Always, ..Config::single("", "cases") }
}

/// Emits the crate, with the tests beside it.
fn emit() -> PathBuf {
    let outcome = generate(&Disk::new(here()), &config());
    let report = render(&outcome.diags, &outcome.sources, Style::Short);
    let tree = outcome.tree.unwrap_or_else(|| panic!("the cases are refused:\n{report}"));
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cases");
    apply(&tree, &plan(&tree, &dir).expect("a plan")).expect("written");
    copy_folder(&here().join("behaviour"), &dir.join("tests"));
    // The versions that the workspace was built with are on the disk already.
    fs::copy(here().parent().expect("the workspace").join("Cargo.lock"), dir.join("Cargo.lock")).expect("copied");
    dir
}

/// Copies a folder with all that is below it.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn what_is_emitted_for_the_cases_compiles_and_behaves() {
    passes(&emit(), &["--features", "xml,webhooks,oauth2,paging,long-running,mock,batch"]);
}

/// Runs the tests of a crate. All crates share one target folder, so that their dependencies are built once.
#[track_caller]
fn passes(dir: &Path, features: &[&str]) {
    let output = offline()
        .args(["test", "--quiet", "--no-fail-fast", "--no-default-features"])
        .args(features)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-D warnings")
        .current_dir(dir)
        .output()
        .expect("cargo");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
}

/// How many types a chain has: more than rustc follows before it gives up, in any of its walks.
const LONG: usize = 140;

/// A document with a chain of types through each kind of edge, a large ring, and types that all contain one another.
fn chains() -> String {
    let mut schemas = String::new();
    let mut add = |name: &str, number: usize, schema: &str| {
        schemas.push_str(&format!("    {name}{number}: {schema}\n"));
    };
    let to = |name: &str, number: usize| format!("{{$ref: '#/components/schemas/{name}{number}'}}");
    for number in 0..LONG {
        let [field, open, choice] = ["Field", "Open", "Choice"].map(|name| to(name, number + 1));
        add("Field", number, &format!("{{type: object, properties: {{next: {field}, name: {{type: string}}}}}}"));
        add("Open", number, &format!("{{properties: {{a: {{type: string}}}}, additionalProperties: {open}}}"));
        add("Choice", number, &format!("{{oneOf: [{}, {{type: string}}]}}", to("Link", number)));
        add("Link", number, &format!("{{type: object, properties: {{choice: {choice}}}}}"));
    }
    for name in ["Field", "Open", "Choice"] {
        add(name, LONG, "{type: object, properties: {end: {type: boolean}}}");
    }
    for number in 0..LONG {
        let next = to("Ring", (number + 1) % LONG);
        add(
            "Ring",
            number,
            &format!("{{type: object, required: [name], properties: {{name: {{type: string}}, next: {next}}}}}"),
        );
    }
    for number in 0..20 {
        let all: Vec<String> = (0..20).map(|other| format!("t{other}: {}", to("Web", other))).collect();
        add("Web", number, &format!("{{type: object, properties: {{{}}}}}", all.join(", ")));
    }
    format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}")
}

#[test]
fn chains_of_types_do_not_break_the_crate_of_a_user() {
    let files = Memory::new([("chains.yaml", chains())]);
    let outcome = generate(&files, &Config::single("chains.yaml", "chains"));
    let report = render(&outcome.diags, &outcome.sources, Style::Short);
    let tree = outcome.tree.unwrap_or_else(|| panic!("the chains are refused:\n{report}"));
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("chains");
    apply(&tree, &plan(&tree, &dir).expect("a plan")).expect("written");
    fs::create_dir_all(dir.join("tests")).expect("a folder");
    fs::copy(here().join("chains/user.rs"), dir.join("tests/user.rs")).expect("copied");
    fs::copy(here().parent().expect("the workspace").join("Cargo.lock"), dir.join("Cargo.lock")).expect("copied");
    passes(&dir, &[]);
}
