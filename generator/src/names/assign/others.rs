//! Names what is neither a function, a type nor inside one: variants for media types, constants of headers, labels, servers, security
//! schemes, events and callbacks. A line lists each scope of these, so that the next run keeps their names.

use std::collections::{BTreeMap, BTreeSet};

use super::before::Before;
use super::inside::{Derived, Inside};
use super::lists::Had;
use super::report::{NameRequest, Report};
use crate::names::Name;
use crate::names::listed::{self, Thing};

/// The scopes that have names.
pub(super) struct Others<'a> {
    before: &'a Before<'a>,
    /// What is listed, by the name of the module or function that it is in.
    pub lists: BTreeMap<String, String>,
}

/// A thing to be named.
pub(super) struct Other<'a> {
    pub request: NameRequest<'a>,
    /// What its list calls it, by which the next run finds it.
    pub thing: String,
}

impl<'a> Others<'a> {
    /// Nothing has a name yet.
    pub fn new(before: &'a Before<'a>) -> Self {
        Self { before, lists: BTreeMap::new() }
    }

    /// What the crate listed in a scope.
    pub fn listed(&self, list: &str) -> BTreeSet<Thing> {
        self.before.inside_others(list).read().into_iter().flatten().map(|it| it.thing).collect()
    }

    /// Names the things of a scope that has its name from no other one.
    pub fn assign(
        &mut self,
        list: &str,
        reserved: &'static [&'static str],
        things: &[Other<'_>],
        report: &mut Report<'_>,
    ) -> Vec<Name> {
        let before = self.before;
        self.assign_in(list, &before.inside_others(list), reserved, things, report)
    }

    /// Names the things of a scope, where `had` is what it had.
    pub fn assign_in(
        &mut self,
        list: &str,
        had: &Had<'_, '_>,
        reserved: &'static [&'static str],
        things: &[Other<'_>],
        report: &mut Report<'_>,
    ) -> Vec<Name> {
        let requests = things.iter().map(|it| (it.request.clone(), None)).collect();
        let listed = || things.iter().map(|it| Thing::Plain(it.thing.clone())).collect();
        let named = Inside { reserved, requests, derived: Derived::Nothing }.assign(had, listed, report);
        let names = named.items.iter().zip(&named.reasons);
        let text = listed::of(things.iter().map(|it| it.thing.as_str()).zip(names));
        if !text.is_empty() {
            listed::append(self.lists.entry(list.to_owned()).or_default(), &text);
        }
        named.items
    }
}
