//! `specs/codegen.schema.json`, which editors read: it names what `Config` takes, and explains it as `Config` does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::{Config, Memory, Style, render};
use serde_json::Value;
use syn::{Attribute, Expr, Item, Lit, Meta};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

fn schema() -> Value {
    let text = fs::read_to_string(workspace().join("specs/codegen.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

fn load(text: &str) -> Result<Config, String> {
    Config::load(&Memory::new([("codegen.toml", text)]), "codegen.toml")
        .map_err(|rejected| render(&rejected.diags, &rejected.sources, Style::Short))
}

/// What has to be there.
const MINIMAL: &str = "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\n";

/// The tables of the file: where the schema has each, and a file whose table of this kind holds the key `nonsense`.
const TABLES: [(&str, &str); 14] = [
    ("", "nonsense = 1\npackage = {name = 'a'}\napi = [{documents = ['a.yaml']}]\n"),
    ("/properties/package", "package = {name = 'a', nonsense = 1}\napi = [{documents = ['a.yaml']}]\n"),
    ("/properties/api/items", "package = {name = 'a'}\napi = [{documents = ['a.yaml'], nonsense = 1}]\n"),
    (
        "/properties/paging/items",
        "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\npaging = [{nonsense = 1}]\n",
    ),
    (
        "/properties/long-running/items",
        "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nlong-running = [{nonsense = 1}]\n",
    ),
    ("/properties/streams", "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nstreams = {nonsense = 1}\n"),
    ("/properties/as-json", "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nas-json = {nonsense = 1}\n"),
    (
        "/properties/batch",
        "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nbatch = {scheme = 'odata-json', path = '/b', nonsense = 1}\n",
    ),
    ("/properties/webhooks", "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nwebhooks = {nonsense = 1}\n"),
    (
        "/properties/webhooks/properties/signature",
        "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nwebhooks = {signature = {nonsense = 1}}\n",
    ),
    ("/properties/compare", "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\ncompare = {nonsense = 1}\n"),
    (
        "/properties/compare/properties/approved/items",
        "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\ncompare = {approved = [{nonsense = 1}]}\n",
    ),
    ("/definitions/rename", "package = {name = 'a'}\napi = [{documents = ['a.yaml']}]\nrename = {nonsense = 1}\n"),
    ("/definitions/operation-set", "package = {name = 'a'}\napi = [{documents = ['a.yaml'], only = {nonsense = 1}}]\n"),
];

/// The names in backquotes after `expected`.
fn expected(message: &str) -> BTreeSet<String> {
    let (_, list) = message.split_once("expected").unwrap_or_else(|| panic!("no list in: {message}"));
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn properties<'s>(schema: &'s Value, table: &str) -> &'s serde_json::Map<String, Value> {
    schema.pointer(table).and_then(|table| table["properties"].as_object()).expect("a table with properties")
}

#[test]
fn the_schema_names_each_key_that_is_taken_and_no_other() {
    let schema = schema();
    for (table, nonsense) in TABLES {
        let known: BTreeSet<String> = properties(&schema, table).keys().cloned().collect();
        assert_eq!(known, expected(&load(nonsense).expect_err("an unknown key")), "of `{table}`");
        assert_eq!(schema.pointer(table).expect("a table")["additionalProperties"], false, "of `{table}`");
    }
}

#[test]
fn the_schema_requires_what_cannot_be_left_out() {
    let required = |table: &str| schema().pointer(table).expect("a table")["required"].clone();
    assert!(load(MINIMAL).is_ok());
    assert_eq!(required(""), serde_json::json!(["package", "api"]));
    assert!(load("package = {name = 'a'}").is_err() && load("api = [{documents = ['a.yaml']}]").is_err());
    assert_eq!(required("/properties/package"), serde_json::json!(["name"]));
    assert!(load(&MINIMAL.replace("name = 'a'", "")).is_err());
    assert_eq!(required("/properties/api/items"), serde_json::json!(["documents"]));
    assert!(load(&MINIMAL.replace("documents = ['a.yaml']", "")).is_err());
    assert!(load(&MINIMAL.replace("'a.yaml'", "")).is_err(), "`minItems: 1`");
}

#[test]
fn each_value_of_the_schema_is_taken_and_the_default_is_what_absence_means() {
    for (key, option) in properties(&schema(), "") {
        let Some(values) = option["oneOf"].as_array() else { continue };
        let values: BTreeSet<String> =
            values.iter().map(|value| value["const"].as_str().expect("a word").to_owned()).collect();
        let said = |value: &str| load(&format!("{key} = '{value}'\n{MINIMAL}"));
        assert_eq!(values, expected(&said("nonsense").expect_err("an unknown value")), "of `{key}`");
        let default = option["default"].as_str().expect("a default");
        assert_eq!(said(default), load(MINIMAL), "`{key}`");
    }
}

#[test]
fn lists_and_texts_are_taken_as_the_schema_has_them() {
    let full = "
        allow-refs = ['../shared']
        runtime = 'shared'
        runtime-path = '../runtime'
        [package]
        name = 'a'
        version = '1.0.0'
        description = 'd'
        license = 'MIT'
        repository = 'https://example.com'
        [rename]
        schema-prefixes = ['a.']
        [streams]
        end = 'END'
        [as-json]
        schemas = ['Animal']
        most-variants = 20
        [batch]
        scheme = 'odata-json'
        path = '/$batch'
        limit = 20
        [compare]
        against = 'main'
        [[compare.approved]]
        what = 'member-removed in type Pet'
        reason = 'unused'
        until = '2026-12-31'
        [webhooks]
        header = 'x-event'
        member = 'action'
        [webhooks.signature]
        header = 'x-event'
        separator = ','
        prefix = 'v1='
        timestamp-prefix = 't='
        timestamp-header = 'x-time'
        signed = '{timestamp}.{body}'
        tolerance = 60
        [[api]]
        module = 'v1_0'
        documents = ['a.yaml']
        overlays = ['b.yaml']
        [api.only]
        operations = ['list']
        paths = ['/users/**']
        tags = ['users']
        [[paging]]
        operations = ['list']
        by = 'cursor'
        items = 'data'
        member = 'next'
        query = 'cursor'
        more = 'has_more'
        [[paging]]
        by = 'cursor'
        response-header = 'next-token'
        header = 'token'
        repeat = ['api-version']
        [[paging]]
        by = 'cursor'
        last-item = 'id'
        body = 'cursor'
        [[paging]]
        by = 'page'
        query = 'page'
        first = 0
        [[long-running]]
        operations = ['start']
        state-member = '/urls/get'
        status = 'phase'
        succeeded = ['done']
        failed = ['expired']
        result-member = 'output'
        [[long-running]]
        state-header = 'x-state'
        [[long-running]]
        state-url = 'jobs/{id}'
    ";
    assert!(load(full).is_ok());
    for (table, _) in TABLES {
        for (key, option) in properties(&schema(), table) {
            let is_a_word = option.get("oneOf").is_some();
            let is_a_table = option["type"] == "object" || option["items"]["type"] == "object";
            assert!(is_a_word || is_a_table || full.contains(&format!("{key} = ")), "`{key}` is missing above");
            if !is_a_word && !is_a_table {
                let line = full.lines().find(|line| line.trim().starts_with(&format!("{key} = "))).expect("above");
                let is_a_list = line.contains('[');
                let is_a_number = line.trim().ends_with(|last: char| last.is_ascii_digit());
                let ty = if is_a_list { "array" } else { "string" };
                assert_eq!(option["type"], if is_a_number { "integer" } else { ty }, "`{key}`");
                let other = if is_a_number { "'a'" } else { "1" };
                assert!(load(&full.replace(line, &format!("{key} = {other}"))).is_err(), "`{key} = {other}`");
            }
        }
    }
}

#[test]
fn the_schema_says_of_each_option_what_the_documentation_says() {
    let schema = schema();
    let read = |file| fs::read_to_string(workspace().join("generator/src").join(file)).expect("the source of `Config`");
    let mut source = syn::parse_file(&read("config.rs")).expect("Rust");
    source.items.extend(syn::parse_file(&read("names/rename.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("selection.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("exchange/rule.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("exchange/long_running.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("config/streams.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("config/as_json.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("config/batch.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("config/webhooks.rs")).expect("Rust").items);
    source.items.extend(syn::parse_file(&read("config/comparing.rs")).expect("Rust").items);
    let names = [
        "Config",
        "Package",
        "ApiConfig",
        "PagingRule",
        "LongRunningRule",
        "Streams",
        "AsJson",
        "BatchRule",
        "Webhooks",
        "SignatureScheme",
        "Comparing",
        "Approval",
        "Rename",
        "OperationSet",
    ];
    for (table, name) in TABLES.iter().map(|(table, _)| *table).zip(names) {
        for (key, option) in properties(&schema, table) {
            let field = if key == "api" { "apis".to_owned() } else { key.replace('-', "_") };
            let (docs, ty) = field_docs(&source, name, &field);
            assert_eq!(option["description"].as_str(), Some(docs.as_str()), "`{key}`");
            for value in option["oneOf"].as_array().into_iter().flatten() {
                let word = value["const"].as_str().expect("a word");
                assert_eq!(
                    value["description"].as_str(),
                    Some(
                        variant_docs(&source, ty.trim_start_matches("Option <").trim_matches([' ', '>']), word)
                            .as_str()
                    ),
                    "`{key}: {word}`"
                );
            }
        }
    }
}

/// The first paragraph about a field of a struct, and the name of its type.
fn field_docs(source: &syn::File, name: &str, field: &str) -> (String, String) {
    let item = source.items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == name => Some(item),
        _ => None,
    });
    let fields = &item.unwrap_or_else(|| panic!("no struct `{name}`")).fields;
    let is_it = |candidate: &&syn::Field| candidate.ident.as_ref().is_some_and(|ident| ident == field);
    let field = fields.iter().find(is_it).unwrap_or_else(|| panic!("`{name}` has no field `{field}`"));
    (first_paragraph(&field.attrs), quote::ToTokens::to_token_stream(&field.ty).to_string())
}

/// The first paragraph about the variant that is written as `word`.
fn variant_docs(source: &syn::File, name: &str, word: &str) -> String {
    let item = source.items.iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    });
    let same = |variant: &&syn::Variant| variant.ident.to_string().to_lowercase() == word.replace('-', "");
    let variant = item.unwrap_or_else(|| panic!("no enum `{name}`")).variants.iter().find(same);
    first_paragraph(&variant.unwrap_or_else(|| panic!("`{name}` has no variant for `{word}`")).attrs)
}

fn first_paragraph(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    let lines = attributes.iter().filter_map(line).take_while(|line| !line.is_empty());
    lines.collect::<Vec<String>>().join(" ")
}

#[test]
fn our_own_file_names_the_schema_for_editors() {
    let text = fs::read_to_string(workspace().join("specs/codegen.toml")).expect("our file");
    let named =
        text.lines().next().and_then(|line| line.strip_prefix("#:schema ./")).expect("a first line for editors");
    assert!(workspace().join("specs").join(named).is_file());
}
