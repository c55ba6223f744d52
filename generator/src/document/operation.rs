//! Reads an operation, with what it inherits from its path item and its document.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};
use openapiv3::{
    Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr, Schema, SchemaData,
    SchemaKind, SecurityRequirement, Server, StringType, Type,
};

use super::consistency::Security;
use super::content::request_body;
use super::context::Context;
use super::extension::{given_name, idempotent, long_running, pageable};
use super::extras::OperationExtras;
use super::header;
use super::info::{external_docs, servers};
use super::object::{check, list, one};
use super::parameter::{Identity, identity, parameter};
use super::reference::item_or_reference;
use super::response::responses;
use super::security::security;
use super::value::{flag, text, texts};
use super::webhook::callbacks;
use crate::diag::Code;
use crate::link::node::Node;
use crate::location::{FileId, Location};
use crate::source::Raw;
use crate::spelling::nearest;
use crate::vocabulary::{Kind, NAMES_OF_OPERATIONS, Section};

/// What a root says about each of its operations.
pub struct Root {
    pub file: FileId,
    pub servers: Vec<Server>,
    pub security: Option<Vec<SecurityRequirement>>,
}

/// What an operation inherits from its path item and its document.
#[derive(Clone, Copy)]
pub struct Inherited<'a> {
    pub path: &'a str,
    /// Names between braces in the path.
    pub names: &'a IndexSet<String>,
    /// The path item's own parameters.
    pub parameters: &'a [Listed],
    /// The path item's own servers, and their location.
    pub servers: &'a [Server],
    pub servers_location: &'a Location,
    pub root: &'a Root,
}

/// An operation, its location, and the locations of parts that it inherits (by pointer from the operation).
type Read = (Operation, Location, Vec<(String, Location)>);

/// A parameter that an operation or a path item lists.
#[derive(Clone)]
pub struct Listed {
    identity: Option<Identity>,
    parameter: Option<ReferenceOr<Parameter>>,
    location: Location,
}

/// The operation of a method.
pub fn operation(cx: &mut Context<'_>, node: &Node<'_>, inherited: &Inherited<'_>) -> Option<Read> {
    if !check(cx, node, Kind::Operation) {
        return None;
    }
    let mut moved = Vec::new();
    let callbacks = callbacks(cx, node);
    moved.extend(callbacks.iter().map(|it| (it.pointer(), it.sent.location.clone())));
    let parameters = parameters(cx, node, inherited, &mut moved);
    let servers = own_servers(cx, node, inherited, &mut moved);
    let security = own_security(cx, node, inherited, &mut moved);
    given_name(cx, node, NAMES_OF_OPERATIONS);
    let idempotent = idempotent(cx, node);
    let replaced_server = replaced_server(cx, node, &servers, &inherited.root.servers);
    let pageable = pageable(cx, node);
    let long_running = long_running(cx, node);
    let extras = OperationExtras { idempotent, pageable, long_running, replaced_server, callbacks };
    let operation = Operation {
        tags: texts(cx, node, "tags"),
        summary: text(cx, node, "summary"),
        description: text(cx, node, "description"),
        external_docs: external_docs(cx, node),
        operation_id: text(cx, node, "operationId").filter(|id| !id.trim().is_empty()),
        parameters,
        request_body: one(cx, node, "requestBody", |cx, body| {
            item_or_reference(cx, body, Section::RequestBodies, request_body)
        }),
        responses: responses(cx, node),
        deprecated: flag(cx, node, "deprecated").unwrap_or_default(),
        security,
        servers,
        extensions: cx.extras().operations.add(extras),
        ..Operation::default()
    };
    Some((operation, node.location(), moved))
}

fn own_servers(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    inherited: &Inherited<'_>,
    moved: &mut Vec<(String, Location)>,
) -> Vec<Server> {
    let own = servers(cx, node);
    if !own.is_empty() {
        return own;
    }
    if !inherited.servers.is_empty() {
        moved.push(("/servers".to_owned(), inherited.servers_location.clone()));
        return inherited.servers.to_vec();
    }
    if !inherited.root.servers.is_empty() {
        moved.push(("/servers".to_owned(), Location::new(inherited.root.file, "/servers")));
    }
    let count = |server: &Server| 1 + server.variables.as_ref().map_or(0, |variables| variables.len());
    let weight = inherited.root.servers.iter().map(count).sum();
    if cx.charge(weight, || node.location()) { inherited.root.servers.clone() } else { Vec::new() }
}

/// The server that a client uses unless it names one, if the operation has none of the root's servers.
fn replaced_server(cx: &mut Context<'_>, node: &Node<'_>, own: &[Server], root: &[Server]) -> Option<Server> {
    let first = root.first().filter(|_| !own.is_empty())?;
    let is_same = |one: &Server, other: &Server| {
        let name = cx.server_name(one);
        one.url == other.url || (name.is_some() && name == cx.server_name(other))
    };
    if own.iter().any(|server| root.iter().any(|other| is_same(server, other))) || !cx.charge(1, || node.location()) {
        return None;
    }
    Some(first.clone())
}

fn own_security(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    inherited: &Inherited<'_>,
    moved: &mut Vec<(String, Location)>,
) -> Option<Vec<SecurityRequirement>> {
    let own = security(cx, node, inherited.root.file);
    if inherited.root.security.is_none() {
        let said = match &own {
            None => Security::Unsaid,
            Some(requirements) if requirements.is_empty() => Security::Nothing,
            Some(_) => Security::Needed,
        };
        cx.seen.operation(inherited.root.file, said, node.location());
    }
    if let Some(own) = own {
        return Some(own);
    }
    if inherited.root.security.is_some() {
        moved.push(("/security".to_owned(), Location::new(inherited.root.file, "/security")));
    }
    let weight = inherited.root.security.iter().flatten().map(|requirement| 1 + requirement.len()).sum();
    if cx.charge(weight, || node.location()) { inherited.root.security.clone() } else { None }
}

// ── Parameters ──

/// The path item's parameters that the operation does not replace, then its own, then those that only the path has.
fn parameters(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    inherited: &Inherited<'_>,
    moved: &mut Vec<(String, Location)>,
) -> Vec<ReferenceOr<Parameter>> {
    let own = listed(cx, node, inherited.names, inherited.path);
    let replaced: BTreeSet<&Identity> = own.iter().filter_map(|own| own.identity.as_ref()).collect();
    let mut merged = inherited.parameters.to_vec();
    merged.retain(|listed| listed.identity.as_ref().is_none_or(|identity| !replaced.contains(identity)));
    merged.extend(own);
    add_undeclared(cx, &mut merged, node, inherited);
    let mut parameters = Vec::with_capacity(merged.len());
    for listed in merged {
        let Some(parameter) = listed.parameter else { continue };
        let index = parameters.len().to_string();
        if listed.location != node.location().at(&["parameters", &index]) {
            moved.push((format!("/parameters/{index}"), listed.location));
        }
        parameters.push(parameter);
    }
    parameters
}

/// The parameters that an object lists, each once. A path parameter that is not in the path is left out.
pub fn listed(cx: &mut Context<'_>, owner: &Node<'_>, names: &IndexSet<String>, path: &str) -> Vec<Listed> {
    let mut first: BTreeMap<Identity, (Location, Raw)> = BTreeMap::new();
    list(cx, owner, "parameters", |cx, node| {
        let identity = identity(cx, node);
        if let Some(identity) = &identity {
            if is_reserved(cx, identity, node) {
                return None;
            }
            if let Some((location, raw)) = first.get(identity) {
                report_duplicate(cx, identity, node, location, raw, path);
                return None;
            }
            if identity.location == "path" && !names.contains(&identity.name) {
                let message = format!("the path {path} has no `{{{}}}`; the parameter is left out", identity.name);
                let diagnostic = cx.report(Code::UnusedPathParam, node.location(), message);
                match nearest(&identity.name, names.iter().map(String::as_str)) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help("write it into the path in braces, or say `in: query`"),
                };
                return None;
            }
            first.insert(identity.clone(), (node.location(), node.raw.clone()));
        }
        let parameter = item_or_reference(cx, node, Section::Parameters, parameter);
        Some(Listed { identity, parameter, location: node.location() })
    })
}

fn is_reserved(cx: &mut Context<'_>, identity: &Identity, node: &Node<'_>) -> bool {
    if identity.location != "header" {
        return false;
    }
    let Some(writer) = header::writer(&identity.name) else { return false };
    let message = format!("the header parameter `{}` is ignored", identity.name);
    cx.report(Code::Ignored, node.location(), message).help(writer.help());
    true
}

fn report_duplicate(
    cx: &mut Context<'_>,
    identity: &Identity,
    node: &Node<'_>,
    first: &Location,
    first_raw: &Raw,
    path: &str,
) {
    let Identity { name, location } = identity;
    if same_but_for_docs(first_raw, node.raw) {
        cx.recover(node.location(), format!("the {location} parameter `{name}` is listed twice; read once"));
        return;
    }
    let message = format!("{path} has two {location} parameters `{name}`");
    cx.report(Code::DuplicateParam, node.location(), message)
        .label(first.clone(), "the first")
        .help("remove one of them, or give it another name");
}

/// Whether two parameters are equal but for descriptions and examples.
fn same_but_for_docs(one: &Raw, other: &Raw) -> bool {
    let bare = |raw: &Raw| {
        let mut raw = raw.clone();
        if let Some(members) = raw.as_object_mut() {
            members.retain(|key, _| !matches!(key.as_str(), "description" | "example" | "examples"));
        }
        raw
    };
    one == other || bare(one) == bare(other)
}

/// Adds what the path names and nobody declares.
fn add_undeclared(cx: &mut Context<'_>, listed: &mut Vec<Listed>, node: &Node<'_>, inherited: &Inherited<'_>) {
    let known: BTreeSet<Identity> = listed.iter().filter_map(|listed| listed.identity.clone()).collect();
    // A reference that leads nowhere may have been meant to declare it.
    let is_certain = listed.iter().all(|listed| listed.identity.is_some());
    for name in inherited.names {
        let identity = Identity { name: name.clone(), location: "path".to_owned() };
        if known.contains(&identity) {
            continue;
        }
        if is_certain {
            let message =
                format!("the path parameter `{name}` of {} is not declared; it is read as a string", inherited.path);
            cx.report(Code::UndeclaredPathParam, node.location(), message).help(format!(
                "add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}` to its `parameters`, or to \
                 those of the path"
            ));
        }
        let parameter = Some(ReferenceOr::Item(text_path_parameter(name.clone())));
        listed.push(Listed { identity: Some(identity), parameter, location: node.location() });
    }
}

fn text_path_parameter(name: String) -> Parameter {
    let schema_kind = SchemaKind::Type(Type::String(StringType::default()));
    let schema = Schema { schema_data: SchemaData::default(), schema_kind };
    let parameter_data = ParameterData {
        name,
        description: None,
        required: true,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)),
        example: None,
        examples: IndexMap::new(),
        explode: None,
        extensions: IndexMap::new(),
    };
    Parameter::Path { parameter_data, style: PathStyle::Simple }
}
