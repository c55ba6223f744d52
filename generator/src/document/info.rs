//! Reads what documents say about the API as a whole: info, servers, tags, external documentation.

use openapiv3::{Contact, ExternalDocumentation, Info, License, Server, ServerVariable, Tag};

use super::context::Context;
use super::extension::server_extras;
use super::object::{check, list, map, one};
use super::template::template_names;
use super::value::{required, text, texts};
use crate::diag::Code;
use crate::link::node::Node;
use crate::source::Raw;
use crate::vocabulary::Kind;

/// The info object of a root.
pub fn info(cx: &mut Context<'_>, root: &Node<'_>) -> Info {
    let Some(node) = root.get("info").filter(|node| !node.raw.is_null()) else {
        cx.recover(root.location(), "the document has no `info`; the API is called \"API\"");
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
        cx.recover(node.location(), format!("there is no `{key}`; it is read as \"{other}\""));
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
    let variables = map(cx, node, "variables", server_variable);
    let url = required(cx, node, "url", "the server")?;
    for name in template_names(&url).iter().filter(|name| !variables.contains_key(*name)) {
        let message = format!("`{{{name}}}` stands in the URL, but `variables` does not declare it");
        cx.report(Code::Contradiction, node.location_of("url"), message);
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

fn server_variable(cx: &mut Context<'_>, node: &Node<'_>) -> Option<ServerVariable> {
    if !check(cx, node, Kind::ServerVariable) {
        return None;
    }
    let enumeration = texts(cx, node, "enum");
    let default = match (text(cx, node, "default"), enumeration.first()) {
        (Some(default), _) => default,
        (None, Some(first)) => {
            cx.recover(
                node.location(),
                format!("the variable has no `default`; it is read as the first value, \"{first}\""),
            );
            first.clone()
        }
        (None, None) => {
            cx.recover(node.location(), "the variable has no `default`; it is read as the empty string");
            String::new()
        }
    };
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
