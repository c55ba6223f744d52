//! Reads the XML Object of a schema.

use crate::diag::Code;
use crate::document::context::Context;
use crate::document::extras::{XmlExtras, XmlNodeType};
use crate::document::object::{check, one};
use crate::document::value::{flag, text};
use crate::link::node::Node;
use crate::vocabulary::{Extension, Kind};

/// Reads `xml`.
pub fn xml(cx: &mut Context<'_>, node: &Node<'_>) -> Option<XmlExtras> {
    let xml = one(cx, node, "xml", |cx, node| check(cx, node, Kind::Xml).then(|| xml_object(cx, node)))?;
    Some(xml).filter(|xml| *xml != XmlExtras::default())
}

fn xml_object(cx: &mut Context<'_>, node: &Node<'_>) -> XmlExtras {
    let name = text(cx, node, "name").filter(|name| !name.is_empty());
    let prefix = text(cx, node, "prefix").filter(|prefix| !prefix.is_empty());
    let namespace = text(cx, node, "namespace").filter(|namespace| !namespace.is_empty());
    XmlExtras { node: node_type(cx, node), name, namespace, prefix }
}

/// `nodeType` of OpenAPI 3.2, else the flags of earlier versions, and the flag of AutoRest for the text of an element.
fn node_type(cx: &mut Context<'_>, node: &Node<'_>) -> Option<XmlNodeType> {
    match text(cx, node, "nodeType").as_deref() {
        Some("element") => return Some(XmlNodeType::Element),
        Some("attribute") => return Some(XmlNodeType::Attribute),
        Some("text") => return Some(XmlNodeType::Text),
        Some("cdata") => return Some(XmlNodeType::Cdata),
        Some("none") => return Some(XmlNodeType::None),
        Some(_) => {
            let message = "`nodeType` must be `element`, `attribute`, `text`, `cdata` or `none`; it is left out";
            cx.report(Code::Contradiction, node.location_of("nodeType"), message);
        }
        None => {}
    }
    let is_attribute = flag(cx, node, "attribute").unwrap_or_default();
    let is_text = flag(cx, node, Extension::XmlText.key()).unwrap_or_default();
    let is_wrapped = flag(cx, node, "wrapped").unwrap_or_default();
    if is_text {
        Some(XmlNodeType::Text)
    } else if is_attribute {
        Some(XmlNodeType::Attribute)
    } else {
        is_wrapped.then_some(XmlNodeType::Element)
    }
}
