//! Which operations look paged although nothing says it, and which rule would say it?

use std::collections::BTreeMap;

use super::body::{self, Lookup, PageBody};
use crate::ir::{Api, Field, Item, Method, Operation, ParamLocation, Scalar, TypeExpr};
use crate::location::Location;
use crate::pointer;

/// Operations that one rule would be for.
pub struct Suggestion {
    /// The first operation.
    pub location: Location,
    /// The number of operations.
    pub count: usize,
    /// The keys of the rule, as `codegen.toml` has them.
    pub rule: String,
}

/// Adds an operation to the suggestions, if its shape is that of pages.
pub fn add(suggestions: &mut BTreeMap<String, Suggestion>, api: &Api, operation: &Operation) {
    let Some(rule) = rule(api, operation) else { return };
    let first = || Suggestion { location: operation.location.clone(), count: 0, rule: rule.clone() };
    suggestions.entry(rule.clone()).or_insert_with(first).count += 1;
}

/// Names of parameters that take a cursor, in lower case and without `-`, `_` and `.`.
const CURSOR_PARAMS: [&str; 12] = [
    "cursor",
    "pagetoken",
    "after",
    "startingafter",
    "nexttoken",
    "continuationtoken",
    "continuation",
    "marker",
    "pagecursor",
    "startcursor",
    "nextcursor",
    "nextpagetoken",
];
/// Names of members with a cursor.
const CURSORS: [&str; 9] = [
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "continuationtoken",
    "nextmarker",
    "endcursor",
    "nextpagecursor",
    "cursor",
    "after",
];
/// Names of members with a link.
const LINKS: [&str; 8] =
    ["nextlink", "odatanextlink", "nexturl", "nextpageurl", "nextpagelink", "nextpageuri", "nexturi", "nexthref"];
/// Names of members that say whether another page follows.
const MORE: [&str; 5] = ["hasmore", "hasnext", "hasnextpage", "ismore", "morepages"];

/// The rule that an operation looks like. None: it does not look paged.
fn rule(api: &Api, operation: &Operation) -> Option<String> {
    if operation.method != Method::Get {
        return None;
    }
    let body = PageBody::of(api, operation).filter(|body| !body.is_list())?;
    let items = body.only_list()?;
    let texts = members(api, &body, is_text);
    let more = members(api, &body, |api, item| *api.resolve(&item.ty) == TypeExpr::Scalar(Scalar::Bool));
    let more = find(&more, &MORE);
    let params = operation.params.iter().filter(|param| param.sent_in == ParamLocation::Query);
    let params: Vec<(String, String)> = params.map(|param| (plain(&param.name), param.name.clone())).collect();
    let cursor_param = find(&params, &CURSOR_PARAMS);
    let how = match (find(&texts, &LINKS), find(&texts, &CURSORS), &cursor_param) {
        (Some(link), _, _) => format!("by = \"link\", member = {}", quoted(&link)),
        (None, Some(cursor), Some(param)) => {
            format!("by = \"cursor\", member = {}, query = {}{}", quoted(&cursor), quoted(param), said(&more))
        }
        (None, None, Some(param))
            if more.is_some() && plain(param) == "startingafter" && has_id(api, &body, &items) =>
        {
            format!("by = \"cursor\", last-item = \"id\", query = {}{}", quoted(param), said(&more))
        }
        (None, _, None) if more.is_some() => match (find(&params, &["page", "pagenumber"]), find(&params, &["offset"]))
        {
            (Some(page), _) => format!("by = \"page\", query = {}{}", quoted(&page), said(&more)),
            (None, Some(offset)) => format!("by = \"offset\", query = {}{}", quoted(&offset), said(&more)),
            (None, None) => return None,
        },
        // Where no parameter takes a cursor, a text called `next` is a link.
        (None, _, None) => format!("by = \"link\", member = {}", quoted(&find(&texts, &["next"])?)),
        (None, _, Some(_)) => return None,
    };
    Some(format!("{how}, items = {}", quoted(&items)))
}

/// The members of a body, and of the objects in it, whose value is of a kind: the plain name, and the place.
fn members(api: &Api, body: &PageBody<'_>, is_of_kind: fn(&Api, &Item) -> bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut add = |parent: &str, field: &Field| {
        if is_of_kind(api, &field.value) {
            found.push((plain(&field.name), pointer::join(parent, &field.name)));
        }
    };
    for field in body.members() {
        add("", field);
        let parent = pointer::from_keys(&[&field.name]);
        body::fields(api, &field.value).iter().for_each(|inner| add(&parent, inner));
    }
    found
}

fn is_text(api: &Api, item: &Item) -> bool {
    matches!(api.resolve(&item.ty), TypeExpr::Scalar(Scalar::String))
}

fn has_id(api: &Api, body: &PageBody<'_>, items: &str) -> bool {
    let Lookup::Found(found) = body.look(items) else { return false };
    let TypeExpr::List(item) = api.resolve(&found.value.ty) else { return false };
    matches!(body::look(api, item, "/id"), Lookup::Found(_))
}

fn find(named: &[(String, String)], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| named.iter().find(|(plain, _)| plain == name)).map(|(_, place)| place.clone())
}

fn said(more: &Option<String>) -> String {
    more.as_ref().map(|more| format!(", more = {}", quoted(more))).unwrap_or_default()
}

/// A place as a user writes it: the name of a member, or a pointer.
fn quoted(place: &str) -> String {
    let name = place.strip_prefix('/').filter(|name| !name.contains(['/', '~'])).unwrap_or(place);
    format!("{name:?}")
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
