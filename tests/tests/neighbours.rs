//! What output leaves alone: other crates, staging folders of other runs, and copies of emitted files elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::{Plan, RelPath, Tree, WriteError, apply, plan};
use tempfile::TempDir;

/// The files of a small crate, with something of `name` in each.
fn tree(name: &str, more: &[&str]) -> Tree {
    let mut tree = Tree::default();
    for path in ["Cargo.toml", "README.md", "src/lib.rs"].iter().chain(more) {
        tree.add(RelPath::new(*path).unwrap(), name);
    }
    tree
}

fn write(tree: &Tree, dir: &Path) -> Plan {
    let plan = plan(tree, dir).unwrap();
    apply(tree, &plan).unwrap();
    plan
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Every file below, with its text.
fn all(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![dir.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

/// Writes a crate into `dir/inner`, then one into `dir`: the first is as it was.
#[track_caller]
fn both_stay(inner: &str) {
    let dir = folder();
    write(&tree("inner", &["src/models/a.rs"]), &dir.path().join(inner));
    let before = all(&dir.path().join(inner));
    let plan = write(&tree("outer", &["src/models/b.rs"]), dir.path());
    assert_eq!(plan.stale, [], "{inner}");
    assert_eq!(all(&dir.path().join(inner)), before, "{inner}");
    // And again, now that there is something to compare with.
    assert!(write(&tree("outer", &["src/models/b.rs"]), dir.path()).is_fresh());
}

#[test]
fn a_crate_below_the_folder_is_left_alone_wherever_it_lies() {
    for inner in ["inner", "crates/deep/inner", "src/inner", "src/models/deep/inner", "target/inner", "tests"] {
        both_stay(inner);
    }
}

#[test]
fn a_crate_above_the_folder_is_left_alone() {
    let dir = folder();
    write(&tree("outer", &["src/models/b.rs"]), dir.path());
    let before = all(dir.path());
    for inner in ["inner", "src/models"] {
        write(&tree("inner", &[]), &dir.path().join(inner));
        let now = all(dir.path());
        assert!(before.iter().all(|(path, text)| now.get(path) == Some(text)), "{inner}");
    }
}

#[test]
fn a_crate_where_a_module_belongs_is_in_the_way() {
    for crate_at in ["src", "src/models", "src/models/deep"] {
        let dir = folder();
        write(&tree("inner", &[]), &dir.path().join(crate_at));
        let error = plan(&tree("outer", &["src/models/deep/b.rs"]), dir.path()).unwrap_err();
        let WriteError::OtherCrate(path) = &error else { panic!("{error:?}") };
        assert_eq!(path.as_str(), crate_at);
        assert_eq!(
            error.to_string(),
            format!(
                "nothing was written: `{crate_at}` is a crate of its own: it has a `Cargo.toml`\n\
                 help: choose another folder, or move that crate away"
            )
        );
    }
}

#[test]
fn a_folder_with_any_manifest_is_not_entered() {
    let dir = folder();
    write(&tree("outer", &["src/mine/a.rs"]), dir.path());
    // Somebody makes a crate of what was a module.
    fs::write(dir.path().join("src/mine/Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    let plan = plan(&tree("outer", &[]), dir.path()).unwrap();
    assert!(plan.is_fresh(), "{plan:?}");
}

#[test]
fn copies_of_emitted_files_elsewhere_are_left_alone() {
    let dir = folder();
    write(&tree("outer", &["src/gone.rs"]), dir.path());
    let copies = ["docs/lib.rs", "examples/lib.rs", "tests/data/lib.rs", "NOTES.md", "lib.rs", "build.rs"];
    for copy in copies {
        let copy = dir.path().join(copy);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(dir.path().join("src/lib.rs"), copy).unwrap();
    }
    let plan = write(&tree("outer", &[]), dir.path());
    assert_eq!(plan.stale.iter().map(RelPath::as_str).collect::<Vec<_>>(), ["src/gone.rs"]);
    assert!(copies.iter().all(|copy| dir.path().join(copy).exists()));
}

#[test]
fn the_staging_folder_of_another_run_is_left_alone() {
    let text = tree("other", &[]).get("src/lib.rs").unwrap().to_owned();
    // In the folder itself; below it, where the manifest of the other crate is not there yet; and where a crashed run
    // keeps the only copy of what it has moved away.
    for staged in [".codegen-Ab1/new/0", "src/inner/.codegen-Cd2/new/0", ".codegen-Ef3/old/0"] {
        let dir = folder();
        write(&tree("outer", &[]), dir.path());
        let staged = dir.path().join(staged);
        fs::create_dir_all(staged.parent().unwrap()).unwrap();
        fs::write(&staged, &text).unwrap();
        assert!(write(&tree("outer", &[]), dir.path()).is_fresh());
        write(&tree("changed", &["src/new.rs"]), dir.path());
        assert_eq!(fs::read_to_string(&staged).unwrap(), text);
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_left_alone() {
    use std::os::unix::fs::symlink;
    let (dir, other) = (folder(), folder());
    write(&tree("other", &[]), other.path());
    let before = all(other.path());
    write(&tree("outer", &[]), dir.path());
    symlink(other.path().join("src"), dir.path().join("src/folder")).unwrap();
    symlink(other.path().join("src/lib.rs"), dir.path().join("src/file.rs")).unwrap();
    assert!(write(&tree("outer", &[]), dir.path()).is_fresh());
    assert_eq!(all(other.path()), before);
}

/// The folder is what says which crate it is: another name there is the same crate under a new name.
#[test]
fn a_crate_of_another_name_in_the_same_folder_is_replaced() {
    let dir = folder();
    write(&tree("first", &["src/first.rs"]), dir.path());
    write(&tree("second", &["src/second.rs"]), dir.path());
    let files: Vec<String> = all(dir.path()).into_keys().collect();
    assert_eq!(files, ["Cargo.toml", "README.md", "src/lib.rs", "src/second.rs"]);
}
