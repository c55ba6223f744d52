//! The names of webhooks and callbacks.

use std::collections::{BTreeMap, BTreeSet};

use super::others::{Other, Others};
use super::report::{NameRequest, Report};
use crate::ir::{Api, ArenaMap, Callback, OperationId};
use crate::names::holder::key;
use crate::names::listed::Thing;
use crate::names::words::{Case, Words};
use crate::names::{CallbackNames, Name, OperationNames};

/// The variant of an event that the document does not have.
const UNKNOWN: &str = "Unknown";

/// Names the variant of each webhook by its key.
pub(super) fn webhooks(api: &Api, others: &mut Others<'_>, report: &Report<'_>) -> Vec<Name> {
    let events = api.webhooks.iter().map(|webhook| {
        let request = NameRequest::by_place(&webhook.key, &webhook.location, Words::new(&webhook.key), Case::Pascal);
        Other { request: NameRequest { suffix: "event", ..request }, thing: webhook.key.clone() }
    });
    others.assign("webhooks", &[UNKNOWN], &events.collect::<Vec<_>>(), &mut report.trial())
}

/// Names the module of each operation with callbacks after its function, and a function in it for each of them by its key.
pub(super) fn callbacks(
    api: &Api,
    operations: &ArenaMap<OperationId, OperationNames>,
    others: &mut Others<'_>,
    report: &Report<'_>,
) -> Vec<CallbackNames> {
    let chunks = api.callbacks.chunk_by(|one, other| one.operation == other.operation);
    let of_operations: Vec<(OperationId, &[Callback])> =
        chunks.filter_map(|all| Some((all.first()?.operation, all))).collect();
    let ids: Vec<OperationId> = of_operations.iter().map(|(id, _)| *id).collect();
    let modules = modules(api, &ids, operations, others, report);
    let mut named = Vec::new();
    for (module, (_, callbacks)) in modules.into_iter().zip(of_operations) {
        let things = callbacks.iter().map(|Callback { method, sent, .. }| {
            let request = NameRequest::by_place(&sent.key, &sent.location, Words::new(&sent.key), Case::Snake);
            Other { request: NameRequest { suffix: method, ..request }, thing: format!("{method} {}", sent.key) }
        });
        let list = format!("callbacks::{module}");
        let functions = others.assign(&list, &[], &things.collect::<Vec<_>>(), &mut report.trial());
        named.extend(functions.into_iter().map(|function| CallbackNames { module: module.clone(), function }));
    }
    named
}

/// The module of each of these operations. Where several have a function of one name, the first one alone is not named after the
/// module of its function too, and it is listed so.
fn modules(
    api: &Api,
    ids: &[OperationId],
    operations: &ArenaMap<OperationId, OperationNames>,
    others: &mut Others<'_>,
    report: &Report<'_>,
) -> Vec<Name> {
    const LIST: &str = "callbacks";
    let short = |id: OperationId| api.operations[id].key();
    let long = |id: OperationId| format!("{} {}", operations[id].module.text(), short(id));
    let had = if ids.is_empty() { BTreeSet::new() } else { others.listed(LIST) };
    let (those_that_had_it, rest): (Vec<_>, Vec<_>) =
        ids.iter().partition(|id| had.contains(&Thing::Plain(short(**id))));
    let may_have_it = rest.into_iter().filter(|id| !had.contains(&Thing::Plain(long(*id))));
    let mut first: BTreeMap<String, OperationId> = BTreeMap::new();
    for id in those_that_had_it.into_iter().chain(may_have_it) {
        first.entry(key(operations[id].function.text())).or_insert(id);
    }
    let things = ids.iter().map(|id| {
        let (operation, names) = (&api.operations[*id], &operations[*id]);
        let function = Words::new(names.function.text());
        let (words, thing) = match first.get(&key(names.function.text())) == Some(id) {
            true => (function, short(*id)),
            false => (Words::new(names.module.text()).then(&function), long(*id)),
        };
        let request = NameRequest::by_place(&operation.path, &operation.location, words, Case::Snake);
        Other { request, thing }
    });
    others.assign(LIST, &[], &things.collect::<Vec<_>>(), &mut report.trial())
}
