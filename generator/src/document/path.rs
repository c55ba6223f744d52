//! Reads path items: an operation for each method, and what the operations share.

use openapiv3::PathItem;

use super::context::Context;
use super::info::servers;
use super::methods::METHODS;
use super::object::check;
use super::operation::{Inherited, Root, listed, operation};
use super::parameter::identity;
use super::template::template_names;
use super::value::text;
use crate::diag::Code;
use crate::link::node::Node;
use crate::location::Location;
use crate::selection::Parent;
use crate::vocabulary::Kind;

/// A path item, and the location of each of its operations, in document order.
#[derive(Default)]
pub struct PathItemParts {
    pub item: PathItem,
    pub locations: Vec<(&'static str, Location)>,
    /// The locations of parts that operations inherit, by pointer from the path item.
    pub moved: Vec<(String, Location)>,
}

/// Reports braces of a path that are not paired, and its fragment.
pub fn report_syntax(cx: &mut Context<'_>, path: &str, node: &Node<'_>) {
    let mut is_open = false;
    let is_paired = path.chars().all(|c| match c {
        '{' => !std::mem::replace(&mut is_open, true),
        '}' => std::mem::replace(&mut is_open, false),
        _ => true,
    });
    if !is_paired || is_open {
        let message = format!("the path {path} has a brace without a counterpart, which names no parameter");
        cx.report(Code::Contradiction, node.location(), message)
            .help("write a parameter as `{name}`, and a brace that is sent as `%7B` or `%7D`");
    }
    if let Some((_, fragment)) = path.split_once('#') {
        let message = format!("`#{fragment}` of the path is a fragment, which is never sent; it is ignored");
        cx.report(Code::Ignored, node.location(), message);
    }
}

/// The path without each `name={name}` of its query that every operation declares as a query parameter.
pub fn without_declared_query(cx: &mut Context<'_>, path: String, node: &Node<'_>) -> String {
    let Some((bare, query)) = path.split_once('?') else { return path };
    let operations: Vec<Vec<String>> = METHODS
        .iter()
        .filter_map(|(method, _)| node.get(method))
        .map(|operation| query_names(cx, node).into_iter().chain(query_names(cx, &operation)).collect())
        .collect();
    let is_declared = |pair: &&str| {
        let name = pair.split_once("={").and_then(|(_, name)| name.strip_suffix('}'));
        name.is_some_and(|name| {
            !operations.is_empty() && operations.iter().all(|names| names.iter().any(|n| n == name))
        })
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_declared(pair)).collect();
    let stripped = if kept.is_empty() { bare.to_owned() } else { format!("{bare}?{}", kept.join("&")) };
    if stripped != path {
        let message = format!("the path {path} repeats query parameters; it is read as {stripped}");
        cx.recover(node.location(), message);
    }
    stripped
}

/// The names of an object's query parameters.
fn query_names(cx: &Context<'_>, owner: &Node<'_>) -> Vec<String> {
    let Some(parameters) = owner.get("parameters") else { return Vec::new() };
    let identities = parameters.items().filter_map(|parameter| identity(cx, &parameter));
    identities.filter(|identity| identity.location == "query").map(|identity| identity.name).collect()
}

/// The path item of a path. The target of its `$ref` is read as a part of it.
pub fn path_item(cx: &mut Context<'_>, path: &str, node: &Node<'_>, root: &Root) -> PathItemParts {
    let mut found = PathItemParts::default();
    if node.raw.is_null() {
        cx.recover(node.location(), "the path is null; it is read as one without operations");
        return found;
    }
    if node.reference().is_some() {
        let behind = cx.deref(node, |cx, target| path_item(cx, path, target, root));
        found = behind.unwrap_or_default();
    }
    if check(cx, node, Kind::PathItem) {
        path_item_content(cx, path, node, root, &mut found);
    }
    found
}

fn path_item_content(cx: &mut Context<'_>, path: &str, node: &Node<'_>, root: &Root, found: &mut PathItemParts) {
    let names = template_names(path);
    let parameters = listed(cx, node, &names, path);
    let servers = servers(cx, node);
    let servers_location = node.location_of("servers");
    let inherited = Inherited {
        path,
        names: &names,
        parameters: &parameters,
        servers: &servers,
        servers_location: &servers_location,
        root,
    };
    for (key, child) in node.members() {
        let Some((key, slot)) = METHODS.into_iter().find(|(method, _)| *method == key) else { continue };
        if child.raw.is_null() {
            continue;
        }
        let read = cx.deref(&child, |cx, node| {
            cx.is_selected(key, Parent::Path(path.to_owned()), node).then(|| operation(cx, node, &inherited)).flatten()
        });
        let read = read.flatten();
        if let Some((operation, location, moved)) = read {
            *slot(&mut found.item) = Some(operation);
            found.locations.retain(|(method, _)| *method != key);
            found.locations.push((key, location));
            found.moved.extend(moved.into_iter().map(|(part, location)| (format!("/{key}{part}"), location)));
        }
    }
    for key in ["query", "additionalOperations"] {
        if let Some(operation) = node.get(key) {
            let message = format!("`{key}` is left out: only the eight methods of OpenAPI 3.1 are supported");
            cx.report(Code::LeftOut, operation.location(), message)
                .help("a program sends such a request by `client.request(method, path)`");
        }
    }
    found.item.summary = text(cx, node, "summary").or(found.item.summary.take());
    found.item.description = text(cx, node, "description").or(found.item.description.take());
}
