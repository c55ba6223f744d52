//! Reads `type`: the name of a JSON type, or a list of such names.

use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::document::value::{report_blank, report_wrong_type, type_name};
use crate::document::version::Dialect;
use crate::link::node::Node;
use crate::source::Raw;
use crate::spelling::nearest;

/// The types that `type` lists, each once. Empty: there is no `type`.
pub fn types(cx: &mut Context<'_>, node: &Node<'_>) -> Vec<JsonType> {
    match node.raw.get("type") {
        None => Vec::new(),
        Some(Raw::String(text)) => json_type(cx, node, text).into_iter().collect(),
        Some(Raw::Array(list)) => {
            if cx.dialect(node) == Dialect::V3_0 {
                let message = "`type` is a list, as in OpenAPI 3.1; it is read as such";
                let help =
                    "write one `type`, and `nullable: true` where null is allowed; or begin with `openapi: 3.1.0`";
                cx.recover_with(node.location_of("type"), message, help);
            }
            let mut types = Vec::new();
            for item in list {
                let json_type = match item {
                    Raw::String(text) => json_type(cx, node, text),
                    Raw::Null => Some(JsonType::Null),
                    other => report_wrong_type(cx, node, "type", "the name of a type, or a list of such names", other),
                };
                types.extend(json_type.filter(|json_type| !types.contains(json_type)));
            }
            types
        }
        Some(Raw::Null) => {
            report_blank(cx, node, "type");
            Vec::new()
        }
        Some(other) => {
            let message = format!("`type` must be the name of a type, but it is {}", type_name(other));
            cx.report(Code::WrongType, node.location_of("type"), message);
            Vec::new()
        }
    }
}

/// The type that a programming language or Swagger 2 has under another name.
fn from_other_language(name: &str) -> Option<JsonType> {
    match name {
        "bool" => Some(JsonType::Boolean),
        "int" => Some(JsonType::Integer),
        "float" | "double" => Some(JsonType::Number),
        "str" | "file" => Some(JsonType::String),
        "list" => Some(JsonType::Array),
        _ => None,
    }
}

fn json_type(cx: &mut Context<'_>, node: &Node<'_>, text: &str) -> Option<JsonType> {
    if let Some(known) = JsonType::from_name(text) {
        return Some(known);
    }
    let lower = text.trim().to_ascii_lowercase();
    if let Some(known) = JsonType::from_name(&lower).or_else(|| from_other_language(&lower)) {
        let name = known.name();
        cx.recover(
            node.location_of("type"),
            format!("`type: {text}` must be written `type: {name}`; it is read as such"),
        );
        return Some(known);
    }
    let diagnostic = cx.report(Code::UnknownType, node.location_of("type"), format!("`{text}` is not a JSON type"));
    match nearest(text, JsonType::NAMES) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("the types are {}", JsonType::NAMES.join(", "))),
    };
    None
}
