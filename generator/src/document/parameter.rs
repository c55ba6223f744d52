//! Reads a parameter.

use openapiv3::{CookieStyle, HeaderStyle, Parameter, ParameterData, PathStyle, QueryStyle};

use super::content::{has_direct_schema, query_style, schema_or_content};
use super::context::Context;
use super::example::{compare_text_examples, examples};
use super::extension::{given_name, parameter_extras};
use super::object::check;
use super::value::{flag, required, text};
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::{Kind, NAMES_OF_PARAMETERS};

/// What identifies a parameter in an operation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    pub name: String,
    /// `query`, `header`, `path` or `cookie`.
    pub location: String,
}

/// The name and location of a parameter, or of the target of a reference to one. None: one of the two is missing.
pub fn identity(cx: &Context<'_>, node: &Node<'_>) -> Option<Identity> {
    let mut raw = node.raw;
    let mut file = node.file;
    // A longer chain is a loop, which `link` has reported.
    for _ in 0..64 {
        let Some(reference) = raw.get("$ref").and_then(Raw::as_str) else { break };
        let address = cx.links().target(file, reference)?;
        raw = cx.raw(address)?;
        file = address.file;
    }
    let name = match raw.get("name")? {
        Raw::String(name) => name.clone(),
        other => other.to_string(),
    };
    Some(Identity { name, location: raw.get("in")?.as_str()?.to_owned() })
}

/// A parameter.
pub fn parameter(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Parameter> {
    if !has_direct_schema(node) && !check(cx, node, Kind::Parameter) {
        return None;
    }
    let name = required(cx, node, "name", "the parameter")?;
    let location = required(cx, node, "in", "the parameter")?;
    if matches!(location.as_str(), "header" | "cookie") && !is_token(&name) {
        let message = format!("HTTP does not allow {name:?} as the name of a {location}; no request can contain it");
        cx.report(Code::Contradiction, node.location_of("name"), message)
            .help("write letters, digits and `-`: HTTP allows no spaces, and no other signs than !#$%&'*+-.^_`|~");
    }
    if node.raw.get("allowEmptyValue") == Some(&Raw::Bool(true)) {
        let message = "`allowEmptyValue` is ignored: an empty value is sent as the schema has it, as an empty string";
        cx.report(Code::Ignored, node.location_of("allowEmptyValue"), message);
    }
    let parameter_data = parameter_data(cx, node, name, &location);
    match location.as_str() {
        "query" => Some(Parameter::Query {
            allow_reserved: flag(cx, node, "allowReserved").unwrap_or_default(),
            style: style(cx, node, query_style, QueryStyle::Form),
            allow_empty_value: flag(cx, node, "allowEmptyValue"),
            parameter_data,
        }),
        "header" => Some(Parameter::Header {
            style: style(cx, node, |text| (text == "simple").then_some(HeaderStyle::Simple), HeaderStyle::Simple),
            parameter_data,
        }),
        "path" => Some(path_parameter(cx, node, parameter_data)),
        "cookie" => Some(Parameter::Cookie {
            style: style(cx, node, |text| (text == "form").then_some(CookieStyle::Form), CookieStyle::Form),
            parameter_data,
        }),
        "querystring" => {
            let message = "a parameter that is the whole query string is not supported; it is left out";
            cx.report(Code::LeftOut, node.location_of("in"), message)
                .help("declare each pair of the query as a parameter with `in: query`");
            None
        }
        other => {
            let message = format!("a parameter cannot be in `{other}`");
            let help = match other {
                "body" | "formData" => "since OpenAPI 3.0 a body is the operation's `requestBody`",
                _ => "write `query`, `header`, `path` or `cookie`",
            };
            cx.report(Code::WrongType, node.location_of("in"), message).help(help);
            None
        }
    }
}

/// Whether it can be the name of a header or of a cookie (`token` of RFC 9110).
fn is_token(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

fn path_parameter(cx: &mut Context<'_>, node: &Node<'_>, mut parameter_data: ParameterData) -> Parameter {
    if !parameter_data.required {
        let message =
            format!("the path parameter `{}` is not `required: true`; it is read as required", parameter_data.name);
        cx.recover_with(node.location(), message, "write `required: true`: no path is without its parameters");
        parameter_data.required = true;
    }
    let known = |text: &str| match text {
        "simple" => Some(PathStyle::Simple),
        "label" => Some(PathStyle::Label),
        "matrix" => Some(PathStyle::Matrix),
        _ => None,
    };
    Parameter::Path { style: style(cx, node, known, PathStyle::Simple), parameter_data }
}

fn parameter_data(cx: &mut Context<'_>, node: &Node<'_>, name: String, location: &str) -> ParameterData {
    let format = schema_or_content(cx, node);
    given_name(cx, node, NAMES_OF_PARAMETERS);
    let extras = parameter_extras(cx, node, location, &format);
    compare_text_examples(cx, node);
    let (example, examples) = examples(cx, node);
    ParameterData {
        name,
        description: text(cx, node, "description"),
        required: is_required(cx, node),
        deprecated: flag(cx, node, "deprecated"),
        format,
        example,
        examples,
        explode: flag(cx, node, "explode"),
        extensions: cx.extras().parameters.add(extras),
    }
}

/// Reads `required`, which some documents have as a word.
fn is_required(cx: &mut Context<'_>, node: &Node<'_>) -> bool {
    let word = node.raw.get("required").and_then(Raw::as_str).map(str::to_ascii_lowercase);
    let said = match word.as_deref() {
        Some("required" | "mandatory" | "yes") => true,
        Some("optional" | "no") => false,
        Some(_) | None => return flag(cx, node, "required").unwrap_or_default(),
    };
    cx.recover(node.location_of("required"), format!("`required` is a string; it is read as the boolean {said}"));
    said
}

fn style<T>(cx: &mut Context<'_>, node: &Node<'_>, known: impl Fn(&str) -> Option<T>, default: T) -> T {
    let Some(text) = text(cx, node, "style") else { return default };
    known(&text).unwrap_or_else(|| {
        cx.recover(
            node.location_of("style"),
            format!("`{text}` is not a style that this parameter can have; its default style is used"),
        );
        default
    })
}
