//! The command line: what is written where, what is said on which stream, and how it ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: {$ref: 'types.yaml#/Pets'}
";

const TYPES: &str = "Pets:\n  type: array\n  items: {type: string}\n";

const CONFIG: &str = "\
[package]
name = \"pets\"
version = \"0.1.0\"
[[api]]
documents = [\"pets.yaml\"]
";

/// A folder with a workspace in it.
struct Workspace(TempDir);

/// What a command left behind.
struct Ran {
    exit: Exit,
    out: String,
    err: String,
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        workspace.write("specs/codegen.toml", CONFIG);
        workspace.write("specs/pets.yaml", PETS);
        workspace.write("specs/types.yaml", TYPES);
        workspace
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Ran {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut env = Env {
            tool: Tool::Xtask,
            root: self.path().to_owned(),
            current: self.path().to_owned(),
            out: &mut out,
            err: &mut err,
            terminal: Terminal::No,
        };
        let exit = xtask::run(["xtask"].iter().chain(args).copied(), &mut env);
        Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    /// A run that does what it should.
    fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
        ran.out
    }

    /// The text of every file below a folder.
    fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.path().join(folder)];
        while let Some(at) = open.pop() {
            for entry in fs::read_dir(at).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(self.path()).unwrap().to_str().unwrap().to_owned();
                    found.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        found
    }
}

#[test]
fn the_second_run_changes_nothing() {
    let workspace = Workspace::new();
    let first = workspace.done(&["codegen"]);
    let files = workspace.files("generated");
    assert!(!files.is_empty());
    assert!(files.values().all(|text| text.contains("@generated")), "{:?}", files.keys());
    let count = files.len();
    assert!(
        first.contains(&format!("generated: {count} files created, 0 changed, 0 unchanged, 0 removed\n")),
        "{first}"
    );

    let second = workspace.done(&["codegen"]);
    assert!(
        second.contains(&format!("generated: 0 files created, 0 changed, {count} unchanged, 0 removed\n")),
        "{second}"
    );
    assert_eq!(workspace.files("generated"), files);
}

#[test]
fn a_run_without_news_prints_no_note() {
    let workspace = Workspace::new();
    let types = "Pets:\n  type: object\n  properties: {new: {type: string}}\n";
    workspace.write("specs/types.yaml", types);
    let first = workspace.run(&["codegen"]);
    assert!(first.out.contains("N0601"), "{}", first.out);
    let second = workspace.run(&["codegen"]);
    assert_eq!(second.exit, Exit::Done);
    assert!(!second.out.contains("N0601"), "{}", second.out);
}

#[test]
fn a_collision_of_names_is_told_by_each_run_until_the_user_chooses() {
    let workspace = Workspace::new();
    let types = "Pets:\n  type: object\n  properties: {innererror: {type: string}, innerError: {type: string}}\n";
    workspace.write("specs/types.yaml", types);
    for _ in 0..2 {
        let run = workspace.run(&["codegen"]);
        let said = "warning[W0604]: member `innerError` is named `inner_error_value`, since `innererror` is named";
        assert!(run.out.contains(said) || run.err.contains(said), "{}{}", run.out, run.err);
    }
    let config = fs::read_to_string(workspace.path().join("specs/codegen.toml")).expect("the configuration");
    workspace.write("specs/codegen.toml", &format!("{config}\n[rename.properties.Pets]\ninnererror = 'odata_error'\n"));
    for _ in 0..2 {
        let run = workspace.run(&["codegen"]);
        assert_eq!(run.exit, Exit::Done);
        assert!(!run.out.contains("W0604") && !run.err.contains("W0604"), "{}{}", run.out, run.err);
    }
}

#[test]
fn a_check_fails_before_and_passes_after() {
    let workspace = Workspace::new();
    let before = workspace.run(&["codegen", "--check"]);
    assert_eq!(before.exit, Exit::Fault);
    assert_eq!(before.err, "error: generated is stale\nhelp: run the same command without `--check`\n");
    assert!(before.out.starts_with("missing: "), "{}", before.out);
    assert!(workspace.files("generated").is_empty());

    workspace.done(&["codegen"]);
    assert!(workspace.done(&["codegen", "--check"]).starts_with("generated is fresh: "));

    workspace.write("specs/pets.yaml", &PETS.replace("listPets", "allPets"));
    let stale = workspace.run(&["codegen", "--check"]);
    assert_eq!(stale.exit, Exit::Fault);
    assert!(stale.out.contains("\n@@ "), "{}", stale.out);
}

#[test]
fn a_document_gives_a_crate_of_its_own() {
    let workspace = Workspace::new();
    let out = workspace.done(&["codegen", "--spec", "specs/pets.yaml", "--out", "my/pets", "--name", "pets"]);
    assert!(out.starts_with("2 files read: "), "{out}");
    assert!(workspace.files("generated").is_empty());
    assert!(!workspace.files("my/pets").is_empty());
}

#[test]
fn a_document_may_be_changed_by_an_overlay_and_taken_in_part() {
    let workspace = Workspace::new();
    let overlay = "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n\
        - {target: $.paths, update: {/pets/old: {get: {operationId: oldPets, tags: [old], responses: {'204': {description: D.}}}}}}\n";
    workspace.write("mend.yaml", overlay);
    let single = ["codegen", "--spec", "specs/pets.yaml", "--out", "pets", "--overlay", "mend.yaml"];
    assert!(workspace.done(&single).contains(": 2 operations, "));
    for only in [["--only-operation", "listPets"], ["--only-path", "/pets"], ["--only-tag", "old"]] {
        assert!(workspace.done(&[&single[..], &only].concat()).contains(": 1 operation, "), "{only:?}");
    }
    let wrong = workspace.run(&[&single[..], &["--only-tag", "new"]].concat());
    assert_eq!(wrong.exit, Exit::Fault);
    assert!(
        wrong.err.contains("`only.tags` names `new`, but no operation of the documents has this tag"),
        "{}",
        wrong.err
    );
}

#[test]
fn a_reference_leads_where_the_user_allows_it() {
    let workspace = Workspace::new();
    workspace.write("specs/pets.yaml", &PETS.replace("types.yaml", "../shared/types.yaml"));
    workspace.write("shared/types.yaml", TYPES);
    let single = ["codegen", "--spec", "specs/pets.yaml", "--out", "pets"];
    let refused = workspace.run(&single);
    assert_eq!(refused.exit, Exit::Fault);
    assert_snapshot!(refused.err);
    assert_eq!(workspace.run(&["codegen"]).err, refused.err);
    assert!(workspace.files("pets").is_empty());

    for allowed in ["shared", "./specs/../shared/"] {
        workspace.done(&[&single[..], &["--allow-refs", "nowhere", "--allow-refs", allowed]].concat());
        workspace.done(&["codegen", "--allow-refs", allowed]);
    }
    workspace.write("specs/codegen.toml", &format!("allow-refs = [\"../shared\"]\n{CONFIG}"));
    workspace.done(&["codegen"]);
}

#[test]
fn a_crate_below_another_is_not_removed_with_what_is_stale() {
    let workspace = Workspace::new();
    workspace.done(&["codegen", "--spec", "specs/pets.yaml", "--out", "e/inner"]);
    let inner = workspace.files("e/inner");
    let out = workspace.done(&["codegen", "--spec", "specs/pets.yaml", "--out", "e"]);
    assert!(out.contains(" 0 removed\n"), "{out}");
    assert_eq!(workspace.files("e/inner"), inner);
}

#[test]
fn faults_leave_the_output_untouched() {
    let workspace = Workspace::new();
    workspace.done(&["codegen"]);
    let before = workspace.files("generated");
    let said = |spec: &str| {
        workspace.write("specs/pets.yaml", spec);
        let ran = workspace.run(&["codegen"]);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Fault, ""));
        assert_eq!(workspace.files("generated"), before);
        ran.err
    };
    let all = [
        said(&PETS.replace("types.yaml", "typos.yaml")),
        said(&PETS.replace("      operationId", "     operationId")),
        said(&PETS.replace("    get:\n", "    get: {}\n    get:\n")),
    ];
    assert_snapshot!(all.join("\n"));
}

#[test]
fn a_fault_of_the_configuration_is_shown_in_its_place() {
    let workspace = Workspace::new();
    workspace.write("specs/codegen.toml", &CONFIG.replace("documents", "document"));
    let ran = workspace.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert_snapshot!(ran.err);
}

#[test]
fn files_of_others_are_not_overwritten() {
    let workspace = Workspace::new();
    workspace.done(&["codegen"]);
    let mine = workspace.files("generated").into_keys().next().unwrap();
    workspace.write(&mine, "mine\n");
    let ran = workspace.run(&["codegen"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.starts_with("error: nothing was written: these files were not generated"), "{}", ran.err);
    assert_eq!(workspace.files("generated")[&mine], "mine\n");
}

#[test]
fn a_missing_document_is_named() {
    let ran = Workspace::new().run(&["codegen", "--spec", "none.json", "--out", "x"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert_snapshot!(ran.err);
}

#[test]
fn modules_of_a_single_document_can_be_features() {
    let workspace = Workspace::new();
    let default = |modules: &[&str]| {
        workspace.done(&[&["codegen", "--spec", "specs/pets.yaml", "--out", "pets"], modules].concat());
        let manifest = workspace.files("pets").remove("pets/Cargo.toml").expect("a manifest");
        manifest.lines().find(|line| line.starts_with("default")).expect("a default").to_owned()
    };
    assert_eq!(default(&[]), "default = [\"rustls\", \"http2\", \"fetch\"]");
    assert_eq!(
        default(&["--modules", "on-by-default"]),
        "default = [\"rustls\", \"http2\", \"fetch\", \"all-modules\"]"
    );
}

/// A document that cannot be compiled exactly.
const LOSSY: &str = "Pets: {type: array, items: {not: {type: string}}}\n";

#[test]
fn what_is_lost_is_reported_with_its_place() {
    let workspace = Workspace::new();
    workspace.write("specs/types.yaml", LOSSY);
    let out = workspace.done(&["codegen"]);
    let (_, losses) = out.split_once("\n\n").expect("a second part");
    assert_snapshot!(losses);
}

#[test]
fn of_many_findings_of_a_kind_the_report_has_some_and_says_how_the_others_are_listed() {
    let workspace = Workspace::new();
    let members: String = (0..25).map(|n| format!("    m{n}: {{not: {{type: string}}}}\n")).collect();
    workspace.write("specs/types.yaml", &format!("Pets:\n  type: object\n  properties:\n{members}"));
    let listed = |out: &str| out.lines().filter(|line| line.starts_with("  specs/types.yaml:")).count();
    let out = workspace.done(&["codegen"]);
    assert!(out.contains("L0502 A construct is kept as raw JSON. (25)\n"), "{out}");
    let more = "  … and 15 more; `cargo xtask lint --format json` lists all\n";
    assert!(listed(&out) == 10 && out.contains(more), "{out}");
    assert_eq!(workspace.done(&["lint", "--format", "json"]).matches("\"code\":\"L0502\"").count(), 25);

    let out = workspace.done(&["codegen", "--spec", "specs/pets.yaml", "--out", "pets"]);
    assert!(out.contains("; `cargo xtask lint specs/pets.yaml --format json` lists all\n"), "{out}");
}

#[test]
fn the_report_says_what_can_be_done_once_for_equal_findings() {
    let workspace = Workspace::new();
    let parameters = "      parameters: [{name: cursor, in: query, schema: {type: string}}]\n      responses:\n";
    workspace.write("specs/pets.yaml", &PETS.replacen("      responses:\n", parameters, 1));
    let page = "Pets: {type: object, properties: {items: {type: array, items: {type: string}}, next_cursor: {type: string}}}\n";
    workspace.write("specs/types.yaml", page);
    let out = workspace.done(&["codegen"]);
    let rule = "    help: if so, write `paging = [{ by = \"cursor\", member = \"next_cursor\", query = \"cursor\", items = \"items\" }]`";
    assert!(out.contains("\nN0606 ") && out.contains(rule), "{out}");

    workspace.write("specs/types.yaml", "Pets: {type: object, properties: {a: {not: {}}, b: {not: {}}}}\n");
    let out = workspace.done(&["codegen"]);
    assert_eq!((out.matches("the value is kept as JSON").count(), out.matches("    help: ").count()), (2, 1), "{out}");
}

#[test]
fn a_strict_run_refuses_losses() {
    let workspace = Workspace::new();
    workspace.done(&["codegen", "--strict"]);
    let before = workspace.files("generated");
    workspace.write("specs/types.yaml", LOSSY);
    let ran = workspace.run(&["codegen", "--strict"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Fault, ""));
    assert_snapshot!(ran.err);
    assert_eq!(workspace.files("generated"), before);
}

#[test]
fn a_wrong_command_line_ends_with_usage() {
    let workspace = Workspace::new();
    for args in [
        &["codegen", "--spec", "a.yaml"][..],
        &["codegen", "--out", "x"],
        &["codegen", "--name", "x"],
        &["codegen", "--spec", "a.yaml", "--out", "x", "--name", "type"],
        &["codegen", "--spec", "a.yaml", "--out", "x", "--modules", "some"],
        &["codegen", "--what"],
        &["nothing"],
        &[],
    ] {
        let ran = workspace.run(args);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{args:?}");
        assert!(ran.err.contains("--help"), "{}", ran.err);
    }
}

#[test]
fn the_version_is_no_fault() {
    let ran = Workspace::new().run(&["--version"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let version = ran.out.trim_end().rsplit(' ').next().expect("a word");
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
}

#[test]
fn help_is_no_fault() {
    let ran = Workspace::new().run(&["codegen", "--help"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    assert_snapshot!(ran.out);
}

#[test]
fn every_document_that_the_configuration_names_is_linted() {
    let folder = tempfile::tempdir().expect("a folder");
    let specs = folder.path().join("specs");
    fs::create_dir(&specs).expect("a folder");
    let text = "[package]\nname = \"a\"\n[[api]]\ndocuments = [\"old.yaml\", \"sub/new.yaml\"]\n";
    fs::write(specs.join("codegen.toml"), text).expect("a file");
    let steps = xtask::linters::steps(folder.path()).expect("a configuration");
    for linter in ["redocly lint", "openapi-spec-validator specs"] {
        let both = |line: &str| line.contains(linter) && line.ends_with("specs/old.yaml specs/sub/new.yaml");
        assert!(steps.iter().any(|(_, line)| both(line)), "{linter}: {steps:?}");
    }
}
