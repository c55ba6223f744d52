//! Somebody edits a specification: only the files concerned change, and a fault is shown in its place and changes none.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

/// A copy of `specs/`, with what is emitted for it.
struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let copy = Self(tempfile::tempdir().expect("a folder"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned();
        for (path, text) in files_below(&source.join("specs"), &source) {
            copy.write(&path, &text);
        }
        assert_eq!(copy.codegen(), (Exit::Done, String::new()));
        copy
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).expect("a file")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Replaces the first occurrence of a text.
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not hold `{old}`");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// What `cargo xtask codegen` says on standard error.
    fn codegen(&self) -> (Exit, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let root = self.0.path().to_owned();
        let mut env = Env {
            tool: Tool::Xtask,
            root: root.clone(),
            current: root,
            out: &mut out,
            err: &mut err,
            terminal: Terminal::No,
        };
        (xtask::run(["xtask", "codegen"], &mut env), String::from_utf8(err).expect("text"))
    }

    fn emitted(&self) -> BTreeMap<String, String> {
        files_below(&self.at("generated"), &self.at("generated"))
    }

    /// The files that an edit changes.
    fn changed_by(&self, path: &str, old: &str, new: &str) -> Vec<String> {
        let before = self.emitted();
        self.edit(path, old, new);
        assert_eq!(self.codegen(), (Exit::Done, String::new()));
        let after = self.emitted();
        let all = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
        all.filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
    }

    /// What is said of an edit that is a fault. The place of `marked` in the edited file has to be named, and nothing
    /// may be written.
    fn fault(&self, path: &str, old: &str, new: &str, marked: &str) -> String {
        let (kept, before) = (self.read(path), self.emitted());
        self.edit(path, old, new);
        let (line, column) = position(&self.read(path), marked);
        let (exit, said) = self.codegen();
        assert_eq!(exit, Exit::Fault, "{said}");
        assert!(said.contains(&format!("{path}:{line}:{column}")), "{path}:{line}:{column} is not named:\n{said}");
        assert!(self.emitted() == before, "the output was touched");
        self.write(path, &kept);
        without_numbers(&said)
    }
}

/// The files below a folder with their text, by their path below another.
fn files_below(folder: &Path, base: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(base).expect("below").to_str().expect("text").replace('\\', "/");
                found.insert(name, fs::read_to_string(path).expect("text"));
            }
        }
    }
    found
}

/// Line and column of a text, from 1.
fn position(text: &str, marked: &str) -> (usize, usize) {
    let before = text.split(marked).next().filter(|before| before.len() < text.len()).expect("it is there");
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Line numbers change with every edit of a specification; they are checked apart.
fn without_numbers(said: &str) -> String {
    let place = |line: &str| line.split(".yaml:").next().map(|file| format!("{file}.yaml")).unwrap_or_default();
    let lines = said.lines().map(|line| match line.trim_start().split(' ').next() {
        Some("-->" | ":::") => place(line.trim_start()),
        _ => line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned(),
    });
    lines.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_description_of_a_member_changes_its_type_alone() {
    let changed = Copy::new().changed_by("specs/v1.0/contact.yaml", "Name of the assistant.", "Who assists.");
    assert_eq!(changed, ["src/v1_0/models/contact.rs"]);
}

#[test]
fn the_summary_of_an_operation_changes_its_module_and_the_front_page() {
    let copy = Copy::new();
    let changed = copy.changed_by("specs/v1.0/contact.yaml", "Update a contact of mine", "Change a contact of mine");
    assert_eq!(changed, ["src/lib.rs", "src/v1_0/contact.rs"]);
}

#[test]
fn a_shared_type_changes_in_each_version_that_uses_it() {
    let copy = Copy::new();
    let common = "specs/v1.0/common.yaml";
    assert_eq!(copy.changed_by(common, "The name for display; may", "A name; may"), ["src/v1_0/models/identity.rs"]);
    let both = ["src/beta/models/main_error.rs", "src/v1_0/models/main_error.rs"];
    assert_eq!(copy.changed_by("specs/errors.yaml", "What went wrong.", "What failed."), both);
}

#[test]
fn a_new_type_changes_where_it_stands_and_where_it_is_listed() {
    let copy = Copy::new();
    let changed = copy.changed_by(
        "specs/v1.0/contact.yaml",
        "        assistantName:\n",
        "        pet:\n          type: object\n          properties: {name: {type: string}}\n        assistantName:\n",
    );
    assert_eq!(changed, ["NAMES.md", "src/lib.rs", "src/v1_0/models/contact.rs", "src/v1_0/models/mod.rs"]);
}

#[test]
fn a_fault_has_its_place_and_nothing_is_written() {
    let copy = Copy::new();
    let contact = "specs/v1.0/contact.yaml";
    let told = [
        (
            "a reference to nothing",
            copy.fault(
                contact,
                "parameters/contactId'",
                "parameters/contactIdd'",
                "'#/components/parameters/contactIdd'",
            ),
        ),
        (
            "an id that two operations have",
            copy.fault(
                contact,
                "operationId: contact.updateForUser\n",
                "operationId: contact.updateMine\n",
                "contact.updateMine",
            ),
        ),
        ("a keyword that is none", copy.fault(contact, "minLength: 1", "minLenght: 1", "minLenght")),
        ("a type that is none", copy.fault(contact, "type: array", "type: aray", "aray")),
        ("a value of the wrong type", copy.fault(contact, "minItems: 1", "minItems: many", "many\n")),
        ("text that is no YAML", copy.fault(contact, "  title: Micro", "\ttitle: Micro", "\ttitle")),
        ("a file that is not there", copy.fault(contact, "../errors.yaml", "../errrors.yaml", "'../errrors.yaml")),
    ];
    assert_snapshot!(told.map(|(name, text)| format!("# {name}\n{text}\n")).join("\n"));
    assert_eq!(copy.codegen(), (Exit::Done, String::new()), "every fault is mended");
}

#[test]
fn faults_of_a_stage_are_told_together() {
    let copy = Copy::new();
    copy.edit("specs/v1.0/contact.yaml", "minLength: 1", "minLenght: 1");
    copy.edit("specs/beta/user.yaml", "type: boolean", "type: bool");
    let (exit, said) = copy.codegen();
    assert_eq!(exit, Exit::Fault);
    assert!(said.contains("specs/v1.0/contact.yaml:") && said.contains("specs/beta/user.yaml:"), "{said}");
}
