//! `generated/` is what the generator makes of `specs/` now, and the runtime in it is the one that is tested.

use std::fs;
use std::path::{Path, PathBuf};

use generator::internals::output::HEADER;
use generator::{BatchRule, BatchScheme, Config, Disk, diff, generate, plan};

/// The folder of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

#[test]
fn the_emitted_crate_is_what_the_specifications_say() {
    let files = Disk::new(workspace());
    let config = Config::load(&files, "specs/codegen.toml").expect("a configuration");
    let outcome = generate(&files, &config);
    let tree = outcome.tree.expect("the specifications have no errors");
    let plan = plan(&tree, &workspace().join("generated")).expect("only emitted files are in the way");
    assert!(plan.is_fresh(), "generated/ is stale: run `cargo xtask codegen`\n{}", diff(&tree, &plan));
    assert_eq!(plan.unchanged.len(), tree.len());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let files = Disk::new(workspace());
    let config = Config::load(&files, "specs/codegen.toml").expect("a configuration");
    let [first, second] = [(), ()].map(|()| generate(&files, &config).tree.expect("a tree"));
    assert!(first == second, "two runs differ");
}

/// The text of a file of the runtime, as it is emitted.
fn source(name: &Path) -> String {
    fs::read_to_string(workspace().join("generator/runtime/src/runtime").join(name)).expect("a source")
}

/// Whether a file of the runtime is for bodies of XML alone.
fn is_of_xml(name: &Path) -> bool {
    name.starts_with("model/xml") || name == Path::new("model/xml.rs")
}

/// Whether a file of the runtime is for webhooks alone.
fn is_of_webhooks(name: &Path) -> bool {
    name.starts_with("http") && name.to_string_lossy().contains("webhook")
}

/// Whether a file of the runtime is for batches alone.
fn is_of_batches(name: &Path) -> bool {
    name.starts_with("http/batch") || name == Path::new("http/batch.rs") || name == Path::new("spec/batching.rs")
}

#[test]
fn the_runtime_is_emitted_byte_for_byte_and_whole() {
    let emitted = workspace().join("generated/src/runtime");
    let names = files_below(&workspace().join("generator/runtime/src/runtime"));
    let wanted: Vec<PathBuf> = names.into_iter().filter(|name| !is_of_xml(name) && !is_of_webhooks(name)).collect();
    let copies = files_below(&emitted);
    assert_eq!(wanted, copies, "every file of the runtime is emitted, and no other: see generator/src/emit/runtime.rs");
    assert!(wanted.contains(&PathBuf::from("http/client.rs")), "{wanted:?}");
    for name in wanted {
        // msgraph has batches, and neither bodies of XML nor webhooks.
        let is_kept =
            |line: &&str| !["// only with XML\n", "// only with webhooks\n"].iter().any(|end| line.ends_with(end));
        let text: String = source(&name).split_inclusive('\n').filter(is_kept).collect();
        let copy = fs::read_to_string(emitted.join(&name)).expect("a copy");
        assert_eq!(copy.strip_prefix(&format!("// {HEADER}\n\n")), Some(text.as_str()), "{}", name.display());
    }
}

#[test]
fn a_crate_with_webhooks_batches_and_bodies_of_xml_has_the_whole_runtime_and_others_have_nothing_of_them() {
    let crate_of = |mime: &str, hooks: &str, batch: Option<BatchRule>| {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{/a: {{get: {{responses: {{'200': {{description: ok, \
             content: {{{mime}: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}}}}}}}\n\
             components: {{schemas: {{A: {{type: object, properties: {{a: {{type: string, xml: {{name: b}}}}}}}}}}}}\n{hooks}"
        );
        let files = generator::Memory::new([("api.yaml", document)]);
        generate(&files, &Config { batch, ..Config::single("api.yaml", "sample") }).tree.expect("a tree")
    };
    let batch = BatchRule { scheme: BatchScheme::ODataJson, path: "/all".to_owned(), limit: 20 };
    let hooks = "x-webhooks: {a: {post: {requestBody: {content: {application/json: {}}}}}}\n";
    let (with, without) = (crate_of("application/xml", hooks, Some(batch)), crate_of("application/json", "", None));
    for name in files_below(&workspace().join("generator/runtime/src/runtime")) {
        let path = format!("src/runtime/{}", name.display());
        let copy = with.get(&path).and_then(|copy| copy.strip_prefix(&format!("// {HEADER}\n\n")));
        assert_eq!(copy, Some(source(&name).as_str()), "{path}");
        let is_optional = is_of_xml(&name) || is_of_webhooks(&name) || is_of_batches(&name);
        assert_eq!(without.get(&path).is_none(), is_optional, "{path}");
    }
    let names_xml =
        |path: &str, text: &str| text.contains("quick") || (!path.contains("runtime") && text.contains("Xml"));
    assert!(with.iter().any(|(path, text)| names_xml(path.as_str(), text)));
    assert!(!without.iter().any(|(path, text)| names_xml(path.as_str(), text)), "nothing of XML is left");
    let names_webhooks = |text: &str| ["webhook", "hmac", "sha2"].iter().any(|word| text.contains(word));
    assert!(with.iter().any(|(_, text)| names_webhooks(text)));
    assert!(!without.iter().any(|(_, text)| names_webhooks(text)), "nothing of webhooks is left");
    let names_batches = |text: &str| text.contains("Batch") || text.contains("\"batch\"");
    assert!(with.iter().any(|(_, text)| names_batches(text)));
    assert!(!without.iter().any(|(_, text)| names_batches(text)), "nothing of batches is left");
}

/// The paths of all files below a folder, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below the folder").to_owned());
            }
        }
    }
    found.sort();
    found
}
