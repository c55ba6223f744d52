//! `generated/` is what the generator makes of `specs/` now, and the runtime in it is the one that is tested.

use std::fs;
use std::path::{Path, PathBuf};

use generator::internals::output::HEADER;
use generator::{Config, Disk, diff, generate, plan};

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

#[test]
fn the_runtime_is_emitted_byte_for_byte_and_whole() {
    let source = workspace().join("generator/runtime/src/runtime");
    let emitted = workspace().join("generated/src/runtime");
    let (names, copies) = (files_below(&source), files_below(&emitted));
    assert_eq!(names, copies, "every file of the runtime is emitted, and no other: see generator/src/emit/runtime.rs");
    assert!(names.contains(&PathBuf::from("http/client.rs")), "{names:?}");
    for name in names {
        let text = fs::read_to_string(source.join(&name)).expect("a source");
        let copy = fs::read_to_string(emitted.join(&name)).expect("a copy");
        assert_eq!(copy.strip_prefix(&format!("// {HEADER}\n\n")), Some(text.as_str()), "{}", name.display());
    }
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
