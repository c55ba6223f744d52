//! How does a whole document stand?

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::model::Model;
use super::names::{self, upper};
use super::operation::{Components, of_path, operation};
use super::references::references;
use super::{proposed, schema, security};
use crate::facts::{Page, Type};
use crate::profile::{Profile, Writing};

/// Writes the document of all operations.
pub fn document(model: &mut Model, pages: &[Page], profile: &Profile) -> Value {
    let writing = &profile.writing;
    let version = pages.first().map_or_else(|| "1".to_owned(), |page| super::version::version(page, profile));
    let mut components = Components::default();
    let paths = paths(model, writing, &version, &mut components);
    let mut tags: Vec<String> = model.operations.iter().map(|it| it.tag.clone()).collect();
    tags.sort_by_key(|tag| tag.to_ascii_lowercase());
    tags.dedup();
    let service = writing.service.as_deref().unwrap_or("The service");
    let mut document = Map::new();
    document.insert("openapi".to_owned(), json!("3.0.3"));
    let mut info = Map::new();
    info.insert("title".to_owned(), json!(format!("{service} {version}, {}", tags.join(", "))));
    info.insert("version".to_owned(), json!(version));
    info.insert(
        "description".to_owned(),
        json!("Written from pages of documentation; the facts file beside it says which."),
    );
    if let Some(license) = &writing.license {
        info.insert("license".to_owned(), license.clone());
    }
    document.insert("info".to_owned(), Value::Object(info));
    let described = tags.iter().map(|tag| json!({"name": tag, "description": format!("Operations of `{tag}`.")}));
    document.insert("tags".to_owned(), described.collect());
    document.insert("servers".to_owned(), security::all_servers(model, writing, &version));
    document.insert("paths".to_owned(), Value::Object(paths));
    let schemes = security::schemes(&document, writing);
    let sections = [
        ("schemas", schemas(model, writing, &document, &components)),
        ("parameters", components.parameters),
        ("requestBodies", components.bodies),
        ("responses", components.responses),
        ("securitySchemes", schemes),
    ];
    let sections = sections.into_iter().filter(|(_, section)| !section.is_empty());
    let sections: Map<String, Value> =
        sections.map(|(name, section)| (name.to_owned(), Value::Object(section))).collect();
    document.insert("components".to_owned(), Value::Object(sections));
    Value::Object(document)
}

fn paths(model: &mut Model, writing: &Writing, version: &str, components: &mut Components) -> Map<String, Value> {
    let mut paths = Map::new();
    let mut ids: Vec<String> = Vec::new();
    let mut open = Vec::new();
    let ours: &Model = model;
    for of in &ours.operations {
        let id = id(ours, of, &ids);
        ids.push(id.clone());
        let (written, more) = operation(ours, of, &id, writing, version, components);
        open.extend(more);
        let known = paths.keys().find(|path| crate::specification::same_path(path, &of.path)).cloned();
        let item = paths.entry(known.unwrap_or_else(|| of.path.clone())).or_insert_with(|| {
            let parameters = of_path(&of.path, components);
            if parameters.is_empty() { json!({}) } else { json!({"parameters": parameters}) }
        });
        if let Some(item) = item.as_object_mut() {
            item.insert(of.method.clone(), written);
        }
    }
    for (page, line, what, proposed) in open {
        model.decide(&page, line, what, proposed);
    }
    proposed::names(model, &ids);
    paths
}

/// A name of its own: `contact.update`, or with the words of the path where a page has several paths.
fn id(model: &Model, of: &super::model::Operation, taken: &[String]) -> String {
    let base = format!("{}.{}", of.tag, of.verb);
    let same = model.operations.iter().filter(|it| it.tag == of.tag && it.verb == of.verb).count();
    let name = if same > 1 { format!("{base}{}", upper(&names::words_of_path(&of.path))) } else { base };
    names::free(name, taken)
}

/// The schemas that operations reach, and those of the profile that they reach.
fn schemas(
    model: &mut Model,
    writing: &Writing,
    document: &Map<String, Value>,
    components: &Components,
) -> Map<String, Value> {
    let mut written = Map::new();
    let mut open = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    references(
        &json!([document.get("paths"), components.bodies, components.responses, components.parameters]),
        &mut open,
    );
    while let Some(pointer) = open.pop() {
        let Some(name) = pointer.strip_prefix("/components/schemas/") else { continue };
        if !known.insert(name.to_owned()) {
            continue;
        }
        let schema = match (writing.schemas.get(name), model.known(name)) {
            (Some(schema), _) => schema.clone(),
            (None, Some(resource)) => schema::resource(model, resource, writing),
            (None, None) => continue,
        };
        references(&schema, &mut open);
        written.insert(name.to_owned(), schema);
    }
    let mut ordered: Vec<(String, Value)> = written.into_iter().collect();
    let order: Vec<String> =
        model.resources.values().map(|it| it.name.clone()).chain(writing.schemas.keys().cloned()).collect();
    ordered.sort_by_key(|(name, _)| order.iter().position(|it| it == name));
    told(model, &known);
    proposed::nulls(model, &|name| known.contains(name), writing);
    ordered.into_iter().collect()
}

/// What the schemas leave open.
fn told(model: &mut Model, known: &BTreeSet<String>) {
    let mut open = Vec::new();
    for resource in model.resources.values().filter(|it| known.contains(&it.name)) {
        if resource.members.is_empty() && resource.values.is_empty() {
            let (page, line) = resource.named.clone();
            open.push((
                page,
                line,
                format!("no page says what `{}` is", resource.name),
                "a placeholder that allows any members",
            ));
        }
        for (name, member) in &resource.members {
            if let Some(Type::Unknown(text)) = &member.of {
                let what = format!("the profile does not know the type `{text}` of `{name}`");
                open.push((member.page.clone(), member.line, what, "any value"));
            }
            if member.of.is_none() && !name.starts_with('@') {
                let what = format!("only examples show `{name}` of `{}`", resource.name);
                open.push((member.page.clone(), member.line, what, "the type of the value that is shown"));
            }
        }
    }
    for (page, line, what, proposed) in open {
        model.decide(&page, line, what, proposed);
    }
}
