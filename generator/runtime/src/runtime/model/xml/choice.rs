//! The variant of a union that an element is read as.
//!
//! The discriminator decides if the element has it. Otherwise the variants are tried in the order of how well their
//! members fit the names in the element. An element that no variant can read is kept as JSON.

use super::super::value::{Choice, Record, Slot};
use super::super::xml_node::{Xml, XmlNode};
use super::fault::Fault;
use super::json;
use super::tree::Element;

/// A function that reads an element into a slot.
pub(super) type ReadElement = fn(Slot<'_>, &Element<'_>, Xml) -> Result<(), Fault>;

/// Reads an element into a union. `read_element` reads the variants.
pub(super) fn read(
    choice: &mut dyn Choice,
    element: &Element<'_>,
    xml: Xml,
    read_element: ReadElement,
) -> Result<(), Fault> {
    let shape = choice.shape();
    let tag = shape.discriminator.and_then(|name| value_of(element, name));
    if let Some(tag) = tag
        && let Some(variant) = shape.tags.iter().position(|tags| tags.contains(&tag.trim()))
    {
        return read_element(choice.choose(variant), element, xml);
    }
    let mut variants: Vec<(usize, i64)> =
        (0..shape.tags.len()).map(|variant| (variant, fit(choice.choose(variant), element))).collect();
    // The sort is stable, so that variants that fit equally are tried in the order of the document.
    variants.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
    for (variant, _) in variants {
        if read_element(choice.choose(variant), element, xml).is_ok() {
            return Ok(());
        }
    }
    if let Slot::Json(place) = choice.choose(shape.tags.len()) {
        *place = json::to_json(element);
    }
    Ok(())
}

/// The text of the attribute or element of this name.
fn value_of(element: &Element<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes.iter().find(|(key, _)| key.local == name).map(|(_, value)| value.to_string());
    attribute
        .or_else(|| element.children().find(|child| child.name.local == name).map(|child| child.text().into_owned()))
}

/// How well a slot fits an element.
fn fit(slot: Slot<'_>, element: &Element<'_>) -> i64 {
    let is_text = !element.has_children();
    let text = element.text();
    match slot {
        Slot::Record(record) => record_fit(record, element),
        Slot::Optional(optional, _) => fit(optional.some(), element),
        Slot::List(_) | Slot::Map(_) => i64::from(!is_text),
        Slot::Bool(_) if is_text => grade(matches!(text.trim(), "true" | "false")),
        Slot::I32(_) | Slot::I64(_) | Slot::U64(_) | Slot::Integer(_) if is_text => {
            grade(text.trim().parse::<i128>().is_ok())
        }
        Slot::F64(_) if is_text => grade(text.trim().parse::<f64>().is_ok()),
        Slot::Text(format) if is_text => grade(format.matches(text.trim())),
        Slot::String(_) | Slot::Bytes(_) if is_text => 2,
        Slot::Nothing
        | Slot::Bool(_)
        | Slot::I32(_)
        | Slot::I64(_)
        | Slot::U64(_)
        | Slot::Integer(_)
        | Slot::F64(_)
        | Slot::Text(_)
        | Slot::String(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Choice(_) => 0,
    }
}

/// More than a plain string if the text has the form that is wanted, and less otherwise.
fn grade(matches: bool) -> i64 {
    if matches { 3 } else { 1 }
}

/// How many names of an element are members of the record, less those that are not.
fn record_fit(record: &dyn Record, element: &Element<'_>) -> i64 {
    let (shape, table) = (record.shape(), record.xml());
    let nodes: Vec<Xml> =
        shape.members.iter().enumerate().map(|(index, member)| Xml::of_member(table, index, member.name)).collect();
    let is_attribute = |name: &str| nodes.iter().any(|xml| xml.node == XmlNode::Attribute && xml.name == name);
    let is_element = |name: &str| nodes.iter().any(|xml| xml.names_element(name));
    let attributes = element.attributes.iter().map(|(name, _)| is_attribute(&name.local));
    let elements = element.children().map(|child| is_element(&child.name.local));
    attributes.chain(elements).map(|known| if known { 4 } else { -1 }).sum()
}
