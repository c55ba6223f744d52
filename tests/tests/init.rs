//! `cargo xtask init`: the workspace that it makes builds and passes at once, and nothing of others is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use tests::cargo::offline;
use xtask::{Env, Exit, Terminal, Tool};

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    post:
      tags: [pets]
      operationId: pets.add
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '../shared/types.yaml#/Pet'}
            examples: {rex: {value: {name: Rex}}}
      responses:
        '204': {description: Added.}
";

const TYPES: &str = "Pet:\n  type: object\n  required: [name]\n  properties: {name: {type: string}}\n";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Documents that share a folder, as `api/pets.yaml` and `shared/types.yaml`.
fn documents() -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (path, text) in [("api/pets.yaml", PETS), ("shared/types.yaml", TYPES)] {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    dir
}

/// Runs `cargo xtask init` in a folder; how it ended, and what was said.
fn init(current: &Path, args: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (root, current) = (workspace(), current.to_owned());
    let mut env = Env { tool: Tool::Xtask, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
    let exit = xtask::run(["xtask", "init"].iter().chain(args).copied(), &mut env);
    (exit, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
}

/// What is said when nothing is made.
fn refused(current: &Path, args: &[&str]) -> String {
    let before = files_below(current);
    let (exit, out, err) = init(current, args);
    assert_eq!((exit, out.as_str()), (Exit::Fault, ""), "{err}");
    assert_eq!(files_below(current), before, "something was written");
    err
}

/// Every file and folder below a folder, with its text.
fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path.clone());
                found.insert(path, Vec::new());
            } else {
                let bytes = fs::read(&path).expect("a file");
                found.insert(path, bytes);
            }
        }
    }
    found
}

/// The commands of a new workspace. What the workspace of this test has built already is not built again: its folder of
/// intermediate files is used, and programs go elsewhere.
fn cargo(dir: &Path, args: &[&str]) -> Output {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let mut command = offline();
    // What cargo tells this test of its own package would make build scripts run again, in both workspaces.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME" {
            command.env_remove(name);
        }
    }
    command.args(args).current_dir(dir);
    command.env("CARGO_TARGET_DIR", dir.with_file_name("target")).env("CARGO_BUILD_BUILD_DIR", built);
    command.output().expect("cargo runs")
}

#[track_caller]
fn passes(dir: &Path, args: &[&str]) -> String {
    let output = cargo(dir, args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{args:?}\n{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_new_workspace_builds_and_passes_at_once() {
    let documents = documents();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("init/pets");
    if dir.exists() {
        fs::remove_dir_all(&dir).expect("what the last run left");
    }
    let shown = dir.display().to_string();
    let (exit, out, err) = init(documents.path(), &[&shown, "--spec", "api/pets.yaml", "--allow-refs", "shared"]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    assert!(out.contains("cargo xtask codegen && cargo test"), "{out}");

    // Where the documents lie now, none of them leads out of the workspace.
    assert_eq!(fs::read_to_string(dir.join("specs/api/pets.yaml")).expect("the document"), PETS);
    assert_eq!(fs::read_to_string(dir.join("specs/shared/types.yaml")).expect("what it refers to"), TYPES);
    assert!(passes(&dir, &["xtask", "codegen"]).contains("0 files created, 0 changed"));
    let tests = passes(&dir, &["test"]);
    assert!(tests.contains("test generated_is_fresh ... ok"), "{tests}");
    assert!(tests.contains("pets::add (line"), "the documented example was not run:\n{tests}");
    passes(&dir, &["fmt", "--all", "--check"]);

    fs::write(dir.join("specs/api/pets.yaml"), PETS.replace("pets.add", "pets.create")).expect("an edit");
    let stale = cargo(&dir, &["xtask", "codegen", "--check"]);
    let said = String::from_utf8_lossy(&stale.stderr);
    assert!(!stale.status.success() && said.contains("generated/ is stale"), "{said}");
    assert!(passes(&dir, &["xtask", "codegen"]).contains("generated: 0 files created, "));
    passes(&dir, &["xtask", "codegen", "--check"]);

    // Its program refuses what breaks users, as the command does.
    let config = fs::read_to_string(dir.join("specs/codegen.toml")).expect("the configuration");
    fs::write(dir.join("specs/codegen.toml"), format!("{config}\n[compare]\nbreaking = 'refused'\n")).expect("an edit");
    for arguments in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "first"]] {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let git = Command::new("git").arg("-C").arg(&dir).args(identity).args(arguments).status().expect("git runs");
        assert!(git.success(), "{arguments:?}");
    }
    fs::write(dir.join("specs/api/pets.yaml"), PETS).expect("an edit");
    let broken = cargo(&dir, &["xtask", "codegen"]);
    let said = String::from_utf8_lossy(&broken.stderr);
    assert!(!broken.status.success() && said.contains("error: nothing was written: these changes break"), "{said}");
    assert!(said.contains("`pets::create` is called `pets::add`"), "{said}");
    let kept = fs::read_to_string(dir.join("generated/src/operations/pets.rs")).unwrap_or_default();
    assert!(!kept.contains("fn add"), "something was written");

    fs::write(dir.join("specs/codegen.toml"), "[package]\nname = 'type'\n").expect("a fault");
    let fault = cargo(&dir, &["xtask", "codegen"]);
    let said = String::from_utf8_lossy(&fault.stderr);
    assert!(!fault.status.success(), "{said}");
    assert!(said.starts_with("error: the configuration cannot be used\nerror[E0110]: "), "{said}");
    assert!(said.contains("specs/codegen.toml:2:8"), "{said}");
}

#[test]
fn a_folder_with_anything_in_it_is_left_as_it_is() {
    let documents = documents();
    fs::create_dir(documents.path().join("mine")).expect("a folder");
    fs::write(documents.path().join("mine/notes"), "mine").expect("a file");
    let args = |dir| [dir, "--spec", "api/pets.yaml", "--allow-refs", "shared"];
    for dir in ["mine", "mine/notes"] {
        assert_eq!(
            refused(documents.path(), &args(dir)),
            format!(
                "error: nothing was written: `{dir}` is not an empty folder\nhelp: name a new folder, or an empty one\n"
            )
        );
    }
    fs::create_dir(documents.path().join("empty")).expect("a folder");
    assert_eq!(init(documents.path(), &args("empty")).0, Exit::Done);
    assert!(documents.path().join("empty/generated/Cargo.toml").is_file());
}

#[test]
fn a_document_at_fault_leaves_no_folder() {
    let documents = documents();
    let said = refused(documents.path(), &["new/pets", "--spec", "api/pets.yaml"]);
    assert!(said.contains("api/pets.yaml:13") && said.contains("--allow-refs DIR"), "{said}");
    assert!(said.contains("error: nothing was written: 1 error\nmore: `"), "{said}");
    assert!(said.ends_with(" explain E0101`\n"), "{said}");
    refused(documents.path(), &["new/pets", "--spec", "api/none.yaml"]);
}

#[test]
fn a_crate_is_named_like_its_folder_and_not_like_a_package_that_is_there() {
    let documents = documents();
    let options = ["--spec", "api/pets.yaml", "--allow-refs", "shared"];
    let manifest = |args: &[&str]| {
        let (exit, _, err) = init(documents.path(), &[args, &options].concat());
        assert_eq!(exit, Exit::Done, "{err}");
        fs::read_to_string(documents.path().join(args[0]).join("generated/Cargo.toml")).expect("a manifest")
    };
    assert!(manifest(&["Pet Store"]).contains("name = \"pet-store\"\n"));
    assert!(manifest(&["shop", "--name", "pets"]).contains("name = \"pets\"\n"));
    assert_eq!(
        refused(documents.path(), &[&["xtask"][..], &options].concat()),
        "error: nothing was written: the workspace has another package `xtask`\nhelp: name the crate by `--name`\n"
    );
}

#[test]
fn the_crate_has_the_version_that_it_would_have_without_a_workspace() {
    let documents = documents();
    let current = documents.path();
    for (written, version) in [("1.0", "0.1.0"), ("1.2.3", "1.2.3")] {
        let text = PETS.replace("version: '1.0'", &format!("version: '{written}'"));
        fs::write(current.join("api/pets.yaml"), text).expect("a file");
        let dir = format!("made-{written}");
        let (exit, _, err) = init(current, &[&dir, "--spec", "api/pets.yaml", "--allow-refs", "shared"]);
        assert_eq!(exit, Exit::Done, "{err}");
        let config = fs::read_to_string(current.join(&dir).join("specs/codegen.toml")).expect("the configuration");
        assert!(config.contains(&format!("version = \"{version}\"\n")), "{config}");
    }
}

#[test]
fn the_generator_is_taken_from_where_the_user_says() {
    let documents = documents();
    let here = documents.path().canonicalize().expect("a folder");
    fs::create_dir_all(here.join("tool/generator")).expect("a folder");
    fs::write(here.join("tool/generator/Cargo.toml"), "[package]\nname = \"generator\"\n").expect("a manifest");
    let options = ["--spec", "api/pets.yaml", "--allow-refs", "shared", "--generator"];
    let dependency = |dir: &str, from: &str| {
        let (exit, _, err) = init(&here, &[&[dir][..], &options, &[from]].concat());
        assert_eq!(exit, Exit::Done, "{err}");
        let manifest = fs::read_to_string(here.join(dir).join("xtask/Cargo.toml")).expect("a manifest");
        manifest.lines().find(|line| line.starts_with("generator = ")).expect("the dependency").to_owned()
    };
    let there = "generator = { path = \"../../tool/generator\" }";
    assert_eq!((dependency("a", "tool").as_str(), dependency("b", "tool/generator").as_str()), (there, there));
    assert_eq!(
        dependency("c", "https://example.com/tool.git"),
        "generator = { git = \"https://example.com/tool.git\" }"
    );
    let said = refused(&here, &[&["d"][..], &options, &["api"]].concat());
    assert!(said.starts_with("error: nothing was written: there is no crate `generator` in `api`\nhelp: "), "{said}");
}
