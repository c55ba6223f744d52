//! The names of servers and of security schemes.

use std::collections::BTreeMap;

use super::others::{Other, Others};
use super::report::{NameRequest, Report};
use crate::ir::{Api, ArenaMap, Server, ServerId};
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Name, SchemeNames, ServerNames};

/// Names every server. Servers that share an `x-name` share a name, whatever their URLs are.
pub(super) fn servers(api: &Api, others: &mut Others<'_>, report: &Report<'_>) -> ArenaMap<ServerId, ServerNames> {
    let mut constants = Scope::default();
    let wires = ArenaMap::from_fn(&api.servers, |(_, server)| wire_name(server));
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut things = Vec::new();
    for (id, server) in api.servers.iter() {
        let wire = wires[id].as_str();
        numbers.entry(wire).or_insert_with(|| {
            let request = NameRequest::by_place(wire, &server.location, Words::new(wire), Case::Pascal);
            things.push(Other { request: NameRequest { suffix: "server", ..request }, thing: wire.to_owned() });
            things.len() - 1
        });
    }
    let variants = others.assign("servers", &[], &things, &mut report.trial());
    ArenaMap::from_fn(&api.servers, |(id, _)| {
        let wire = wires[id].clone();
        let variant = numbers.get(wire.as_str()).and_then(|number| variants.get(*number)).unwrap_or(Name::missing());
        // No caller sees the constant.
        let constant = constants.assign(&Words::new(&wire), Case::ScreamingSnake, "").name();
        ServerNames { constant, variant: variant.clone(), wire }
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
pub(super) fn schemes(api: &Api, others: &mut Others<'_>, report: &mut Report<'_>) -> Vec<SchemeNames> {
    let things = api.security_schemes.iter().map(|scheme| {
        let request = NameRequest::by_place(&scheme.name, &scheme.location, Words::new(&scheme.name), Case::Pascal);
        Other { request: NameRequest { what: "security scheme", ..request }, thing: scheme.name.clone() }
    });
    let variants = others.assign("schemes", &[], &things.collect::<Vec<_>>(), report);
    let named = api.security_schemes.iter().zip(variants);
    named.map(|(scheme, variant)| SchemeNames { constant: constant(&variant, &scheme.name), variant }).collect()
}

/// The constant of a scheme, with the number that its variant has.
fn constant(variant: &Name, scheme: &str) -> Name {
    let words = Words::new(scheme);
    let words = words.cut_for_identifier().unwrap_or(words);
    let number = variant.text().strip_prefix(&words.cased(Case::Pascal)).filter(|number| !number.is_empty());
    let number = number.map(|number| format!("_{number}")).unwrap_or_default();
    Name::new(&format!("{}{number}", words.cased(Case::ScreamingSnake)))
}
