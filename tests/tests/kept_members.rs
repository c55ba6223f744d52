//! What stands inside a type or a record of parameters keeps its name when the crate is emitted again: what is added takes none
//! away, and no order of the document does.

use generator::{Code, Config, Diagnostic, EmittedNames, Memory, Outcome, generate};
use serde_json::{Value, json};
use tests::kept::{self, compile, read};

fn compile_by(document: &Value, names: &EmittedNames, tables: &str) -> Outcome {
    let config = format!("[package]\nname = 'api'\nversion = '0.1.0'\n[[api]]\ndocuments = ['api.json']\n{tables}");
    let files = Memory::new([("api.json", document.to_string()), ("codegen.toml", config)]);
    let config = Config::load(&files, "codegen.toml").expect("a configuration");
    generate(&files, &Config { emitted_names: names.clone(), ..config })
}

fn source(outcome: &Outcome) -> String {
    let tree = outcome.tree.as_ref().expect("a crate");
    let own = tree.iter().filter(|(path, _)| {
        let path = path.to_string();
        path.starts_with("src/") && !path.contains("runtime")
    });
    own.map(|(_, text)| text).collect()
}

#[track_caller]
fn keeps(before: &Value, after: &Value, pieces: &[&str]) -> Outcome {
    kept::keeps(before, after, pieces, source)
}

fn with_schemas(schemas: &[(&str, Value)]) -> Value {
    let schemas: serde_json::Map<String, Value> =
        schemas.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": schemas}})
}

fn object(members: &[&str]) -> Value {
    let members: serde_json::Map<String, Value> =
        members.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
    json!({"type": "object", "properties": members})
}

fn values(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
}

fn with_params(params: &[(&str, &str)]) -> Value {
    let params: Vec<Value> = params
        .iter()
        .map(|(name, sent_in)| json!({"name": name, "in": sent_in, "schema": {"type": "string"}}))
        .collect();
    let operation = json!({"operationId": "listPets", "tags": ["pets"], "parameters": params,
        "responses": {"204": {"description": "Done."}}});
    json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {"/pets": {"get": operation}}})
}

fn told(outcome: &Outcome) -> Vec<String> {
    let said = |found: &Diagnostic| match found.code {
        Code::Collision | Code::Renamed => {
            Some(format!("{} {}; {}", found.code.as_str(), found.message, found.help.as_deref().unwrap_or_default()))
        }
        _ => None,
    };
    outcome.diags.iter().filter_map(said).collect()
}

#[test]
fn a_member_before_it_takes_the_name_of_none() {
    let before = with_schemas(&[("Pet", object(&["a-b", "other"]))]);
    let after = with_schemas(&[("Pet", object(&["a_b", "a-b", "aB", "other"]))]);
    let outcome = keeps(&before, &after, &["        a_b = \"a-b\";"]);
    let help = "`NAMES.md` of the crate keeps both names; to settle them also for a crate that is emitted anew, choose one of them in \
                `[rename.properties.Pet]` of `codegen.toml`";
    assert_eq!(
        told(&outcome),
        [
            format!("W0604 member `a_b` is named `a_b_value`, since `a-b` is named `a_b`; {help}"),
            format!("W0604 member `aB` is named `a_b_value_2`, since `a-b` is named `a_b`; {help}"),
        ]
    );
}

#[test]
fn a_value_before_it_takes_the_name_of_none() {
    let before = with_schemas(&[("Kind", values(&["a-b", "other"]))]);
    let after = with_schemas(&[("Kind", values(&["aB", "a-b", "other"]))]);
    keeps(&before, &after, &["        AB = \"a-b\";"]);
    // A swapped order changes nothing, wherever the longer name is.
    let after = with_schemas(&[("Kind", values(&["a-b", "aB"]))]);
    let swapped = with_schemas(&[("Kind", values(&["aB", "a-b"]))]);
    keeps(&after, &swapped, &["        AB = \"a-b\";", "        AB2 = \"aB\";"]);
}

#[test]
fn a_variant_before_it_takes_the_name_of_none() {
    let named = json!({"$ref": "#/components/schemas/StringList"});
    let list = json!({"type": "array", "items": {"type": "string"}});
    let number = json!({"type": "integer"});
    let with =
        |variants: &[&Value]| with_schemas(&[("StringList", object(&["all"])), ("Found", json!({"oneOf": variants}))]);
    let line = "        StringList(Box<StringList>);";
    keeps(&with(&[&named, &number]), &with(&[&list, &named, &number]), &[line]);
}

#[test]
fn a_parameter_before_it_takes_the_name_of_none() {
    let before = with_params(&[("pageSize", "query"), ("other", "query")]);
    let after =
        with_params(&[("page_size", "query"), ("page-size", "header"), ("pageSize", "query"), ("other", "query")]);
    keeps(&before, &after, &["        page_size = \"pageSize\";"]);
    // Two of one name are told apart by where they are sent.
    let before = with_params(&[("id", "header"), ("id", "cookie")]);
    let after = with_params(&[("id", "cookie"), ("id", "query"), ("id", "header")]);
    let outcome = keeps(&before, &after, &["id: Option<String>", "id_cookie: Option<String>"]);
    assert!(
        source(&outcome)
            .contains("rt::Param::Cookie(\"id\"),\n        rt::Param::Query(\"id\"),\n        rt::Param::Header")
    );
    let fields = source(&outcome);
    let fields: Vec<&str> = fields.lines().filter_map(|line| line.trim().strip_suffix(" = \"id\";")).collect();
    assert_eq!(fields, ["id_cookie", "id_query", "id"]);
}

#[test]
fn what_the_document_names_takes_no_name_of_what_it_does_not() {
    let mut before = object(&["size"]);
    before["additionalProperties"] = json!(true);
    let mut after = object(&["extra", "size"]);
    after["additionalProperties"] = json!(true);
    keeps(&with_schemas(&[("Pet", before)]), &with_schemas(&[("Pet", after)]), &["        ..extra\n"]);
    let (before, after) = (values(&["open"]), values(&["unknown", "open"]));
    keeps(&with_schemas(&[("State", before)]), &with_schemas(&[("State", after.clone())]), &["    } else Unknown\n"]);
    // When it is gone that had the short name, the longer one stays.
    let swapped = values(&["open"]);
    keeps(&with_schemas(&[("State", after)]), &with_schemas(&[("State", swapped)]), &["    } else UnknownValue\n"]);
    // An object that keeps no other members needs no name for them.
    let (before, after) = (with_schemas(&[("Pet", object(&["size"]))]), with_schemas(&[("Pet", object(&["extra"]))]));
    let old = compile(&before, &EmittedNames::default());
    assert!(source(&compile(&after, &read(&old))).contains("        extra = \"extra\";"));
}

#[test]
fn a_member_takes_the_name_of_no_method_that_clears_one() {
    let with = |members: &[&str]| {
        let mut pet = object(members);
        for member in members {
            pet["properties"][*member]["nullable"] = json!(true);
        }
        let mut document = with_schemas(&[("Pet", pet)]);
        let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}});
        document["paths"] = json!({"/pet": {"patch": {"operationId": "updatePet", "requestBody": {"content": content},
            "responses": {"204": {"description": "Done."}}}}});
        document
    };
    let (before, after) = (with(&["cache"]), with(&["clearCache", "cache"]));
    let outcome = keeps(&before, &after, &["        cache / clear_cache: "]);
    assert!(source(&outcome).contains("clear_cache_value = \"clearCache\";"), "{}", source(&outcome));
}

#[test]
fn a_longer_name_stays_when_the_short_one_is_free_until_the_table_is_gone() {
    let (both, one) = (with_schemas(&[("Pet", object(&["a-b", "a_b"]))]), with_schemas(&[("Pet", object(&["a_b"]))]));
    let outcome = keeps(&both, &one, &["        a_b_value = \"a_b\";"]);
    assert_eq!(
        told(&outcome),
        [
            "N0601 member `a_b` is named `a_b_value`, as in the crate that is there: anew it would be `a_b`; another name can be chosen \
          in `[rename.properties.Pet]` of `codegen.toml`"
        ]
    );
    // What comes then gets the free one.
    let three = with_schemas(&[("Pet", object(&["aB", "a_b"]))]);
    let source = source(&compile(&three, &read(&outcome)));
    assert!(source.contains("        a_b = \"aB\";\n        a_b_value = \"a_b\";"), "{source}");
}

#[test]
fn what_is_gone_leaves_its_name_free() {
    let (before, after) = (with_schemas(&[("Pet", object(&["a-b"]))]), with_schemas(&[("Pet", object(&["a_b"]))]));
    let old = compile(&before, &EmittedNames::default());
    let new = compile(&after, &read(&old));
    assert!(new.tree == compile(&after, &EmittedNames::default()).tree);
    assert!(new.diags.is_empty(), "{:?}", new.diags);
}

#[test]
fn a_name_of_the_user_goes_before_those_that_are_kept() {
    let document = with_schemas(&[("Pet", object(&["a-b", "a_b", "c"]))]);
    let old = compile(&document, &EmittedNames::default());
    let chosen = |table: &str| {
        let tables = format!("[rename.properties.Pet]\n{table}\n");
        let new = compile_by(&document, &read(&old), &tables);
        let source = source(&new);
        let lines: Vec<String> =
            source.lines().filter(|line| line.ends_with("\";")).map(|it| it.trim().to_owned()).collect();
        // It is as kept as any other.
        assert!(compile_by(&document, &read(&new), &tables).tree == new.tree);
        lines
    };
    // The name that another one had; and what had it is named as the rule says.
    assert_eq!(chosen("c = 'a_b'"), ["a_b_value_2 = \"a-b\";", "a_b_value = \"a_b\";", "a_b = \"c\";"]);
    // Its own name is free then; the other one keeps the longer name all the same.
    assert_eq!(chosen("a-b = 'first'"), ["first = \"a-b\";", "a_b_value = \"a_b\";", "c = \"c\";"]);
}

#[test]
fn what_is_inside_is_found_when_its_type_moves() {
    let item = |members: &[&str]| json!({"name": "filter", "in": "query", "content": {"application/json": {"schema": object(members)}}});
    let with = |params: &[Value]| {
        let mut document = with_params(&[]);
        document["paths"]["/pets"]["get"]["parameters"] = json!(params);
        document
    };
    let limit = json!({"name": "limit", "in": "query", "schema": {"type": "integer"}});
    let (before, after) = (with(&[item(&["a-b"])]), with(&[limit, item(&["a_b", "a-b"])]));
    keeps(&before, &after, &["        a_b = \"a-b\";"]);
    // A type that two places share, of which the first is gone.
    let state = |name: &str, texts: &[&str]| {
        (name.to_owned(), json!({"type": "object", "properties": {"state": values(texts)}}))
    };
    let with = |schemas: &[(String, Value)]| {
        with_schemas(&schemas.iter().map(|(name, it)| (name.as_str(), it.clone())).collect::<Vec<_>>())
    };
    let (old, new) = (["a-b", "c"], ["a_b", "a-b", "c"]);
    let before = with(&[state("Issue", &old), state("Pull", &old), state("Run", &old)]);
    let after = with(&[state("Check", &new), state("Pull", &new), state("Run", &new)]);
    keeps(&before, &after, &["        AB = \"a-b\";"]);
}

/// Names that a table of Markdown or the list could mistake.
const ODD: &[&str] = &[
    "",
    " ",
    " a",
    "a ",
    "`",
    "``a`",
    "a`b",
    "|",
    "a | b",
    ", ",
    "`a`, `b`",
    "a (`b`)",
    "others `a`",
    "header a",
    "\"",
    "\"a\"",
    "\\",
    "\\u{61}",
    "\u{61}\n",
    "\r\n",
    "\t",
    "\u{202e}",
    "\u{a0}",
    "雪",
    "höhe",
    "e\u{301}",
    "😀",
    "<!--",
    "| `Pet` | `a` |",
    "## members",
];

#[test]
fn odd_names_are_read_as_they_were_written() {
    let members: Vec<String> = ODD.iter().flat_map(|odd| [format!("{odd}x"), (*odd).to_owned()]).collect();
    let document = |members: &[String]| {
        let names: Vec<&str> = members.iter().map(String::as_str).collect();
        with_schemas(&[("Pet", object(&names)), ("Kind", values(&names))])
    };
    let (first, mut turned) = (document(&members), members.clone());
    turned.reverse();
    let old = compile(&first, &EmittedNames::default());
    let names = read(&old);
    assert!(compile(&first, &names).tree == old.tree);
    // In the other order everything has the name that it had.
    let lines = |outcome: &Outcome| {
        let source = source(outcome);
        let mut lines: Vec<String> = source.lines().filter(|line| line.ends_with("\";")).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let new = compile(&document(&turned), &names);
    assert!(lines(&old).len() > ODD.len(), "{:?}", lines(&old));
    assert_eq!(lines(&old), lines(&new));
    assert_ne!(lines(&old), lines(&compile(&document(&turned), &EmittedNames::default())));
    for line in old.tree.as_ref().expect("a crate").get("NAMES.md").expect("a table").lines() {
        assert!(line.chars().all(|c| !c.is_control()), "{line:?}");
    }
}
