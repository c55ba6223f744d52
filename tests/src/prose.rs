//! Prose that authors of documents do not write, and a document with prose in every place that reaches emitted code.

use serde_json::{Map, Value, json};

use crate::mutate::Random;

/// What begins blocks, ends them, stands inside them, or looks like it.
const PIECES: &[&str] = &[
    "word",
    "a line of words",
    "é漢",
    " ",
    "  ",
    "   ",
    "    ",
    "     ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "\n    ",
    "\n\t",
    "\n  \n",
    "- ",
    "-",
    "* ",
    "+ ",
    "+",
    "- - -",
    "* * *\n",
    "___",
    "1. ",
    "2) ",
    "10)",
    "123456789. ",
    "1234567890. ",
    "> ",
    ">",
    ">>\t",
    "# ",
    "###### ",
    "#",
    "---",
    "===",
    "\n=\n",
    "```",
    "```\n",
    "```rust\n",
    "````text\n",
    "~~~\n",
    "~~~rust,ignore\n",
    "`",
    "``",
    "code",
    "<p>",
    "</p>\n",
    "<br/>",
    "<!-- ",
    "-->",
    "<?php ",
    "?>",
    "<![CDATA[",
    "]]>",
    "<script>\n",
    "<pre>\n",
    "<a href=\"https://x.example\">",
    "<T>",
    "<https://a.example>",
    "<me@a.example>",
    "https://a.example/b_(c)",
    "http://x",
    "https://",
    "www.a.example",
    "[",
    "]",
    "![",
    "](",
    ")",
    "](https://a.example)",
    "](other.md)",
    "](<https://a.example> \"t\")",
    "[a]: https://a.example\n",
    "[a]: <\n",
    "[a]",
    "[^1]",
    "\n[^1]: ",
    "[ ] ",
    "[`Request`]",
    "[x]: javascript:x\n",
    "|",
    "a | b\n",
    "|---|---|\n",
    "--|--\n",
    ":-:",
    "\\",
    "\\\n",
    "&lt;",
    "&amp;",
    "&#10;",
    "&nbsp;",
    "&#x202e;",
    "&#0;",
    "_",
    "*",
    "**",
    "__",
    "~~",
    "***",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{0}",
    "\u{feff}",
    "\u{85}",
    "\u{7f}",
    "\u{200b}",
    "\u{b}",
    "\u{a0}",
    "\u{3000}",
    "\r",
    "\r\n",
    "///",
    "//!",
    "*/",
    "/*",
    "#![doc]",
    "\"]",
    "\"#",
    "{{",
    "$x$",
    ": ",
    "!",
    "'''",
    "+++\n",
    "std::fs::write(\"p\", \"x\").unwrap();\n",
    "fn main() {}\n",
    "# hidden\n",
];

/// What a line can be indented by, or be put into.
const PREFIXES: &[&str] = &[
    "", "", "", " ", "  ", "   ", "    ", "      ", "\t", "- ", "-   ", "-\t", "* ", "+ ", "1. ", "7) ", "> ", ">",
    "# ",
];

/// Markdown of any shape.
pub fn markdown(random: &mut Random) -> String {
    match random.below(3) {
        // Pieces in a row.
        0 => (0..=random.below(24)).map(|_| pick(PIECES, random)).collect(),
        // Lines that are indented and nested at will.
        1 => (0..=random.below(10)).map(|_| line(random) + "\n").collect(),
        // Blocks inside of blocks, indented as they should be, and then damaged.
        _ => {
            let mut text = nested(random, 4).join("\n");
            for _ in 0..random.below(4) {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                let at = places.get(random.below(places.len())).copied().unwrap_or_default();
                text.insert_str(at, pick(PIECES, random));
            }
            text
        }
    }
}

fn pick<'p>(pieces: &[&'p str], random: &mut Random) -> &'p str {
    pieces[random.below(pieces.len())]
}

fn line(random: &mut Random) -> String {
    let mut line: String = (0..random.below(5)).map(|_| pick(PREFIXES, random)).collect();
    line.extend((0..random.below(4)).map(|_| pick(PIECES, random)));
    line
}

fn nested(random: &mut Random, depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for _ in 0..=random.below(3) {
        if depth == 0 || random.below(3) == 0 {
            lines.push(line(random));
            continue;
        }
        let (first, others) =
            [("- ", "  "), ("-", "  "), ("1. ", "   "), ("> ", "> "), ("    ", "    "), ("", "")][random.below(6)];
        for (index, line) in nested(random, depth - 1).into_iter().enumerate() {
            lines.push(format!("{}{line}", if index == 0 { first } else { others }));
        }
        lines.extend((0..random.below(3)).map(|_| String::new()));
    }
    lines
}

/// A document with a text in every place whose text reaches emitted code. `text` gives a new one each time.
pub fn document(text: &mut dyn FnMut() -> String) -> Value {
    let paths: Map<String, Value> =
        (0..3).map(|number| (format!("/things/{{id}}/{number}"), json!({"post": operation(number, text)}))).collect();
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": text(), "description": text(), "version": text(), "termsOfService": text(),
            "contact": {"name": text()}, "license": {"name": text()}
        },
        "servers": [
            {"url": "https://{region}.example", "description": text(), "variables": {
                "region": {"default": "eu", "enum": ["eu", "us"], "description": text()}
            }},
            {"url": "https://b.example", "description": text()}
        ],
        "tags": [
            {"name": "things", "description": text(), "externalDocs": {"url": text(), "description": text()}},
            {"name": text(), "description": text()}
        ],
        "externalDocs": {"url": text(), "description": text()},
        "paths": paths,
        "components": {
            "schemas": schemas(text),
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": text()},
                "app": {"type": "oauth2", "description": text(), "flows": {
                    "clientCredentials": {"tokenUrl": "https://t.example", "scopes": {"read": text()}}
                }}
            }
        }
    })
}

fn operation(number: usize, text: &mut dyn FnMut() -> String) -> Value {
    let tags = if number == 2 { json!([text()]) } else { json!(["things"]) };
    let refer = |name: &str| json!({"schema": {"$ref": format!("#/components/schemas/{name}")}});
    let mut parameter = |place: &str| {
        json!({
            "name": if place == "path" { "id".to_owned() } else { format!("{place}-{number}") },
            "in": place, "required": place == "path", "description": text(), "example": text(),
            "schema": {"type": "string", "default": text(), "pattern": text(), "enum": [text(), text()], "description": text()}
        })
    };
    let parameters: Vec<Value> = ["path", "query", "header", "cookie"].map(&mut parameter).into();
    // More than a macro takes, so that the example is text in the code.
    let many: Vec<String> = (0..20).map(|_| text()).collect();
    let header = json!({"description": text(), "schema": {"type": "string", "description": text()}});
    json!({
        "operationId": format!("act{number}"), "tags": tags, "summary": text(), "description": text(),
        "externalDocs": {"url": text(), "description": text()},
        "parameters": parameters,
        "requestBody": {"description": text(), "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/Thing"},
            "examples": {"one": {"summary": text(), "value": {"name": text()}}, text(): {"value": {"name": text(), "list": many}}}
        }}},
        "responses": {
            "200": {"description": text(), "headers": {"X-Note": header}, "content": {
                "application/json": refer("Thing"), "text/csv": {"schema": {"type": "string"}}
            }},
            "404": {"description": text()},
            "default": {"description": text(), "content": {"application/json": refer("Size")}}
        },
        "security": [{"key": []}, {"app": ["read", text()]}, {}]
    })
}

fn schemas(text: &mut dyn FnMut() -> String) -> Value {
    let (small, large) = (format!("s{}", text()), format!("l{}", text()));
    json!({
        "Thing": {"type": "object", "title": text(), "description": text(), "externalDocs": {"url": text()}, "properties": {
            "name": {"type": "string", "description": text(), "default": text(), "pattern": text(), "example": text()},
            "list": {"type": "array", "description": text(), "items": {"type": "string", "pattern": text(), "description": text()}},
            "kept": {"type": "string", "readOnly": true, "description": text()},
            "inner": {"type": "object", "title": text(), "description": text(), "properties": {"a": {"type": "integer", "description": text()}}},
            text(): {"type": "string", "description": text()}
        }},
        "Size": {
            "type": "string", "description": text(), "enum": [small.clone(), large.clone()],
            "x-enum-descriptions": {small.clone(): text(), large.clone(): text()}, "x-read-only-values": [large]
        },
        "Either": {"description": text(), "oneOf": [
            {"$ref": "#/components/schemas/Thing"},
            {"type": "string", "title": text(), "description": text()},
            {"type": "array", "title": text(), "items": {"type": "string", "description": text()}}
        ]},
        "Alias": {"type": "string", "title": text(), "description": text(), "maxLength": 3, "pattern": text()},
        format!("Odd {}", text()): {"type": "object", "description": text(), "properties": {"a": {"description": text()}}}
    })
}
