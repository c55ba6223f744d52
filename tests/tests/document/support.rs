//! Reads documents for tests, and shows what came of them.

use generator::internals::document::extras::SchemaExtras;
use generator::internals::document::{Bundle, read_bundle};
use generator::internals::link::link;
use generator::internals::selection::Selection;
use generator::internals::source::{Roots, load};
use generator::{At, Config, Diagnostic, Memory, Severity, generate};
use openapiv3::ReferenceOr;
use serde_json::Value;

/// What came out: the bundle's JSON (null where there is none), and the findings, one a line.
pub struct Read {
    pub bundle: Option<Bundle>,
    pub json: Value,
    pub findings: Vec<String>,
}

impl Read {
    pub fn at(&self, pointer: &str) -> &Value {
        assert!(self.bundle.is_some(), "there is no bundle: {:#?}", self.findings);
        self.json.pointer(pointer).unwrap_or(&Value::Null)
    }
}

/// Reads the first file as the root, or all that are marked with `root:`.
pub fn read_files(files: &[(&str, &str)], roots: &[&str]) -> Read {
    let memory = Memory::new(files.iter().map(|(path, text)| (*path, *text)));
    let (sources, mut diags) = load(&memory, &Roots::new(roots.iter().copied()));
    let (links, found) = link(&sources, &sources.roots, Selection::EVERYTHING);
    diags.extend(found);
    let (bundle, found) = read_bundle(&sources, &links, &sources.roots, Selection::EVERYTHING);
    diags.extend(found);
    let findings = diags.iter().map(|found| {
        let pointer = match &found.location.at {
            At::Pointer(pointer) => pointer.clone(),
            At::LineColumn(line, column) => format!("{line}:{column}"),
        };
        // The rest of what is said to help stands in the snapshots of `tests/faults`.
        let suggestion =
            found.help.as_ref().filter(|help| ["did you mean", "it is in"].iter().any(|it| help.starts_with(it)));
        let help = suggestion.map(|help| format!(" [{help}]")).unwrap_or_default();
        format!("{} {pointer}: {}{help}", found.code.as_str(), found.message)
    });
    let findings = findings.collect();
    let json = serde_json::to_value(bundle.as_ref().map(|bundle| &bundle.openapi)).unwrap();
    Read { bundle, json, findings }
}

/// Reads one document.
pub fn read(text: &str) -> Read {
    read_files(&[("api.yaml", text)], &["api.yaml"])
}

/// A good document of the version around what is given (at no indentation).
pub fn document(version: &str, rest: &str) -> String {
    let has = |key: &str| rest.starts_with(key) || rest.contains(&format!("\n{key}"));
    let paths = if has("paths:") { "" } else { "paths: {}\n" };
    format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{paths}{rest}\n")
}

/// The component schema `S`, given in flow style, and the findings about it.
pub fn schema(version: &str, flow: &str) -> (Value, Vec<String>) {
    let text = document(version, &format!("components:\n  schemas:\n    S: {flow}\n    Other: {{type: object}}"));
    let read = read(&text);
    let findings = read.findings.iter().map(|found| found.replace("/components/schemas/", "")).collect();
    (read.json.pointer("/components/schemas/S").cloned().unwrap_or_default(), findings)
}

/// The JSON of a schema about which there is nothing to say.
pub fn silent(version: &str, flow: &str) -> Value {
    let (json, findings) = schema(version, flow);
    assert_eq!(findings, Vec::<String>::new());
    json
}

/// What the component schema `S`, about which there is nothing to say, says beside the keywords of 3.0.
pub fn extras(version: &str, flow: &str) -> SchemaExtras {
    let read =
        read(&document(version, &format!("components:\n  schemas:\n    S: {flow}\n    Other: {{type: object}}")));
    assert_eq!(read.findings, Vec::<String>::new(), "{flow}");
    let bundle = read.bundle.unwrap();
    let ReferenceOr::Item(schema) = &bundle.openapi.components.as_ref().unwrap().schemas["S"] else {
        panic!("{flow} is only a reference");
    };
    bundle.extras.schemas.get(&schema.schema_data.extensions).cloned().unwrap_or_default()
}

/// A document whose only operation is given in flow style.
pub fn operation(flow: &str) -> Read {
    read(&document("3.0.3", &format!("paths:\n  /a/{{id}}:\n    get: {flow}")))
}

/// Parts of operations and schemas.
pub const OK: &str = "responses: {'200': {description: d}}";
pub const ID: &str = "{name: id, in: path, required: true, schema: {type: string}}";
pub const OTHER: &str = "#/components/schemas/Other";

/// All findings of a document, from reading it to giving names, as `code place: message`.
pub fn said(files: &[(&str, &str)]) -> Vec<String> {
    let memory = Memory::new(files.iter().map(|(path, text)| (*path, *text)));
    let outcome = generate(&memory, &Config::single(files[0].0, "t"));
    let is_refused = outcome.diags.iter().any(|found| found.severity == Severity::Error);
    assert_eq!(outcome.tree.is_none(), is_refused);
    let place = |found: &Diagnostic| match &found.location.at {
        At::Pointer(pointer) => pointer.clone(),
        At::LineColumn(line, column) => format!("{line}:{column}"),
    };
    outcome.diags.iter().map(|found| format!("{} {}: {}", found.code.as_str(), place(found), found.message)).collect()
}
