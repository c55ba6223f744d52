//! Cargo features: a large crate can be compiled in parts, and each part brings what it needs and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use generator::internals::analyse::features::{Part, Parts, User, parts};
use generator::internals::ir::edges::types_of;
use generator::internals::names::Name;
use generator::internals::pipeline::{self, Compiled};
use generator::internals::source;
use generator::{Config, Examples, Memory, Modules, Tree, apply, plan};
use insta::assert_snapshot;
use tests::cargo::offline;

/// Three modules whose models overlap, one that has none, and models that no operation names. Some names are taken by
/// the features and the dependencies of every crate.
const OVERLAPPING: &str = "
openapi: 3.0.3
info: {title: Overlapping, version: 1.2.3}
paths:
  /orders:
    get: {tags: [orders], operationId: orders.list, responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}}
    patch:
      tags: [orders]
      operationId: orders.change
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'204': {description: Done.}}
  /people: {get: {tags: [http], operationId: http.list, responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}}}}
  /places: {get: {tags: [Work places], operationId: workPlaces.list, responses: {'200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Place'}}}}}}}
  /health: {get: {tags: [default], operationId: default.health, responses: {'204': {description: Well.}}}}
components:
  schemas:
    Order: {type: object, properties: {id: {type: string, readOnly: true}, by: {$ref: '#/components/schemas/Person'}, lines: {type: array, items: {$ref: '#/components/schemas/Line'}}}}
    Line: {type: object, properties: {kind: {type: string, enum: [plain, gift]}, order: {$ref: '#/components/schemas/Order'}}}
    Person: {type: object, properties: {home: {$ref: '#/components/schemas/Place'}, mood: {$ref: '#/components/schemas/Mood'}}}
    Place: {type: object, properties: {city: {type: string, nullable: true}}}
    Mood: {type: string, enum: [good, bad]}
    Event: {type: object, properties: {about: {$ref: '#/components/schemas/Place'}, detail: {$ref: '#/components/schemas/Detail'}, line: {$ref: '#/components/schemas/Line'}}}
    Detail: {type: object, properties: {text: {type: string}}}
";

fn generate(document: &str, modules: Modules) -> Tree {
    let files = Memory::new([("api.yaml", document)]);
    let config = Config { modules, ..Config::single("api.yaml", "sample") };
    generator::generate(&files, &config).tree.expect("a tree")
}

fn compile(document: &str) -> Compiled {
    let files = Memory::new([("api.yaml", document)]);
    let config = Config::single("api.yaml", "sample");
    let (sources, mut diags) = source::load(&files, &config.roots());
    pipeline::compile(&sources, &config.apis[0], &config, &mut diags).expect("compiled")
}

fn divide(compiled: &Compiled) -> Parts<Name, Name> {
    let names = &compiled.names;
    parts(&compiled.api, |id| names.file(id).clone(), |id| names.operation(id).module.clone())
}

/// The files that a user turns on, by way of the groups that it needs.
fn on<'p>(parts: &'p Parts<Name, Name>, user: &User<Name>) -> BTreeSet<&'p str> {
    let mut groups = BTreeSet::new();
    let mut work: Vec<usize> = parts.users[user].shared.iter().copied().collect();
    while let Some(group) = work.pop() {
        if groups.insert(group) {
            work.extend(&parts.shared[group].shared);
        }
    }
    let is_on = |part: &Part<Name>| match part {
        Part::Of(own) => own == user,
        Part::Shared(group) => groups.contains(group),
    };
    parts.files.iter().filter(|(_, part)| is_on(part)).map(|(file, _)| file.text()).collect()
}

fn user(module: &str) -> User<Name> {
    User::Module(Name::new(module))
}

#[test]
fn a_module_turns_on_what_it_reaches_and_nothing_else() {
    let parts = divide(&compile(OVERLAPPING));
    assert_eq!(on(&parts, &user("orders")), BTreeSet::from(["line", "mood", "order", "person", "place"]));
    assert_eq!(on(&parts, &user("http")), BTreeSet::from(["mood", "person", "place"]));
    assert_eq!(on(&parts, &user("work_places")), BTreeSet::from(["place"]));
    assert_eq!(on(&parts, &user("default")), BTreeSet::new());
}

#[test]
fn models_that_no_operation_names_are_a_part_of_their_own() {
    let parts = divide(&compile(OVERLAPPING));
    assert_eq!(parts.files[&Name::new("detail")], Part::Of(User::Nothing));
    let other = on(&parts, &User::Nothing);
    assert_eq!(other, BTreeSet::from(["detail", "event", "line", "mood", "order", "person", "place"]));
}

#[test]
fn what_is_on_names_nothing_that_is_off() {
    let compiled = compile(OVERLAPPING);
    let parts = divide(&compiled);
    let mut mentions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, def) in compiled.api.types.iter() {
        let own = mentions.entry(compiled.names.file(id).text()).or_default();
        types_of(def, &mut |inner| {
            own.insert(compiled.names.file(inner).text());
        });
    }
    for user in parts.users.keys() {
        let on = on(&parts, user);
        for file in &on {
            assert!(mentions[file].is_subset(&on), "{user:?}: {file} names {:?}", mentions[file].difference(&on));
        }
        assert_eq!(parts.users[user].types, on.iter().map(|file| types_in(&compiled, file)).sum::<usize>(), "{user:?}");
    }
}

fn types_in(compiled: &Compiled, file: &str) -> usize {
    compiled.api.types.ids().filter(|id| compiled.names.file(*id).text() == file).count()
}

#[test]
fn modules_that_are_on_by_default() {
    let tree = generate(OVERLAPPING, Modules::OnByDefault);
    for file in ["Cargo.toml", "README.md", "src/lib.rs", "src/models/mod.rs", "src/work_places.rs"] {
        assert_snapshot!(format!("on_{}", file.replace(['/', '.'], "_")), tree.get(file).expect("emitted"));
    }
}

#[test]
fn modules_that_are_off_by_default() {
    let tree = generate(OVERLAPPING, Modules::OffByDefault);
    let manifest = tree.get("Cargo.toml").expect("emitted");
    assert!(manifest.contains("\ndefault = [\"rustls\", \"http2\", \"fetch\"]\n"), "{manifest}");
    assert_snapshot!("off_README_md", tree.get("README.md").expect("emitted"));
}

/// A document with this many operations below two paths.
fn many(operations: usize) -> String {
    let mut document = "openapi: 3.0.3\ninfo: {title: Many, version: '1'}\npaths:\n".to_owned();
    for number in 0..operations {
        let half = if number % 3 == 0 { "left" } else { "right" };
        let schema = "{type: object, properties: {a: {type: string}}}";
        let ok = format!("{{'200': {{description: Ok., content: {{application/json: {{schema: {schema}}}}}}}}}");
        writeln!(document, "  /api/v1/all/{half}/{}{number}: {{get: {{responses: {ok}}}}}", ["a", "b"][number % 2])
            .expect("text");
    }
    document
}

#[test]
fn the_number_of_operations_decides() {
    let default = |operations: usize| {
        let tree = generate(&many(operations), Modules::BySize);
        let manifest = tree.get("Cargo.toml").expect("emitted").to_owned();
        manifest.lines().find(|line| line.starts_with("default")).expect("a default").to_owned()
    };
    assert_eq!(default(200), "default = [\"rustls\", \"http2\", \"fetch\"]");
    assert_eq!(default(201), "default = [\"rustls\", \"http2\", \"fetch\", \"all-modules\"]");
    assert_eq!(default(2001), "default = [\"rustls\", \"http2\", \"fetch\"]");
}

#[test]
fn a_large_module_is_a_folder_of_files_that_paths_name() {
    let tree = generate(&many(120), Modules::BySize);
    let files: Vec<&str> =
        tree.iter().map(|(path, _)| path.as_str()).filter(|path| path.starts_with("src/all")).collect();
    insta::assert_snapshot!(files.join("\n"));
    assert!(generate(&many(60), Modules::BySize).get("src/all.rs").is_some());
}

/// Writes a crate below the target folder.
fn write(tree: &Tree, name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    apply(tree, &plan(tree, &dir).expect("a plan")).expect("written");
    // The versions that the workspace was built with are on the disk already.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").join("Cargo.lock");
    fs::copy(lock, dir.join("Cargo.lock")).expect("copied");
    dir
}

#[track_caller]
fn cargo(command: &[&str], dir: &Path, features: &str) {
    let output = offline()
        .args(command)
        .args(["--quiet", "--no-default-features", "--features", features])
        // Shared with the crate of the cases, so that dependencies are compiled once.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(dir)
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{command:?} [{features}]\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_feature_compiles_alone_and_all_together() {
    let dir = write(&generate(OVERLAPPING, Modules::OffByDefault), "features");
    for features in ["", "orders", "http-operations", "work-places", "default-operations", "other-models"] {
        cargo(&["check"], &dir, features);
    }
    cargo(&["check"], &dir, "all-modules,other-models");
    cargo(&["check"], &write(&generate(&many(61), Modules::OffByDefault), "many"), "all");
}

#[test]
fn documentation_and_its_examples_need_no_more_than_is_on() {
    let files = Memory::new([("api.yaml", OVERLAPPING)]);
    let modules = Modules::OffByDefault;
    let config = Config { modules, examples: Examples::Doctests, ..Config::single("api.yaml", "sample") };
    let dir = write(&generator::generate(&files, &config).tree.expect("a tree"), "documented");
    cargo(&["test", "--doc"], &dir, "orders");
    cargo(&["test", "--doc"], &dir, "work-places");
    cargo(&["doc", "--no-deps"], &dir, "work-places");
}

/// Tags and segments of paths that are names of what every crate, API or file has itself.
fn taken() -> String {
    let mut document = "openapi: 3.0.3\ninfo: {title: Taken, version: '1'}\nservers: [{url: 'https://a.example'}]\n\
                        security: [{key: []}]\npaths:\n"
        .to_owned();
    let names = [
        "models",
        "runtime",
        "servers",
        "schemes",
        "rt",
        "blocking",
        "pattern",
        "other-models",
        "all-modules",
        "std",
        "others",
    ];
    let object = "content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}";
    for name in names {
        let get = format!("get: {{tags: [{name}], responses: {{'200': {{description: Ok., {object}}}}}}}");
        writeln!(document, "  /{name}: {{{get}}}").expect("text");
        for number in 0..7 {
            let ok = format!("responses: {{'200': {{description: Ok., {object}}}}}");
            let get = format!("get: {{tags: [big], {ok}, servers: [{{url: 'https://b.example'}}]}}");
            writeln!(document, "  /big/{name}/p{number}: {{{get}}}").expect("text");
        }
    }
    document.push_str("components: {securitySchemes: {key: {type: apiKey, in: header, name: k}}}\n");
    document
}

#[test]
fn a_name_that_emitted_files_use_themselves_is_taken_from_no_document() {
    let dir = write(&generate(&taken(), Modules::OffByDefault), "taken");
    cargo(&["check"], &dir, "all-modules,other-models-operations,blocking");
}
