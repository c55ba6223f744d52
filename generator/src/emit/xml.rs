//! How values are written in XML, as the tables of records and operations say it.

use super::cx::{Cx, Model};
use super::text::string;
use crate::analyse::Edge;
use crate::analyse::xml::xml_bodies;
use crate::ir::xml_name::{self, Root, UNNAMED_ROOT};
use crate::ir::{Field, Item, Kind, TypeExpr, TypeId, Xml, XmlNode};

/// Whether a crate has bodies of XML: what reads and writes them is emitted only then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlBodies {
    Some,
    None,
}

impl XmlBodies {
    pub fn of(models: &[Model]) -> Self {
        if models.iter().any(|model| xml_bodies(model.api).next().is_some()) { Self::Some } else { Self::None }
    }
}

/// A line for each member of a record that is part of a body of XML. Empty: each is an element of its own name.
pub fn members<'a>(cx: &Cx, id: TypeId, fields: impl Iterator<Item = (&'a Field, Edge)>) -> Vec<String> {
    if !cx.model.facts.is_in_xml(id) {
        return Vec::new();
    }
    let mut is_plain = true;
    let lines = fields.map(|(field, edge)| {
        let line = member(cx, field, edge);
        is_plain &= line == element(&field.name);
        line
    });
    let lines: Vec<String> = lines.collect();
    if is_plain { Vec::new() } else { lines }
}

/// `rt::Xml::element("name")`
fn element(name: &str) -> String {
    format!("rt::Xml::element({})", string(name))
}

fn member(cx: &Cx, field: &Field, edge: Edge) -> String {
    let xml = xml_name::said(cx.api(), &field.value);
    let name = xml.name.clone().unwrap_or_else(|| field.name.clone());
    match cx.resolve(&field.value.ty) {
        TypeExpr::List(item) => list(cx, &xml, &field.name, &name, item),
        ty if !is_text(cx, ty) => match xml.node {
            // A value that is in itself has an element for each level.
            Some(XmlNode::None) if edge == Edge::Plain => format!("rt::Xml::inline({})", string(&field.name)),
            // By this the documents of Amazon say that the element declares a namespace for its attributes.
            Some(XmlNode::Attribute) => named("element", &name, &Xml::default()),
            Some(XmlNode::Element | XmlNode::Text | XmlNode::Cdata | XmlNode::None) | None => {
                named("element", &name, &xml)
            }
        },
        _ => match xml.node {
            Some(XmlNode::Attribute) => named("attribute", &name, &xml),
            Some(XmlNode::Text) => "rt::Xml::text()".to_owned(),
            Some(XmlNode::Cdata) => "rt::Xml::cdata()".to_owned(),
            Some(XmlNode::Element | XmlNode::None) | None => named("element", &name, &xml),
        },
    }
}

/// Whether a value that is no list is one text.
fn is_text(cx: &Cx, ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => true,
        TypeExpr::List(_) | TypeExpr::Map(_) => false,
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            // A union may be one of scalars.
            Kind::Enum(_) | Kind::Union(_) => true,
            Kind::Object(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => false,
        },
    }
}

/// A list. It has an element of its own only if the document says so.
fn list(cx: &Cx, xml: &Xml, member: &str, name: &str, item: &Item) -> String {
    match xml.node {
        Some(XmlNode::Attribute) => named("attribute", name, xml),
        Some(XmlNode::Text) => "rt::Xml::text()".to_owned(),
        Some(XmlNode::Cdata) => "rt::Xml::cdata()".to_owned(),
        Some(XmlNode::Element) => format!("{}{}", named("element", name, xml), items(cx, name, item)),
        // The name of a list without an element is that of its items in many documents, where they have none. Else it is
        // that of an element which a server sends all the same.
        Some(XmlNode::None) | None => {
            let own = if xml_name::said(cx.api(), item).name.is_some() { name } else { member };
            format!("rt::Xml::inline({}){}", string(own), items(cx, name, item))
        }
    }
}

/// `.items(&rt::Xml::element("name"))`
fn items(cx: &Cx, list: &str, item: &Item) -> String {
    format!(".items(&{})", item_node(cx, list, item))
}

fn item_node(cx: &Cx, list: &str, item: &Item) -> String {
    let xml = xml_name::said(cx.api(), item);
    let name = xml.name.clone().unwrap_or_else(|| list.to_owned());
    let inner = match cx.resolve(&item.ty) {
        TypeExpr::List(inner) => items(cx, &name, inner),
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            String::new()
        }
    };
    format!("{}{inner}", named("element", &name, &xml))
}

/// `rt::Xml::element("name").namespace("prefix", "http://…")`. Some documents write the prefix before the name.
fn named(node: &str, name: &str, xml: &Xml) -> String {
    let (prefix, local) = name.split_once(':').map_or((None, name), |(prefix, local)| (Some(prefix), local));
    let node = format!("rt::Xml::{node}({})", string(local));
    match (prefix, &xml.namespace) {
        (None, None) => node,
        (None, Some((prefix, namespace))) => with_namespace(&node, prefix, namespace),
        (Some(prefix), Some((_, namespace))) => with_namespace(&node, prefix, namespace),
        (Some(prefix), None) => with_namespace(&node, prefix, known_namespace(prefix)),
    }
}

fn with_namespace(node: &str, prefix: &str, namespace: &str) -> String {
    format!("{node}.namespace({}, {})", string(prefix), string(namespace))
}

/// The namespace of a prefix that documents use without saying what it stands for. Empty: nobody knows it.
fn known_namespace(prefix: &str) -> &'static str {
    match prefix {
        "xml" => "http://www.w3.org/XML/1998/namespace",
        "xsi" => "http://www.w3.org/2001/XMLSchema-instance",
        _ => "",
    }
}

/// The root element of a body.
pub fn root(cx: &Cx, item: &Item) -> String {
    let (name, xml) = match xml_name::root(cx.api(), item) {
        Root::Named(name, xml) => (name, xml),
        Root::Member => return "rt::Xml::inline(\"\")".to_owned(),
        Root::Unnamed(xml) => (UNNAMED_ROOT.to_owned(), xml),
    };
    let items = match cx.resolve(&item.ty) {
        TypeExpr::List(inner) => {
            let list = xml_name::component(cx.api(), inner).unwrap_or_else(|| name.clone());
            items(cx, &list, inner)
        }
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            String::new()
        }
    };
    format!("{}{items}", named("element", &name, &xml))
}
