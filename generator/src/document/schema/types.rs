//! `type`: one name of a JSON type, or a list of them.

use super::kind::JsonType;
use crate::diag::Code;
use crate::document::context::Context;
use crate::document::value::{absent, named, wrong};
use crate::link::node::Node;
use crate::link::spelling::nearest;
use crate::source::Raw;

/// The types that `type` lists, each once; none where it does not say.
pub fn types(cx: &mut Context<'_>, node: &Node<'_>) -> Vec<JsonType> {
    match node.raw.get("type") {
        None => Vec::new(),
        Some(Raw::String(text)) => json_type(cx, node, text).into_iter().collect(),
        Some(Raw::Array(list)) => {
            let mut types = Vec::new();
            for item in list {
                let json_type = match item {
                    Raw::String(text) => json_type(cx, node, text),
                    Raw::Null => Some(JsonType::Null),
                    other => wrong(cx, node, "type", "a list of names of types", other),
                };
                types.extend(json_type.filter(|json_type| !types.contains(json_type)));
            }
            types
        }
        Some(Raw::Null) => {
            absent(cx, node, "type");
            Vec::new()
        }
        Some(other) => {
            let message = format!("`type` is {}, and the name of a type belongs there", named(other));
            cx.report(Code::WrongType, node.location_of("type"), message);
            Vec::new()
        }
    }
}

/// The type that programming languages, and Swagger 2, call by another name.
fn of_language(name: &str) -> Option<JsonType> {
    match name {
        "bool" => Some(JsonType::Boolean),
        "int" => Some(JsonType::Integer),
        "float" | "double" => Some(JsonType::Number),
        "str" | "file" => Some(JsonType::String),
        _ => None,
    }
}

fn json_type(cx: &mut Context<'_>, node: &Node<'_>, text: &str) -> Option<JsonType> {
    if let Some(known) = JsonType::of(text) {
        return Some(known);
    }
    let lower = text.trim().to_ascii_lowercase();
    if let Some(known) = JsonType::of(&lower).or_else(|| of_language(&lower)) {
        let name = known.name();
        cx.recover(node.location_of("type"), format!("`type: {text}` is written `{name}`; read as such"));
        return Some(known);
    }
    let diagnostic = cx.report(Code::UnknownType, node.location_of("type"), format!("`{text}` is no type of JSON"));
    match nearest(text, JsonType::NAMES) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("the types are {}", JsonType::NAMES.join(", "))),
    };
    None
}
