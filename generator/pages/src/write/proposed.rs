//! What is written where no page says anything? Names of operations, how lists are paged, and whether members may be null:
//! each a proposal, for a person to decide.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::model::{Model, Operation, Resource};
use super::schema;
use crate::facts::{Mark, Side, Type};
use crate::profile::Writing;

/// How many names a proposal lists.
const LISTED: usize = 8;

/// The names of the operations, by page: no page names them.
pub fn names(model: &mut Model, ids: &[String]) {
    let mut pages: IndexMap<String, (usize, Vec<String>)> = IndexMap::new();
    for (operation, id) in model.operations.iter().zip(ids) {
        let page = pages.entry(operation.page.clone()).or_insert_with(|| (operation.line, Vec::new()));
        page.1.push(id.clone());
    }
    for (page, (line, ids)) in pages {
        model.decide(&page, line, "the page has no names for its operations in code", listed(&ids));
    }
}

/// How a list is paged, as an extension of the operation. The bool: whether an example shows it.
pub fn paging(of: &Operation, writing: &Writing) -> Option<(Value, bool)> {
    let lists = writing.lists.as_ref()?;
    let link = lists.next_link.as_ref()?;
    let answers = || of.examples.iter().filter(|it| it.side == Side::Response);
    if !of.statuses.iter().any(|it| it.collection) || answers().any(|it| it.payload.is_array()) {
        return None;
    }
    let mut marked = Map::from_iter([("nextLinkName".to_owned(), json!(link))]);
    if lists.member != "value" {
        marked.insert("itemName".to_owned(), json!(lists.member));
    }
    let shown = answers().any(|it| it.payload.get(link).is_some());
    Some((Value::Object(marked), shown))
}

/// Members of which no page says whether they may be null.
pub fn nulls(model: &mut Model, written: &dyn Fn(&str) -> bool, writing: &Writing) {
    let mut open: Vec<(String, usize, String, String)> = Vec::new();
    for resource in model.resources.values().filter(|it| written(&it.name) && it.values.is_empty()) {
        for (page, (line, members)) in silent(resource) {
            let nullable = |name: &&String| {
                resource.members.get(*name).is_some_and(|it| schema::is_nullable(name, it, resource, writing))
            };
            let (yes, no): (Vec<&String>, Vec<&String>) = members.iter().partition(nullable);
            let groups = [(yes, "may be"), (no, "may not be")].into_iter().filter(|(names, _)| !names.is_empty());
            let proposed: Vec<String> = groups.map(|(names, may)| format!("{} {may}", listed(&names))).collect();
            let what = format!("the page does not say which members of `{}` may be null", resource.name);
            let proposed = proposed.join(", and ");
            open.push((page, line, what, proposed));
        }
    }
    for (page, line, what, proposed) in open {
        model.decide(&page, line, what, proposed);
    }
}

/// The members in rows without a word about null, by page, each page with the first line.
fn silent(resource: &Resource) -> IndexMap<String, (usize, Vec<String>)> {
    let mut found: IndexMap<String, (usize, Vec<String>)> = IndexMap::new();
    for (name, member) in &resource.members {
        let said =
            [Mark::Nullable, Mark::NotNullable, Mark::NotClearable, Mark::Required].iter().any(|it| member.is(*it));
        let shown = member.shown.iter().any(Value::is_null);
        if member.of.is_none() || matches!(member.of, Some(Type::List(_))) || said || shown {
            continue;
        }
        found.entry(member.page.clone()).or_insert_with(|| (member.line, Vec::new())).1.push(name.clone());
    }
    found
}

/// Names in a row, the first of many.
fn listed(names: &[impl AsRef<str>]) -> String {
    let first = names.iter().take(LISTED).map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(LISTED).filter(|more| *more > 0) {
        Some(more) => format!("{first} and {more} more"),
        None => first,
    }
}
