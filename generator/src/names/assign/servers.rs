//! The names of servers and of security schemes.

use std::collections::BTreeMap;

use super::report::{NameRequest, Report, Said};
use crate::ir::{Api, ArenaMap, Server, ServerId};
use crate::names::reason::NameFrom;
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Name, SchemeNames, ServerNames};

/// Names every server. Servers that share an `x-name` share a name, whatever their URLs are.
pub(super) fn servers(api: &Api) -> ArenaMap<ServerId, ServerNames> {
    let mut constants = Scope::default();
    let mut variants = Scope::default();
    let mut by_wire: BTreeMap<String, Name> = BTreeMap::new();
    ArenaMap::from_fn(&api.servers, |(_, server)| {
        let wire = wire_name(server);
        let words = Words::new(&wire);
        let variant = by_wire
            .entry(wire.clone())
            .or_insert_with(|| variants.assign(&words, Case::Pascal, "server").name())
            .clone();
        ServerNames { constant: constants.assign(&words, Case::ScreamingSnake, "").name(), variant, wire }
    })
}

/// The text that a server is named after: its `x-name`, else a short description, else the host and path of its URL, else
/// `default`, where none of these says anything. Only the server itself is looked at, so that another one renames nothing.
fn wire_name(server: &Server) -> String {
    if let Some(name) = &server.name {
        return name.clone();
    }
    let description = server.docs.description.as_deref().unwrap_or_default().trim().trim_end_matches('.');
    let words = description.split_whitespace().count();
    if (1..=4).contains(&words) && description.chars().all(|c| c.is_ascii_alphanumeric() || " -_".contains(c)) {
        return Words::new(description).cased(Case::Snake);
    }
    let url = server.url.split("://").nth(1).unwrap_or(&server.url);
    match url.chars().any(|c| c.is_ascii_alphanumeric()) {
        true => Words::new(url).cased(Case::Snake),
        false => "default".to_owned(),
    }
}

/// Names every security scheme.
pub(super) fn schemes(api: &Api, report: &mut Report<'_>) -> Vec<SchemeNames> {
    let mut constants = Scope::default();
    let mut variants = Scope::default();
    api.security_schemes
        .iter()
        .map(|scheme| {
            let words = Words::new(&scheme.name);
            let variant = report.assign(
                &mut variants,
                &NameRequest {
                    what: "security scheme",
                    wire: &scheme.name,
                    location: &scheme.location,
                    words: words.clone(),
                    case: Case::Pascal,
                    suffix: "",
                    said: Said::ByPlace,
                    rows: &[],
                    from: NameFrom::Document,
                },
            );
            let variant = variant.name;
            SchemeNames { constant: constants.assign(&words, Case::ScreamingSnake, "").name(), variant }
        })
        .collect()
}
