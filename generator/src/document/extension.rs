//! Reads the extensions of parameters, operations and servers that the compiler knows. They are checked here alone.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, SchemaKind, Type};

use super::context::Context;
use super::extras::{LongRunningExtras, PageableExtras, ParameterExtras, ServerExtras};
use super::value::text;
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::{Extension, GivenName};

/// Reads the extensions of a parameter. Both are for path parameters.
pub fn parameter_extras(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    location: &str,
    format: &ParameterSchemaOrContent,
) -> ParameterExtras {
    if location != "path" {
        for name in [Extension::RepeatedSegment.key(), Extension::QuotedKey.key()] {
            if let Some(value) = node.get(name) {
                report_misuse(cx, &value, &format!("`{name}` is for path parameters, and this one is in {location}"));
            }
        }
        return ParameterExtras::default();
    }
    ParameterExtras { is_repeated_segment: is_repeated_segment(cx, node, format), quoted_key: quoted_key(cx, node) }
}

/// Records the name by which the document wants an object called in code.
pub fn given_name(cx: &mut Context<'_>, node: &Node<'_>, extensions: &[&'static str]) {
    let given = extensions.iter().find_map(|key| Some((*key, node.raw.get(key).and_then(Raw::as_str)?)));
    if let Some((keyword, name)) = given.filter(|(_, name)| name.chars().any(|c| c.is_ascii_alphanumeric())) {
        cx.extras().given_names.insert(node.location(), GivenName { name: name.to_owned(), keyword });
    }
}

/// Reads `x-idempotent`.
pub fn idempotent(cx: &mut Context<'_>, node: &Node<'_>) -> Option<bool> {
    node.get(Extension::Idempotent.key()).and_then(|value| {
        if !value.raw.is_boolean() {
            report_misuse(cx, &value, "`x-idempotent` must be `true` or `false`");
        }
        value.raw.as_bool()
    })
}

/// Reads `x-ms-pageable`. Other tools have it in other forms, so that what does not fit is left out, and is no error.
pub fn pageable(cx: &mut Context<'_>, node: &Node<'_>) -> Option<PageableExtras> {
    let value = node.get(Extension::Pageable.key())?;
    let Some(members) = value.raw.as_object() else {
        cx.recover(value.location(), "`x-ms-pageable` must be an object with a member `nextLinkName`; it is left out");
        return None;
    };
    let member =
        |name: &str| members.get(name).and_then(Raw::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(PageableExtras {
        next_link: member("nextLinkName"),
        items: member("itemName").unwrap_or_else(|| "value".to_owned()),
        operation: member("operationName"),
        location: value.location(),
    })
}

/// Reads `x-ms-long-running-operation` and its options.
pub fn long_running(cx: &mut Context<'_>, node: &Node<'_>) -> Option<LongRunningExtras> {
    let options = node.get(Extension::LongRunningOptions.key());
    let via = options.as_ref().and_then(|options| options.get("final-state-via"));
    let is_marked = node.raw.get(Extension::LongRunning.key()).and_then(Raw::as_bool).unwrap_or(options.is_some());
    if !is_marked {
        return None;
    }
    Some(match via.as_ref().map(|via| (via, via.raw.as_str().unwrap_or_default())) {
        None => LongRunningExtras::Unsaid,
        Some((_, "location")) => LongRunningExtras::Location,
        Some((_, "original-uri")) => LongRunningExtras::Request,
        Some((_, "azure-async-operation" | "operation-location")) => LongRunningExtras::State,
        Some((via, _)) => {
            let known = "`location`, `original-uri`, `azure-async-operation` or `operation-location`";
            cx.recover(via.location(), format!("`final-state-via` must be {known}; it is left out"));
            LongRunningExtras::Unsaid
        }
    })
}

/// Reads the name of a server: `x-name`, else `name` of OpenAPI 3.2.
pub fn server_extras(cx: &mut Context<'_>, node: &Node<'_>) -> ServerExtras {
    let extension = node.get(Extension::Name.key()).and_then(|value| {
        let name = value.raw.as_str().filter(|name| {
            name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
        });
        if name.is_none() {
            report_misuse(cx, &value, "`x-name` must be a name in camelCase");
        }
        name.map(str::to_owned)
    });
    let keyword = text(cx, node, "name");
    ServerExtras { name: extension.or(keyword) }
}

// ── Path parameters ──

fn is_repeated_segment(cx: &mut Context<'_>, node: &Node<'_>, format: &ParameterSchemaOrContent) -> bool {
    let Some(value) = node.get(Extension::RepeatedSegment.key()) else { return false };
    let is_wanted = value.raw.as_bool();
    match is_wanted {
        None => report_misuse(cx, &value, "`x-repeated-segment` must be `true` or `false`"),
        Some(true) if !is_array(format) => {
            report_misuse(cx, &value, "`x-repeated-segment` is for a parameter whose schema is an array");
        }
        Some(_) => {}
    }
    is_wanted.unwrap_or_default()
}

fn quoted_key(cx: &mut Context<'_>, node: &Node<'_>) -> Option<String> {
    let value = node.get(Extension::QuotedKey.key())?;
    let characters = value.raw.as_str().filter(|characters| !characters.is_empty());
    if characters.is_none() {
        report_misuse(cx, &value, "`x-quoted-key` must be a string: the characters that begin a key");
    }
    characters.map(str::to_owned)
}

/// Reports an extension that is used wrongly.
pub fn report_misuse(cx: &mut Context<'_>, node: &Node<'_>, message: &str) {
    cx.report(Code::BadExtension, node.location(), message).help("see \"Extensions\" in specs/README.md");
}

fn is_array(format: &ParameterSchemaOrContent) -> bool {
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = format else { return false };
    matches!(schema.schema_kind, SchemaKind::Type(Type::Array(_)))
}
