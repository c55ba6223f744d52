//! No third way: each keyword, media type and extension of real documents is modelled, told, or known to count for nothing.
//!
//! The names are those of `tests/reports/census.txt`, which `cargo run --release -p corpus -- --census DIR` makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use generator::internals::vocabulary::{Extension, Format, Kind, member, members, nothing};
use generator::{Config, Diagnostic, Memory, Severity, generate};
use serde_json::{Value, json};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_owned()
}

/// The place and name of each line of the census of this sort.
fn census(sort: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(workspace().join("tests/reports/census.txt")).expect("the census");
    let lines = text.lines().filter_map(|line| line.strip_prefix(sort)?.strip_prefix(' '));
    let words = lines.map(|line| line.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let found: Vec<(String, String)> = words.map(|words| (words[0].clone(), words[1].clone())).collect();
    assert!(!found.is_empty(), "the census has no {sort}");
    found
}

fn kind(name: &str) -> Kind {
    Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == name).expect("a kind of object")
}

/// The code of a folder of the compiler, as one text.
fn code(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let texts =
        entries.map(|path| if path.is_dir() { code(&path) } else { fs::read_to_string(&path).expect("a file") });
    texts.collect()
}

fn findings(document: &Value) -> Vec<Diagnostic> {
    let files = Memory::new([("api.json".to_owned(), document.to_string())]);
    generate(&files, &Config::single("api.json", "api")).diags.iter().cloned().collect()
}

#[test]
fn a_keyword_has_a_reader_or_a_reason_to_have_none() {
    let readers = code(&workspace().join("generator/src/document")) + &code(&workspace().join("generator/src/link"));
    for kind in Kind::ALL {
        for (key, _) in members(kind) {
            let is_read = readers.contains(&format!("\"{key}\""));
            match nothing(kind, key) {
                None => assert!(is_read || Extension::from_key(key).is_some(), "nothing reads `{key}` of {kind:?}"),
                Some(reason) => assert!(!reason.is_empty()),
            }
        }
    }
}

#[test]
fn a_keyword_of_the_census_that_openapi_does_not_know_is_told() {
    let unknown: BTreeSet<(String, String)> =
        census("keyword").into_iter().filter(|(place, key)| member(kind(place), key).is_none()).collect();
    assert!(!unknown.is_empty());
    for (place, key) in unknown {
        let Some(document) = with(kind(&place), &key) else { continue };
        let told = findings(&document);
        assert!(told.iter().any(|found| found.message.contains(&format!("`{key}`"))), "{place} {key}: {told:?}");
    }
}

/// A document with a member in an object of the kind. None: the compiler leaves such objects out, and says so.
fn with(kind: Kind, key: &str) -> Option<Value> {
    let mut document = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1", "contact": {"name": "c"}, "license": {"name": "l"}},
        "externalDocs": {"url": "https://a.example"},
        "servers": [{"url": "https://{a}.example", "variables": {"a": {"default": "b"}}}],
        "tags": [{"name": "t"}],
        "paths": {"/a": {"post": {
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
            "requestBody": {"content": {"multipart/form-data": {
                "schema": {"type": "object", "properties": {"a": {"type": "string"}}},
                "encoding": {"a": {"contentType": "text/plain"}},
            }}},
            "responses": {"200": {
                "description": "d",
                "headers": {"X-A": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"type": "string"}, "examples": {"e": {"value": "a"}}}},
            }},
        }}},
        "components": {
            "schemas": {"S": {
                "type": "object",
                "properties": {"a": {"type": "string"}},
                "discriminator": {"propertyName": "a"},
                "xml": {"name": "s"},
            }},
            "securitySchemes": {"o": {"type": "oauth2", "flows": {"implicit": {
                "authorizationUrl": "https://a.example", "scopes": {},
            }}}},
        },
    });
    let pointer = match kind {
        Kind::Document => "",
        Kind::Info => "/info",
        Kind::Contact => "/info/contact",
        Kind::License => "/info/license",
        Kind::Server => "/servers/0",
        Kind::ServerVariable => "/servers/0/variables/a",
        Kind::PathItem => "/paths/~1a",
        Kind::Operation => "/paths/~1a/post",
        Kind::ExternalDocs => "/externalDocs",
        Kind::Parameter => "/paths/~1a/post/parameters/0",
        Kind::RequestBody => "/paths/~1a/post/requestBody",
        Kind::MediaType => "/paths/~1a/post/requestBody/content/multipart~1form-data",
        Kind::Encoding => "/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/a",
        Kind::Response => "/paths/~1a/post/responses/200",
        Kind::Example => "/paths/~1a/post/responses/200/content/application~1json/examples/e",
        Kind::Header => "/paths/~1a/post/responses/200/headers/X-A",
        Kind::Tag => "/tags/0",
        Kind::Schema => "/components/schemas/S",
        Kind::Discriminator => "/components/schemas/S/discriminator",
        Kind::SecurityScheme => "/components/securitySchemes/o",
        Kind::Flows => "/components/securitySchemes/o/flows",
        Kind::Flow => "/components/securitySchemes/o/flows/implicit",
        Kind::Components => "/components",
        Kind::Xml => "/components/schemas/S/xml",
        // Nothing in them counts, or they are told as a whole.
        Kind::Callback | Kind::Link | Kind::CommaSeparated => return None,
    };
    document.pointer_mut(pointer)?.as_object_mut()?.insert(key.to_owned(), json!({"zz": true}));
    Some(document)
}

#[test]
fn a_media_type_of_the_census_is_read_as_it_says_or_told() {
    for (_, mime) in census("media") {
        let schema = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        let response = json!({"description": "d", "content": {mime.as_str(): {"schema": schema}}});
        let paths = json!({"/a": {"get": {"responses": {"200": response}}}});
        let document = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths});
        let losses = findings(&document).into_iter().filter(|found| found.severity == Severity::Loss);
        let is_told = losses.filter(|loss| loss.message.contains(&mime)).count() > 0;
        let is_known = match Format::of(&mime) {
            Format::Json | Format::JsonLines | Format::EventStream | Format::Form | Format::Multipart | Format::Xml => {
                true
            }
            Format::Foreign | Format::Text | Format::Binary => mime.contains('*'),
        };
        assert_eq!(is_told, !is_known, "{mime}");
    }
}

#[test]
fn an_extension_of_the_census_is_not_taken_for_a_misspelt_one() {
    let mut told = BTreeSet::new();
    for (place, key) in census("extension").into_iter().filter(|(_, key)| Extension::from_key(key).is_none()) {
        let Some(document) = with(kind(&place), &key) else { continue };
        if findings(&document).iter().any(|found| found.message.contains(&format!("`{key}`"))) {
            told.insert(format!("{place} {key}"));
        }
    }
    assert_eq!(told, BTreeSet::new());
}
