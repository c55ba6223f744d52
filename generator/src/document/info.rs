//! Reads what documents say about the API as a whole: info, servers, tags, external documentation.

use indexmap::IndexMap;
use openapiv3::{Contact, ExternalDocumentation, Info, License, Server, ServerVariable, Tag};

use super::context::Context;
use super::extension::server_extras;
use super::object::{check, each, list, one};
use super::template::template_names;
use super::value::{required, text, texts};
use crate::diag::Code;
use crate::link::node::Node;
use crate::location::Location;
use crate::source::Raw;
use crate::spelling::nearest;
use crate::vocabulary::Kind;

/// The info object of a root.
pub fn info(cx: &mut Context<'_>, root: &Node<'_>) -> Info {
    let Some(node) = root.get("info").filter(|node| !node.raw.is_null()) else {
        let message = "the document has no `info`; the API is called \"API\"";
        cx.recover_with(root.location(), message, "write `info: {title: …, version: '1'}`");
        return Info { title: "API".to_owned(), version: "0".to_owned(), ..Info::default() };
    };
    cx.deref(&node, info_content).unwrap_or_default()
}

fn info_content(cx: &mut Context<'_>, node: &Node<'_>) -> Info {
    if !check(cx, node, Kind::Info) {
        return Info::default();
    }
    Info {
        title: text_or(cx, node, "title", "API"),
        description: text(cx, node, "description"),
        terms_of_service: text(cx, node, "termsOfService"),
        contact: one(cx, node, "contact", |cx, node| {
            check(cx, node, Kind::Contact).then(|| Contact {
                name: text(cx, node, "name"),
                url: text(cx, node, "url"),
                email: text(cx, node, "email"),
                ..Contact::default()
            })
        }),
        license: one(cx, node, "license", |cx, node| {
            check(cx, node, Kind::License).then(|| License {
                // An identifier is the name by which the emitted manifest has licences too.
                name: text(cx, node, "identifier").or_else(|| text(cx, node, "name")).unwrap_or_default(),
                url: text(cx, node, "url"),
                ..License::default()
            })
        }),
        version: text_or(cx, node, "version", "0"),
        ..Info::default()
    }
}

fn text_or(cx: &mut Context<'_>, node: &Node<'_>, key: &str, other: &str) -> String {
    if node.raw.get(key).is_none() {
        let message = format!("there is no `{key}`; it is read as \"{other}\"");
        cx.recover_with(node.location(), message, format!("write `{key}`: OpenAPI requires it"));
    }
    text(cx, node, key).unwrap_or_else(|| other.to_owned())
}

/// The servers of a root, path item or operation.
pub fn servers(cx: &mut Context<'_>, node: &Node<'_>) -> Vec<Server> {
    list(cx, node, "servers", |cx, node| cx.deref(node, server).flatten())
}

fn server(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Server> {
    if !check(cx, node, Kind::Server) {
        return None;
    }
    let extras = server_extras(cx, node);
    let (mut variables, mut places) = (IndexMap::new(), IndexMap::new());
    each(cx, node, "variables", |cx, name, entry| {
        places.insert(name.to_owned(), entry.location());
        if let Some(variable) = server_variable(cx, entry) {
            variables.insert(name.to_owned(), variable);
        }
    });
    let url = required(cx, node, "url", "the server")?;
    let used = template_names(&url);
    let undeclared: Vec<&str> = used.iter().map(String::as_str).filter(|name| !places.contains_key(*name)).collect();
    for (name, place) in places.iter().filter(|(name, _)| !used.contains(*name)) {
        report_unused_variable(cx, name, place.clone(), &undeclared);
    }
    for name in undeclared {
        let message = format!("`{{{name}}}` stands in the URL, but `variables` does not declare it");
        let diagnostic = cx.report(Code::Contradiction, node.location_of("url"), message);
        match nearest(name, variables.keys().map(String::as_str)) {
            Some(near) => diagnostic.help(format!("did you mean `{{{near}}}`?")),
            None => diagnostic.help(format!("add `variables: {{{name}: {{default: …}}}}` to the server")),
        };
    }
    if let Some(name) = &extras.name {
        cx.seen.server(name, &url, node.location());
    }
    Some(Server {
        url,
        description: text(cx, node, "description"),
        variables: (!variables.is_empty()).then_some(variables),
        extensions: cx.extras().servers.add(extras),
    })
}

/// Reports a variable that the URL of its server does not have.
fn report_unused_variable(cx: &mut Context<'_>, name: &str, place: Location, undeclared: &[&str]) {
    let message = format!("the URL has no `{{{name}}}`, so that the variable changes nothing");
    let diagnostic = cx.report(Code::Contradiction, place, message);
    match nearest(name, undeclared.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`, which stands in the URL?")),
        None => diagnostic.help(format!("write `{{{name}}}` into the URL, or remove the variable")),
    };
}

fn server_variable(cx: &mut Context<'_>, node: &Node<'_>) -> Option<ServerVariable> {
    if !check(cx, node, Kind::ServerVariable) {
        return None;
    }
    let enumeration = texts(cx, node, "enum");
    let default = match (text(cx, node, "default"), enumeration.first()) {
        (Some(default), _) => default,
        (None, Some(first)) => {
            let message = format!("the variable has no `default`; it is read as the first value, \"{first}\"");
            cx.recover_with(node.location(), message, format!("write `default: {first}`: OpenAPI requires a default"));
            first.clone()
        }
        (None, None) => {
            let message = "the variable has no `default`; it is read as the empty string";
            cx.recover_with(node.location(), message, "write `default`: OpenAPI requires it");
            String::new()
        }
    };
    if !enumeration.is_empty() && !enumeration.contains(&default) {
        let message = format!("the default \"{default}\" is none of the values that `enum` lists");
        cx.report(Code::Contradiction, node.location_of("default"), message)
            .help("add it to `enum`, or write one of the values as the default");
    }
    let description = text(cx, node, "description");
    Some(ServerVariable { enumeration, default, description, ..ServerVariable::default() })
}

/// The tags of a root.
pub fn tags(cx: &mut Context<'_>, root: &Node<'_>) -> Vec<Tag> {
    list(cx, root, "tags", |cx, node| {
        if let Raw::String(name) = node.raw {
            cx.recover(node.location(), "the tag is a string; it is read as its name");
            return Some(Tag { name: name.clone(), ..Tag::default() });
        }
        cx.deref(node, tag).flatten()
    })
}

fn tag(cx: &mut Context<'_>, node: &Node<'_>) -> Option<Tag> {
    if !check(cx, node, Kind::Tag) {
        return None;
    }
    Some(Tag {
        name: required(cx, node, "name", "the tag")?,
        description: text(cx, node, "description"),
        external_docs: external_docs(cx, node),
        ..Tag::default()
    })
}

/// The external documentation that an object names.
pub fn external_docs(cx: &mut Context<'_>, node: &Node<'_>) -> Option<ExternalDocumentation> {
    one(cx, node, "externalDocs", |cx, node| {
        if let Raw::String(url) = node.raw {
            cx.recover(node.location(), "`externalDocs` is a string; it is read as its `url`");
            return Some(ExternalDocumentation { url: url.clone(), ..ExternalDocumentation::default() });
        }
        if !check(cx, node, Kind::ExternalDocs) {
            return None;
        }
        let Some(url) = text(cx, node, "url") else {
            cx.report(Code::Repaired, node.location(), "`externalDocs` has no `url`; it is left out");
            return None;
        };
        let description = text(cx, node, "description");
        Some(ExternalDocumentation { description, url, ..ExternalDocumentation::default() })
    })
}
