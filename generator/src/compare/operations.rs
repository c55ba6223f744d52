//! Which operations are there, and what does each of them take and return?

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Spot, Subject, Verdict};
use super::kind::{Area, ChangeKind};
use super::walk::Walk;
use super::{bodies, params, responses, security};
use crate::ir::{Api, Operation, OperationId};

/// The operations of both versions that are one.
pub type Pairs = Vec<(OperationId, OperationId)>;

/// Compares all operations.
pub fn operations(walk: &mut Walk) -> Pairs {
    let pairs = pairs(walk.old.api, walk.new.api);
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = pairs.iter().copied().unzip();
    for (_, operation) in walk.old.api.operations.iter().filter(|(id, _)| !old.contains(id)) {
        let was = if operation.deprecated { ", which was deprecated," } else { "" };
        let what = format!("the operation{was} is gone");
        let change = Change::new(ChangeKind::OperationRemoved, Area::Operation, subject(operation), what);
        let change = change.places(Some(&operation.location), None);
        walk.changes.push(change.wire(Verdict::Breaking, "requests for it fail"));
    }
    for (_, operation) in walk.new.api.operations.iter().filter(|(id, _)| !new.contains(id)) {
        let what = "the operation is new".to_owned();
        let change = Change::new(ChangeKind::OperationAdded, Area::Operation, subject(operation), what);
        walk.changes.push(change.places(None, Some(&operation.location)).wire(Verdict::Compatible, ""));
    }
    for &(old, new) in &pairs {
        operation(walk, &walk.old.api.operations[old], &walk.new.api.operations[new]);
    }
    pairs
}

/// `GET /pets`.
pub fn subject(operation: &Operation) -> Subject {
    Subject::Operation(format!("{} {}", operation.method.key().to_ascii_uppercase(), operation.path))
}

/// Operations are one by their method and path, whatever the parameters of the path are called; else by their `operationId`.
fn pairs(old: &Api, new: &Api) -> Pairs {
    let at = |operation: &Operation| (operation.method, template(&operation.path));
    let by_path: BTreeMap<_, OperationId> = new.operations.iter().map(|(id, it)| (at(it), id)).collect();
    let mut pairs: Pairs = old.operations.iter().filter_map(|(id, it)| Some((id, *by_path.get(&at(it))?))).collect();
    let (mut was, mut is): (BTreeSet<_>, BTreeSet<_>) = pairs.iter().copied().unzip();
    let left = new.operations.iter().filter(|(id, _)| !is.contains(id));
    let by_id: BTreeMap<&str, OperationId> = left.filter_map(|(id, it)| Some((it.id.as_deref()?, id))).collect();
    for (id, operation) in old.operations.iter() {
        if was.contains(&id) {
            continue;
        }
        if let Some(moved) = operation.id.as_deref().and_then(|id| by_id.get(id))
            && is.insert(*moved)
        {
            was.insert(id);
            pairs.push((id, *moved));
        }
    }
    pairs.sort_by_key(|(_, new)| *new);
    pairs
}

/// A path without the names of its parameters.
fn template(path: &str) -> String {
    let mut parts = path.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("{}");
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

fn operation<'a>(walk: &mut Walk<'a>, old: &'a Operation, new: &'a Operation) {
    let spot = Spot {
        area: Area::Operation,
        subject: subject(new),
        named: "the operation".to_owned(),
        old: old.location.clone(),
        new: new.location.clone(),
        null_is_absence: false,
    };
    if old.method != new.method || template(&old.path) != template(&new.path) {
        let what = format!("the operation is called by {} in place of {}", subject(new), subject(old));
        walk.tell(ChangeKind::OperationMoved, &spot, what, Verdict::Breaking, "requests for the old path fail");
    }
    if old.idempotent != new.idempotent {
        let what = if new.idempotent { "a request may be sent twice" } else { "a request may not be sent twice" };
        walk.tell(ChangeKind::IdempotencyChanged, &spot, what.to_owned(), Verdict::Compatible, "");
    }
    walk.deprecation(&spot, old.deprecated, new.deprecated);
    walk.docs(&spot, &old.docs, &new.docs);
    if old.tags != new.tags {
        let what = "the operation has other tags".to_owned();
        walk.tell(ChangeKind::DocumentationChanged, &spot, what, Verdict::Documentation, "");
    }
    params::params(walk, &spot, old, new);
    bodies::bodies(walk, &spot, old.body.as_ref(), new.body.as_ref());
    responses::responses(walk, &spot, old, new);
    security::security(walk, &spot, &old.security, &new.security);
}
