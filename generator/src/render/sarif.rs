//! How findings are written for code hosts: a log of SARIF 2.1.0, which shows each beside its line.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::line_span::{LineSpan, LineSpans};
use crate::diag::{Code, Diagnostic, Severity};
use crate::location::{At, Location};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The program that the log names.
const TOOL: &str = "apicrate";

/// The log of findings, each with its place.
pub fn log(placed: &[(Option<&LineSpan<'_>>, &Diagnostic)], spans: &LineSpans<'_>) -> String {
    let codes: BTreeSet<Code> = placed.iter().map(|(_, diagnostic)| diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results = placed.iter().map(|(span, diagnostic)| result(diagnostic, *span, &codes, spans));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": TOOL,
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<Value>>(),
            }},
            // Paths are relative to where the run began: the folder that a code host has the files of the repository in.
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    format!("{log:#}")
}

/// What is said of a code wherever it is found.
fn rule(code: Code) -> Value {
    let page = code.page();
    json!({
        "id": code.as_str(),
        "name": code.name(),
        "shortDescription": {"text": code.title()},
        "fullDescription": {"text": summary(page)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": level(code.severity())},
        "properties": {"tags": ["openapi"], "precision": "very-high"},
    })
}

/// The first paragraph of a page below its title, on one line.
fn summary(page: &str) -> String {
    let lines = page.lines().skip(1).skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    lines.collect::<Vec<&str>>().join(" ")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Loss | Severity::Note => "note",
    }
}

fn result(diagnostic: &Diagnostic, span: Option<&LineSpan<'_>>, codes: &[Code], spans: &LineSpans<'_>) -> Value {
    let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let related = diagnostic.labels.iter().filter_map(|(location, text)| {
        let span = spans.span(diagnostic.code, location)?;
        Some((span, text))
    });
    let related = related
        .enumerate()
        .map(|(id, (span, text))| json!({"id": id, "message": {"text": text}, "physicalLocation": physical(span)}));
    json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": level(diagnostic.severity),
        "message": {"text": format!("{}{help}", diagnostic.message)},
        "locations": span.map(|span| json!({"physicalLocation": physical(span)})).into_iter().collect::<Vec<Value>>(),
        "relatedLocations": related.collect::<Vec<Value>>(),
        "partialFingerprints": {"apicrate/v1": fingerprint(diagnostic, span)},
    })
}

fn physical(span: &LineSpan<'_>) -> Value {
    let region = if span.end > span.start {
        json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.line,
            "endColumn": span.end_column(),
        })
    } else {
        json!({"startLine": span.line, "startColumn": span.column})
    };
    json!({"artifactLocation": {"uri": uri(span.path), "uriBaseId": "%SRCROOT%"}, "region": region})
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The same for the same finding after lines were added above it: it is made of the code, the file, the place in the
/// structure of the file, and the message.
fn fingerprint(diagnostic: &Diagnostic, span: Option<&LineSpan<'_>>) -> String {
    let Location { at, .. } = &diagnostic.location;
    let pointer = match at {
        At::Pointer(pointer) => pointer.as_str(),
        // A file that is not well-formed has no structure.
        At::LineColumn(..) => "",
    };
    let parts = [diagnostic.code.as_str(), span.map_or("", |span| span.path), pointer, &diagnostic.message];
    // FNV-1a of 64 bits: it tells findings apart, and keeps no secret.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}
