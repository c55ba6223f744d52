// @generated
//! The tables of XML: what each member of a record is in XML.

/// How a value is written in XML: OpenAPI's XML Object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Xml {
    /// The kind of node.
    pub(crate) node: XmlNode,
    /// The name of the element or attribute, without a prefix.
    pub(crate) name: &'static str,
    /// The prefix that is written, or empty.
    pub(crate) prefix: &'static str,
    /// The namespace, or empty.
    pub(crate) namespace: &'static str,
    /// How each item of a list is written.
    pub(crate) items: Option<&'static Xml>,
}

/// A kind of node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum XmlNode {
    /// An element. That of a list wraps its items.
    Element,
    /// An attribute of the element around it.
    Attribute,
    /// The text of the element around it.
    Text,
    /// The text of the element around it, as a CDATA section.
    Cdata,
    /// No node: the nodes of its parts stand in the element around it, such as the items of a list that is not wrapped.
    None,
}

impl Xml {
    const fn new(node: XmlNode, name: &'static str) -> Self {
        Self { node, name, prefix: "", namespace: "", items: None }
    }

    /// An element.
    pub const fn element(name: &'static str) -> Self {
        Self::new(XmlNode::Element, name)
    }

    /// An attribute.
    pub const fn attribute(name: &'static str) -> Self {
        Self::new(XmlNode::Attribute, name)
    }

    /// The text of the element around it.
    pub const fn text() -> Self {
        Self::new(XmlNode::Text, "")
    }

    /// The text of the element around it, as a CDATA section.
    pub const fn cdata() -> Self {
        Self::new(XmlNode::Cdata, "")
    }

    /// No node of its own. The name is that of the member.
    pub const fn inline(name: &'static str) -> Self {
        Self::new(XmlNode::None, name)
    }

    /// Sets the namespace, and the prefix that is written for it. An empty prefix makes it the default namespace.
    #[must_use]
    pub const fn namespace(self, prefix: &'static str, namespace: &'static str) -> Self {
        Self { prefix, namespace, ..self }
    }

    /// Sets how each item of a list is written.
    #[must_use]
    pub const fn items(self, items: &'static Xml) -> Self {
        Self { items: Some(items), ..self }
    }

    /// The node of the member with this index. A record whose members are all elements of their own names has no table.
    pub(crate) fn of_member(table: &[Xml], index: usize, name: &'static str) -> Self {
        table.get(index).copied().unwrap_or(Self::element(name))
    }

    /// Whether an element of this name is the value, or a part of it.
    pub(crate) fn names_element(self, name: &str) -> bool {
        match self.node {
            XmlNode::Element => self.name == name,
            XmlNode::None => self.name == name || self.item().name == name,
            XmlNode::Attribute | XmlNode::Text | XmlNode::Cdata => false,
        }
    }

    /// How an item is written. Without a table it is an element that is named as the list is.
    pub(crate) fn item(self) -> Self {
        self.items.copied().unwrap_or(Self::element(self.name))
    }
}
