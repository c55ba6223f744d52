//! What do examples show of resources, beside what tables say?

use serde_json::Value;

use super::model::{Member, Model, Resource};
use crate::facts::{Mark, Side, Type};
use crate::profile::Writing;

/// Adds what examples show, and what follows from all pages together.
pub fn settle(model: &mut Model, writing: &Writing) {
    named(model);
    let examples = model.operations.iter().flat_map(|operation| {
        let statuses = operation.statuses.clone();
        let body = operation.body.clone();
        let page = operation.page.clone();
        operation.examples.clone().into_iter().filter_map(move |example| {
            let resource = match example.side {
                Side::Request => body.clone(),
                Side::Response => {
                    let status = statuses.iter().find(|it| example.status.is_none_or(|code| it.code == code));
                    status.or(statuses.first()).and_then(|it| it.resource.clone())
                }
            };
            resource.map(|resource| (resource, example, page.clone()))
        })
    });
    let examples: Vec<_> = examples.collect();
    for (name, example, page) in examples {
        let payload = unwrapped(&example.payload, writing);
        for payload in payload {
            let sent = example.side == Side::Request;
            show(model, &Path { name: &name, keys: &[] }, payload, sent, (&page, example.line));
        }
    }
    named(model);
    enumerations(model);
    scalars(model);
}

/// The payloads of a resource: services wrap lists, and pages sometimes wrap a single one in the member for lists.
pub fn unwrapped<'v>(payload: &'v Value, writing: &Writing) -> Vec<&'v Value> {
    let member = writing.lists.as_ref().and_then(|lists| payload.get(&lists.member));
    let alone = payload.as_object().is_some_and(|it| it.keys().filter(|key| !key.starts_with('@')).count() == 1);
    match (member, payload) {
        (Some(Value::Array(items)), _) => items.iter().collect(),
        (Some(one @ Value::Object(_)), _) if alone => vec![one],
        (_, Value::Array(items)) => items.iter().collect(),
        _ => vec![payload],
    }
}

/// A resource, and the members of members inside it.
struct Path<'p> {
    name: &'p str,
    keys: &'p [String],
}

fn show(model: &mut Model, at: &Path<'_>, payload: &Value, sent: bool, (page, line): (&str, usize)) {
    let Some(members) = payload.as_object() else { return };
    if let Some(resource) = find(model, at, page, line).filter(|_| !sent) {
        resource.responses += 1;
    }
    for (key, value) in members {
        let Some(resource) = find(model, at, page, line) else { continue };
        let member = resource.members.entry(key.clone()).or_insert_with(|| Member {
            page: page.to_owned(),
            line,
            ..Member::default()
        });
        member.sent |= sent;
        member.returned += usize::from(!sent);
        if member.shown.len() < 8 {
            member.shown.push(value.clone());
        }
        let of = member.of.clone();
        let named = of.as_ref().and_then(resource_of).map(str::to_owned);
        let items: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            other => vec![other],
        };
        for item in items.into_iter().filter(|item| item.is_object()) {
            match &named {
                Some(name) => show(model, &Path { name, keys: &[] }, item, sent, (page, line)),
                None if of.is_none() || matches!(of, Some(Type::Plain(_))) => {
                    let keys: Vec<String> = at.keys.iter().cloned().chain([key.clone()]).collect();
                    show(model, &Path { name: at.name, keys: &keys }, item, sent, (page, line));
                }
                None => {}
            }
        }
    }
}

/// The object at a path; inner ones are made.
fn find<'m>(model: &'m mut Model, at: &Path<'_>, page: &str, line: usize) -> Option<&'m mut Resource> {
    let mut resource = model.resource(at.name, page, line);
    for key in at.keys {
        let member = resource.members.get_mut(key)?;
        resource = member.inside.get_or_insert_with(Box::default);
    }
    Some(resource)
}

/// The resource that a type names, in a list too.
pub fn resource_of(of: &Type) -> Option<&str> {
    match of {
        Type::Resource(name) => Some(name),
        Type::List(of) => resource_of(of),
        Type::Plain(_) | Type::Union(_) | Type::Unknown(_) => None,
    }
}

/// Every resource that a type names is one.
fn named(model: &mut Model) {
    let types: Vec<(String, String, usize)> = model
        .resources
        .values()
        .flat_map(|resource| resource.members.values())
        .filter_map(|member| Some((resource_of(member.of.as_ref()?)?.to_owned(), member.page.clone(), member.line)))
        .collect();
    for (name, page, line) in types {
        model.resource(&name, &page, line);
    }
    let returned: Vec<(String, String, usize)> = model
        .operations
        .iter()
        .flat_map(|it| {
            it.statuses.iter().filter_map(|status| Some((status.resource.clone()?, it.page.clone(), it.line)))
        })
        .collect();
    for (name, page, line) in returned {
        model.resource(&name, &page, line);
    }
}

/// A type whose members nobody names, and whose values a row lists, is an enumeration.
fn enumerations(model: &mut Model) {
    let values: Vec<(String, Vec<String>)> = model
        .resources
        .values()
        .flat_map(|resource| resource.members.values())
        .filter(|member| !member.values.is_empty())
        .filter_map(|member| Some((resource_of(member.of.as_ref()?)?.to_owned(), member.values.clone())))
        .collect();
    for (name, values) in values {
        let resource = model.resource(&name, "", 0);
        if resource.members.is_empty() {
            let more: Vec<String> = values.into_iter().filter(|value| !resource.values.contains(value)).collect();
            resource.values.extend(more);
        }
    }
}

/// Where a row says one value and every example shows a list, it is a list.
fn scalars(model: &mut Model) {
    let mut told = Vec::new();
    let Model { resources, to_decide, .. } = model;
    for member in resources.values_mut().flat_map(|resource| resource.members.values_mut()) {
        let listed = !member.shown.is_empty() && member.shown.iter().all(Value::is_array);
        match &member.of {
            Some(of @ (Type::Plain(_) | Type::Resource(_))) if listed && *of != Type::Plain("array".to_owned()) => {
                told.push((member.page.clone(), member.line));
                let of = Type::List(Box::new(of.clone()));
                // Where pages disagree on the type, none of them is followed now.
                for decision in &member.contested {
                    if let Some(decision) = to_decide.get_mut(*decision) {
                        decision.proposed = format!("{of}, as the examples show it");
                    }
                }
                member.of = Some(of);
            }
            Some(Type::Plain(_) | Type::Resource(_) | Type::List(_) | Type::Union(_) | Type::Unknown(_)) | None => {}
        }
        if member.of.is_none() {
            member.marks.remove(&Mark::Required.into());
        }
    }
    for (page, line) in told {
        model.decide(&page, line, "the row says one value, and the example shows a list", "a list");
    }
}
