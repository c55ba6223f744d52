//! To whom `cargo xtask codegen` speaks: people at a terminal or elsewhere, nobody, and programs.

use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

const CONFIG: &str = "[package]\nname = \"pets\"\nversion = \"0.1.0\"\n[[api]]\ndocuments = [\"pets.yaml\"]\n";

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths:
  /pets:
    get: {operationId: listPets, responses: {'204': {description: None.}}}
";

struct Ran {
    exit: Exit,
    out: String,
    err: String,
}

fn run(document: &str, terminal: Terminal, flags: &[&str]) -> Ran {
    run_in(&project(document), terminal, flags)
}

/// A folder with a project in it.
fn project(document: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("specs")).unwrap();
    fs::write(folder.path().join("specs/codegen.toml"), CONFIG).unwrap();
    fs::write(folder.path().join("specs/pets.yaml"), document).unwrap();
    folder
}

fn run_in(folder: &TempDir, terminal: Terminal, flags: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (root, current) = (folder.path().to_owned(), folder.path().to_owned());
    let mut env = Env { tool: Tool::Xtask, root, current, out: &mut out, err: &mut err, terminal };
    let exit = xtask::run(["xtask", "codegen"].iter().chain(flags), &mut env);
    Ran { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

#[test]
fn a_terminal_sees_each_part_of_a_run_with_its_time() {
    let ran = run(PETS, Terminal::Yes, &[]);
    assert_eq!(ran.exit, Exit::Done);
    let said: Vec<&str> = ran.err.lines().filter_map(|line| line.split_once(" s  ")).map(|(_, said)| said).collect();
    let [read, understood, emitted] = said[..] else { panic!("{}", ran.err) };
    assert_eq!((read, understood), ("1 file read", "the API understood: 1 operation, 0 types"));
    assert!(emitted.ends_with(" files emitted"), "{emitted}");
}

#[test]
fn a_short_run_elsewhere_says_what_it_did_and_no_more() {
    let ran = run(PETS, Terminal::No, &[]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    assert!(ran.out.starts_with("1 file read: 1 operation, 0 types\ngenerated: "), "{}", ran.out);
}

#[test]
fn a_quiet_run_says_only_what_is_wrong() {
    for terminal in [Terminal::Yes, Terminal::No] {
        let ran = run(PETS, terminal, &["--quiet"]);
        assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Exit::Done, "", ""));
        let ran = run(&PETS.replace("responses", "response"), terminal, &["-q"]);
        assert_eq!(ran.out, "");
        assert!(ran.err.contains("warning[W0301]"), "{}", ran.err);
    }
}

fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("an object in each line")).collect()
}

#[test]
fn programs_get_an_object_for_each_part_for_what_was_found_and_for_what_was_written() {
    let ran = run(&PETS.replace("responses", "response"), Terminal::Yes, &["--message-format", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    let objects = objects(&ran.out);
    let reasons: Vec<&str> = objects.iter().filter_map(|it| it["reason"].as_str()).collect();
    assert_eq!(reasons[..3], ["read", "understood", "emitted"]);
    assert!(objects[..3].iter().all(|it| it["milliseconds"].is_u64()), "{objects:?}");
    let finding = objects.iter().find(|it| it["code"] == "W0301").expect("a finding");
    assert_eq!((&finding["severity"], &finding["place"]), (&"warning".into(), &"specs/pets.yaml:5:34".into()));
    assert!(reasons.ends_with(&["written", "finished"]), "{reasons:?}");
    assert_eq!(objects[objects.len() - 1]["success"], true);
}

#[test]
fn programs_are_told_that_nothing_was_written() {
    let ran = run("openapi: [", Terminal::No, &["--message-format", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Fault, ""));
    let objects = objects(&ran.out);
    assert!(objects.iter().any(|it| it["code"] == "E0102" && it["severity"] == "error"), "{objects:?}");
    assert_eq!(objects[objects.len() - 1], serde_json::json!({"reason": "finished", "success": false}));
}

const JSON: [&str; 2] = ["--message-format", "json"];

/// What a run that speaks to programs says: objects alone, and that it has ended last.
fn told(folder: &TempDir, flags: &[&str]) -> (Exit, Vec<Value>) {
    let ran = run_in(folder, Terminal::No, &[&JSON[..], flags].concat());
    assert_eq!(ran.err, "");
    let objects = objects(&ran.out);
    let last = objects.last().expect("an object");
    assert_eq!(*last, serde_json::json!({"reason": "finished", "success": ran.exit == Exit::Done}));
    (ran.exit, objects)
}

fn of_reason<'o>(objects: &'o [Value], reason: &str) -> &'o Value {
    objects.iter().find(|it| it["reason"] == reason).unwrap_or_else(|| panic!("{reason}: {objects:?}"))
}

#[test]
fn programs_are_told_whether_what_is_there_is_fresh() {
    let folder = project(PETS);
    let (exit, objects) = told(&folder, &["--check"]);
    let checked = of_reason(&objects, "checked");
    assert_eq!((exit, &checked["fresh"], &checked["folder"]), (Exit::Fault, &false.into(), &"generated".into()));
    assert!(checked["created"].as_u64().is_some_and(|count| count > 0), "{checked}");
    assert!(checked["diff"].as_str().is_some_and(|diff| diff.starts_with("missing: ")), "{checked}");

    assert_eq!(told(&folder, &[]).0, Exit::Done);
    let (exit, objects) = told(&folder, &["--check"]);
    let checked = of_reason(&objects, "checked");
    assert_eq!((exit, &checked["fresh"], &checked["diff"]), (Exit::Done, &true.into(), &"".into()));
}

#[test]
fn programs_are_told_why_nothing_could_be_written() {
    let folder = project(PETS);
    fs::create_dir(folder.path().join("generated")).unwrap();
    fs::write(folder.path().join("generated/Cargo.toml"), "mine\n").unwrap();
    for flags in [&[][..], &["--check"]] {
        let (exit, objects) = told(&folder, flags);
        let error = of_reason(&objects, "error");
        let message = error["message"].as_str().expect("a message");
        assert!(exit == Exit::Fault && message.starts_with("nothing was written: "), "{error}");
        assert!(message.contains("Cargo.toml") && error["help"].is_string(), "{error}");
    }
    fs::write(folder.path().join("file"), "").unwrap();
    let (exit, objects) = told(&folder, &["--spec", "specs/pets.yaml", "--out", "file"]);
    let error = of_reason(&objects, "error");
    assert_eq!((exit, error["message"].as_str().is_some_and(|it| it.contains("`file`"))), (Exit::Fault, true));
}

#[test]
fn programs_are_told_which_changes_are_refused() {
    let folder = project(PETS);
    let git = |line: &str| {
        let done = Command::new("git").args(line.split(' ')).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    let refuses = format!("{CONFIG}[compare]\nbreaking = \"refused\"\n");
    fs::write(folder.path().join("specs/codegen.toml"), refuses).unwrap();
    git("init -q");
    git("add .");
    git("-c user.name=a -c user.email=a@b commit -q -m a");
    fs::write(folder.path().join("specs/pets.yaml"), PETS.replace("/pets:", "/cats:")).unwrap();
    let (exit, objects) = told(&folder, &[]);
    assert_eq!(exit, Exit::Fault);
    assert!(of_reason(&objects, "breaking")["report"]["changes"].is_array(), "{objects:?}");
    assert!(of_reason(&objects, "error")["help"].as_str().is_some_and(|it| it.contains("approve")), "{objects:?}");
}

#[test]
fn a_quiet_check_says_nothing_of_what_is_fresh() {
    let folder = project(PETS);
    run_in(&folder, Terminal::No, &[]);
    let ran = run_in(&folder, Terminal::No, &["--check", "--quiet"]);
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Exit::Done, "", ""));
}
