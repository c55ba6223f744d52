//! What is said where a path of the command line is not what the command needs, or where there is no project?

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
paths: {}
";

/// A folder without a project: a document, a folder, and a file that is neither.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("pets.yaml"), PETS).expect("a file");
    fs::write(folder.path().join("notes"), "text\n").expect("a file");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    folder
}

/// Runs the installed program: how it ends, what it prints, and what it tells.
fn run(folder: &Path, arguments: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut env = Env {
        tool: Tool::Installed,
        root: folder.to_owned(),
        current: folder.to_owned(),
        out: &mut out,
        err: &mut err,
        terminal: Terminal::No,
    };
    let exit = xtask::run(["apicrate"].iter().chain(arguments), &mut env);
    (exit, String::from_utf8(out).expect("UTF-8"), String::from_utf8(err).expect("UTF-8"))
}

/// What a run that fails says on both streams.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let (exit, out, err) = run(folder, arguments);
    assert_eq!(exit, Exit::Fault, "{arguments:?}: {out}{err}");
    format!("{err}{out}")
}

#[test]
fn without_a_project_it_is_said_what_was_looked_for_and_what_can_be_done() {
    let folder = folder();
    let asked: [&[&str]; 3] = [&["codegen"], &["lint"], &["explain", "--type", "Pet"]];
    for arguments in asked {
        let said = said(folder.path(), arguments);
        let found = "error[E0101]: there is no project: neither `specs/codegen.toml` nor `codegen.toml` stands here or in a folder above";
        assert!(said.starts_with(found), "{said}");
        let first = arguments.first().expect("a command");
        for help in
            ["`apicrate init DIR --spec FILE`", if *first == "lint" { "`apicrate lint FILE`" } else { "--spec FILE" }]
        {
            assert!(said.contains(help), "{help}: {said}");
        }
    }
    assert!(!said(folder.path(), &["lint"]).contains("1 file read"));
}
