//! What do schemas say of XML? It counts only in a document with bodies of XML, so that nothing changes in others.

use openapiv3::{ReferenceOr, Schema};

use super::context::Lowering;
use super::schema_view::SchemaView;
use crate::document::extras::{XmlExtras, XmlNodeType};
use crate::ir::{Xml, XmlNode};

impl<'a> Lowering<'a> {
    /// What a schema says of its value in XML. The inline parts of its `allOf` fill what it does not say.
    pub(super) fn xml(&self, schema: &'a Schema) -> Option<Box<Xml>> {
        if !self.has_xml {
            return None;
        }
        let own = |schema: &Schema| self.extras(schema).and_then(|extras| extras.xml.as_ref()).map(said);
        let parts = SchemaView::new(schema).all_of.iter().filter_map(|part| match part {
            ReferenceOr::Item(part) => own(part),
            ReferenceOr::Reference { .. } => None,
        });
        let xml = own(schema).into_iter().chain(parts).reduce(|xml, part| xml.or(Some(&part)))?;
        Some(Box::new(xml))
    }
}

fn said(extras: &XmlExtras) -> Xml {
    let node = extras.node.map(|node| match node {
        XmlNodeType::Element => XmlNode::Element,
        XmlNodeType::Attribute => XmlNode::Attribute,
        XmlNodeType::Text => XmlNode::Text,
        XmlNodeType::Cdata => XmlNode::Cdata,
        XmlNodeType::None => XmlNode::None,
    });
    // A prefix alone names no namespace, and nothing may be written with it.
    let namespace = extras.namespace.clone().map(|namespace| (extras.prefix.clone().unwrap_or_default(), namespace));
    Xml { node, name: extras.name.clone(), namespace }
}
