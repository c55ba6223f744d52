//! `lint`: what is told of which documents, in which form, and how bad it is for the user.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;
use tests::pages::root;
use xtask::{Env, Exit, Terminal, Tool};

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema: {$ref: 'types.yaml#/Pet'}
";

const TYPES: &str = "\
Pet:
  type: object
  properties:
    größe: {type: string, maxLenght: 5}
    petName: {type: string}
    pet_name: {not: {type: string}}
";

const CONFIG: &str = "\
[package]
name = \"pets\"
version = \"0.1.0\"
[[api]]
documents = [\"pets.yaml\"]
";

/// A folder with a project in it.
struct Project(TempDir);

struct Ran {
    exit: Exit,
    out: String,
    err: String,
}

impl Project {
    fn new(config: Option<&str>) -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        if let Some(config) = config {
            project.write("specs/codegen.toml", config);
        }
        project.write("specs/pets.yaml", PETS);
        project.write("specs/types.yaml", TYPES);
        project
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_in(self.0.path(), args)
    }

    fn run_in(&self, current: &Path, args: &[&str]) -> Ran {
        run(Tool::Installed, self.0.path(), current, args)
    }
}

fn run(tool: Tool, root: &Path, current: &Path, args: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (root, current) = (root.to_owned(), current.to_owned());
    let mut env = Env { tool, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
    let exit = xtask::run(["xtask"].iter().chain(args).copied(), &mut env);
    Ran { exit, out: String::from_utf8(out).expect("UTF-8"), err: String::from_utf8(err).expect("UTF-8") }
}

#[test]
fn all_findings_are_told_and_nothing_is_written() {
    let project = Project::new(Some(CONFIG));
    let ran = project.run(&["lint"]);
    assert_eq!(ran.exit, Exit::Done);
    assert_snapshot!(format!("{}{}", ran.err, ran.out));
    let there: Vec<_> = fs::read_dir(project.0.path()).expect("a folder").collect();
    assert_eq!(there.len(), 1, "only `specs` is there: {there:?}");
}

#[test]
fn json_has_an_object_a_line() {
    let ran = Project::new(Some(CONFIG)).run(&["lint", "--message-format", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    for line in ran.out.lines() {
        let found: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(found["explain"], format!("apicrate explain {}", found["code"].as_str().expect("a code")));
    }
    assert_snapshot!(ran.out);
}

#[test]
fn sarif_has_rules_results_and_places() {
    let project = Project::new(Some(CONFIG));
    let ran = project.run(&["lint", "--format", "sarif"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    let mut log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let driver = &mut log["runs"][0]["tool"]["driver"];
    for rule in driver["rules"].as_array_mut().expect("rules") {
        // The page of the code, which has a test of its own.
        for form in ["text", "markdown"] {
            let page = rule["help"][form].take();
            assert!(
                page.as_str().expect("a page").starts_with(&format!("# {}: ", rule["id"].as_str().expect("a code")))
            );
        }
    }
    assert_snapshot!(format!("{log:#}"));
}

/// The fingerprint of each result.
fn fingerprints(sarif: &str) -> Vec<String> {
    let log: Value = serde_json::from_str(sarif).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    results.iter().map(|result| result["partialFingerprints"]["apicrate/v1"].to_string()).collect()
}

#[test]
fn a_finding_keeps_its_fingerprint_when_lines_are_added_above_it() {
    let project = Project::new(Some(CONFIG));
    let before = fingerprints(&project.run(&["lint", "--format", "sarif"]).out);
    project.write("specs/types.yaml", &format!("# a line\n\n{TYPES}"));
    assert_eq!(fingerprints(&project.run(&["lint", "--format", "sarif"]).out), before);
    let mut unique = before.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len());
}

#[test]
fn without_findings_there_is_an_empty_log() {
    let project = Project::new(Some(CONFIG));
    project.write("specs/pets.yaml", "openapi: 3.0.3\ninfo: {title: Pets, version: '1.0'}\npaths: {}\n");
    let log: Value = serde_json::from_str(&project.run(&["lint", "--format", "sarif"]).out).expect("JSON");
    assert_eq!((&log["version"], &log["runs"][0]["results"]), (&Value::from("2.1.0"), &Value::Array(Vec::new())));
    let ran = project.run(&["lint"]);
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Exit::Done, "1 file read: nothing found\n", ""));
}

/// What is found, as `file: code`.
fn found(ran: &Ran) -> Vec<String> {
    let lines = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lines.map(|it| format!("{}: {} {}", text(&it["place"]["file"]), text(&it["code"]), text(&it["level"]))).collect()
}

#[test]
fn a_file_of_the_configuration_is_looked_at_as_a_part_of_it() {
    let project = Project::new(Some(&format!("{CONFIG}[rename.properties.Pet]\npet_name = 'former'\n")));
    let specs = project.0.path().join("specs");
    let of_types = project.run_in(&specs, &["lint", "--format", "json", "types.yaml"]);
    let expected = ["specs/types.yaml: W0301 warning", "specs/types.yaml: L0502 loss"];
    assert_eq!(found(&of_types), expected, "{}", of_types.out);
    let of_pets = project.run(&["lint", "--format", "json", "specs/pets.yaml"]);
    assert_eq!(found(&of_pets), ["specs/pets.yaml: W0306 warning"]);
}

#[test]
fn other_files_are_looked_at_one_by_one_with_what_they_refer_to() {
    let project = Project::new(None);
    project.write("other/pets.yaml", PETS);
    project.write("other/types.yaml", "Pet: {type: object}\n");
    let ran = project.run(&["lint", "--format", "json", "specs/pets.yaml", "other/pets.yaml"]);
    let expected = [
        "specs/pets.yaml: W0306 warning",
        "specs/types.yaml: W0301 warning",
        "specs/types.yaml: L0502 loss",
        "specs/types.yaml: W0604 warning",
        "other/pets.yaml: W0306 warning",
    ];
    let mut told = found(&ran);
    told.sort();
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!((ran.exit, told), (Exit::Done, expected));
    let missing = project.run(&["lint", "--format", "json", "none.yaml"]);
    assert_eq!((missing.exit, found(&missing)), (Exit::Fault, vec!["none.yaml: E0101 error".to_owned()]));
    // Without files there has to be a configuration.
    let nothing = project.run(&["lint", "--format", "json"]);
    assert_eq!((nothing.exit, found(&nothing)), (Exit::Fault, vec!["specs/codegen.toml: E0101 error".to_owned()]));
}

#[test]
fn a_minified_document_is_shown_by_what_stands_around_the_fault() {
    let project = Project::new(None);
    let schemas: Vec<String> =
        (0..2_000).map(|n| format!("\"S{n}\":{{\"type\":\"string\",\"maxLength\":{n}}}")).collect();
    let middle = schemas.len() / 2;
    let (before, after) = (schemas[..middle].join(","), schemas[middle..].join(","));
    let text = format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},\"paths\":{{}},\"components\":{{\"schemas\":{{{before},\
         \"Fault\":{{\"type\":\"strng\"}},{after}}}}}}}"
    );
    project.write("one-line.json", &text);
    let ran = project.run(&["lint", "one-line.json"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert!(ran.err.lines().all(|line| line.chars().count() < 160), "{}", ran.err);
    assert_snapshot!(ran.err);
}

#[test]
fn a_fault_of_one_file_does_not_hide_what_another_has() {
    let project = Project::new(Some(CONFIG));
    project.write("broken.yaml", "openapi: [\n");
    project.write("fault.yaml", "openapi: 3.0.3\ninfo: {title: P, version: '1'}\npaths: {}\nserver: []\n");
    let ran = project.run(&["lint", "--format", "json", "broken.yaml", "fault.yaml"]);
    assert_eq!(found(&ran), ["broken.yaml: E0102 error", "fault.yaml: W0301 warning"]);
    // The configuration has a document that cannot be read, and the file is none of its documents.
    project.write("specs/codegen.toml", &CONFIG.replace("pets.yaml", "none.yaml"));
    let ran = project.run(&["lint", "--format", "json", "fault.yaml"]);
    assert_eq!((ran.exit, found(&ran)), (Exit::Done, vec!["fault.yaml: W0301 warning".to_owned()]));
    // A file of the configuration may have more than is seen as long as another one is broken.
    project.write("specs/codegen.toml", &CONFIG.replace("\"pets.yaml\"", "\"pets.yaml\", \"none.yaml\""));
    let ran = project.run(&["lint", "--format", "json", "specs/pets.yaml"]);
    assert_eq!((ran.exit, found(&ran)), (Exit::Fault, vec!["specs/none.yaml: E0101 error".to_owned()]));
}

#[test]
fn levels_hold_for_lint_and_for_codegen() {
    let config = "warnings = 'refused'\n[lints]\nW0301 = 'off'\nname-collision = 'off'\nundeclared-path-parameter = 'error'\n\
                  kept-as-json = 'warning'\n";
    let (head, package) = config.split_once("[lints]").expect("a table");
    let project = Project::new(Some(&format!("{head}{CONFIG}[lints]{package}")));
    let ran = project.run(&["lint", "--format", "json"]);
    // What is set to be a warning is refused as all warnings are; what is off is off.
    let expected = ["specs/pets.yaml: W0306 error", "specs/types.yaml: L0502 error"];
    assert_eq!((ran.exit, found(&ran)), (Exit::Fault, expected.map(str::to_owned).to_vec()));
    let codegen = project.run(&["codegen"]);
    assert_eq!(codegen.exit, Exit::Fault);
    assert!(codegen.err.contains("error[W0306]") && !codegen.err.contains("W0301"), "{}", codegen.err);
    assert!(codegen.err.ends_with("more: `apicrate explain CODE`, for L0502, W0306\n"), "{}", codegen.err);

    let off = format!("{CONFIG}[lints]\nW0301 = 'off'\nW0306 = 'off'\nL0502 = 'off'\nW0604 = 'off'\n");
    project.write("specs/codegen.toml", &off);
    assert_eq!(project.run(&["lint"]).out, "2 files read: nothing found\n");
    let codegen = project.run(&["codegen", "--strict"]);
    assert_eq!((codegen.exit, codegen.err.as_str()), (Exit::Done, ""));

    let warned = format!("{CONFIG}[lints]\nL0502 = 'warning'\n");
    project.write("specs/codegen.toml", &warned);
    assert!(project.run(&["lint"]).err.contains("warning[L0502]"));
    assert!(project.run(&["codegen", "--strict"]).err.contains("error[L0502]"), "a loss stays one for `--strict`");
}

#[test]
fn what_cannot_be_set_is_told_with_its_place() {
    let lints = "[lints]\nW0604 = 'off'\nW0640 = 'off'\nname-colision = 'off'\nE0201 = 'off'\nE0302 = 'error'\n\
                 name-collision = 'error'\nnonsense = 'off'\n";
    let ran = Project::new(Some(&format!("{CONFIG}{lints}"))).run(&["lint"]);
    assert_eq!(ran.exit, Exit::Fault);
    assert_snapshot!(ran.err);
}

#[test]
fn our_own_specifications_are_clean() {
    let ran = run(Tool::Xtask, root(), root(), &["lint"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    assert!(ran.out.ends_with(" files read: nothing found\n"), "{}", ran.out);
}
