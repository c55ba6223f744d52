//! How values are written in XML, as the tables of records and operations say it.

use super::cx::{Cx, Model};
use super::text::string;
use crate::analyse::Edge;
use crate::analyse::xml::xml_bodies;
use crate::ir::{Additional, Field, Item, Kind, NameOrigin, TypeExpr, TypeId, Xml, XmlNode};

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
    let xml = said(cx, &field.value);
    let name = xml.name.clone().unwrap_or_else(|| field.name.clone());
    if let TypeExpr::List(item) = cx.resolve(&field.value.ty) {
        return list(cx, &xml, &field.name, &name, item);
    }
    let is_object = matches!(cx.resolve(&field.value.ty), TypeExpr::Named(_) | TypeExpr::Map(_));
    let node = match xml.node {
        // A value that is in itself has an element for each level.
        Some(XmlNode::None) if is_object && edge == Edge::Plain => format!("rt::Xml::inline({})", string(&field.name)),
        Some(XmlNode::Attribute) => format!("rt::Xml::attribute({})", string(&name)),
        Some(XmlNode::Text) => "rt::Xml::text()".to_owned(),
        Some(XmlNode::Cdata) => "rt::Xml::cdata()".to_owned(),
        Some(XmlNode::Element | XmlNode::None) | None => element(&name),
    };
    format!("{node}{}", namespace(&xml))
}

/// A list. It has an element of its own only if the document says so.
fn list(cx: &Cx, xml: &Xml, member: &str, name: &str, item: &Item) -> String {
    match xml.node {
        Some(XmlNode::Attribute) => format!("rt::Xml::attribute({}){}", string(name), namespace(xml)),
        Some(XmlNode::Text) => "rt::Xml::text()".to_owned(),
        Some(XmlNode::Cdata) => "rt::Xml::cdata()".to_owned(),
        Some(XmlNode::Element) => format!("{}{}{}", element(name), namespace(xml), items(cx, name, item)),
        // The name of a list without an element is that of its items in many documents, where they have none.
        Some(XmlNode::None) | None => format!("rt::Xml::inline({}){}", string(member), items(cx, name, item)),
    }
}

/// `.items(&rt::Xml::element("name"))`, where the items are not named as the list is.
fn items(cx: &Cx, list: &str, item: &Item) -> String {
    format!(".items(&{})", item_node(cx, list, item))
}

fn item_node(cx: &Cx, list: &str, item: &Item) -> String {
    let xml = said(cx, item);
    let name = xml.name.clone().unwrap_or_else(|| list.to_owned());
    let inner = match cx.resolve(&item.ty) {
        TypeExpr::List(inner) => items(cx, &name, inner),
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            String::new()
        }
    };
    let node = match xml.node {
        Some(XmlNode::Text) => "rt::Xml::text()".to_owned(),
        Some(XmlNode::Cdata) => "rt::Xml::cdata()".to_owned(),
        Some(XmlNode::Element | XmlNode::Attribute | XmlNode::None) | None => element(&name),
    };
    format!("{node}{}{inner}", namespace(&xml))
}

/// `.namespace("prefix", "http://…")`
fn namespace(xml: &Xml) -> String {
    match &xml.namespace {
        Some((prefix, namespace)) => format!(".namespace({}, {})", string(prefix), string(namespace)),
        None => String::new(),
    }
}

/// The root element of a body. Without a name, an object of one member is the element of that member, as in the documents
/// of Amazon; any other value is an element `root`.
pub fn root(cx: &Cx, item: &Item) -> String {
    let xml = said(cx, item);
    let name = xml.name.clone().or_else(|| component(cx, item));
    let resolved = cx.resolve(&item.ty);
    match (&name, resolved) {
        (None, TypeExpr::Named(id)) if is_holder(cx, *id) => return "rt::Xml::inline(\"\")".to_owned(),
        (_, TypeExpr::Named(_))
        | (
            _,
            TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json,
        ) => {}
    }
    let name = name.unwrap_or_else(|| "root".to_owned());
    let items = match resolved {
        TypeExpr::List(inner) => items(cx, &component(cx, inner).unwrap_or_else(|| name.clone()), inner),
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            String::new()
        }
    };
    format!("{}{}{items}", element(&name), namespace(&xml))
}

/// Whether an object has one member and no others.
fn is_holder(cx: &Cx, id: TypeId) -> bool {
    match &cx.def(id).kind {
        Kind::Object(object) => object.fields.len() == 1 && !matches!(object.additional, Additional::Kept(_)),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => false,
    }
}

/// The key of the first component that a use names.
fn component(cx: &Cx, item: &Item) -> Option<String> {
    let mut ty = &item.ty;
    while let TypeExpr::Named(id) = ty {
        let def = cx.def(*id);
        if let NameOrigin::Component(key) = &def.name {
            return Some(key.clone());
        }
        match &def.kind {
            Kind::Alias(inner) => ty = &inner.ty,
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => break,
        }
    }
    None
}

/// What the schemas of a use say, its own first, then those of the components that it names.
fn said(cx: &Cx, item: &Item) -> Xml {
    let mut said = Xml::default().or(item.xml.as_deref());
    let mut ty = &item.ty;
    while let TypeExpr::Named(id) = ty {
        let def = cx.def(*id);
        said = said.or(def.xml.as_deref());
        match &def.kind {
            Kind::Alias(inner) => {
                said = said.or(inner.xml.as_deref());
                ty = &inner.ty;
            }
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => break,
        }
    }
    said
}
