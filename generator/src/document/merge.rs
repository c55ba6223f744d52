//! Several roots → one bundle: operations one after the other, components and tags once.

use std::collections::BTreeMap;

use openapiv3::{OpenAPI, PathItem, ReferenceOr};

use super::path::{Found, METHODS, Root};
use super::reader::Reader;
use super::version;
use super::{Bundle, Origins};
use crate::diag::{Code, Diags};
use crate::link::Links;
use crate::link::node::{Node, escape};
use crate::link::vocabulary::Kind;
use crate::location::{FileId, Location};
use crate::source::SourceSet;

/// Reads all roots into one bundle.
pub fn merge(sources: &SourceSet, links: &Links, roots: &[FileId]) -> (Option<Bundle>, Diags) {
    let mut reader = Reader::new(sources, links);
    let mut merger = Merger::default();
    let starts: Vec<Node<'_>> = roots
        .iter()
        .filter_map(|&root| Some(Node::start(&sources.get(root)?.raw, root, "", links.points(root))))
        .collect();
    for start in &starts {
        if let Some(dialect) = version::of_root(start, &mut reader.diags) {
            reader.usual = if reader.dialects.is_empty() { dialect } else { reader.usual.max(dialect) };
            reader.dialects.insert(start.file, dialect);
        }
    }
    if reader.diags.has_errors() || reader.dialects.len() < roots.len() {
        return (None, reader.diags);
    }
    for (index, start) in starts.iter().enumerate() {
        merger.root(&mut reader, start, index == 0);
    }
    merger.openapi.components = Some(reader.components(&mut merger.origins));
    let diags = reader.diags;
    let bundle = Bundle { openapi: merger.openapi, origins: merger.origins };
    ((!diags.has_errors()).then_some(bundle), diags)
}

#[derive(Default)]
struct Merger {
    openapi: OpenAPI,
    origins: Origins,
    /// Where each `operationId` stands.
    ids: BTreeMap<String, Location>,
    /// Where each method of each path stands.
    operations: BTreeMap<(String, &'static str), Location>,
}

impl Merger {
    fn root(&mut self, reader: &mut Reader<'_>, start: &Node<'_>, is_first: bool) {
        reader.check(start, Kind::Document);
        let info = reader.info(start);
        let servers = reader.servers(start);
        let security = reader.security(start, start.file);
        if is_first {
            self.openapi.openapi = "3.0.3".to_owned();
            self.openapi.info = info;
            self.openapi.external_docs = reader.external_docs(start);
            self.openapi.servers.clone_from(&servers);
            self.openapi.extensions = reader.extensions(start);
            self.origins.moved.insert(String::new(), start.location());
        }
        self.tags(reader, start);
        if let Some(components) = start.get("components").filter(|components| !components.raw.is_null()) {
            reader.through(&components, |reader, components| {
                reader.check(components, Kind::Components);
                for key in ["callbacks", "links"] {
                    reader.leave_out(components, key);
                }
            });
        }
        reader.leave_out(start, "webhooks");
        self.paths(reader, start, &Root { file: start.file, servers, security });
    }

    fn tags(&mut self, reader: &mut Reader<'_>, start: &Node<'_>) {
        let mut known: BTreeMap<String, ()> = self.openapi.tags.iter().map(|tag| (tag.name.clone(), ())).collect();
        for tag in reader.tags(start) {
            if known.insert(tag.name.clone(), ()).is_none() {
                self.openapi.tags.push(tag);
            }
        }
    }

    fn paths(&mut self, reader: &mut Reader<'_>, start: &Node<'_>, root: &Root) {
        if start.raw.get("paths").is_none() && reader.dialect(start) == version::Dialect::V3_0 {
            reader.mend(start.location(), "the document has no `paths`; read as one without operations");
        }
        reader.entries(start, "paths", |reader, key, node| {
            if key.starts_with("x-") {
                self.openapi.paths.extensions.insert(key.to_owned(), node.raw.clone());
                return;
            }
            if key == "$ref" && node.raw.is_string() {
                return;
            }
            let mut path = key.to_owned();
            if !key.starts_with('/') {
                reader.mend(node.location(), format!("the path `{key}` does not begin with `/`; read as `/{key}`"));
                path.insert(0, '/');
            }
            let path = reader.without_declared_query(path, node);
            let found = reader.path_item(&path, node, root);
            self.path(reader, path, node.location(), found);
        });
    }

    fn path(&mut self, reader: &mut Reader<'_>, path: String, location: Location, mut found: Found) {
        let prefix = format!("/paths/{}", escape(&path));
        let entry = self.openapi.paths.paths.entry(path.clone()).or_insert_with(|| {
            self.origins.moved.insert(prefix.clone(), location);
            ReferenceOr::Item(PathItem::default())
        });
        let ReferenceOr::Item(item) = entry else { return };
        for (method, at) in found.locations {
            if let Some(first) = self.operations.get(&(path.clone(), method)) {
                reader
                    .diags
                    .push(Code::DuplicateOperation, at, format!("{method} {path} is defined twice"))
                    .label(first.clone(), "the first definition");
                continue;
            }
            let Some((_, slot)) = METHODS.iter().find(|(name, _)| *name == method) else { continue };
            let Some(operation) = slot(&mut found.item).take() else { continue };
            if let Some(id) = &operation.operation_id {
                claim_id(&mut self.ids, reader, id, &at);
            }
            self.operations.insert((path.clone(), method), at.clone());
            self.origins.moved.insert(format!("{prefix}/{method}"), at);
            *slot(item) = Some(operation);
        }
        item.summary = item.summary.take().or(found.item.summary);
        item.description = item.description.take().or(found.item.description);
        item.extensions.extend(found.item.extensions);
        for (part, location) in found.moved {
            self.origins.moved.insert(format!("{prefix}{part}"), location);
        }
    }
}

fn claim_id(ids: &mut BTreeMap<String, Location>, reader: &mut Reader<'_>, id: &str, at: &Location) {
    match ids.get(id) {
        Some(first) => {
            reader
                .diags
                .push(Code::DuplicateOperationId, at.join("operationId"), format!("two operations are called `{id}`"))
                .label(first.join("operationId"), "the first")
                .help("give one of them another `operationId`");
        }
        None => {
            ids.insert(id.to_owned(), at.clone());
        }
    }
}
