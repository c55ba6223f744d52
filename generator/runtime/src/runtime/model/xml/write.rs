//! The writer of XML: it makes a tree of elements of views, by the tables of the records.

use super::super::member::Presence;
use super::super::members::forbidden_member;
use super::super::value::{Entries, Record, View};
use super::super::write::plain_text;
use super::super::xml_node::{Xml, XmlNode};
use super::json;
use super::tree::{Content, Element, Name};
use std::borrow::Cow;

/// Makes the tree of a body. An error is the message.
pub(super) fn write_root(view: View<'_>, xml: Xml) -> Result<Element<'_>, String> {
    let mut holder = Element::new(Name::plain(""));
    match xml.node {
        XmlNode::None => inline(&mut holder, view, xml)?,
        XmlNode::Element | XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata => {
            holder.content.push(Content::Element(element(Name::of(xml), view, xml)?));
        }
    }
    let mut parts = holder.content.into_iter();
    match (parts.next(), parts.next()) {
        (Some(Content::Element(root)), None) => Ok(root),
        _ => Err("a body of XML has one root element: set one member".to_owned()),
    }
}

fn element<'a>(name: Name<'a>, view: View<'a>, xml: Xml) -> Result<Element<'a>, String> {
    let mut element = Element::new(name);
    fill(&mut element, view, xml)?;
    Ok(element)
}

/// Adds a value to an element, as its table says.
fn add<'a>(parent: &mut Element<'a>, view: View<'a>, xml: Xml) -> Result<(), String> {
    match (xml.node, view) {
        (_, View::Absent) | (XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata | XmlNode::None, View::Null) => {}
        (XmlNode::Element, view) => parent.content.push(Content::Element(element(Name::of(xml), view, xml)?)),
        (XmlNode::Attribute, view) => parent.attributes.push((Name::of(xml), text(view)?)),
        (XmlNode::Text, view) => parent.push_text(text(view)?),
        (XmlNode::Cdata, view) => parent.content.push(Content::Cdata(text(view)?)),
        (XmlNode::None, view) => inline(parent, view, xml)?,
    }
    Ok(())
}

/// Adds the parts of a value without a node of its own.
fn inline<'a>(parent: &mut Element<'a>, view: View<'a>, xml: Xml) -> Result<(), String> {
    match view {
        View::List(list) => list.views().try_for_each(|item| add_item(parent, item, xml.item())),
        view => fill(parent, view, xml),
    }
}

/// Adds an item of a list. A list in a list is wrapped, because its end could not be seen otherwise.
fn add_item<'a>(parent: &mut Element<'a>, view: View<'a>, xml: Xml) -> Result<(), String> {
    let xml = match view {
        View::Absent | View::Null | View::List(_) => Xml { node: XmlNode::Element, ..xml },
        _ => xml,
    };
    let view = if let View::Absent = view { View::Null } else { view };
    add(parent, view, xml)
}

/// Writes a value as the content of an element.
fn fill<'a>(element: &mut Element<'a>, view: View<'a>, xml: Xml) -> Result<(), String> {
    match view {
        View::Absent | View::Null => element.set_nil(),
        View::Record(record) => members(element, record)?,
        View::Tagged { member, tag, record } => {
            if !writes(record, member) {
                element.content.push(Content::Element(tagged(member, tag)));
            }
            members(element, record)?;
        }
        View::List(list) => list.views().try_for_each(|item| add_item(element, item, xml.item()))?,
        View::Map(map) => entries(element, map)?,
        View::Json(value) => json::fill(element, value),
        view => element.push_text(text(view)?),
    }
    Ok(())
}

fn tagged<'a>(member: &'static str, tag: &'static str) -> Element<'a> {
    let mut element = Element::new(Name::plain(member));
    element.push_text(tag.into());
    element
}

/// Whether a record writes a member of this name itself.
fn writes(record: &dyn Record, name: &str) -> bool {
    let values = record.members();
    record.shape().names.iter().zip(values).any(|(of, value)| *of == name && !matches!(value.view(), View::Absent))
}

fn members<'a>(element: &mut Element<'a>, record: &'a dyn Record) -> Result<(), String> {
    let (shape, table) = (record.shape(), record.xml());
    let mut members = shape.members();
    for (index, value) in record.members().into_iter().enumerate() {
        match (members.next(), value.view()) {
            (Some(member), view) => {
                let view = match (view, member.presence) {
                    (View::Absent, Presence::Required | Presence::Full) => View::Null,
                    (view, _) => view,
                };
                add(element, view, Xml::of_member(table, index, member.name))?;
            }
            (None, View::Map(others)) => {
                if let Some((_, rule)) = forbidden_member(shape, others) {
                    return Err(rule);
                }
                entries(element, others)?;
            }
            (None, _) => {}
        }
    }
    Ok(())
}

/// Writes each entry of a map as elements of its key. A list is one element for each item.
fn entries<'a>(parent: &mut Element<'a>, map: &'a dyn Entries) -> Result<(), String> {
    for (key, view) in map.views() {
        match view {
            View::Absent => {}
            View::List(list) => {
                for item in list.views() {
                    parent.content.push(Content::Element(element(Name::plain(key), item, Xml::element(""))?));
                }
            }
            view => parent.content.push(Content::Element(element(Name::plain(key), view, Xml::element(""))?)),
        }
    }
    Ok(())
}

/// The text of a scalar, as XML Schema writes it. A list in one text has spaces between its items.
fn text(view: View<'_>) -> Result<Cow<'_, str>, String> {
    match view {
        View::F64(value) if value.is_finite() => Ok(value.to_string().into()),
        View::F64(value) if value.is_nan() => Ok("NaN".into()),
        View::F64(value) => Ok(if value.is_sign_positive() { "INF" } else { "-INF" }.into()),
        View::Bytes(bytes) => std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|_| "bytes that are not UTF-8 cannot be XML".to_owned()),
        View::List(list) => {
            let items: Vec<Cow<'_, str>> = list.views().map(text).collect::<Result<_, String>>()?;
            Ok(items.join(" ").into())
        }
        view => plain_text(view).ok_or_else(|| "an object cannot be the text of an XML node".to_owned()),
    }
}
