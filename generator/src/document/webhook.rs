//! Reads webhooks and callbacks: what the API sends, to an address that the document does not give or that a request gives.

use openapiv3::Operation;

use super::content::request_body;
use super::context::Context;
use super::event::{Callback, Webhook};
use super::info::external_docs;
use super::methods::METHODS;
use super::object::{check, each, list, one, report_unsupported};
use super::reference::item_or_reference;
use super::value::{flag, is_blank, text};
use crate::link::node::Node;
use crate::selection::Parent;
use crate::source::Raw;
use crate::vocabulary::{Kind, Section};

/// The callbacks of an operation, in document order.
pub fn callbacks(cx: &mut Context<'_>, operation: &Node<'_>) -> Vec<Callback> {
    let mut found = Vec::new();
    each(cx, operation, "callbacks", |cx, key, node| {
        if !node.raw.is_null() {
            cx.deref(node, |cx, object| urls(cx, key, object, &mut found));
        }
    });
    found
}

/// What is sent to each URL of a callback.
fn urls(cx: &mut Context<'_>, key: &str, node: &Node<'_>, found: &mut Vec<Callback>) {
    if !check(cx, node, Kind::Callback) {
        return;
    }
    for (url, item) in node.members().filter(|(url, item)| !url.starts_with("x-") && !item.raw.is_null()) {
        let sent = cx.deref(&item, |cx, item| path_item(cx, key, item, |_, _, _| true)).unwrap_or_default();
        found.extend(sent.into_iter().map(|sent| Callback { url: url.to_owned(), sent }));
    }
}

/// The keyword of OpenAPI 3.1, and the extension by which documents of 3.0 say the same.
const KEYS: [&str; 2] = ["webhooks", "x-webhooks"];

/// The webhooks of a root.
pub fn webhooks(cx: &mut Context<'_>, start: &Node<'_>) -> Vec<Webhook> {
    let mut found = Vec::new();
    for key in KEYS {
        // An extension may mean something else in a document.
        if start.get(key).is_some_and(|node| is_blank(node.raw) || (key != "webhooks" && !has_path_items(node.raw))) {
            continue;
        }
        each(cx, start, key, |cx, key, node| {
            if !key.starts_with("x-") && !node.raw.is_null() {
                let is_selected = |cx: &mut Context<'_>, method: &str, operation: &Node<'_>| {
                    cx.is_selected(method, Parent::Webhook(key.to_owned()), operation)
                };
                let items = cx.deref(node, |cx, item| path_item(cx, key, item, is_selected));
                found.extend(items.into_iter().flatten());
            }
        });
    }
    found
}

/// Whether each member of a value is an object with a method or a reference, extensions aside.
fn has_path_items(raw: &Raw) -> bool {
    let is_one = |raw: &Raw| raw.get("$ref").is_some() || METHODS.iter().any(|(method, _)| raw.get(method).is_some());
    let members = raw.as_object().map(|members| members.iter().filter(|(key, _)| !key.starts_with("x-")));
    members.is_some_and(|mut members| members.all(|(_, raw)| is_one(raw)))
}

/// The operations of a path item that are selected.
fn path_item(
    cx: &mut Context<'_>,
    key: &str,
    node: &Node<'_>,
    is_selected: impl Fn(&mut Context<'_>, &str, &Node<'_>) -> bool,
) -> Vec<Webhook> {
    if !check(cx, node, Kind::PathItem) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let shared = constants(cx, node);
    for (member, child) in node.members() {
        let Some((method, _)) = METHODS.into_iter().find(|(method, _)| *method == member) else { continue };
        if child.raw.is_null() {
            continue;
        }
        let read = cx.deref(&child, |cx, node| {
            is_selected(cx, method, node).then(|| webhook(cx, key, method, node, &shared)).flatten()
        });
        found.extend(read.flatten());
    }
    found
}

/// `shared` are the headers that the path item has for each of its methods.
fn webhook(
    cx: &mut Context<'_>,
    key: &str,
    method: &'static str,
    node: &Node<'_>,
    shared: &[(String, String)],
) -> Option<Webhook> {
    if !check(cx, node, Kind::Operation) {
        return None;
    }
    report_unsupported(cx, node, "callbacks");
    let operation = Operation {
        summary: text(cx, node, "summary"),
        description: text(cx, node, "description"),
        external_docs: external_docs(cx, node),
        request_body: one(cx, node, "requestBody", |cx, body| {
            item_or_reference(cx, body, Section::RequestBodies, request_body)
        }),
        deprecated: flag(cx, node, "deprecated").unwrap_or_default(),
        ..Operation::default()
    };
    let mut headers = constants(cx, node);
    let is_own = |(name, _): &&(String, String)| headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
    let more: Vec<_> = shared.iter().filter(|header| !is_own(header)).cloned().collect();
    headers.extend(more);
    Some(Webhook { key: key.to_owned(), method, operation, headers, location: node.location() })
}

/// The headers with one value that the parameters of an operation or of a path item name.
fn constants(cx: &mut Context<'_>, node: &Node<'_>) -> Vec<(String, String)> {
    list(cx, node, "parameters", |cx, parameter| cx.deref(parameter, constant).flatten())
}

/// The name and value of a header whose schema allows one text.
fn constant(cx: &mut Context<'_>, parameter: &Node<'_>) -> Option<(String, String)> {
    let text = |key| parameter.raw.get(key).and_then(Raw::as_str);
    let (Some("header"), Some(name)) = (text("in"), text("name")) else { return None };
    let value = cx.deref(&parameter.get("schema")?, |_, schema| only_text(schema.raw)).flatten()?;
    Some((name.to_owned(), value))
}

/// The text that a schema allows alone.
fn only_text(schema: &Raw) -> Option<String> {
    match (schema.get("const"), schema.get("enum").and_then(Raw::as_array).map(Vec::as_slice)) {
        (Some(value), _) | (None, Some([value])) => value.as_str().map(str::to_owned),
        (None, _) => None,
    }
}
