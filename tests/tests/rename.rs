//! `[rename]` in `codegen.toml`: what a user calls otherwise, and what is said of a table that is at fault.

use generator::{Config, Memory, Outcome, Style, generate, render};

const API: &str = r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {'200': {$ref: '#/components/responses/Pets'}}}
    post: {tags: [pets], responses: {'204': {description: Done.}}}
components:
  responses:
    Pets:
      description: All.
      content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Cat'}}}}
  schemas:
    pet_base:
      type: object
      properties:
        innerError: {type: string}
        innererror: {type: string}
        state: {type: string, enum: [on-hold, on_hold, done]}
        owner: {type: object, properties: {full-name: {type: string}}}
    PetBase: {type: object, properties: {type: {type: string}}}
    Cat: {allOf: [{$ref: '#/components/schemas/pet_base'}, {type: object, properties: {lives: {type: integer}}}]}
";

fn try_load(rename: &str) -> Result<Config, String> {
    let text = format!("[package]\nname = 'a'\n\n[[api]]\ndocuments = ['a.yaml']\n{rename}");
    Config::load(&Memory::new([("codegen.toml", text)]), "codegen.toml")
        .map_err(|rejected| render(&rejected.diags, &rejected.sources, Style::Short))
}

fn compile_with(api: &str, rename: &str) -> Outcome {
    let text = format!("[package]\nname = 'a'\n\n[[api]]\ndocuments = ['a.yaml']\n{rename}");
    let files = Memory::new([("codegen.toml", text.as_str()), ("a.yaml", api)]);
    generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"))
}

/// The text of the crate without its runtime, and the findings.
fn crate_with(api: &str, rename: &str) -> (String, String) {
    let outcome = compile_with(api, rename);
    let said = render(&outcome.diags, &outcome.sources, Style::Short);
    let Some(tree) = outcome.tree else { panic!("{said}") };
    let own = tree.iter().filter(|(path, _)| path.as_str().starts_with("src/") && !path.as_str().contains("runtime"));
    (own.map(|(_, text)| text).collect(), said)
}

const ALL: &str = "
[rename.schemas]
pet_base = 'OldPet'
OldPetOwner = 'Keeper'
[rename.operations]
listPets = 'all'
'POST /pets' = 'add'
[rename.properties.pet_base]
innererror = 'odata_error'
[rename.properties.OldPetOwner]
full-name = 'name'
[rename.values.OldPetState]
on_hold = 'Waiting'
";

#[test]
fn each_kind_of_thing_has_the_name_that_the_user_chose() {
    let (before, said) = crate_with(API, "");
    for name in ["struct PetBase ", "struct PetBaseModel ", "innererror_value:", "OnHold2", "fn list_pets("] {
        assert!(before.contains(name) || before.contains(&format!("{name}{{")), "{name}\n{said}");
    }
    assert_eq!(said.matches("W0604").count(), 3, "{said}");
    let outcome = compile_with(API, "");
    let help: Vec<&str> = outcome.diags.iter().filter_map(|found| found.help.as_deref()).collect();
    for table in ["rename.schemas", "rename.properties.pet_base", "rename.values.PetBaseState"] {
        assert!(help.iter().any(|help| help.contains(&format!("in `[{table}]` of"))), "{table}: {help:?}");
    }
    let (text, said) = crate_with(API, ALL);
    for name in ["struct OldPet ", "struct Keeper ", "struct PetBase ", "fn all(", "fn add(", "Waiting", "OnHold"] {
        assert!(text.contains(name), "{name}\n{said}\n{text}");
    }
    // A schema that extends another takes the name over with the member.
    assert!(!text.contains("innererror_value") && text.matches("odata_error:").count() >= 2, "{text}");
    assert!(!said.contains("W0604"), "{said}");
}

#[test]
fn modules_and_parameters_have_the_name_that_the_user_chose() {
    let api = API.replace(
        "operationId: listPets, tags: [pets],",
        "operationId: listPets, tags: [pets], parameters: [{name: $top, in: query, schema: {type: integer}}],",
    );
    let text = "[rename.modules]\npets = 'animals'\n[rename.parameters.listPets]\n'$top' = 'limit'\n";
    let (emitted, said) = crate_with(&api, text);
    assert!(emitted.contains("pub mod animals;") && emitted.contains("pub limit: Option<i64>"), "{said}\n{emitted}");
    for (rename, message) in [
        ("[rename.modules]\npet = 'a'\n", "`pet` is no module in the documents"),
        ("[rename.parameters.listPet]\nx = 'a'\n", "`listPet` is no operation in the documents"),
        ("[rename.parameters.listPets]\nx = 'a'\n", "`x` is no parameter of `listPets` in the documents"),
    ] {
        let outcome = compile_with(&api, rename);
        let said = render(&outcome.diags, &outcome.sources, Style::Short);
        assert!(said.contains(message) && outcome.tree.is_none(), "{said}");
    }
}

#[test]
fn a_label_of_a_path_argument_has_the_name_that_the_user_chose() {
    let paths = "paths:\n  /shops/{shop-id}/pets/{petId}:\n    get: {operationId: getPet, tags: [pets], parameters: \
                 [{name: shop-id, in: path, required: true, schema: {type: string}}, \
                 {name: petId, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}\n";
    let api = API.replacen("paths:\n", paths, 1);
    let (emitted, said) = crate_with(&api, "");
    assert!(emitted.contains("    ShopId;\n") && emitted.contains("    PetId;\n"), "{said}\n{emitted}");
    let (emitted, said) = crate_with(&api, "[rename.labels]\nshop-id = 'Shop'\n");
    assert!(emitted.contains("    Shop;\n") && emitted.contains("    PetId;\n"), "{said}\n{emitted}");
    assert!(emitted.contains("ids::Shop") && !emitted.contains("ShopId"), "{emitted}");
    for (rename, message) in [
        (
            "[rename.labels]\nshopId = 'Shop'\n",
            "7:1: error[E0110]: `shopId` is no parameter with a label in the documents",
        ),
        ("[rename.labels]\nshop-id = 'shop'\n", "7:11: error[E0110]: `shop` cannot be the name of a label"),
    ] {
        let said = refused(&api, rename);
        assert!(said.contains(message), "{said}");
    }
}

/// What is said of a table that is refused: when it is read, or when the documents are.
fn refused(api: &str, rename: &str) -> String {
    try_load(rename).map_or_else(
        |said| said,
        |_| {
            let outcome = compile_with(api, rename);
            assert!(outcome.tree.is_none());
            render(&outcome.diags, &outcome.sources, Style::Short)
        },
    )
}

#[test]
fn what_is_chosen_comes_before_what_the_document_says() {
    let (text, said) = crate_with(API, "[rename.schemas]\nCat = 'PetBase'\n");
    assert!(text.contains("pub struct PetBase "), "{text}");
    assert!(said.contains("type `pet_base` is named `PetBaseModel`, since `Cat` is named `PetBase`"), "{said}");
}

#[test]
fn a_key_that_no_document_has_is_refused_at_its_place() {
    for (rename, line, message) in [
        ("[rename.schemas]\npet_bas = 'A'\n", "7:1", "`pet_bas` is no schema in the documents"),
        ("[rename.operations]\nlistPet = 'all'\n", "7:1", "`listPet` is no operation in the documents"),
        ("[rename.properties.Catt]\nlives = 'a'\n", "7:1", "`Catt` is no schema in the documents"),
        ("[rename.properties.Cat]\nlivs = 'a'\n", "7:1", "`livs` is no property of `Cat` in the documents"),
        ("[rename.values.Cat]\nx = 'A'\n", "7:1", "`x` is no value of `Cat` in the documents"),
        ("[api.rename.schemas]\ncats = 'A'\n", "7:1", "`cats` is no schema in the documents"),
    ] {
        let outcome = compile_with(API, rename);
        let said = render(&outcome.diags, &outcome.sources, Style::Short);
        assert!(said.contains(&format!("codegen.toml:{line}: error[E0110]: {message}")), "{said}");
        assert!(outcome.tree.is_none());
    }
    let outcome = compile_with(API, "[rename.properties.Cat]\nlivs = 'a'\n");
    let said = render(&outcome.diags, &outcome.sources, Style::Plain);
    assert!(said.contains("livs = 'a'") && said.contains("did you mean `lives`?"), "{said}");
    // Positions are counted without the file of the configuration.
    assert_eq!(outcome.stats.files, 1);
}

#[test]
fn a_name_that_cannot_be_one_is_refused_at_its_place() {
    for (rename, said, near) in [
        ("[rename.schemas]\na = 'old_pet'\n", "`old_pet` cannot be the name of a type", Some("OldPet")),
        ("[rename.schemas]\na = 'Option'\n", "`Option` has a meaning of its own in what is emitted", None),
        ("[rename.schemas]\na = 'Self'\n", "`Self` cannot be the name of a type", Some("Self_")),
        ("[rename.schemas]\na = ''\n", "`` cannot be the name of a type", Some("Empty")),
        ("[rename.operations]\na = 'listAll'\n", "`listAll` cannot be the name of a function", Some("list_all")),
        ("[rename.properties.A]\na = '1st'\n", "`1st` cannot be the name of a member", Some("_1st")),
        ("[rename.properties.A]\na = 'new'\n", "`new` has a meaning of its own in what is emitted", None),
        ("[rename.values.A]\na = 'on hold'\n", "`on hold` cannot be the name of a variant", Some("OnHold")),
    ] {
        let text = format!("[package]\nname = 'a'\n\n[[api]]\ndocuments = ['a.yaml']\n{rename}");
        let rejected = Config::load(&Memory::new([("codegen.toml", text)]), "codegen.toml").expect_err(rename);
        let shown = render(&rejected.diags, &rejected.sources, Style::Plain);
        assert!(shown.contains(said) && shown.contains("codegen.toml:7:5"), "{shown}");
        assert_eq!(near.map(|near| format!("did you mean `{near}`?")), rejected.diags.iter().next().unwrap().help);
    }
    // Keywords are names.
    assert!(try_load("[rename.properties.A]\na = 'type'\n").is_ok());
    let said = try_load("[rename.schema]\na = 'A'\n").expect_err("an unknown table");
    assert!(said.contains("codegen.toml:6:9") && said.contains("`schemas`"), "{said}");
}

#[test]
fn one_name_for_two_things_is_refused() {
    for (rename, message) in [
        (
            "[rename.schemas]\npet_base = 'A'\nCat = 'A'\n",
            "type `Cat` cannot be named `A`: that is the name of `pet_base`",
        ),
        (
            "[rename.properties.pet_base]\nstate = 'a'\nowner = 'a'\n",
            "member `owner` cannot be named `a`: that is the name of `state`",
        ),
        (
            "[rename.operations]\nlistPets = 'a'\n'POST /pets' = 'a'\n",
            "operation `POST /pets` cannot be named `a`: that is the name of `listPets`",
        ),
    ] {
        let outcome = compile_with(API, rename);
        let said = render(&outcome.diags, &outcome.sources, Style::Short);
        assert!(said.contains(&format!("codegen.toml:8:1: error[E0110]: {message}")), "{said}");
    }
}

#[test]
fn a_key_means_the_first_of_two_operations_with_one_id() {
    let api = API.replace("post: {tags", "post: {operationId: listPets, tags");
    let (text, said) = crate_with(&api, "[rename.operations]\nlistPets = 'all'\n");
    assert!(text.contains("fn all(") && text.contains("fn list_pets("), "{text}");
    assert!(!said.contains("W0604]: operation"), "{said}");
}

#[test]
fn an_api_may_have_tables_of_its_own() {
    let text = "
        [package]
        name = 'a'
        [rename.schemas]
        Pet = 'Animal'
        Only = 'Sole'
        [[api]]
        module = 'v1'
        documents = ['one.yaml']
        [api.rename.schemas]
        Pet = 'Beast'
        [[api]]
        module = 'v2'
        documents = ['two.yaml']
    ";
    let document = |schemas: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{{schemas}}}}}\n"
        )
    };
    let (one, two) = (document("Pet: {type: object}"), document("Pet: {type: object}, Only: {type: object}"));
    let files = Memory::new([("codegen.toml", text), ("one.yaml", &one), ("two.yaml", &two)]);
    let outcome = generate(&files, &Config::load(&files, "codegen.toml").expect("a configuration"));
    assert!(outcome.diags.is_empty(), "{}", render(&outcome.diags, &outcome.sources, Style::Short));
    let tree = outcome.tree.expect("a crate");
    let text = |path: &str| tree.iter().find(|(at, _)| at.as_str() == path).map(|(_, text)| text.to_owned());
    assert!(text("src/v1/models/beast.rs").is_some() && text("src/v2/models/animal.rs").is_some());
    assert!(text("src/v2/models/sole.rs").is_some());
}

const PREFIXED: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    io.k8s.api.apps.v1.Deployment: {type: object, properties: {spec: {type: object, properties: {replicas: {type: integer}}}}}
    io.k8s.api.core.v1.Pod: {type: object, properties: {name: {type: string}}}
    io.k8s.api: {type: object, properties: {name: {type: string}}}
";

#[test]
fn a_prefix_is_left_out_of_the_names_of_types() {
    let outcome = compile_with(PREFIXED, "[rename]\nschema-prefixes = ['io.k8s.api', 'io.k8s.api.apps.v1.']");
    let tree = outcome.tree.expect("a crate");
    let models: String =
        tree.iter().filter(|(path, _)| path.as_str().starts_with("src/models/")).map(|(_, text)| text).collect();
    for name in ["Deployment", "DeploymentSpec", "CoreV1Pod", "IoK8sApi"] {
        assert!(models.contains(&format!("pub struct {name} {{")), "{name}");
    }
    // What is said of a type at run time is what the document calls it.
    assert!(models.contains("Deployment: Default = \"io.k8s.api.apps.v1.Deployment\""), "{models}");
}

#[test]
fn a_prefix_that_no_schema_has_is_refused_at_its_place() {
    let outcome = compile_with(PREFIXED, "[rename]\nschema-prefixes = ['io.k8s.api.', 'io.k9s.']");
    assert!(outcome.tree.is_none());
    let text = render(&outcome.diags, &outcome.sources, Style::Short);
    let expected = "codegen.toml:7:35: error[E0110]: no schema in the documents has a name that begins with `io.k9s.`";
    assert!(text.contains(expected), "{text}");
}
