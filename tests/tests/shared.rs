//! Several emitted crates of one workspace share a runtime: it is emitted beside them, they compile against it, and what one
//! has of it fits the other.

use std::fs;
use std::path::{Path, PathBuf};

use generator::{Config, Examples, Memory, Runtime, Tree, apply, generate, plan};
use tests::cargo::offline;
use xtask::{Env, Exit, Terminal, Tool};

/// Models of each kind, a union, a body of XML, a server and a scheme.
const SHOP: &str = "
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
security: [{key: []}]
paths:
  /orders:
    get:
      tags: [orders]
      operationId: orders.list
      responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}}
    patch:
      tags: [orders]
      operationId: orders.change
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}, example: {state: paid}}}}
      responses: {'200': {description: Done., content: {application/xml: {schema: {$ref: '#/components/schemas/Order'}}}}, '202': {description: Later.}}
webhooks:
  paid: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}, responses: {}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, readOnly: true}
        state: {type: string, enum: [new, paid]}
        level: {type: integer, enum: [1, 2], maximum: 2}
        note: {type: [string, 'null'], maxLength: 80, pattern: '^a'}
        mood: {type: [string, 'null'], enum: [glad, sad, null]}
        by: {oneOf: [{$ref: '#/components/schemas/Person'}, {type: string}]}
        lines: {type: array, items: {$ref: '#/components/schemas/Person'}}
        more: {type: object, additionalProperties: {type: [string, 'null']}}
    Person: {type: object, required: [name], properties: {name: {type: string}, friend: {$ref: '#/components/schemas/Person'}}}
";

const PETS: &str = "
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {tags: [pets], operationId: pets.count, responses: {'200': {description: All., content: {application/json: {schema: {type: integer}}}}}}}
";

/// A program that depends on both. One client sends requests of both, and one function handles the errors of both.
const PROGRAM: &str = "
pub fn builder() -> shop::ClientBuilder {
    pets::builder().server(shop::Server::ShopExample).credential(shop::Scheme::Key, pets::StaticToken::new(\"a\"))
}
pub async fn both(client: &shop::Client) -> Result<usize, pets::RequestError> {
    let count = client.send(pets::pets::count()).await.map_err(said)?;
    let orders = client.send(shop::orders::list()).await.map_err(said)?;
    let _ = client.send(shop::orders::change(shop::models::OrderPatch::new().level(1).mood(shop::models::OrderMood::Glad).clear_note())).await;
    let _: shop::runtime::Json = pets::Json::Null;
    let _ = count;
    Ok(orders.len())
}
fn said<E>(_: pets::Error<E>) -> shop::RequestError { unimplemented!() }
pub fn hook(body: &[u8]) -> bool {
    shop::webhooks::WebhookEvent::read_named(\"paid\", body).is_ok()
}
";

fn emit(document: &str, name: &str) -> (Tree, Tree) {
    let files = Memory::new([("api.yaml", document)]);
    let single = Config::single("api.yaml", name);
    let workspace = generator::Workspace::Member;
    let config = Config { runtime: Runtime::Shared, examples: Examples::Doctests, workspace, ..single };
    let outcome = generate(&files, &config);
    (outcome.tree.expect("a crate"), outcome.runtime.expect("a runtime"))
}

fn write(tree: &Tree, dir: &Path) {
    apply(tree, &plan(tree, dir).expect("a plan")).expect("written");
}

#[track_caller]
fn cargo(args: &[&str], dir: &Path) {
    let output = offline()
        .args(args)
        .arg("--quiet")
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"))
        .env("RUSTFLAGS", "-D warnings")
        .current_dir(dir)
        .output()
        .expect("cargo runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{args:?}\n{}\n{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn two_crates_compile_against_one_runtime_and_share_its_types() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shared");
    let ((shop, runtime), (pets, same)) = (emit(SHOP, "shop"), emit(PETS, "pets"));
    assert!(runtime == same, "the runtime depends on a document");
    assert!(!shop.iter().any(|(path, _)| path.as_str().starts_with("src/runtime")), "it is in the crate too");
    for (tree, name) in [(&shop, "shop"), (&pets, "pets"), (&runtime, "api-runtime")] {
        write(tree, &dir.join(name));
    }
    let manifest = "[package]\nname = 'app'\nversion = '0.1.0'\nedition = '2024'\n[dependencies]\n\
                    shop = { path = '../shop', default-features = false, features = ['webhooks', 'xml', 'pattern'] }\n\
                    pets = { path = '../pets', default-features = false }\n";
    fs::create_dir_all(dir.join("app/src")).expect("a folder");
    fs::write(dir.join("app/Cargo.toml"), manifest).expect("a file");
    fs::write(dir.join("app/src/lib.rs"), PROGRAM).expect("a file");
    let members = "[workspace]\nresolver = '3'\nmembers = ['app', 'shop', 'pets', 'api-runtime']\n";
    fs::write(dir.join("Cargo.toml"), members).expect("a file");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").join("Cargo.lock");
    fs::copy(lock, dir.join("Cargo.lock")).expect("copied");
    cargo(&["check", "-p", "app"], &dir);
    // Examples name the functions of their own crate.
    cargo(&["test", "--doc", "-p", "shop", "-p", "pets", "--no-default-features"], &dir);
}

/// Many documents call a scheme `bearerAuth`. A token for the one of another API must not reach the servers of this one;
/// `generator/runtime/tests/http/credentials.rs` sends such requests.
#[test]
fn a_scheme_is_that_of_its_crate() {
    let (shop, _) = emit(SHOP, "shop");
    let text = |path| shop.get(path).expect("a file");
    assert!(text("src/schemes.rs").contains("rt::Scheme::bearer(\"key\").of_crate(\"shop\");"));
    let conversion =
        text("src/lib.rs").split_once("impl From<Scheme> for runtime::SchemeName").expect("a conversion").1;
    assert!(conversion.contains("Self::of_crate(") && conversion.contains("\"shop\""), "{conversion}");
}

#[test]
fn a_command_writes_both_and_checks_both() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("pets.yaml"), PETS).expect("a file");
    let run = |more: &[&str]| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let (root, current) = (dir.path().to_owned(), dir.path().to_owned());
        let mut env = Env { tool: Tool::Xtask, root, current, out: &mut out, err: &mut err, terminal: Terminal::No };
        let args = ["xtask", "codegen", "--spec", "pets.yaml", "--out", "crates/pets", "--runtime", "shared"];
        let exit = xtask::run(args.iter().chain(more).copied(), &mut env);
        (exit, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
    };
    let (exit, out, err) = run(&[]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    assert!(out.contains("\ncrates/pets: ") && out.contains("\ncrates/api-runtime: "), "{out}");
    let manifest = fs::read_to_string(dir.path().join("crates/pets/Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("api-runtime = { path = \"../api-runtime\", default-features = false }"), "{manifest}");
    assert!(manifest.contains("reqwest = [\"api-runtime/reqwest\"]"), "{manifest}");
    assert_eq!(run(&["--check"]).0, Exit::Done);

    fs::remove_file(dir.path().join("crates/api-runtime/src/lib.rs")).expect("removed");
    let (exit, out, err) = run(&["--check"]);
    assert_eq!(exit, Exit::Fault);
    assert!(out.contains("missing: src/lib.rs") && err.contains("crates/api-runtime is stale"), "{out}{err}");

    // What is not ours there is not overwritten, and then neither crate is written.
    fs::write(dir.path().join("crates/api-runtime/src/lib.rs"), "mine").expect("a file");
    fs::remove_file(dir.path().join("crates/pets/README.md")).expect("removed");
    assert_eq!(run(&[]).0, Exit::Fault);
    assert!(!dir.path().join("crates/pets/README.md").exists());
}

#[test]
fn the_folder_of_the_runtime_is_the_users_choice() {
    let config = |path: &str| {
        let text = format!(
            "runtime = 'shared'\nruntime-path = '{path}'\npackage = {{name = 'a'}}\napi = [{{documents = ['api.yaml']}}]\n"
        );
        Config::load(&Memory::new([("codegen.toml", text.as_str())]), "codegen.toml")
    };
    let good = config("../../base/our-runtime").expect("a configuration");
    let outcome = generate(&Memory::new([("api.yaml", PETS)]), &good);
    let crates = outcome.crates(&good, Path::new("x/a"));
    assert_eq!(crates[1].1, Path::new("x/a/../../base/our-runtime"));
    assert!(crates[1].0.get("Cargo.toml").is_some_and(|text| text.contains("name = \"our-runtime\"")));
    assert!(crates[0].0.get("src/lib.rs").is_some_and(|text| text.contains("pub use our_runtime::runtime;")));
    for bad in ["..", "", "../type", "../a b"] {
        let said = config(bad).expect_err("no name of a crate").to_string();
        assert!(said.contains("no name of a crate"), "{bad}: {said}");
    }
    let said = config("../a").expect_err("two crates of a name").to_string();
    assert!(said.contains("the shared runtime would be a second crate of the name `a`"), "{said}");
}

#[test]
fn a_crate_that_has_its_own_runtime_has_no_folder_for_it() {
    let text = "runtime-path = '../rt'\npackage = {name = 'a'}\napi = [{documents = ['api.yaml']}]\n";
    let said = Config::load(&Memory::new([("codegen.toml", text)]), "codegen.toml").expect_err("a fault").to_string();
    assert!(said.contains("`runtime-path` says nothing of a crate that has its own runtime"), "{said}");
}
