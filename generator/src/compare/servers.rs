//! Where are requests sent?

use std::collections::BTreeSet;

use super::change::{Change, Spot, Subject, Verdict};
use super::kind::{Area, ChangeKind};
use super::operations::Pairs;
use super::walk::{Side, Walk};
use crate::ir::{OperationId, Server, ServerId};

/// Compares the servers of an API, and which of them is the first of each operation.
pub fn servers(walk: &mut Walk, pairs: &Pairs) {
    let (old, new) = (walk.old, walk.new);
    // A server is one by its name, else by its URL.
    let known = |side: Side<'_>, wire: &str, url: &str| {
        let by_name = side.api.servers.ids().find(|id| side.names.server(*id).wire == wire);
        by_name.or_else(|| side.api.servers.iter().find(|(_, server)| server.url == url).map(|(id, _)| id))
    };
    for (id, server) in old.api.servers.iter() {
        let wire = &old.names.server(id).wire;
        match known(new, wire, &server.url) {
            Some(other) => self::server(walk, wire, server, &new.api.servers[other]),
            None => {
                let what = format!("the server `{wire}` ({}) is gone", server.url);
                let change = Change::new(ChangeKind::ServerRemoved, Area::Api, Subject::Api, what);
                let change = change.places(Some(&server.location), None);
                walk.changes.push(change.wire(Verdict::Breaking, "requests to it may fail"));
            }
        }
    }
    for (id, server) in new.api.servers.iter() {
        let wire = &new.names.server(id).wire;
        if known(old, wire, &server.url).is_none() {
            let what = format!("the server `{wire}` ({}) is new", server.url);
            let change = Change::new(ChangeKind::ServerAdded, Area::Api, Subject::Api, what);
            walk.changes.push(change.places(None, Some(&server.location)).wire(Verdict::Compatible, ""));
        }
    }
    defaults(walk, pairs);
}

fn server(walk: &mut Walk, wire: &str, old: &Server, new: &Server) {
    let spot = Spot {
        area: Area::Api,
        subject: Subject::Api,
        named: format!("the server `{wire}`"),
        old: old.location.clone(),
        new: new.location.clone(),
        null_is_absence: false,
    };
    if old.url != new.url {
        let what = format!("the URL of {} is `{}` in place of `{}`", spot.named, new.url, old.url);
        walk.tell(ChangeKind::ServerUrlChanged, &spot, what, Verdict::Breaking, "requests to the old URL may fail");
    }
    walk.docs(&spot, &old.docs, &new.docs);
    for variable in &old.variables {
        let Some(other) = new.variables.iter().find(|other| other.name == variable.name) else { continue };
        let lost: Vec<&String> = variable.values.iter().filter(|value| !other.values.contains(value)).collect();
        let is_closed = !other.values.is_empty() && (variable.values.is_empty() || !lost.is_empty());
        if variable.default != other.default || is_closed {
            let what =
                format!("the variable `{}` of {} has another default or fewer values", variable.name, spot.named);
            walk.tell(
                ChangeKind::ServerVariableChanged,
                &spot,
                what,
                Verdict::Breaking,
                "requests go elsewhere, or are refused",
            );
        }
    }
}

/// The first server of an operation decides where its requests go. What is the same for many operations is told once.
fn defaults(walk: &mut Walk, pairs: &Pairs) {
    let (old, new) = (walk.old, walk.new);
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    let first_old = |id: OperationId| old.api.operations[id].servers.first().copied();
    let first_new = |id: OperationId| new.api.operations[id].servers.first().copied();
    for &(was, is) in pairs {
        let (Some(before), Some(after)) = (first_old(was), first_new(is)) else { continue };
        let (from, to) = (wire(&old, before), wire(&new, after));
        let is_same = from == to || old.api.servers[before].url == new.api.servers[after].url;
        if is_same || !told.insert((from.clone(), to.clone())) {
            continue;
        }
        let what = format!("requests go to the server `{to}` in place of `{from}` unless one is named");
        let change = Change::new(ChangeKind::DefaultServerChanged, Area::Api, Subject::Api, what);
        let places = (&old.api.servers[before].location, &new.api.servers[after].location);
        let change = change.places(Some(places.0), Some(places.1));
        walk.changes.push(change.wire(Verdict::Breaking, "older clients send to another server"));
    }
}

fn wire(side: &Side, id: ServerId) -> String {
    side.names.server(id).wire.clone()
}
