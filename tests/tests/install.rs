//! The installed program: which project it works on, what it says of itself, and that it needs no checkout around it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use tests::cargo::offline;
use xtask::{Env, Exit, Terminal, Tool, project};

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets: {get: {tags: [pets], operationId: pets.count, responses: {'204': {description: Counted.}}}}
";

const CONFIG: &str = "package = {name = 'pets', version = '0.1.0'}\napi = [{documents = ['pets.yaml']}]\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    dir
}

/// Runs a command of the installed program in a folder.
fn run(current: &Path, args: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let root = project::root(current);
    let current = current.to_owned();
    let mut env = Env { tool: Tool::Installed, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
    let exit = xtask::run(["apicrate"].iter().chain(args).copied(), &mut env);
    (exit, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
}

#[test]
fn the_project_is_the_nearest_folder_with_a_configuration() {
    let dir = folder(&[("outer/specs/codegen.toml", ""), ("outer/a/inner/codegen.toml", ""), ("none/a/b", "")]);
    let root = |path: &str| {
        let found = project::root(&dir.path().join(path));
        found.strip_prefix(dir.path()).map(|found| found.to_str().expect("text").to_owned())
    };
    for (current, expected) in
        [("outer", "outer"), ("outer/specs", "outer"), ("outer/a", "outer"), ("outer/a/inner", "outer/a/inner")]
    {
        assert_eq!(root(current).as_deref(), Ok(expected), "from {current}");
    }
    // Without one it is the folder itself, unless the folder of temporary files is in a project.
    assert!(root("none/a").is_ok_and(|found| found == "none/a") || root("none/a").is_err());
    assert_eq!(project::config(&dir.path().join("outer")), "specs/codegen.toml");
    assert_eq!(project::config(&dir.path().join("outer/a/inner")), "codegen.toml");
}

#[test]
fn it_compiles_the_project_from_any_folder_of_it() {
    for specs in ["specs/", ""] {
        let (config, document) = (format!("{specs}codegen.toml"), format!("{specs}pets.yaml"));
        let dir = folder(&[(&config, CONFIG), (&document, PETS), ("src/deep/mine.rs", "")]);
        let (exit, out, err) = run(&dir.path().join("src/deep"), &["codegen"]);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""), "{out}");
        assert!(dir.path().join("generated/src/pets.rs").is_file(), "{out}");
        assert_eq!(run(dir.path(), &["codegen", "--check"]).0, Exit::Done);
    }
}

#[test]
fn help_has_examples_that_can_be_copied() {
    let dir = folder(&[("codegen.toml", CONFIG)]);
    let (exit, out, _) = run(dir.path(), &["--help"]);
    assert_eq!(exit, Exit::Done);
    assert!(out.contains("Usage: apicrate <COMMAND>") && !out.contains("cargo xtask"), "{out}");
    assert!(!out.contains("  ci "), "commands of our repository are shown:\n{out}");
    for command in ["codegen", "import", "docs", "init", "completions"] {
        let (exit, out, _) = run(dir.path(), &[command, "--help"]);
        let examples = out.split_once("Examples:\n").map(|(_, examples)| examples).expect("examples");
        assert_eq!(exit, Exit::Done);
        for line in examples.lines().filter(|line| !line.starts_with("  # ")) {
            // A shell takes what stands behind `>` itself.
            let line = line.split(" > ").next().expect("a part");
            let args: Vec<&str> = line.split_whitespace().skip(1).collect();
            let (_, _, err) = run(dir.path(), &args);
            assert!(!err.contains("Usage: "), "{line}: {err}");
        }
    }
    let (exit, _, err) = run(dir.path(), &["ci"]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("cargo xtask"), "{err}");
}

#[test]
fn shells_get_a_script_for_the_installed_command() {
    let dir = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (exit, out, err) = run(dir.path(), &["completions", shell]);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""));
        for word in ["apicrate", "codegen", "allow-refs"] {
            assert!(out.contains(word), "{shell}: no `{word}`");
        }
    }
    assert_eq!(run(dir.path(), &["completions", "dos"]).0, Exit::Usage);
}

#[test]
fn a_new_workspace_has_the_installed_command_and_no_xtask() {
    let dir = folder(&[("pets.yaml", PETS)]);
    let (exit, out, err) = run(dir.path(), &["init", "new", "--spec", "pets.yaml", "--name", "pets"]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    assert!(out.contains("cd new && apicrate codegen && cargo test"), "{out}");
    let new = dir.path().join("new");
    assert!(!new.join("xtask").exists() && !new.join(".cargo").exists());
    for file in ["README.md", ".ci/run", "Cargo.toml"] {
        let text = fs::read_to_string(new.join(file)).expect("a file");
        assert!(!text.contains("xtask") && !text.contains("{{"), "{file}:\n{text}");
    }
    let (exit, out, err) = run(&new.join("specs"), &["codegen", "--check"]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""), "{out}");

    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").display().to_string();
    let args = ["init", "with", "--spec", "pets.yaml", "--name", "pets", "--generator", &checkout];
    assert_eq!(run(dir.path(), &args).0, Exit::Done);
    assert!(dir.path().join("with/xtask/Cargo.toml").is_file());
}

/// Runs a program as a user does: what cargo tells this test of its own package is not passed on.
fn as_user(mut command: Command, dir: &Path) -> Command {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_") && !matches!(&*name, "CARGO_HOME" | "CARGO_BUILD_JOBS" | "CARGO_INCREMENTAL") {
            command.env_remove(&*name);
        }
    }
    command.current_dir(dir);
    command
}

#[track_caller]
fn passes(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(status.success(), "{command:?}\n{}\n{}", text(&stdout), text(&stderr));
    text(&stdout)
}

/// `cargo xtask ci` runs this: it installs, and checks the crate, which takes most of a minute.
#[test]
#[ignore = "installs the program; `cargo xtask ci` runs it"]
fn the_installed_program_makes_a_project_outside_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let dir = folder(&[("pets.yaml", PETS)]);
    let installed = dir.path().join("installed");
    // What `cargo xtask` has built is not built again.
    passes(
        as_user(offline(), root)
            .args(["install", "--path", "xtask", "--debug", "--locked", "--root"])
            .arg(&installed)
            .env("CARGO_TARGET_DIR", target),
    );
    let programs: Vec<PathBuf> =
        fs::read_dir(installed.join("bin")).expect("programs").map(|entry| entry.expect("a program").path()).collect();
    let [program] = &programs[..] else { panic!("one program: {programs:?}") };

    let run = |folder: &Path, args: &[&str]| passes(as_user(Command::new(program), folder).args(args));
    run(dir.path(), &["init", "new", "--spec", "pets.yaml", "--name", "pets"]);
    let new = dir.path().join("new");
    let out = run(&new.join("generated/src"), &["codegen"]);
    assert!(out.contains("generated: 0 files created, 0 changed"), "{out}");
    run(dir.path(), &["codegen", "--spec", "pets.yaml", "--out", "alone"]);
    passes(
        as_user(offline(), &new)
            .arg("check")
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target")),
    );
}
