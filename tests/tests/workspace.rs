//! An emitted crate in a workspace of the user's: as a member, with edits of its manifest, and with code of one's own.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tests::cargo::offline;
use xtask::{Env, Exit, Terminal, Tool};

const PETS: &str = "\
openapi: 3.1.0
info: {title: Pets, version: '1.0'}
paths:
  /pets: {get: {tags: [pets], operationId: pets.count, responses: {'204': {description: Counted.}}}}
";

/// A folder of the user's.
struct Home(TempDir);

impl Home {
    fn new(files: &[(&str, &str)]) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        home.write("pets.yaml", PETS);
        files.iter().for_each(|(path, text)| home.write(path, text));
        home
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("a file")
    }

    fn run(&self, more: &[&str]) -> (Exit, String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let (root, current) = (self.0.path().to_owned(), self.0.path().to_owned());
        let mut env = Env { tool: Tool::Xtask, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
        let args = ["xtask", "codegen", "--spec", "pets.yaml", "--out", "crates/pets"];
        let exit = xtask::run(args.iter().chain(more).copied(), &mut env);
        (exit, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
    }

    /// A run that does what it should, and that a check agrees with.
    #[track_caller]
    fn done(&self, more: &[&str]) -> String {
        let (exit, out, err) = self.run(more);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""), "{out}");
        let (checked, said, err) = self.run(&[more, &["--check"]].concat());
        assert_eq!((checked, err.as_str()), (Exit::Done, ""), "{said}");
        out
    }

    fn manifest(&self) -> toml::Table {
        self.read("crates/pets/Cargo.toml").parse().expect("TOML")
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "no `{from}` in:\n{text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Asks Cargo, without a network, in the crate.
    fn cargo(&self, args: &[&str]) -> std::process::Output {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").join("Cargo.lock");
        for folder in ["", "crates/pets"] {
            let _ = fs::copy(&lock, self.0.path().join(folder).join("Cargo.lock"));
        }
        offline()
            .args(args)
            .arg("--quiet")
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"))
            .current_dir(self.0.path().join("crates/pets"))
            .output()
            .expect("cargo runs")
    }

    #[track_caller]
    fn passes(&self, args: &[&str]) {
        let output = self.cargo(args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

const METADATA: &[&str] = &["metadata", "--format-version", "1"];

#[test]
fn a_crate_that_a_workspace_names_is_its_member() {
    for members in
        ["members = ['crates/*']", "members = ['./crates/pets']", "members = ['**']", "members=['c?ates/*s']"]
    {
        let home = Home::new(&[("Cargo.toml", &format!("[workspace]\nresolver = '3'\n{members}\n"))]);
        let out = home.done(&[]);
        assert!(!home.manifest().contains_key("workspace"), "{members}");
        assert!(!out.contains("a workspace of its own"), "{out}");
    }
    let home = Home::new(&[("Cargo.toml", "[workspace]\nresolver = '3'\nmembers = ['crates/*']\n")]);
    home.done(&[]);
    home.passes(METADATA);
}

#[test]
fn a_crate_that_no_workspace_names_has_its_own_until_it_is_named() {
    let home = Home::new(&[("Cargo.toml", "[workspace]\nresolver = '3'\nmembers = []\n")]);
    let out = home.done(&[]);
    assert!(home.manifest().contains_key("workspace"));
    assert!(out.contains("to make it a member of") && out.contains("name it there and run this again"), "{out}");
    home.passes(METADATA);

    home.write("Cargo.toml", "[workspace]\nresolver = '3'\nmembers = ['crates/pets']\n");
    home.done(&[]);
    assert!(!home.manifest().contains_key("workspace"));
    home.passes(METADATA);

    home.write("Cargo.toml", "[workspace]\nresolver = '3'\nmembers = ['crates/*']\nexclude = ['crates']\n");
    home.done(&["--workspace", "own"]);
    assert!(home.manifest().contains_key("workspace"));
    home.done(&["--workspace", "member"]);
    assert!(!home.manifest().contains_key("workspace"));
}

#[test]
fn who_takes_the_table_away_wants_a_member() {
    // Cargo makes members of dependencies by path, which no list of the workspace names.
    let home = Home::new(&[("Cargo.toml", "[workspace]\nresolver = '3'\nmembers = []\n")]);
    home.done(&[]);
    home.edit("crates/pets/Cargo.toml", "[workspace]\n", "");
    home.done(&[]);
    assert!(!home.manifest().contains_key("workspace"));
}

#[test]
fn edits_of_the_manifest_survive_and_win() {
    let home = Home::new(&[]);
    home.done(&[]);
    let path = "crates/pets/Cargo.toml";
    assert_eq!(home.manifest()["package"]["publish"].as_bool(), Some(false));
    home.edit(path, "# codegen: end package\n", "# codegen: end package\nlicense = \"MIT\"\ndescription = 'Mine'\n");
    home.edit(path, "# codegen: end features\n", "# codegen: end features\nmine = [\"dep:log\"]\ndefault = []\n");
    home.edit(
        path,
        "# codegen: end dependencies\n",
        "# codegen: end dependencies\nlog = { version = \"0.4\", optional = true } # mine\n\n[lints.rust]\nunused = 'warn'\n",
    );
    home.done(&[]);
    let edited = home.read(path);
    let manifest = home.manifest();
    let package = manifest["package"].as_table().expect("a table");
    assert_eq!((package["license"].as_str(), package["description"].as_str()), (Some("MIT"), Some("Mine")));
    assert!(!package.contains_key("publish"), "what has a licence can be published:\n{edited}");
    assert_eq!(manifest["features"]["default"].as_array().map(Vec::len), Some(0));
    assert!(edited.contains("log = { version = \"0.4\", optional = true } # mine\n\n[lints.rust]\n"), "{edited}");
    assert!(manifest["dependencies"].as_table().is_some_and(|table| table.contains_key("serde_json")));

    // What is emitted still changes, without a second run being needed.
    home.write("pets.yaml", &PETS.replace("version: '1.0'", "version: 2.0.0"));
    home.done(&["--modules", "on-by-default"]);
    let manifest = home.manifest();
    assert_eq!(manifest["package"]["version"].as_str(), Some("2.0.0"));
    assert_eq!(manifest["features"]["all-modules"].as_array().map(Vec::len), Some(1));
    home.done(&[]);
    assert_eq!(home.read(path), edited.replace("version = \"0.1.0\"", "version = \"2.0.0\""));
}

#[test]
fn a_dependency_of_the_user_takes_the_place_of_one_that_only_some_platforms_have() {
    let home = Home::new(&[]);
    home.done(&[]);
    let own = "# codegen: end dependencies\ntokio = { version = \"1\", optional = true, features = [\"sync\"] }\n";
    home.edit("crates/pets/Cargo.toml", "# codegen: end dependencies\n", own);
    home.done(&[]);
    let manifest = home.manifest();
    let sockets = &manifest["target"][r#"cfg(not(target_family = "wasm"))"#]["dependencies"];
    assert!(sockets.get("tokio").is_none() && sockets.get("hyper").is_some(), "{sockets:?}");
    assert!(manifest["dependencies"].get("tokio").is_some());
    home.passes(METADATA);
}

#[test]
fn a_manifest_whose_marks_or_lines_are_broken_is_left_as_it_is() {
    for (from, to, said) in [
        ("# codegen: end features\n", "", "stands inside of `features`, whose end is missing"),
        ("# codegen: begin features\n", "", "`# codegen: end features` has no beginning"),
        ("# codegen: end package\n", "# codegen: end package\nlicense = MIT\n", ": string values must be quoted"),
    ] {
        let home = Home::new(&[]);
        home.done(&[]);
        home.edit("crates/pets/Cargo.toml", from, to);
        let before = home.read("crates/pets/Cargo.toml");
        let wrong = before.lines().position(|line| line == "license = MIT").map(|index| index + 1);
        let (exit, _, err) = home.run(&[]);
        assert!(wrong.is_none_or(|line| err.contains(&format!("line {line}: "))), "{err}");
        assert_eq!(exit, Exit::Fault);
        assert!(err.contains("nothing was written: `Cargo.toml`, line ") && err.contains(said), "{err}");
        assert_eq!(home.read("crates/pets/Cargo.toml"), before);
    }
}

#[test]
fn a_manifest_of_before_there_were_marks_is_replaced() {
    let home = Home::new(&[]);
    home.done(&[]);
    let new = home.read("crates/pets/Cargo.toml");
    home.write("crates/pets/Cargo.toml", &new.replace("# codegen: ", "# "));
    home.done(&[]);
    assert_eq!(home.read("crates/pets/Cargo.toml"), new);
}

#[test]
fn the_licence_of_the_document_is_that_of_the_crate() {
    for (license, expected) in [
        ("name: Apache 2.0", Some("Apache-2.0")),
        ("name: 'Apache License, Version 2.0'", Some("Apache-2.0")),
        ("name: MIT License", Some("MIT")),
        ("name: The thing of ours, identifier: BSD-3-Clause", Some("BSD-3-Clause")),
        ("name: Proprietary", None),
    ] {
        let home = Home::new(&[]);
        home.write("pets.yaml", &PETS.replace("title: Pets,", &format!("title: Pets, license: {{{license}}},")));
        home.done(&[]);
        let manifest = home.manifest();
        assert_eq!(manifest["package"].get("license").and_then(toml::Value::as_str), expected, "{license}");
        assert_eq!(manifest["package"].get("publish").is_none(), expected.is_some(), "{license}");
    }
}

#[test]
fn code_of_ones_own_is_a_module_and_is_never_touched() {
    for file in ["src/ext.rs", "src/ext/mod.rs"] {
        let home = Home::new(&[]);
        home.done(&[]);
        let own = format!("crates/pets/{file}");
        assert!(!home.read("crates/pets/src/lib.rs").contains("pub mod ext;"));
        // Even a file that was copied from ours with its header is the user's there.
        let header = home.read("crates/pets/src/lib.rs").lines().next().expect("a header").to_owned();
        let code = format!("{header}\npub fn count() -> impl Sized {{\n    crate::pets::count()\n}}\n");
        home.write(&own, &code);
        let (stale, ..) = home.run(&["--check"]);
        assert_eq!(stale, Exit::Fault, "a module that is not declared yet");
        home.done(&[]);
        assert_eq!(home.read(&own), code);
        assert!(home.read("crates/pets/src/lib.rs").contains("pub mod ext;"));
        home.passes(&["check", "--no-default-features"]);
        fs::remove_file(home.0.path().join(&own)).expect("removed");
        home.done(&[]);
        assert!(!home.read("crates/pets/src/lib.rs").contains("pub mod ext;"));
    }
}

#[test]
fn no_module_of_a_document_takes_the_place_of_ones_own_code() {
    let home = Home::new(&[]);
    home.write(
        "pets.yaml",
        &PETS.replace("tags: [pets], operationId: pets.count", "tags: [ext], operationId: ext.count"),
    );
    home.done(&[]);
    assert!(!home.0.path().join("crates/pets/src/ext.rs").exists());
}
