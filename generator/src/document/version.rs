//! Which version of OpenAPI is a document written in?

use crate::diag::{Code, Diags};
use crate::link::node::Node;
use crate::location::Location;
use crate::source::Raw;

/// A version whose keywords differ from the others'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    V3_0,
    /// 3.1, and 3.2, which is read by the rules of 3.1.
    V3_1,
}

/// The version of a root. None: it is not supported, which is reported.
pub fn root_dialect(root: &Node<'_>, diags: &mut Diags) -> Option<Dialect> {
    if root.raw.is_null() {
        // The file could not be read, and a diagnostic says so.
        return None;
    }
    let location = root.location_of("openapi");
    let text = match root.raw.get("openapi") {
        Some(Raw::String(text)) => text.clone(),
        Some(Raw::Number(number)) => {
            let message = format!("the version is a number; it is read as \"{number}\"");
            diags.push(Code::Repaired, location.clone(), message).help(format!("write `openapi: \"{number}\"`"));
            number.to_string()
        }
        Some(_) | None => {
            report_missing_version(root, diags);
            return None;
        }
    };
    dialect(text.trim(), location, diags)
}

fn dialect(text: &str, location: Location, diags: &mut Diags) -> Option<Dialect> {
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Dialect::V3_0),
        (Some("3"), Some("1")) => Some(Dialect::V3_1),
        (Some("3"), Some("2")) => {
            let message = "OpenAPI 3.2 is read by the rules of 3.1; what 3.2 adds is read too, or told where it stands";
            diags.push(Code::ReadAs, location, message);
            Some(Dialect::V3_1)
        }
        _ => {
            let message = format!("version `{text}` of OpenAPI is not supported");
            diags
                .push(Code::UnsupportedVersion, location, message)
                .help("the supported versions are 3.0, 3.1 and 3.2: write the whole one, such as `openapi: 3.1.0`");
            None
        }
    }
}

fn report_missing_version(root: &Node<'_>, diags: &mut Diags) {
    let swagger = root.raw.get("swagger").map(|version| match version {
        Raw::String(text) => text.clone(),
        other => other.to_string(),
    });
    match swagger {
        Some(version) => diags
            .push(Code::UnsupportedVersion, root.location_of("swagger"), format!("Swagger {version} is not supported"))
            .help("convert it to OpenAPI 3.0, for instance with `npx swagger2openapi`"),
        None => diags
            .push(
                Code::UnsupportedVersion,
                root.location(),
                "this is not an OpenAPI document: it has no member `openapi`",
            )
            .help("begin it with `openapi: 3.1.0`; a fragment is read through the document that refers to it"),
    };
}
