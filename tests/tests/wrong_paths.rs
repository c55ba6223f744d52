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

#[test]
fn a_folder_in_place_of_a_document_is_shown_as_it_was_named() {
    let folder = folder();
    let asked: [&[&str]; 4] = [
        &["codegen", "--out", "c", "--spec", "."],
        &["explain", "--type", "Pet", "--spec", "."],
        &["init", "new", "--spec", "."],
        &["lint", "."],
    ];
    for arguments in asked {
        let said = said(folder.path(), arguments);
        assert!(said.starts_with("error[E0101]: `.` cannot be read: it is a folder\n--> .\n"), "{said}");
        assert!(said.contains("help: name a file in it, such as `openapi.yaml`"), "{said}");
        assert!(!said.contains("file read"), "{said}");
    }
    for above in ["..", "docs/../.."] {
        let said = said(folder.path(), &["codegen", "--out", "c", "--spec", above]);
        assert!(said.starts_with("error[E0101]: `..` cannot be read: it is a folder\n--> ..\n"), "{said}");
    }
}

#[test]
fn a_file_in_place_of_the_folder_of_a_crate_is_named() {
    let folder = folder();
    for out in ["notes", "notes/crate"] {
        let said = said(folder.path(), &["codegen", "--spec", "pets.yaml", "--out", out]);
        let wanted = "error: nothing was written: `notes` is a file, and a folder is needed there\n\
                      help: name another folder, or move the file away\n";
        assert_eq!(said, wanted);
    }
    assert_eq!(fs::read_to_string(folder.path().join("notes")).expect("the file"), "text\n");
}

#[test]
fn a_folder_in_place_of_a_page_is_told_with_how_pages_are_named() {
    let folder = folder();
    let said = said(folder.path(), &["import", "docs", "--profile", "microsoft-graph"]);
    assert_eq!(said, "error: `docs` is a folder: name its pages, such as `docs/*.md`\n");
}
