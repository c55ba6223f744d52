//! One operation, with what its path item and document say about it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use openapiv3::{
    Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr, Schema, SchemaData,
    SchemaKind, StringType, Type,
};

use super::header;
use super::parameter::Identity;
use super::path::Root;
use super::reader::Reader;
use crate::diag::Code;
use crate::link::node::Node;
use crate::link::vocabulary::{Kind, Section};
use crate::location::Location;

/// What an operation shares with others.
#[derive(Clone, Copy)]
pub struct Shared<'a> {
    pub path: &'a str,
    /// Names between braces in the path.
    pub names: &'a IndexSet<String>,
    /// The path item's own parameters.
    pub parameters: &'a [Listed],
    /// The path item's own servers, and where they stand.
    pub servers: &'a [openapiv3::Server],
    pub servers_location: &'a Location,
    pub root: &'a Root,
}

/// An operation, its place, and the places of parts that stood elsewhere (by pointer from the operation).
type Read = (Operation, Location, Vec<(String, Location)>);

/// A parameter that an operation or a path item has.
#[derive(Clone)]
pub struct Listed {
    identity: Option<Identity>,
    parameter: Option<ReferenceOr<Parameter>>,
    location: Location,
}

impl Reader<'_> {
    /// The operation of a method.
    pub fn operation(&mut self, node: &Node<'_>, shared: &Shared<'_>) -> Option<Read> {
        if !self.check(node, Kind::Operation) {
            return None;
        }
        self.check_operation_extensions(node);
        self.leave_out(node, "callbacks");
        let mut moved = Vec::new();
        let parameters = self.parameters(node, shared, &mut moved);
        let servers = self.own_servers(node, shared, &mut moved);
        let security = self.own_security(node, shared, &mut moved);
        let operation = Operation {
            tags: self.texts(node, "tags"),
            summary: self.text(node, "summary"),
            description: self.text(node, "description"),
            external_docs: self.external_docs(node),
            operation_id: self.text(node, "operationId").filter(|id| !id.trim().is_empty()),
            parameters,
            request_body: self.one(node, "requestBody", |reader, body| {
                reader.shared(body, Section::RequestBodies, Self::request_body)
            }),
            responses: self.responses(node),
            callbacks: indexmap::IndexMap::new(),
            deprecated: self.flag(node, "deprecated").unwrap_or_default(),
            security,
            servers,
            extensions: self.extensions(node),
        };
        Some((operation, node.location(), moved))
    }

    fn own_servers(
        &mut self,
        node: &Node<'_>,
        shared: &Shared<'_>,
        moved: &mut Vec<(String, Location)>,
    ) -> Vec<openapiv3::Server> {
        let own = self.servers(node);
        if !own.is_empty() {
            return own;
        }
        if !shared.servers.is_empty() {
            moved.push(("/servers".to_owned(), shared.servers_location.clone()));
            return shared.servers.to_vec();
        }
        if !shared.root.servers.is_empty() {
            moved.push(("/servers".to_owned(), Location::new(shared.root.file, "/servers")));
        }
        let count = |server: &openapiv3::Server| 1 + server.variables.as_ref().map_or(0, |variables| variables.len());
        let weight = shared.root.servers.iter().map(count).sum();
        if self.spend(weight, || node.location()) { shared.root.servers.clone() } else { Vec::new() }
    }

    fn own_security(
        &mut self,
        node: &Node<'_>,
        shared: &Shared<'_>,
        moved: &mut Vec<(String, Location)>,
    ) -> Option<Vec<openapiv3::SecurityRequirement>> {
        if let Some(own) = self.security(node, shared.root.file) {
            return Some(own);
        }
        if shared.root.security.is_some() {
            moved.push(("/security".to_owned(), Location::new(shared.root.file, "/security")));
        }
        let weight = shared.root.security.iter().flatten().map(|requirement| 1 + requirement.len()).sum();
        if self.spend(weight, || node.location()) { shared.root.security.clone() } else { None }
    }

    // ── Parameters ──

    /// The path item's parameters that the operation does not replace, then its own, then those that only the path has.
    fn parameters(
        &mut self,
        node: &Node<'_>,
        shared: &Shared<'_>,
        moved: &mut Vec<(String, Location)>,
    ) -> Vec<ReferenceOr<Parameter>> {
        let own = self.listed(node, shared.names, shared.path);
        let replaced: BTreeSet<&Identity> = own.iter().filter_map(|own| own.identity.as_ref()).collect();
        let mut merged = shared.parameters.to_vec();
        merged.retain(|listed| listed.identity.as_ref().is_none_or(|identity| !replaced.contains(identity)));
        merged.extend(own);
        self.add_undeclared(&mut merged, node, shared);
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

    /// The parameters that an object lists, each once.
    /// One that the path has no place for is left out.
    pub fn listed(&mut self, owner: &Node<'_>, names: &IndexSet<String>, path: &str) -> Vec<Listed> {
        let mut first: BTreeMap<Identity, (Location, crate::source::Raw)> = BTreeMap::new();
        self.list(owner, "parameters", |reader, node| {
            let identity = reader.identity(node);
            if let Some(identity) = &identity {
                if reader.is_reserved(identity, node) {
                    return None;
                }
                if let Some((location, raw)) = first.get(identity) {
                    reader.twice(identity, node, location, raw, path);
                    return None;
                }
                if identity.location == "path" && !names.contains(&identity.name) {
                    let message = format!("the path {path} has no `{{{}}}`; the parameter is left out", identity.name);
                    reader.diags.push(Code::UnusedPathParam, node.location(), message);
                    return None;
                }
                first.insert(identity.clone(), (node.location(), node.raw.clone()));
            }
            let parameter = reader.shared(node, Section::Parameters, Self::parameter);
            Some(Listed { identity, parameter, location: node.location() })
        })
    }

    fn is_reserved(&mut self, identity: &Identity, node: &Node<'_>) -> bool {
        if identity.location != "header" {
            return false;
        }
        let Some(writer) = header::writer(&identity.name) else { return false };
        let message = format!("a header parameter `{}` counts for nothing", identity.name);
        self.diags.push(Code::Ignored, node.location(), message).help(writer.help());
        true
    }

    fn twice(
        &mut self,
        identity: &Identity,
        node: &Node<'_>,
        first: &Location,
        first_raw: &crate::source::Raw,
        path: &str,
    ) {
        let Identity { name, location } = identity;
        if first_raw == node.raw {
            self.mend(node.location(), format!("the {location} parameter `{name}` is listed twice; read once"));
            return;
        }
        let message = format!("{path} has two {location} parameters `{name}`");
        self.diags
            .push(Code::DuplicateParam, node.location(), message)
            .label(first.clone(), "the first")
            .help("remove one of them, or give it another name");
    }

    /// Adds what the path names and nobody declares.
    fn add_undeclared(&mut self, listed: &mut Vec<Listed>, node: &Node<'_>, shared: &Shared<'_>) {
        let known: BTreeSet<Identity> = listed.iter().filter_map(|listed| listed.identity.clone()).collect();
        for name in shared.names {
            let identity = Identity { name: name.clone(), location: "path".to_owned() };
            if known.contains(&identity) {
                continue;
            }
            let message = format!("the path parameter `{name}` of {} is not declared; read as text", shared.path);
            self.diags.push(Code::UndeclaredPathParam, node.location(), message);
            let parameter = Some(ReferenceOr::Item(text_path_parameter(name.clone())));
            listed.push(Listed { identity: Some(identity), parameter, location: node.location() });
        }
    }
}

/// What stands between braces in a path, each once.
pub fn template_names(path: &str) -> IndexSet<String> {
    let parts = path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    parts.filter(|name| !name.is_empty()).map(str::to_owned).collect()
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
        examples: indexmap::IndexMap::new(),
        explode: None,
        extensions: indexmap::IndexMap::new(),
    };
    Parameter::Path { parameter_data, style: PathStyle::Simple }
}
