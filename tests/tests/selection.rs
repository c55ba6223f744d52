//! `only` and `without` of an API in `codegen.toml`: which operations become code, which types these need, what is not looked
//! at, and what is said of a name that no operation has.

use generator::{Config, Memory, Outcome, Style, generate, render};

const API: &str = "
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /users:
    get: {tags: [users], operationId: users.list, responses: {'200': {$ref: '#/components/responses/Users'}}}
    post: {tags: [users, admin], operationId: users.add, requestBody: {$ref: '#/components/requestBodies/User'}, responses: {'204': {description: Done.}}}
  /users/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get: {tags: [users], responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}}
  /users/{id}/pets:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get: {tags: [pets], operationId: pets.list, responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
  /broken:
    get: {tags: [broken], operationId: broken.get, responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}}}
webhooks:
  added: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Added'}}}}, responses: {'204': {description: Done.}}}}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}
  responses: {Users: {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
  requestBodies: {User: {content: {application/json: {schema: {$ref: '#/components/schemas/NewUser'}}}}}
  schemas:
    Page: {type: object, properties: {users: {type: array, items: {$ref: '#/components/schemas/User'}}}}
    User: {type: object, properties: {name: {type: string}}}
    NewUser: {type: object, properties: {name: {type: string}, role: {$ref: '#/components/schemas/Role'}}}
    Role: {type: string, enum: [reader, writer]}
    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Collar'}], type: object, properties: {bark: {type: string}}}
    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}], type: object, properties: {age: {$ref: '#/components/schemas/Age'}}}
    Collar: {type: object, properties: {colour: {type: string}}}
    Age: {type: object, properties: {weeks: {type: integer}}}
    Added: {type: object, properties: {user: {$ref: '#/components/schemas/User'}}}
    Mistaken: {type: object, properties: {a: {$ref: '#/components/schemas/Nowhere'}}}
";

fn compile(selection: &str) -> Outcome {
    let text = format!("modules = 'always'\n[package]\nname = 'a'\n[[api]]\ndocuments = ['a.yaml']\n{selection}");
    let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", API)]);
    generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"))
}

fn told(outcome: &Outcome) -> String {
    render(&outcome.diags, &outcome.sources, Style::Plain)
}

/// The functions and the types of the crate.
fn emitted(selection: &str) -> (Vec<String>, Vec<String>) {
    let outcome = compile(selection);
    let told = told(&outcome);
    assert_eq!(told, "", "of {selection}");
    let tree = outcome.tree.expect("a crate");
    let (mut functions, mut types) = (Vec::new(), Vec::new());
    for (path, text) in tree.iter().filter(|(path, _)| path.as_str().starts_with("src/")) {
        let is_models = path.as_str().starts_with("src/models");
        let is_operations = ["src/users.rs", "src/pets.rs"].contains(&path.as_str());
        for line in text.lines() {
            let name = |keyword: &str| {
                let rest = line.strip_prefix(keyword)?;
                Some(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned())
            };
            if is_models {
                types.extend(name("pub struct ").or_else(|| name("pub enum ")));
            }
            if is_operations {
                functions.extend(name("pub fn "));
            }
        }
    }
    functions.sort();
    types.sort();
    (functions, types)
}

#[track_caller]
fn emits(selection: &str, functions: &[&str], types: &[&str]) {
    let (got_functions, got_types) = emitted(selection);
    assert_eq!((got_functions, got_types), (owned(functions), owned(types)), "of {selection}");
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn operations_are_named_by_id_by_place_by_path_and_by_tag() {
    emits("only.operations = ['users.list']", &["list"], &["Page", "User"]);
    emits("only.operations = ['get /users/{id}']", &["get_user"], &["User"]);
    emits("only.paths = ['/users']", &["add", "list"], &["NewUser", "Page", "Role", "User"]);
    emits("only.paths = ['/users/*']", &["get_user"], &["User"]);
    emits(
        "only.tags = ['admin']\nonly.operations = ['GET /users']",
        &["add", "list"],
        &["NewUser", "Page", "Role", "User"],
    );
}

#[test]
fn what_without_names_is_left_out_of_what_only_names() {
    emits("only.tags = ['users']\nwithout.tags = ['admin']", &["get_user", "list"], &["Page", "User"]);
    emits("without.operations = ['added']\nwithout.paths = ['/broken', '/users/**']", &[], &[]);
}

/// A value of a schema with a discriminator may be one of each schema that extends it, at any depth.
#[test]
fn a_schema_with_a_discriminator_brings_those_that_extend_it() {
    let types = ["Age", "Dog", "Pet", "PetBase", "Puppy"];
    let (functions, got) = emitted("only.tags = ['pets']");
    assert_eq!((functions, got), (owned(&["list"]), owned(&types)), "and not the collar, whose members the dog has");
}

/// What two documents describe alike is one type, whose content is that of the first document.
#[test]
fn a_schema_that_two_documents_have_is_read_with_all_that_it_needs() {
    let schemas = "components: {schemas: {Chest: {type: object, properties: {lid: {$ref: '#/components/schemas/Lid'}}}, Lid: {type: object, properties: {size: {type: integer}}}}}";
    let document = |path: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{{path}: {{get: {{responses: {{'200': {{description: Ok., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Chest'}}}}}}}}}}}}}}}}\n{schemas}\n"
        )
    };
    let (first, second) = (document("/first"), document("/second"));
    let toml = "[package]\nname = 'a'\n[[api]]\ndocuments = ['a.yaml', 'b.yaml']\nonly.paths = ['/second']\n";
    let files = Memory::new([("codegen.toml", toml), ("a.yaml", &first), ("b.yaml", &second)]);
    let outcome = generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"));
    assert_eq!(told(&outcome), "");
    let tree = outcome.tree.expect("a crate");
    let text: String = tree.iter().map(|(_, text)| text).collect();
    assert!(text.contains("pub lid: Option<Lid>") && text.contains("pub struct Lid"), "the lid is not any JSON");
}

#[test]
fn a_webhook_is_named_by_its_key() {
    let (functions, types) = emitted("only.operations = ['added']");
    assert_eq!((functions, types), (owned(&[]), owned(&["Added", "User"])));
    let has_events = |selection| compile(selection).tree.is_some_and(|tree| tree.get("src/webhooks.rs").is_some());
    assert!(has_events("only.operations = ['added']") && !has_events("only.operations = ['users.list']"));
}

/// The whole document is at fault twice: an operation and a schema that none needs have references to nothing.
#[test]
fn what_is_not_needed_is_not_looked_at() {
    let whole = compile("");
    let text = told(&whole);
    assert!(whole.tree.is_none() && text.contains("schemas/Gone") && text.contains("schemas/Nowhere"), "{text}");
    let broken = compile("only.operations = ['broken.get']");
    assert!(broken.tree.is_none() && !told(&broken).contains("schemas/Nowhere"), "{}", told(&broken));
    assert!(compile("only.tags = ['users', 'pets']").tree.is_some());
}

#[test]
fn a_name_that_no_operation_has_is_an_error_at_its_place() {
    let outcome = compile("only.operations = ['user.list']\nwithout.tags = ['adm']\nwithout.paths = ['/pets/**']");
    assert!(outcome.tree.is_none());
    insta::assert_snapshot!(told(&outcome), @r"
    error[E0110]: `only.operations` names `user.list`, but no operation of the documents is called so
     --> codegen.toml:6:20
      |
    6 | only.operations = ['user.list']
      |                    ^
      |
      = help: did you mean `users.list`?

    error[E0110]: `without.tags` names `adm`, but no operation of the documents has this tag
     --> codegen.toml:7:17
      |
    7 | without.tags = ['adm']
      |                 ^

    error[E0110]: `without.paths` names `/pets/**`, but no operation of the documents has such a path
     --> codegen.toml:8:18
      |
    8 | without.paths = ['/pets/**']
      |                  ^
    ");
}

#[test]
fn a_table_that_names_nothing_is_an_error() {
    let text = "[package]\nname = 'a'\n[[api]]\ndocuments = ['a.yaml']\nonly = {tags = []}\n";
    let rejected = Config::load(&Memory::new([("codegen.toml", text)]), "codegen.toml").expect_err("nothing is named");
    insta::assert_snapshot!(render(&rejected.diags, &rejected.sources, Style::Plain), @r"
    error[E0110]: this table names no operations
     --> codegen.toml:5:8
      |
    5 | only = {tags = []}
      |        ^
      |
      = help: name some by `operations`, `paths` or `tags`, or remove the table
    ");
}
