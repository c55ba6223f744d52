//! The manifest of an emitted crate asks for what the runtime is compiled and tested with here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::{BatchRule, BatchScheme, Config, Memory, generate};
use tests::cargo::offline;
use toml::{Table, Value};

fn manifest(path: &str) -> Table {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    fs::read_to_string(root.join(path)).expect("a manifest").parse().expect("TOML")
}

/// The manifest of a crate whose one answer has this media type. `more` stands at the end of the document.
fn emitted_with(mime: &str, more: &str) -> Table {
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: Sample, version: '1'}}\npaths: {{/a: {{get: {{responses: {{'200': {{description: ok, \
         content: {{{mime}: {{schema: {{type: array, items: {{type: string}}}}}}}}}}}}}}}}}}\n{more}"
    );
    let files = Memory::new([("api.yaml", document)]);
    let batch = Some(BatchRule { scheme: BatchScheme::ODataJson, path: "/batch".to_owned(), limit: 20 });
    let outcome = generate(&files, &Config { batch, ..Config::single("api.yaml", "sample") });
    outcome.tree.expect("a tree").get("Cargo.toml").expect("a manifest").parse().expect("TOML")
}

fn emitted(mime: &str) -> Table {
    emitted_with(mime, "")
}

/// The manifest of a crate with all that only some documents need.
fn emitted_whole() -> Table {
    let webhook = "webhooks: {a: {post: {requestBody: {content: {application/json: {}}}, responses: {}}}}\n";
    emitted_with("application/xml", webhook)
}

/// A dependency with all that is asked of it: a version alone is short for a table.
fn asked(value: &Value) -> BTreeMap<String, Value> {
    match value {
        Value::Table(table) => table.clone().into_iter().collect(),
        version => BTreeMap::from([("version".to_owned(), version.clone())]),
    }
}

/// What the package asks for, with what it takes from the workspace.
fn resolved(package: &Table, workspace: &Table) -> BTreeMap<(String, String), BTreeMap<String, Value>> {
    let resolve = |(platforms, name, value): (String, String, Value)| {
        let mut own = asked(&value);
        if own.remove("workspace").is_some() {
            let shared = asked(&workspace["workspace"]["dependencies"][&name]);
            own.extend(shared);
        }
        ((platforms, name), own)
    };
    dependencies(package).into_iter().map(resolve).collect()
}

/// The dependencies of a package with the platforms that have them.
fn dependencies(package: &Table) -> Vec<(String, String, Value)> {
    let own = package["dependencies"].as_table().expect("dependencies");
    let targets = package["target"].as_table().expect("platforms").iter();
    let of_targets =
        targets.map(|(target, table)| (target.as_str(), table["dependencies"].as_table().expect("a table")));
    let tables = std::iter::once(("", own)).chain(of_targets);
    tables
        .flat_map(|(of, table)| table.iter().map(move |(name, value)| (of.to_owned(), name.clone(), value.clone())))
        .collect()
}

#[test]
fn it_asks_for_the_dependencies_of_the_runtime() {
    let (runtime, workspace) = (manifest("generator/runtime/Cargo.toml"), manifest("Cargo.toml"));
    let emitted = emitted_whole();
    assert_eq!(resolved(&emitted, &workspace), resolved(&runtime, &workspace));
    let features = |manifest: &Table| {
        let mut features = manifest["features"].as_table().expect("features").clone();
        // What is on by default is what the documents need; of the runtime it is all that some documents need.
        let on = features.remove("default").expect("a default").as_array().expect("a list").clone();
        (features, on)
    };
    let ((of_emitted, on), (of_runtime, all)) = (features(&emitted), features(&runtime));
    assert_eq!(of_emitted, of_runtime);
    assert!(on.iter().all(|feature| all.contains(feature)), "{on:?}");
    assert_eq!(emitted["package"]["edition"], workspace["workspace"]["package"]["edition"]);
    // Lints of Clippy hold the runtime to it.
    assert_eq!(emitted["package"]["rust-version"], runtime["package"]["rust-version"]);
}

/// `1.88` and `1.88.0` as numbers.
fn version(text: &str) -> (u32, u32) {
    let mut numbers = text.split('.').map(|number| number.parse().expect("a number"));
    (numbers.next().expect("a number"), numbers.next().expect("a number"))
}

#[test]
fn it_asks_for_no_newer_rust_than_what_it_depends_on() {
    let output = offline()
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let id = |name| packages.iter().find(|package| package["name"] == name).expect("a package")["id"].clone();
    let (mut open, mut seen) = (vec![id("generator-runtime")], Vec::new());
    while let Some(id) = open.pop() {
        if seen.contains(&id) {
            continue;
        }
        let nodes = list(&metadata["resolve"]["nodes"]);
        let node = nodes.into_iter().find(|node| node["id"] == id).expect("a node");
        let is_built =
            |dependency: &serde_json::Value| list(&dependency["dep_kinds"]).iter().any(|it| it["kind"] != "dev");
        open.extend(list(&node["deps"]).into_iter().filter(is_built).map(|dependency| dependency["pkg"].clone()));
        seen.push(id);
    }
    let others =
        packages.iter().filter(|package| seen.contains(&package["id"]) && package["name"] != "generator-runtime");
    let newest = others.filter_map(|package| package["rust_version"].as_str()).map(version).max();
    let own = emitted_whole()["package"]["rust-version"].as_str().map(version);
    assert_eq!(own, newest, "the newest Rust that a dependency asks for, in `Cargo.lock`");
}

#[test]
fn it_asks_for_nothing_of_xml_without_bodies_of_xml() {
    let (with, without) = (emitted("application/xml"), emitted("application/json"));
    let mut dependencies = with["dependencies"].as_table().expect("dependencies").clone();
    assert!(dependencies.remove("quick-xml").is_some());
    assert_eq!(without["dependencies"].as_table(), Some(&dependencies));
    let mut features = with["features"].as_table().expect("features").clone();
    assert!(features.remove("xml").is_some());
    features.insert("default".to_owned(), Value::Array(vec!["rustls".into(), "http2".into(), "fetch".into()]));
    assert_eq!(without["features"].as_table(), Some(&features));
}

#[test]
fn no_feature_of_a_module_is_called_as_a_dependency() {
    let runtime = manifest("generator/runtime/Cargo.toml");
    let features = runtime["features"].as_table().expect("features").keys().cloned();
    for name in features.chain(dependencies(&runtime).into_iter().map(|(_, name, _)| name)) {
        let name = name.replace('_', "-");
        assert!(generator::internals::emit::FEATURES.contains(&name.as_str()), "`{name}` is free for modules");
    }
}
