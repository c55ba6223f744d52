//! Nothing of the machine is in what is emitted: a crate is the same wherever its documents lie, and however they are named.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xtask::{Env, Exit, Terminal, Tool};

/// Refers to files beside, below and above, and to itself by the name of its folder.
const API: &str = "\
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
              schema: {$ref: 'parts/pets.yaml#/Pets'}
  /owners:
    get:
      operationId: listOwners
      responses:
        '200':
          description: The owners.
          content:
            application/json:
              schema: {type: array, items: {$ref: '../v1/parts/pets.yaml#/Owner'}}
";
const PARTS: &str = "\
Pets: {type: array, items: {$ref: '#/Pet'}}
Pet: {type: object, properties: {name: {type: string}, address: {$ref: '../../common.yaml#/Address'}}}
Owner: {type: object, properties: {address: {$ref: '../../common.yaml#/Address'}}}
";
const COMMON: &str = "Address: {type: object, properties: {city: {type: string}}}\n";
const CONFIG: &str = "[package]\nname = \"pets\"\nversion = \"0.1.0\"\n[[api]]\ndocuments = [\"v1/api.yaml\"]\n";

/// A machine: the documents lie in `place/specs`.
struct Machine {
    dir: TempDir,
    place: PathBuf,
}

impl Machine {
    fn new(place: &str) -> Self {
        let dir = tempfile::Builder::new().prefix("whereabouts-").tempdir().unwrap();
        let place = dir.path().join(place);
        let files =
            [("v1/api.yaml", API), ("v1/parts/pets.yaml", PARTS), ("common.yaml", COMMON), ("codegen.toml", CONFIG)];
        for (path, text) in files {
            let path = place.join("specs").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::create_dir_all(place.join("else/where")).unwrap();
        Self { dir, place }
    }

    /// Runs a command in a folder below the place.
    fn run(&self, current: &str, args: &[&str]) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut env = Env {
            tool: Tool::Xtask,
            root: self.place.clone(),
            current: self.place.join(current),
            out: &mut out,
            err: &mut err,
            terminal: Terminal::No,
        };
        let exit = xtask::run(["xtask", "codegen"].iter().chain(args).copied(), &mut env);
        assert_eq!(exit, Exit::Done, "{}", String::from_utf8_lossy(&err));
    }

    /// The crate that a document gives, run in `current`.
    fn emitted(&self, current: &str, spec: &str, allowed: &str) -> BTreeMap<PathBuf, String> {
        let out = self.dir.path().join("out/pets");
        let _ = fs::remove_dir_all(&out);
        self.run(current, &["--spec", spec, "--out", out.to_str().unwrap(), "--allow-refs", allowed]);
        self.harmless(&out)
    }

    /// The files below a folder. None of them says where it was made.
    fn harmless(&self, out: &Path) -> BTreeMap<PathBuf, String> {
        let mut found = BTreeMap::new();
        let mut open = vec![out.to_owned()];
        while let Some(at) = open.pop() {
            for entry in fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).unwrap();
                for secret in ["whereabouts-", self.dir.path().to_str().unwrap(), "/home/ann"] {
                    assert!(!text.contains(secret), "{}: {secret}", path.display());
                }
                found.insert(path.strip_prefix(out).unwrap().to_owned(), text);
            }
        }
        found
    }
}

#[test]
fn a_crate_is_the_same_wherever_its_document_lies_and_however_it_is_named() {
    let (one, other) = (Machine::new("home/ann/work"), Machine::new("x"));
    let first = one.emitted("", "specs/v1/api.yaml", "specs");
    assert!(first.len() > 5);
    let absolute = |machine: &Machine, path: &str| machine.place.join(path).to_str().unwrap().to_owned();
    for machine in [&one, &other] {
        let (spec, allowed) = (absolute(machine, "specs/v1/api.yaml"), absolute(machine, "specs"));
        for (current, spec, allowed) in [
            ("", spec.as_str(), allowed.as_str()),
            ("", "specs/v1/api.yaml", "specs"),
            ("", "./specs/../specs/v1/api.yaml", &allowed),
            ("specs", "v1/api.yaml", "."),
            ("specs/v1", "api.yaml", ".."),
            ("specs/v1/parts", "../api.yaml", "../.."),
            ("else/where", "../../specs/v1/api.yaml", "../../specs"),
        ] {
            assert!(machine.emitted(current, spec, allowed) == first, "{spec} in {current}");
        }
    }
}

#[test]
fn places_in_a_crate_of_one_document_are_relative_to_its_folder() {
    let machine = Machine::new("home/ann/work");
    let all: String = machine.emitted("else", "../specs/v1/api.yaml", "../specs").into_values().collect();
    for source in ["api.yaml#/paths/~1pets/get", "parts/pets.yaml#/Pet", "../common.yaml#/Address"] {
        assert!(all.contains(&format!("Source: `{source}`.")), "{source}");
    }
    // By whatever path a file is referred to, it is one file.
    assert!(!all.contains("../v1/"));
}

#[test]
fn places_in_the_crate_of_a_workspace_are_relative_to_it() {
    let (one, other) = (Machine::new("home/ann/work"), Machine::new("x"));
    let [first, second] = [&one, &other].map(|machine| {
        machine.run("else", &[]);
        machine.harmless(&machine.place.join("generated"))
    });
    assert!(first == second);
    let all: String = first.into_values().collect();
    assert!(all.contains("Source: `specs/v1/api.yaml#/paths/~1pets/get`."));
    assert!(all.contains("Source: `specs/common.yaml#/Address`."));
}

#[test]
fn of_an_absolute_path_the_last_name_is_emitted() {
    let (one, other) = (Machine::new("home/ann/work"), Machine::new("x"));
    let [first, second] = [&one, &other].map(|machine| {
        let specs = machine.place.join("specs");
        let absolute = |path: &str| specs.join(path).to_str().unwrap().to_owned();
        fs::write(specs.join("codegen.toml"), CONFIG.replace("v1/api.yaml", &absolute("v1/api.yaml"))).unwrap();
        fs::write(specs.join("v1/parts/pets.yaml"), PARTS.replace("../../common.yaml", &absolute("common.yaml")))
            .unwrap();
        machine.run("", &[]);
        machine.harmless(&machine.place.join("generated"))
    });
    assert!(first == second);
    assert!(first.into_values().any(|text| text.contains("Source: `api.yaml#/paths/~1pets/get`.")));
}
