//! Merges several roots into one bundle: operations one after the other, and each component and tag once.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr};

use super::bundle::{Bundle, Origins};
use super::component::components;
use super::context::Context;
use super::event::Webhook;
use super::info::{external_docs, info, servers, tags};
use super::methods::METHODS;
use super::object::{check, each, report_unsupported};
use super::operation::Root;
use super::path::{PathItemParts, path_item, report_syntax, without_declared_query};
use super::security::security;
use super::template::shape;
use super::version::{self, Dialect};
use super::webhook::webhooks;
use crate::diag::{Code, Diags};
use crate::link::Links;
use crate::link::node::Node;
use crate::location::{FileId, Location};
use crate::pointer;
use crate::selection::Selection;
use crate::source::SourceSet;
use crate::vocabulary::Kind;

/// Reads all roots into one bundle, with the selected operations.
pub fn merge(
    sources: &SourceSet,
    links: &Links,
    roots: &[FileId],
    selection: Selection<'_>,
) -> (Option<Bundle>, Diags) {
    let mut merger = Merger::default();
    let starts: Vec<Node<'_>> = roots
        .iter()
        .filter_map(|&root| Some(Node::start(&sources.get(root)?.raw, root, "", links.index(root))))
        .collect();
    let mut diags = Diags::default();
    let dialects: BTreeMap<FileId, Dialect> =
        starts.iter().filter_map(|start| Some((start.file, version::root_dialect(start, &mut diags)?))).collect();
    if diags.has_errors() || dialects.len() < roots.len() {
        return (None, diags);
    }
    let mut cx = Context::new(sources, links, selection, dialects, diags);
    for (index, start) in starts.iter().enumerate() {
        merger.root(&mut cx, start, index == 0);
    }
    merger.openapi.components = Some(components(&mut cx, &mut merger.origins));
    let (extras, diags) = cx.finish();
    let operations = std::mem::take(&mut merger.operations).into_keys().collect();
    let Merger { openapi, origins, webhooks, .. } = merger;
    let bundle = Bundle { openapi, operations, webhooks, extras, origins };
    ((!diags.has_errors()).then_some(bundle), diags)
}

#[derive(Default)]
struct Merger {
    openapi: OpenAPI,
    origins: Origins,
    webhooks: Vec<Webhook>,
    /// The operation that has each `operationId`.
    ids: BTreeMap<String, Location>,
    /// The location of each operation, by path and method.
    operations: IndexMap<(String, &'static str), Location>,
    /// The first path of each shape, and where it stands.
    shapes: BTreeMap<String, (String, Location)>,
}

impl Merger {
    fn root(&mut self, cx: &mut Context<'_>, start: &Node<'_>, is_first: bool) {
        check(cx, start, Kind::Document);
        let info = info(cx, start);
        let servers = servers(cx, start);
        let security = security(cx, start, start.file);
        if is_first {
            self.openapi.openapi = "3.0.3".to_owned();
            self.openapi.info = info;
            self.openapi.external_docs = external_docs(cx, start);
            self.openapi.servers.clone_from(&servers);
            self.origins.moved.insert(String::new(), start.location());
        }
        self.tags(cx, start);
        if let Some(components) = start.get("components").filter(|components| !components.raw.is_null()) {
            cx.deref(&components, |cx, components| {
                check(cx, components, Kind::Components);
                report_unsupported(cx, components, "links");
            });
        }
        self.webhooks(cx, start);
        self.paths(cx, start, &Root { file: start.file, servers, security });
    }

    fn webhooks(&mut self, cx: &mut Context<'_>, start: &Node<'_>) {
        for webhook in webhooks(cx, start) {
            let is_same = |other: &&Webhook| (other.key.as_str(), other.method) == (&webhook.key, webhook.method);
            if let Some(first) = self.webhooks.iter().find(is_same) {
                let message = format!("the webhook `{}` is defined twice", webhook.key);
                cx.report(Code::DuplicateOperation, webhook.location.clone(), message)
                    .label(first.location.clone(), "the first definition");
                continue;
            }
            let pointer = pointer::from_keys(&["webhooks", &webhook.key, webhook.method]);
            self.origins.moved.insert(pointer, webhook.location.clone());
            self.webhooks.push(webhook);
        }
    }

    fn tags(&mut self, cx: &mut Context<'_>, start: &Node<'_>) {
        let mut known: BTreeMap<String, ()> = self.openapi.tags.iter().map(|tag| (tag.name.clone(), ())).collect();
        for tag in tags(cx, start) {
            if known.insert(tag.name.clone(), ()).is_none() {
                self.openapi.tags.push(tag);
            }
        }
    }

    fn paths(&mut self, cx: &mut Context<'_>, start: &Node<'_>, root: &Root) {
        if start.raw.get("paths").is_none() && cx.dialect(start) == Dialect::V3_0 {
            cx.recover(start.location(), "the document has no `paths`; it is read as one without operations");
        }
        each(cx, start, "paths", |cx, key, node| {
            if key.starts_with("x-") || (key == "$ref" && node.raw.is_string()) {
                return;
            }
            let mut path = key.to_owned();
            if !key.starts_with('/') {
                cx.recover(
                    node.location(),
                    format!("the path `{key}` does not begin with `/`; it is read as `/{key}`"),
                );
                path.insert(0, '/');
            }
            let path = without_declared_query(cx, path, node);
            report_syntax(cx, &path, node);
            self.report_same_shape(cx, &path, node);
            let found = path_item(cx, &path, node, root);
            self.path(cx, path, node.location(), found);
        });
    }

    /// Reports a path that differs from an earlier one only in the names of its parameters.
    fn report_same_shape(&mut self, cx: &mut Context<'_>, path: &str, node: &Node<'_>) {
        match self.shapes.get(&shape(path)) {
            Some((first, location)) if first != path => {
                let message = format!("the path {path} differs from {first} only in the names of its parameters");
                cx.report(Code::Contradiction, node.location(), message)
                    .label(location.clone(), "the first")
                    .help("for a server they are one path: move all operations below one of them");
            }
            Some(_) => {}
            None => {
                self.shapes.insert(shape(path), (path.to_owned(), node.location()));
            }
        }
    }

    fn path(&mut self, cx: &mut Context<'_>, path: String, location: Location, mut found: PathItemParts) {
        let prefix = pointer::from_keys(&["paths", &path]);
        let entry = self.openapi.paths.paths.entry(path.clone()).or_insert_with(|| {
            self.origins.moved.insert(prefix.clone(), location);
            ReferenceOr::Item(PathItem::default())
        });
        let ReferenceOr::Item(item) = entry else { return };
        for (method, at) in found.locations {
            if let Some(first) = self.operations.get(&(path.clone(), method)) {
                cx.report(Code::DuplicateOperation, at, format!("{method} {path} is defined twice"))
                    .label(first.clone(), "the first definition")
                    .help("remove one of them; documents of different APIs stand in an `[[api]]` each");
                continue;
            }
            let Some((_, slot)) = METHODS.iter().find(|(name, _)| *name == method) else { continue };
            let Some(operation) = slot(&mut found.item).take() else { continue };
            if let Some(id) = &operation.operation_id {
                record_operation_id(&mut self.ids, cx, id, &at);
            }
            self.operations.insert((path.clone(), method), at.clone());
            self.origins.moved.insert(format!("{prefix}/{method}"), at);
            *slot(item) = Some(operation);
        }
        item.summary = item.summary.take().or(found.item.summary);
        item.description = item.description.take().or(found.item.description);
        for (part, location) in found.moved {
            self.origins.moved.insert(format!("{prefix}{part}"), location);
        }
    }
}

fn record_operation_id(ids: &mut BTreeMap<String, Location>, cx: &mut Context<'_>, id: &str, at: &Location) {
    match ids.get(id) {
        Some(first) => {
            cx.report(
                Code::DuplicateOperationId,
                at.join("operationId"),
                format!("two operations have the `operationId` `{id}`"),
            )
            .label(first.join("operationId"), "the first")
            .help("give one of them another `operationId`; until then the second gets another name");
        }
        None => {
            ids.insert(id.to_owned(), at.clone());
        }
    }
}
