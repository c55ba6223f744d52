//! `explain --type`, `--operation` and `--member`: why a thing of the emitted crate is what it is.
//!
//! Each document of `tests/explained` says in its first lines what is asked of it; the answers are snapshots. Each reason that
//! an answer can have is in one of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tests::pages::root;
use xtask::{Env, Exit, Terminal, Tool};

/// Reasons that no document has: a type has no body only where its schema is at fault, a type whose members others took is
/// not emitted, and a name is kept only where a crate is.
const UNREACHED: [&str; 3] = ["undecided", "unused", "kept"];

/// What a command prints on both streams, run in a folder.
fn run(folder: &Path, args: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (root, current) = (folder.to_owned(), folder.to_owned());
    let tool = Tool::Installed;
    let mut env = Env { tool, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
    let exit = xtask::run(["apicrate", "explain"].iter().chain(args).copied(), &mut env);
    (exit, String::from_utf8(out).expect("UTF-8"), String::from_utf8(err).expect("UTF-8"))
}

/// The documents, each with its questions.
fn documents() -> Vec<(PathBuf, Vec<Vec<String>>)> {
    let folder = root().join("tests/explained");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let documents = files.into_iter().map(|path| if path.is_dir() { path.join("api.yaml") } else { path });
    documents
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a document");
            let questions = text.lines().filter_map(|line| line.strip_prefix("# explain: ")).map(arguments).collect();
            (path, questions)
        })
        .collect()
}

/// The arguments of a line: a flag, a name that may have spaces, and more flags.
fn arguments(line: &str) -> Vec<String> {
    let (question, flags) = line.split_once(" --format ").map_or((line, None), |(start, format)| (start, Some(format)));
    let (flag, name) = question.split_once(' ').expect("a flag and a name");
    let format = flags.into_iter().flat_map(|format| ["--format", format]);
    [flag, name].into_iter().chain(format).map(str::to_owned).collect()
}

/// What is answered to a question, with what is asked of the document or of the configuration beside it.
fn answer(path: &Path, question: &[String], more: &[&str]) -> (Exit, String, String) {
    let folder = path.parent().expect("a folder");
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let mut args: Vec<&str> = question.iter().map(String::as_str).chain(more.iter().copied()).collect();
    if !folder.join("codegen.toml").is_file() {
        args.extend(["--spec", name]);
    }
    run(folder, &args)
}

#[test]
fn each_question_is_answered() {
    for (path, questions) in documents() {
        assert!(!questions.is_empty(), "{} asks nothing", path.display());
        let told = questions.iter().map(|question| {
            let (exit, out, err) = answer(&path, question, &[]);
            assert_eq!(exit == Exit::Done, err.is_empty(), "{err}");
            format!("$ apicrate explain {}\n{out}{err}", question.join(" "))
        });
        let name = path.strip_prefix(root().join("tests/explained")).expect("below the folder").with_extension("");
        let name = name.display().to_string().replace('/', "-");
        insta::assert_snapshot!(name, told.collect::<Vec<String>>().join("\n"));
    }
}

/// The names of reasons in the source of the answers: the first texts of pairs, and what follows what a reason is about.
fn known_reasons() -> BTreeSet<String> {
    let folder = root().join("generator/src/explain");
    let mut known = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        let mut parts = text.split('"');
        let mut before = parts.next().unwrap_or_default().trim_end();
        while let (Some(quoted), Some(after)) = (parts.next(), parts.next()) {
            let is_named = before.ends_with('(')
                || before.lines().last().is_some_and(|line| line.trim().ends_with(',') && line.contains("About::"));
            let is_name = quoted.chars().all(|c| c.is_ascii_lowercase() || c == '-') && quoted.len() > 1;
            if is_named && is_name && after.starts_with(',') {
                known.insert(quoted.to_owned());
            }
            before = after.trim_end();
        }
    }
    known
}

#[test]
fn each_reason_is_in_an_answer() {
    let mut seen = BTreeSet::new();
    for (path, questions) in documents() {
        for question in questions.iter().filter(|question| question.len() == 2) {
            let (exit, out, _) = answer(&path, question, &["--format", "json"]);
            if exit != Exit::Done {
                continue;
            }
            let answers: serde_json::Value = serde_json::from_str(&out).expect("JSON");
            let said =
                answers.as_array().into_iter().flatten().flat_map(|it| it["why"].as_array().into_iter().flatten());
            seen.extend(said.map(|said| said["reason"].as_str().expect("a reason").to_owned()));
        }
    }
    let known = known_reasons();
    assert!(known.len() > 90, "{known:?}");
    let unknown: Vec<&String> = seen.difference(&known).collect();
    assert!(unknown.is_empty(), "these are not found in the source: {unknown:?}");
    let missing: Vec<&String> =
        known.difference(&seen).filter(|reason| !UNREACHED.contains(&reason.as_str())).collect();
    assert!(missing.is_empty(), "no document has {missing:?}");
}

#[test]
fn the_specifications_of_the_configuration_are_explained() {
    let (exit, out, err) = run(root(), &["--type", "contactFolder"]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    assert!(
        out.starts_with("struct msgraph::v1_0::models::ContactFolder\n  schema `contactFolder`\n  at specs/v1.0/"),
        "{out}"
    );
    let (exit, out, err) = run(root(), &["--type", "ContactFoldr"]);
    assert_eq!((exit, out.as_str()), (Exit::Usage, ""));
    assert!(err.starts_with("error: `ContactFoldr` is no type\nhelp: did you mean `ContactFolder`"), "{err}");
}

#[test]
fn a_member_without_its_type_is_told_with_members_that_may_be_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let schemas = "{Pet: {type: object, properties: {id: {type: string}, name: {type: string}}}}";
    let text =
        format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {schemas}}}\n");
    fs::write(folder.path().join("api.yaml"), text).expect("a file");
    for (member, near) in [
        ("Pet", "\nhelp: did you mean `Pet.id` or `Pet.name`?\n"),
        ("name", "\nhelp: did you mean `Pet.name`?\n"),
        ("other", "\n"),
    ] {
        let (exit, _, err) = run(folder.path(), &["--member", member, "--spec", "api.yaml"]);
        let why = format!("error: `{member}` names no member: a member is named with its type, as `TYPE.MEMBER`{near}");
        assert_eq!((exit, err), (Exit::Usage, why));
    }
}

#[test]
fn a_name_that_the_crate_keeps_is_told_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        fs::create_dir_all(folder.path().join(path).parent().expect("a folder")).expect("a folder");
        fs::write(folder.path().join(path), text).expect("a file");
    };
    let schemas = "{pet: {type: object, properties: {a_b: {type: string}}}}";
    write("specs/codegen.toml", "[package]\nname = 'pets'\nversion = '1.0.0'\n[[api]]\ndocuments = ['api.yaml']\n");
    write(
        "specs/api.yaml",
        &format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {schemas}}}\n"),
    );
    write(
        "generated/NAMES.md",
        "## models\n\n| `models::PetModel` | `pet` | `specs/api.yaml#/components/schemas/pet` |\n\n## members\n\n\
         | `PetModel` | `a-b`, `a_b` (`a_b_value`) |\n",
    );
    for question in [["--type", "PetModel"], ["--member", "PetModel.a_b_value"]] {
        let (exit, out, err) = run(folder.path(), &question);
        assert_eq!((exit, err.as_str()), (Exit::Done, ""), "{out}");
        assert!(out.contains("The crate that is there calls it so, by its `NAMES.md`"), "{out}");
    }
}

#[test]
fn a_faulty_document_is_told_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}}}\n")
        .expect("a file");
    let (exit, out, err) = run(folder.path(), &["--type", "Pet", "--spec", "api.yaml"]);
    assert_eq!((exit, out.as_str()), (Exit::Fault, ""));
    assert!(err.contains("error[E0201]") && err.ends_with("error: nothing can be explained: 1 error\n"), "{err}");
}

#[test]
fn one_thing_is_asked_for_at_a_time() {
    let folder = root();
    for args in [
        &["W0604", "--type", "Pet"][..],
        &["--type", "A", "--operation", "b"],
        &["W0604", "--format", "json"],
        &["--spec", "a.yaml"],
    ] {
        assert_eq!(run(folder, args).0, Exit::Usage, "{args:?}");
    }
}

#[test]
fn the_example_of_the_guide_was_run() {
    let readme = fs::read_to_string(root().join("COMPILER.md")).expect("the README");
    let (_, shown) = readme.split_once("$ cargo xtask explain --member contact.emailAddresses\n").expect("an example");
    let (shown, _) = shown.split_once("```").expect("an end");
    assert_eq!(run(root(), &["--member", "contact.emailAddresses"]).1, shown);
}
