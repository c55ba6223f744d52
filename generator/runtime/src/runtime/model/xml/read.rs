//! The reader of XML: it reads a tree of elements into slots, by the tables of the records.
//!
//! Servers often write XML that differs a little from their document, so that the reader is tolerant where no other
//! reading makes sense: see [`read_member`], [`read_inline`] and [`has_lone_text`]. What does not match all the same is an
//! error, or left out if the reader is lenient.

use super::super::learned::facts;
use super::super::member::Presence;
use super::super::misfit::Fault;
use super::super::read::give_way::LeftOut;
use super::super::read::{expected, give_way, put_text};
use super::super::shape::Shape;
use super::super::value::{Entries, List, OptionalPlace, Record, Slot, Value};
use super::super::xml_node::{Xml, XmlNode};
use super::fault::Passed;
use super::tree::{Content, Element, Name};
use super::{choice, json};

/// Whether a part of the value was in the XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Yes,
    No,
}

/// Reads the root element. Any name is accepted, because many documents do not give it.
pub(super) fn read_root(slot: Slot<'_>, root: Element<'_>, xml: Xml, passed: &mut Passed) -> Result<(), Fault> {
    match xml.node {
        XmlNode::None => {
            let mut holder = Element::new(Name::plain(""));
            holder.content.push(Content::Element(root));
            read_inline(slot, &holder, xml, passed).map(|_| ())
        }
        XmlNode::Element | XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata => {
            read_element(slot, &root, xml, passed)
        }
    }
}

/// Reads an element into a slot.
pub(super) fn read_element(slot: Slot<'_>, element: &Element<'_>, xml: Xml, passed: &mut Passed) -> Result<(), Fault> {
    match slot {
        Slot::Nothing => Ok(()),
        Slot::Optional(optional) => read_optional(optional, element, xml, passed),
        Slot::Record(record) => read_record(record, element, passed),
        Slot::Map(entries) => read_entries(entries, element, passed),
        Slot::List(list) => read_items(list, &wrapped(element, xml), xml.item(), passed),
        Slot::Choice(choice) => choice::read(choice, element, xml, passed, read_element),
        Slot::Json(place) => {
            *place = json::to_json(element);
            Ok(())
        }
        slot => {
            if element.has_children() {
                let fault = Fault::new(expected(&slot), "elements", None);
                return Err(fault.because("expected text, found elements".to_owned()));
            }
            read_text(slot, &element.text())
        }
    }
}

fn read_text(slot: Slot<'_>, text: &str) -> Result<(), Fault> {
    match slot {
        Slot::Optional(optional) => read_text(optional.some(), text),
        // White space around a value with a format is layout.
        Slot::Text(place) if !place.matches(text) && place.matches(text.trim()) => {
            let expected = place.expected();
            place.put(text.trim()).map_err(|message| Fault::new(expected, "a string", None).because(message))
        }
        slot => put_text(slot, text),
    }
}

/// An element that says so is null, and so is an empty one where no empty value exists.
fn read_optional(
    mut optional: OptionalPlace<'_>,
    element: &Element<'_>,
    xml: Xml,
    passed: &mut Passed,
) -> Result<(), Fault> {
    if element.is_nil() || (element.is_blank() && !takes_blank(optional.reborrow().some())) {
        optional.null();
        return Ok(());
    }
    read_element(optional.some(), element, xml, passed)
}

/// Whether an empty element is a value.
fn takes_blank(slot: Slot<'_>) -> bool {
    match slot {
        Slot::Bool(_) | Slot::Whole(_) | Slot::F64(_) | Slot::Integer(_) => false,
        Slot::Text(text) => text.matches(""),
        Slot::Optional(optional) => takes_blank(optional.some()),
        Slot::Nothing
        | Slot::String(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Record(_)
        | Slot::List(_)
        | Slot::Map(_)
        | Slot::Choice(_) => true,
    }
}

/// The items of a list with an element of its own: those of the documented name, or all if none has it.
fn wrapped<'e, 'a>(element: &'e Element<'a>, xml: Xml) -> Vec<&'e Element<'a>> {
    let item = xml.item();
    let named: Vec<_> = element.children().filter(|child| child.name.is(item)).collect();
    if named.is_empty() { element.children().collect() } else { named }
}

fn read_items(list: &mut dyn List, items: &[&Element<'_>], xml: Xml, passed: &mut Passed) -> Result<(), Fault> {
    list.clear();
    for (index, item) in items.iter().enumerate() {
        let before = passed.count();
        let outcome = read_element(list.push(), item, xml, passed);
        passed.settle(before, &index.to_string(), outcome, (), |_| give_way::item(list))?;
    }
    Ok(())
}

fn read_entries(entries: &mut dyn Entries, element: &Element<'_>, passed: &mut Passed) -> Result<(), Fault> {
    entries.clear();
    read_groups(entries, element.groups().into_iter(), passed)
}

/// Reads elements, grouped by their names, as entries of a map.
fn read_groups<'e, 'a: 'e>(
    entries: &mut dyn Entries,
    groups: impl Iterator<Item = (&'e str, Vec<&'e Element<'a>>)>,
    passed: &mut Passed,
) -> Result<(), Fault> {
    let mut left_out = LeftOut::default();
    for (key, group) in groups {
        let before = passed.count();
        let outcome = read_group(entries.insert(key), &group, passed);
        passed.settle(before, key, outcome, (), |_| left_out.entry(entries, key))?;
    }
    left_out.remove(entries);
    Ok(())
}

/// Reads elements of one name as the value of a map: a list has all of them, any other value is the last.
fn read_group(slot: Slot<'_>, group: &[&Element<'_>], passed: &mut Passed) -> Result<(), Fault> {
    match slot {
        Slot::Optional(optional) if !group.iter().all(|element| element.is_nil()) => {
            read_group(optional.some(), group, passed)
        }
        Slot::List(list) => read_items(list, group, Xml::element(""), passed),
        Slot::Json(place) => {
            *place = json::group_to_json(group);
            Ok(())
        }
        slot => match group.last() {
            Some(element) => read_element(slot, element, Xml::element(""), passed),
            None => Ok(()),
        },
    }
}

fn read_record(record: &mut dyn Record, element: &Element<'_>, passed: &mut Passed) -> Result<(), Fault> {
    let (shape, table) = (record.shape(), record.xml());
    let mut outcome = Ok(());
    record.with_members_mut(&mut |members: &mut [&mut dyn Value]| {
        outcome = read_members(shape, table, members, element, passed)
    });
    outcome
}

fn read_members(
    shape: &'static Shape,
    table: &'static [Xml],
    members: &mut [&mut dyn Value],
    element: &Element<'_>,
    passed: &mut Passed,
) -> Result<(), Fault> {
    let mut missing = Vec::new();
    for (index, (member, value)) in shape.members().zip(members.iter_mut()).enumerate() {
        let xml = Xml::of_member(table, index, member.name);
        let before = passed.count();
        let outcome = read_member(value.slot(), element, xml, passed);
        let leave_out = |fault: &Fault| give_way::member(*value, member.presence, fault);
        let found = passed.settle(before, member.name, outcome, Found::Yes, leave_out)?;
        if found == Found::No && member.presence == Presence::Required && !may_be_missing(value.slot()) {
            missing.push((index, xml));
        }
    }
    if facts(shape).is_open()
        && let Some(Slot::Map(entries)) = members.last_mut().map(|others| others.slot())
    {
        let nodes: Vec<Xml> =
            shape.names.iter().enumerate().map(|(index, name)| Xml::of_member(table, index, name)).collect();
        let others = element.groups().into_iter().filter(|(key, _)| !nodes.iter().any(|xml| xml.names_element(key)));
        read_groups(entries, others, passed)?;
    }
    match missing.as_slice() {
        [] => Ok(()),
        [(index, xml)] if has_lone_text(shape.names.len(), table, element) => match members.get_mut(*index) {
            Some(value) => read_text(value.slot(), &element.text()).map_err(|fault| fault.inside(xml.name)),
            None => Ok(()),
        },
        missing => settle_missing(missing, members, passed),
    }
}

/// Deals with required members that were not sent. A lenient reader takes a map for empty.
#[cold]
fn settle_missing(missing: &[(usize, Xml)], members: &mut [&mut dyn Value], passed: &mut Passed) -> Result<(), Fault> {
    for (index, xml) in missing {
        let name = format!("the {} `{}`", node_name(*xml), xml.name);
        let fault = Fault::new(format!("an element with {name}"), "an element without it", None);
        let fault = fault.because(format!("{name} is missing"));
        match members.get_mut(*index).map(|value| value.slot()) {
            Some(Slot::Map(entries)) if passed.is_lenient() => entries.clear(),
            Some(_) | None => return Err(fault),
        }
        passed.pass(fault);
    }
    Ok(())
}

/// Whether an element has nothing but text, which the document gives no place, and the record has only one member that is
/// no attribute. That member is the text: the document lacks `nodeType: text`.
fn has_lone_text(members: usize, table: &[Xml], element: &Element<'_>) -> bool {
    let attributes = table.iter().filter(|xml| xml.node == XmlNode::Attribute).count();
    !element.has_children() && !element.text().trim().is_empty() && attributes + 1 == members
}

fn node_name(xml: Xml) -> &'static str {
    match xml.node {
        XmlNode::Attribute => "attribute",
        XmlNode::Element | XmlNode::Text | XmlNode::Cdata | XmlNode::None => "element",
    }
}

/// Whether a required value has a meaning without XML: no items, or null.
fn may_be_missing(slot: Slot<'_>) -> bool {
    match slot {
        Slot::List(list) => {
            list.clear();
            true
        }
        Slot::Optional(..) | Slot::Nothing => true,
        Slot::Bool(_)
        | Slot::Whole(_)
        | Slot::F64(_)
        | Slot::String(_)
        | Slot::Text(_)
        | Slot::Integer(_)
        | Slot::Bytes(_)
        | Slot::Json(_)
        | Slot::Record(_)
        | Slot::Map(_)
        | Slot::Choice(_) => false,
    }
}

fn read_member(slot: Slot<'_>, element: &Element<'_>, xml: Xml, passed: &mut Passed) -> Result<Found, Fault> {
    match xml.node {
        // A server may send an attribute where the document has an element, and the other way round.
        XmlNode::Element => match (element.child(xml), element.attribute(xml)) {
            (Some(child), _) => read_element(slot, child, xml, passed).map(|()| Found::Yes),
            (None, Some(text)) => read_attribute(slot, text),
            (None, None) => Ok(Found::No),
        },
        XmlNode::Attribute => match (element.attribute(xml), element.child(xml)) {
            (Some(text), _) => read_attribute(slot, text),
            (None, Some(child)) => read_element(slot, child, xml, passed).map(|()| Found::Yes),
            (None, None) => Ok(Found::No),
        },
        XmlNode::Text | XmlNode::Cdata => match (slot, element.text()) {
            (Slot::Optional(..), text) if text.is_empty() => Ok(Found::No),
            (slot, text) => read_list_of_text(slot, &text).map(|()| Found::Yes),
        },
        XmlNode::None => read_inline(slot, element, xml, passed),
    }
}

/// Reads an attribute. It is none of a member that is an object.
fn read_attribute(slot: Slot<'_>, text: &str) -> Result<Found, Fault> {
    match slot {
        Slot::Record(_) | Slot::Map(_) => Ok(Found::No),
        Slot::Optional(mut optional) => {
            let found = read_attribute(optional.reborrow().some(), text);
            if let Ok(Found::No) = found {
                optional.reset();
            }
            found
        }
        slot => read_list_of_text(slot, text).map(|()| Found::Yes),
    }
}

/// Reads text into a slot. A list in one text has white space between its items.
fn read_list_of_text(slot: Slot<'_>, text: &str) -> Result<(), Fault> {
    match slot {
        Slot::Optional(optional) => read_list_of_text(optional.some(), text),
        Slot::List(list) => {
            list.clear();
            text.split_whitespace().try_for_each(|item| read_text(list.push(), item))
        }
        slot => read_text(slot, text),
    }
}

/// Reads a value without a node of its own from the element around it.
///
/// A list that is not wrapped is read as a wrapped one where only that fits: in many documents `wrapped` is missing.
fn read_inline(slot: Slot<'_>, element: &Element<'_>, xml: Xml, passed: &mut Passed) -> Result<Found, Fault> {
    match slot {
        Slot::Optional(mut optional) => match read_inline(optional.reborrow().some(), element, xml, passed) {
            Ok(Found::Yes) => Ok(Found::Yes),
            Ok(Found::No) => {
                optional.reset();
                Ok(Found::No)
            }
            Err(fault) => Err(fault),
        },
        Slot::List(list) => {
            let item = xml.item();
            let items: Vec<_> = element.children().filter(|child| child.name.is(item)).collect();
            let wrapper = element.child(Xml { name: xml.name, ..item });
            match (items.as_slice(), wrapper) {
                ([], None) => Ok(Found::No),
                ([], Some(wrapper)) => read_items(list, &wrapped(wrapper, xml), item, passed).map(|()| Found::Yes),
                ([only], Some(wrapper)) if choice::is_stranger(list.push(), only) => {
                    let inner: Vec<_> = wrapper.children().collect();
                    read_items(list, &inner, item, passed).map(|()| Found::Yes)
                }
                (items, _) => read_items(list, items, item, passed).map(|()| Found::Yes),
            }
        }
        slot => {
            let has_content = element.has_children() || !element.attributes.is_empty() || !element.text().is_empty();
            read_element(slot, element, xml, passed)?;
            Ok(if has_content { Found::Yes } else { Found::No })
        }
    }
}
