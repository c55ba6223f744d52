//! How values are written in XML.

/// What a schema says of its value in XML: OpenAPI's XML Object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml {
    /// None: the type of the value decides.
    pub node: Option<XmlNode>,
    pub name: Option<String>,
    /// The namespace with its prefix, which is empty for the default namespace.
    pub namespace: Option<(String, String)>,
}

/// What a value is in XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlNode {
    /// An element. That of a list wraps its items (`wrapped: true`).
    Element,
    Attribute,
    /// The text of the element around it.
    Text,
    /// The text of the element around it, as a CDATA section.
    Cdata,
    /// None: its parts stand in the element around it.
    None,
}

impl Xml {
    /// Fills what is not said with what another schema says.
    #[must_use]
    pub fn or(self, other: Option<&Xml>) -> Self {
        let Some(other) = other else { return self };
        Self {
            node: self.node.or(other.node),
            name: self.name.or_else(|| other.name.clone()),
            namespace: self.namespace.or_else(|| other.namespace.clone()),
        }
    }
}
