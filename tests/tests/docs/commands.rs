//! From a page to a specification and back, by the commands.

use std::fs;
use std::path::Path;

use generator::{Config, Memory, generate};
use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

const PAGE: &str = include_str!("page.md");

/// A workspace with a page.
fn workspace() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("pages")).expect("a folder");
    fs::write(folder.path().join("pages/thing-update.md"), PAGE).expect("a page");
    folder
}

/// Runs a command there: how it ends, what it prints, and what it tells.
fn run(folder: &Path, arguments: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut env = Env {
        tool: Tool::Xtask,
        root: folder.to_owned(),
        current: folder.to_owned(),
        out: &mut out,
        err: &mut err,
        terminal: Terminal::No,
    };
    let exit = xtask::run(["xtask"].iter().chain(arguments), &mut env);
    (exit, String::from_utf8(out).expect("UTF-8"), String::from_utf8(err).expect("UTF-8"))
}

const IMPORT: &[&str] =
    &["import", "pages/thing-update.md", "--profile", "microsoft-graph", "--out", "specs/{version}/thing.yaml"];

#[test]
fn a_page_becomes_a_specification_that_compiles_and_what_is_open_is_told() {
    let folder = workspace();
    let (exit, out, err) = run(folder.path(), IMPORT);
    assert_eq!(exit, Exit::Done, "{err}");
    for told in [
        " facts of 1 page\n",
        "specs/v1.0/thing.yaml: written",
        "thing-update.md:37: the row says one value, and the example shows a list; written: a list",
        "only examples show `count` of `part`; written: the type of the value that is shown",
        "`/made` is a timestamp, not a day",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
    let text = fs::read_to_string(folder.path().join("specs/v1.0/thing.yaml")).expect("the specification");
    let outcome = generate(&Memory::new([("thing.yaml", text.as_str())]), &Config::single("thing.yaml", "thing"));
    assert!(outcome.tree.is_some(), "{text}");
    // What was mended is what a person must look at; all else holds.
    let (exit, out, err) = run(folder.path(), &["docs"]);
    assert_eq!(exit, Exit::Fault);
    assert!(out.trim_end().ends_with(" 0 waived, 2 missing"), "{out}{err}");
    assert!(err.contains("thing-update.md:37: the body has `tags`: string (thing-update/body/tags)"), "{err}");
    assert!(err.contains("there stands list of string (#/components/schemas/thing/properties/tags)"), "{err}");
    assert!(err.contains("at `/made` of the payload"), "{err}");
}

#[test]
fn where_pages_disagree_it_is_said_what_was_written() {
    let folder = workspace();
    let again = PAGE
        .replace("| tags | String |", "| tags | String collection |")
        .replace("| name | String |", "| name | Int32 |");
    fs::write(folder.path().join("pages/thing-again.md"), again).expect("a page");
    let pages = ["import", "pages/thing-update.md", "pages/thing-again.md", "--profile", "microsoft-graph"];
    let (exit, out, err) = run(folder.path(), &[&pages[..], &["--out", "specs/{version}/all.yaml"]].concat());
    assert_eq!(exit, Exit::Done, "{err}");
    let tags = "`tags` is list of string here, and string in thing-update.md:37; written: list of string, as the examples show it\n";
    let name = "`name` is integer, format int32 here, and string in thing-update.md:";
    assert!(out.contains(tags) && out.contains(name), "{out}");
    assert!(out.contains("; written: string, as the earlier page says\n"), "{out}");
    let text = fs::read_to_string(folder.path().join("specs/v1.0/all.yaml")).expect("the specification");
    assert!(text.contains("        tags:\n          type: array\n"), "{text}");
}

#[test]
fn what_people_waived_is_not_added_again() {
    let folder = workspace();
    let row = "| tags | String | Words for it. |\n";
    let page = PAGE.replace(row, &format!("{row}| owner | String | Who has it. |\n"));
    fs::write(folder.path().join("pages/thing-update.md"), page).expect("a page");
    assert_eq!(run(folder.path(), IMPORT).0, Exit::Done);
    let paths = ["specs/v1.0/thing.yaml", "specs/v1.0/thing.facts.yaml"].map(|name| folder.path().join(name));
    let [text, facts] = paths.each_ref().map(|path| fs::read_to_string(path).expect("written"));
    let member = "        owner:\n          type: string\n          nullable: true\n";
    assert!(text.contains(member), "{text}");
    fs::write(&paths[0], text.replace(member, "")).expect("a change");
    let into = ["import", "pages/thing-update.md", "--profile", "microsoft-graph", "--into", "specs/v1.0/thing.yaml"];
    let held = "{at: ['#/components/schemas/thing/properties/owner']}";
    assert!(facts.contains(held), "{facts}");
    fs::write(&paths[1], facts.replace(held, "{waived: {reason: Nobody has it.}}")).expect("an answer");
    let (exit, out, err) = run(folder.path(), &into);
    assert!(exit == Exit::Done && !out.contains("added"), "{out}{err}");
    let facts = fs::read_to_string(&paths[1]).expect("the facts file");
    assert!(facts.contains("Nobody has it."), "{facts}");
}

#[test]
fn a_specification_is_not_overwritten_and_the_second_import_adds_nothing() {
    let folder = workspace();
    run(folder.path(), IMPORT);
    let (exit, _, err) = run(folder.path(), IMPORT);
    assert_eq!(exit, Exit::Fault);
    assert_eq!(err, "error: specs/v1.0/thing.yaml is there already: `--into specs/v1.0/thing.yaml` adds to it\n");
    let path = folder.path().join("specs/v1.0/thing.yaml");
    let facts = folder.path().join("specs/v1.0/thing.facts.yaml");
    let before = (fs::read_to_string(&path).expect("text"), fs::read_to_string(&facts).expect("text"));
    let into = ["import", "pages/thing-update.md", "--profile", "microsoft-graph", "--into", "specs/v1.0/thing.yaml"];
    let (exit, out, err) = run(folder.path(), &into);
    assert_eq!((exit, out.contains("added")), (Exit::Done, false), "{out}{err}");
    assert_eq!((fs::read_to_string(&path).expect("text"), fs::read_to_string(&facts).expect("text")), before);
}

#[test]
fn what_is_added_to_a_specification_has_its_sources() {
    let folder = workspace();
    assert_eq!(run(folder.path(), IMPORT).0, Exit::Done);
    let lamp = PAGE.replace("/things/", "/lamps/").replace("[thing](thing.md)", "[lamp](lamp.md)");
    fs::write(folder.path().join("pages/lamp-update.md"), lamp).expect("a page");
    let into = ["import", "pages/lamp-update.md", "--profile", "microsoft-graph", "--into", "specs/v1.0/thing.yaml"];
    let (exit, out, err) = run(folder.path(), &into);
    assert!(exit == Exit::Done && out.contains("added"), "{out}{err}");
    let text = fs::read_to_string(folder.path().join("specs/v1.0/thing.yaml")).expect("written");
    assert!(text.contains("    lamp:\n") && text.contains("      required:\n        - id\n"), "{text}");
    let (_, _, err) = run(folder.path(), &["docs"]);
    assert!(err.contains("and 0 places have no source\n"), "{err}");
}

#[test]
fn a_page_that_changes_names_the_places_that_it_touches() {
    let folder = workspace();
    run(folder.path(), IMPORT);
    let (exit, out, _) = run(folder.path(), &["docs", "--pages", "pages"]);
    assert_eq!(exit, Exit::Done, "{out}");
    let changed =
        PAGE.replace("Things.Write, Things.Write.All", "Things.Write").replace("| name | String |", "| name | Int32 |");
    fs::write(folder.path().join("pages/thing-update.md"), changed).expect("a page");
    let (exit, out, err) = run(folder.path(), &["docs", "--pages", "pages"]);
    assert_eq!(exit, Exit::Fault, "{err}");
    assert!(out.contains("2 changed"), "{out}");
    assert!(out.contains("touches specs/v1.0/thing.yaml:"), "{out}");
    assert!(out.contains("(#/components/schemas/thing/properties/name)"), "{out}");
}

#[test]
fn a_row_in_other_words_is_a_change_and_prose_outside_of_facts_is_told() {
    let folder = workspace();
    run(folder.path(), IMPORT);
    let reworded = PAGE.replace("What it is called.", "How people call it.");
    assert_ne!(reworded, PAGE);
    fs::write(folder.path().join("pages/thing-update.md"), reworded).expect("a page");
    let (exit, out, err) = run(folder.path(), &["docs", "--pages", "pages"]);
    assert_eq!(exit, Exit::Fault, "{out}{err}");
    assert!(
        out.contains("0 changed, 1 in other words") && out.ends_with("1 fact changed since the pages were read\n"),
        "{out}"
    );
    assert!(
        out.contains("in other words: the body has `name`: string (thing-update/body/name)\n    touches "),
        "{out}"
    );
    fs::write(folder.path().join("pages/thing-update.md"), format!("{PAGE}\n## See also\n\nMore.\n")).expect("a page");
    let (exit, out, err) = run(folder.path(), &["docs", "--pages", "pages"]);
    assert_eq!(exit, Exit::Done, "{out}{err}");
    assert!(out.contains("thing-update.md: its text changed, and no fact did\n"), "{out}");
}

#[test]
fn a_source_of_what_is_gone_is_told_with_its_line() {
    let folder = workspace();
    assert_eq!(run(folder.path(), IMPORT).0, Exit::Done);
    let [text, facts] = ["specs/v1.0/thing.yaml", "specs/v1.0/thing.facts.yaml"].map(|name| folder.path().join(name));
    let limited = fs::read_to_string(&text).expect("written").replacen(
        "        name:\n          type: string\n",
        "        name:\n          type: string\n          maxLength: 64\n",
        1,
    );
    let source = "sources:\n  '#/components/schemas/thing/properties/name/maxLength': the page of the resource\n";
    fs::write(&facts, fs::read_to_string(&facts).expect("written").replacen("sources:\n", source, 1)).expect("a file");
    fs::write(&text, &limited).expect("a file");
    let (_, _, err) = run(folder.path(), &["docs"]);
    assert!(err.contains("2 facts are missing, and 0 places have no source\n"), "{err}");
    fs::write(&text, limited.replace("          maxLength: 64\n", "")).expect("a file");
    let (exit, _, err) = run(folder.path(), &["docs"]);
    assert_eq!(exit, Exit::Fault);
    let told = "thing.facts.yaml:5: `sources` names #/components/schemas/thing/properties/name/maxLength, and nothing stands there\n";
    assert!(err.contains(told) && err.contains("0 places have no source, and 1 source is of nothing\n"), "{err}");
}

#[test]
fn pages_that_are_not_there_are_no_pages_without_changes() {
    let folder = workspace();
    run(folder.path(), IMPORT);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    for (pages, why) in [
        ("none", "error: `none` is no folder: `--pages` names the one with the pages that were imported\n"),
        ("pages/thing-update.md", "error: `pages/thing-update.md` is no folder: "),
        ("empty", "error: `empty` has none of the pages that were imported, such as `thing-update.md`\n"),
    ] {
        let (exit, out, err) = run(folder.path(), &["docs", "--pages", pages]);
        assert_eq!((exit, out.as_str(), err.starts_with(why)), (Exit::Fault, "", true), "{err}");
    }
}

#[test]
fn a_page_that_is_gone_is_a_change() {
    let folder = workspace();
    fs::write(folder.path().join("pages/lamp-update.md"), PAGE.replace("/things/{id}", "/lamps/{id}")).expect("a page");
    let pages = ["import", "pages/thing-update.md", "pages/lamp-update.md", "--profile", "microsoft-graph"];
    run(folder.path(), &[&pages[..], &["--out", "specs/{version}/all.yaml"]].concat());
    assert_eq!(run(folder.path(), &["docs", "--pages", "pages"]).0, Exit::Done);
    fs::remove_file(folder.path().join("pages/lamp-update.md")).expect("a page");
    let (exit, out, err) = run(folder.path(), &["docs", "--pages", "pages"]);
    assert_eq!(exit, Exit::Fault, "{out}{err}");
    assert!(out.contains("lamp-update.md: not in the folder\n"), "{out}");
    assert!(out.ends_with("0 facts changed since the pages were read, and 1 page is gone\n"), "{out}");
}

#[test]
fn a_check_of_nothing_is_an_error() {
    let folder = workspace();
    for arguments in [&["docs"][..], &["docs", "--pages", "pages"]] {
        let (exit, out, err) = run(folder.path(), arguments);
        assert_eq!((exit, out.as_str()), (Exit::Fault, ""), "{err}");
        let why = "error: nothing was checked: below `specs` there is no facts file, such as `specs/pets.facts.yaml` beside `specs/pets.yaml`\n\
                   help: `cargo xtask import` writes one from pages";
        assert!(err.starts_with(why), "{err}");
    }
}

#[test]
fn pages_and_another_document_are_compared() {
    let folder = workspace();
    let document = include_str!("vendor.json");
    fs::write(folder.path().join("vendor.json"), document).expect("a document");
    let (exit, out, err) =
        run(folder.path(), &["docs", "--against", "vendor.json", "--profile", "microsoft-graph", "pages"]);
    assert_eq!(exit, Exit::Done, "{err}");
    for told in [
        "| path | 1 | 0 | 1 | 1 |",
        "there is `PATCH /me/things/{id}`\n  no such path",
        "the body has `name`: string\n  vendor.json:",
        "GET /things/{thing-id}",
        "`made` of the body is read-only",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
}

#[test]
fn a_document_that_pages_are_held_against_refers_to_what_the_user_allows() {
    let folder = workspace();
    let shared = r##"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {"/things": {"get": {"responses":
        {"200": {"description": "It.", "content": {"application/json": {"schema": {"$ref": "../shared/thing.yaml"}}}}}}}}}"##;
    fs::create_dir_all(folder.path().join("vendor")).expect("a folder");
    fs::create_dir_all(folder.path().join("shared")).expect("a folder");
    fs::write(folder.path().join("vendor/api.json"), shared).expect("a document");
    fs::write(folder.path().join("shared/thing.yaml"), "type: object\n").expect("a schema");
    let against = ["docs", "--against", "vendor/api.json", "--profile", "microsoft-graph", "pages"];
    let (exit, _, err) = run(folder.path(), &against);
    assert_eq!(exit, Exit::Fault);
    assert!(err.contains("`--allow-refs DIR`") && err.contains("error: nothing was compared: 1 error"), "{err}");
    assert!(!err.contains("written"), "{err}");
    let (exit, out, err) = run(folder.path(), &[&against[..], &["--allow-refs", "shared"]].concat());
    assert_eq!((exit, err.as_str()), (Exit::Done, ""), "{out}");
}

#[test]
fn facts_are_printed_as_text_and_as_yaml() {
    let folder = workspace();
    let import = ["import", "pages/thing-update.md", "--profile", "microsoft-graph"];
    let (exit, out, err) = run(folder.path(), &[&import[..], &["--facts"]].concat());
    assert_eq!(exit, Exit::Done, "{err}");
    assert!(out.contains("the body has `name`: string (thing-update/body/name)"), "{out}");
    let (exit, out, err) = run(folder.path(), &[&import[..], &["--facts=yaml"]].concat());
    assert_eq!(exit, Exit::Done, "{err}");
    let printed = pages::ledger::Ledger::parse(&out).expect("a facts file");
    let page = fs::read_to_string(folder.path().join("pages/thing-update.md")).expect("the page");
    let read = pages::read(&page, "thing-update.md", &pages::profile::shipped("microsoft-graph").expect("a profile"));
    assert!(out.starts_with("# What the documentation says.\npages:\n"), "{out}");
    assert_eq!(printed.pages.first().map(|page| page.facts.clone()), Some(read.page.facts));
    let (exit, _, err) = run(folder.path(), &[IMPORT, &["--facts=yaml"]].concat());
    assert_eq!((exit, err.contains("leave out --into and --out")), (Exit::Fault, true), "{err}");
}

#[test]
fn faults_say_what_and_where() {
    let folder = workspace();
    let (exit, _, err) = run(folder.path(), &["import", "pages/none.md", "--profile", "microsoft-graph"]);
    assert_eq!((exit, err.starts_with("error: pages/none.md cannot be read")), (Exit::Fault, true), "{err}");
    let (exit, _, err) = run(folder.path(), &["import", "pages/thing-update.md", "--profile", "nobody"]);
    assert_eq!((exit, err.contains("no profile `nobody` is shipped")), (Exit::Fault, true), "{err}");
    fs::create_dir_all(folder.path().join("specs")).expect("a folder");
    fs::write(folder.path().join("specs/a.facts.yaml"), "pages: []\n").expect("a file");
    let (exit, _, err) = run(folder.path(), &["docs"]);
    assert_eq!(
        (exit, err.starts_with("error: specs/a.facts.yaml: `specification` must name")),
        (Exit::Fault, true),
        "{err}"
    );
    fs::write(folder.path().join("specs/a.facts.yaml"), "specification: [\n").expect("a file");
    let (exit, _, err) = run(folder.path(), &["docs"]);
    assert_eq!((exit, err.starts_with("error: specs/a.facts.yaml:")), (Exit::Fault, true), "{err}");
}

#[test]
fn two_pages_of_one_name_keep_their_facts() {
    let folder = workspace();
    fs::create_dir_all(folder.path().join("other")).expect("a folder");
    fs::write(folder.path().join("other/thing-update.md"), PAGE.replace("/things/{id}", "/lamps/{id}"))
        .expect("a page");
    let pages = ["import", "pages/thing-update.md", "other/thing-update.md", "--profile", "microsoft-graph"];
    let (exit, _, err) = run(folder.path(), &[&pages[..], &["--out", "specs/{version}/all.yaml"]].concat());
    assert_eq!(exit, Exit::Done, "{err}");
    let facts = fs::read_to_string(folder.path().join("specs/v1.0/all.facts.yaml")).expect("the facts");
    assert!(facts.contains("id: thing-update/title") && facts.contains("id: other-thing-update/title"), "{facts}");
}

#[test]
fn each_resource_gets_a_specification_and_the_configuration_lists_them() {
    let folder = workspace();
    let lamp = PAGE
        .replace("/things/{id}", "/lamps/{id}")
        .replace("/things/1", "/lamps/1")
        .replace("[thing](thing.md)", "[lamp](lamp.md)");
    fs::write(folder.path().join("pages/lamp-update.md"), lamp).expect("a page");
    let pages = ["import", "pages/thing-update.md", "pages/lamp-update.md", "--profile", "microsoft-graph"];
    let import = [&pages[..], &["--out", "specs/{version}/{resource}.yaml"]].concat();
    let (exit, out, err) = run(folder.path(), &import);
    assert_eq!(exit, Exit::Done, "{err}");
    for told in ["specs/v1.0/common.yaml: written", "specs/v1.0/lamp.facts.yaml: ", "specs/codegen.toml: written"] {
        assert!(out.contains(told), "{told}: {out}");
    }
    let (exit, out, err) = run(folder.path(), &["codegen"]);
    assert_eq!(exit, Exit::Done, "{err}");
    assert!(out.contains("3 files read: 4 operations"), "{out}");
    // What both are made of stands in one file, and no fact is lost between the files.
    let (_, out, err) = run(folder.path(), &["docs"]);
    let places = err.contains("have no source") && !err.contains("and 0 places have no source");
    assert!(!places && out.trim_end().ends_with(" 0 waived, 4 missing"), "{out}{err}");
    // What is there stays, the configuration too.
    let (exit, _, err) = run(folder.path(), &import);
    assert!(exit == Exit::Fault && err.contains("is there already"), "{err}");
    fs::remove_dir_all(folder.path().join("specs/v1.0")).expect("a folder");
    fs::write(folder.path().join("specs/codegen.toml"), "# by hand\n").expect("a file");
    let (exit, out, err) = run(folder.path(), &import);
    assert_eq!(exit, Exit::Done, "{err}");
    assert!(out.contains("specs/codegen.toml: stays as it is") && out.contains("  \"v1.0/lamp.yaml\","), "{out}");
    assert_eq!(fs::read_to_string(folder.path().join("specs/codegen.toml")).expect("a file"), "# by hand\n");
}
