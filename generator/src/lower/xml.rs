//! What do schemas say of XML? It counts only in a document with bodies of XML, so that nothing changes in others.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use super::context::Lowering;
use super::schema_view::SchemaView;
use crate::diag::Code;
use crate::document::extras::{XmlExtras, XmlNodeType};
use crate::ir::xml_name::{Root, UNNAMED_ROOT, root};
use crate::ir::{MediaKind, Xml, XmlNode};
use crate::location::Location;

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

    /// Reports each body of a request whose root element has no name.
    pub(super) fn report_unnamed_roots(&mut self) {
        let bodies = self.api.operations.iter().filter_map(|(_, operation)| operation.body.as_ref());
        let unnamed: BTreeMap<String, Location> = bodies
            .flat_map(|body| &body.content)
            .filter(|media| media.kind == MediaKind::Xml)
            .filter(|media| media.value.as_ref().is_some_and(|item| matches!(root(&self.api, item), Root::Unnamed(_))))
            .map(|media| (format!("{:?}", media.location), media.location.clone()))
            .collect();
        for location in unnamed.into_values() {
            let message = format!(
                "nothing names the root element of this XML, which `xml.name` would do; it is `{UNNAMED_ROOT}`"
            );
            self.diags.push(Code::Approximated, location, message);
        }
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
