//! XML without a table as JSON, and back: an attribute is a member `@name`, and text beside it is `#text`.

use super::super::value::Json;
use super::tree::{Element, Name};
use serde_json::Map;

/// The key of the text beside attributes or elements.
const TEXT: &str = "#text";

/// The content of an element as JSON. All scalars are strings, because XML has no other.
pub(super) fn to_json(element: &Element<'_>) -> Json {
    if element.is_nil() {
        return Json::Null;
    }
    let text = element.text();
    if element.attributes.is_empty() && !element.has_children() {
        return Json::String(text.into_owned());
    }
    let mut members = Map::new();
    for (name, value) in &element.attributes {
        members.insert(format!("@{}", name.local), Json::from(value.as_ref()));
    }
    for (name, group) in element.groups() {
        members.insert(name.to_owned(), group_to_json(&group));
    }
    if !text.trim().is_empty() {
        members.insert(TEXT.to_owned(), Json::from(text.as_ref()));
    }
    Json::Object(members)
}

/// Elements of one name as JSON: several are an array.
pub(super) fn group_to_json(group: &[&Element<'_>]) -> Json {
    match group {
        [only] => to_json(only),
        several => Json::Array(several.iter().map(|element| to_json(element)).collect()),
    }
}

/// Writes JSON as the content of an element.
pub(super) fn fill<'a>(element: &mut Element<'a>, json: &'a Json) {
    match json {
        Json::Null => element.set_nil(),
        Json::String(text) => element.push_text(text.as_str().into()),
        Json::Bool(_) | Json::Number(_) => element.push_text(json.to_string().into()),
        Json::Array(items) => items.iter().for_each(|item| push(element, "item", item)),
        Json::Object(members) => {
            for (key, value) in members {
                match (key.strip_prefix('@'), value) {
                    (Some(name), Json::String(text)) => {
                        element.attributes.push((Name::plain(name), text.as_str().into()));
                    }
                    (None, Json::String(text)) if key == TEXT => element.push_text(text.as_str().into()),
                    (_, Json::Array(items)) => items.iter().for_each(|item| push(element, key, item)),
                    (_, value) => push(element, key, value),
                }
            }
        }
    }
}

fn push<'a>(parent: &mut Element<'a>, name: &'a str, json: &'a Json) {
    let mut child = Element::new(Name::plain(name));
    fill(&mut child, json);
    parent.content.push(super::tree::Content::Element(child));
}
