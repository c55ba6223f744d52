//! The manifest of an emitted crate asks for what the runtime is compiled and tested with here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::{BatchRule, BatchScheme, Config, Memory, generate};
use toml::{Table, Value};

fn manifest(path: &str) -> Table {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    fs::read_to_string(root.join(path)).expect("a manifest").parse().expect("TOML")
}

/// The manifest of a crate whose one answer has this media type.
fn emitted(mime: &str) -> Table {
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Sample, version: '1'}}\npaths: {{/a: {{get: {{responses: {{'200': {{description: ok, \
         content: {{{mime}: {{schema: {{type: array, items: {{type: string}}}}}}}}}}}}}}}}}}\n"
    );
    let files = Memory::new([("api.yaml", document)]);
    let batch = Some(BatchRule { scheme: BatchScheme::ODataJson, path: "/batch".to_owned(), limit: 20 });
    let outcome = generate(&files, &Config { batch, ..Config::single("api.yaml", "sample") });
    outcome.tree.expect("a tree").get("Cargo.toml").expect("a manifest").parse().expect("TOML")
}

/// A dependency with all that is asked of it: a version alone is short for a table.
fn asked(value: &Value) -> BTreeMap<String, Value> {
    match value {
        Value::Table(table) => table.clone().into_iter().collect(),
        version => BTreeMap::from([("version".to_owned(), version.clone())]),
    }
}

/// What the package asks for, with what it takes from the workspace.
fn resolved(package: &Table, workspace: &Table) -> BTreeMap<String, BTreeMap<String, Value>> {
    let dependencies = package["dependencies"].as_table().expect("dependencies");
    let resolve = |(name, value): (&String, &Value)| {
        let mut own = asked(value);
        if own.remove("workspace").is_some() {
            let shared = asked(&workspace["workspace"]["dependencies"][name]);
            own.extend(shared);
        }
        (name.clone(), own)
    };
    dependencies.iter().map(resolve).collect()
}

#[test]
fn it_asks_for_the_dependencies_of_the_runtime() {
    let (runtime, workspace) = (manifest("generator/runtime/Cargo.toml"), manifest("Cargo.toml"));
    let shared = |text: &str| workspace["workspace"]["package"][text].clone();
    let emitted = emitted("application/xml");
    assert_eq!(resolved(&emitted, &workspace), resolved(&runtime, &workspace));
    // What is on by default depends on the document; the runtime is tested with all that one may need.
    let features = |manifest: &Table| {
        let mut features = manifest["features"].as_table().expect("features").clone();
        features.remove("default").expect("what is on by default");
        features
    };
    assert_eq!(features(&emitted), features(&runtime));
    assert_eq!(emitted["package"]["edition"], shared("edition"));
    assert_eq!(emitted["package"]["rust-version"], shared("rust-version"));
}

#[test]
fn it_asks_for_nothing_of_xml_without_bodies_of_xml() {
    let (with, without) = (emitted("application/xml"), emitted("application/json"));
    let mut dependencies = with["dependencies"].as_table().expect("dependencies").clone();
    assert!(dependencies.remove("quick-xml").is_some());
    assert_eq!(without["dependencies"].as_table(), Some(&dependencies));
    let mut features = with["features"].as_table().expect("features").clone();
    assert!(features.remove("xml").is_some());
    features.insert("default".to_owned(), Value::Array(vec!["rustls".into()]));
    assert_eq!(without["features"].as_table(), Some(&features));
}

#[test]
fn no_feature_of_a_module_is_called_as_a_dependency() {
    let runtime = manifest("generator/runtime/Cargo.toml");
    for table in ["dependencies", "features"] {
        for name in runtime[table].as_table().expect("a table").keys() {
            let name = name.replace('_', "-");
            assert!(generator::internals::emit::FEATURES.contains(&name.as_str()), "`{name}` is free for modules");
        }
    }
}
