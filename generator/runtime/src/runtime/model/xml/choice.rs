//! The variant of a union that an element is read as.
//!
//! The discriminator decides if the element has it. Otherwise the variant that fits best is read, by the names in the
//! element and by the text of its scalars. If that fails, the element is kept as JSON: to try every variant would take a
//! time that doubles with each union in a union. A lenient reader keeps the variant of the discriminator as JSON too.

use super::super::member::Presence;
use super::super::misfit::Fault;
use super::super::shape::Unlisted;
use super::super::value::{Choice, Record, Slot, Value};
use super::super::xml_node::{Xml, XmlNode};
use super::fault::Passed;
use super::json;
use super::tree::Element;

/// A function that reads an element into a slot.
pub(super) type ReadElement = fn(Slot<'_>, &Element<'_>, Xml, &mut Passed) -> Result<(), Fault>;

/// Reads an element into a union. `read_element` reads the variants.
pub(super) fn read(
    choice: &mut dyn Choice,
    element: &Element<'_>,
    xml: Xml,
    passed: &mut Passed,
    read_element: ReadElement,
) -> Result<(), Fault> {
    let shape = choice.shape();
    let tag = shape.discriminator.and_then(|name| value_of(element, name));
    if let Some(tag) = tag
        && let Some(variant) = shape.tags.iter().position(|tags| tags.contains(&tag.trim()))
    {
        match read_element(choice.choose(variant), element, xml, passed) {
            Err(fault) if passed.is_lenient() => passed.pass(fault),
            Err(_) if shape.unlisted == Unlisted::Kept => {}
            outcome => return outcome,
        }
        keep_json(choice, element);
        return Ok(());
    }
    let mut best: Option<(usize, i64)> = None;
    for variant in 0..shape.tags.len() {
        let fit = fit(choice.choose(variant), element);
        // Of variants that fit equally, the first of the document is read.
        if best.is_none_or(|(_, known)| fit > known) {
            best = Some((variant, fit));
        }
    }
    if let Some((variant, _)) = best
        && read_element(choice.choose(variant), element, xml, &mut Passed::strict()).is_ok()
    {
        return Ok(());
    }
    keep_json(choice, element);
    Ok(())
}

/// Keeps an element that matches no variant as JSON.
fn keep_json(choice: &mut dyn Choice, element: &Element<'_>) {
    if let Slot::Json(place) = choice.choose(choice.shape().tags.len()) {
        *place = json::to_json(element);
    }
}

/// The text of the attribute or element of this name.
fn value_of(element: &Element<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes.iter().find(|(key, _)| key.local == name).map(|(_, value)| value.to_string());
    attribute
        .or_else(|| element.children().find(|child| child.name.local == name).map(|child| child.text().into_owned()))
}

/// Whether an element cannot be the value of a slot, since it has elements and not text, or none of the names of the record.
pub(super) fn is_stranger(slot: Slot<'_>, element: &Element<'_>) -> bool {
    match slot {
        Slot::Optional(optional) => is_stranger(optional.some(), element),
        Slot::Record(record) => {
            let nodes = nodes(record);
            let needs_more = record.shape().members().any(|member| member.presence == Presence::Required);
            let knows = |name: &str| nodes.iter().any(|xml| xml.name == name || xml.names_element(name));
            let has_known = element.attributes.iter().any(|(name, _)| knows(&name.local))
                || element.children().any(|child| knows(&child.name.local));
            !has_known && (element.has_children() || (needs_more && element.is_blank()))
        }
        Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::Integer(_)
        | Slot::F64(_)
        | Slot::Text(_)
        | Slot::String(_)
        | Slot::Bytes(_) => element.has_children(),
        Slot::Nothing | Slot::Json(_) | Slot::List(_) | Slot::Map(_) | Slot::Choice(_) => false,
    }
}

/// How the members of a record are written.
fn nodes(record: &dyn Record) -> Vec<Xml> {
    let (shape, table) = (record.shape(), record.xml());
    shape.names.iter().enumerate().map(|(index, name)| Xml::of_member(table, index, name)).collect()
}

/// How well a slot fits an element. Less than nothing: it does not.
fn fit(slot: Slot<'_>, element: &Element<'_>) -> i64 {
    let is_text = !element.has_children();
    let text = element.text();
    match slot {
        Slot::Record(record) => record_fit(record, element),
        Slot::Optional(optional) => fit(optional.some(), element),
        Slot::List(_) | Slot::Map(_) => i64::from(!is_text),
        Slot::Bool(_) if is_text => grade(matches!(text.trim(), "true" | "false")),
        Slot::Whole(_) | Slot::Integer(_) if is_text => grade(text.trim().parse::<i128>().is_ok()),
        Slot::F64(_) if is_text => grade(text.trim().parse::<f64>().is_ok()),
        Slot::Text(format) if is_text => grade(format.matches(text.trim())),
        Slot::String(_) | Slot::Bytes(_) if is_text => 2,
        Slot::Nothing | Slot::Json(_) | Slot::Choice(_) => 0,
        Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::Integer(_)
        | Slot::F64(_)
        | Slot::Text(_)
        | Slot::String(_)
        | Slot::Bytes(_) => MISFIT,
    }
}

/// More than a plain string if the text has the form that is wanted, and less otherwise.
fn grade(matches: bool) -> i64 {
    if matches { 3 } else { 1 }
}

/// What a required member that is not there, and a text that cannot be read, count: more than all names.
const MISFIT: i64 = -1_000_000;

/// How many names of an element are members of the record, less those that are not, and less what cannot be read.
fn record_fit(record: &mut dyn Record, element: &Element<'_>) -> i64 {
    let (shape, nodes) = (record.shape(), nodes(record));
    let is_attribute = |name: &str| nodes.iter().any(|xml| xml.node == XmlNode::Attribute && xml.name == name);
    let is_element = |name: &str| nodes.iter().any(|xml| xml.names_element(name));
    let attributes = element.attributes.iter().map(|(name, _)| is_attribute(&name.local));
    let elements = element.children().map(|child| is_element(&child.name.local));
    let names: i64 = attributes.chain(elements).map(|known| if known { 4 } else { -1 }).sum();
    let mut fit = names;
    record.with_members_mut(&mut |members: &mut [&mut dyn Value]| {
        let values = shape.members().zip(&nodes).zip(members.iter_mut());
        let misfits = values.map(|((member, xml), value)| member_fit(value.slot(), member.presence, element, *xml));
        fit += misfits.sum::<i64>();
    });
    fit
}

/// Whether a member can be read, as far as its own node says.
fn member_fit(slot: Slot<'_>, presence: Presence, element: &Element<'_>, xml: Xml) -> i64 {
    let child = element.child(xml).filter(|child| !child.has_children()).map(|child| child.text().into_owned());
    let text = match xml.node {
        XmlNode::Element | XmlNode::Attribute => element.attribute(xml).map(str::to_owned).or(child),
        XmlNode::Text | XmlNode::Cdata | XmlNode::None => return 0,
    };
    match (text, slot) {
        (Some(text), slot) => text_fit(slot, text.trim()),
        (None, Slot::Optional(..) | Slot::List(_)) => 0,
        (None, _) if presence == Presence::Required && element.child(xml).is_none() => MISFIT,
        (None, _) => 0,
    }
}

/// Whether a text can be read into a slot.
fn text_fit(slot: Slot<'_>, text: &str) -> i64 {
    let readable = |is_readable: bool| if is_readable { 0 } else { MISFIT };
    match slot {
        Slot::Optional(_) if text.is_empty() => 0,
        Slot::Optional(optional) => text_fit(optional.some(), text),
        Slot::Bool(_) => readable(matches!(text, "true" | "false" | "1" | "0")),
        Slot::Whole(_) | Slot::Integer(_) => readable(text.parse::<i128>().is_ok()),
        Slot::F64(_) => readable(text.parse::<f64>().is_ok()),
        Slot::Text(format) => i64::from(format.matches(text)),
        Slot::Record(_) | Slot::Map(_) if !text.is_empty() => -4,
        Slot::Nothing
        | Slot::String(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Record(_)
        | Slot::List(_)
        | Slot::Map(_)
        | Slot::Choice(_) => 0,
    }
}
