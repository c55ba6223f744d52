//! What is an element of XML called? Its own schema says so, or a component that it names.

use super::Api;
use super::types::{Additional, Item, Kind, NameOrigin, TypeExpr};
use super::xml::Xml;

/// The root element of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// An element with this name.
    Named(String, Xml),
    /// The element of the only member of an object without a name, as in the documents of Amazon.
    Member,
    /// An element whose name the document does not give.
    Unnamed(Xml),
}

/// The name of a root element whose name the document does not give.
pub const UNNAMED_ROOT: &str = "root";

/// The root element of a body: `xml.name` of its schema, else the name of the component.
pub fn root(api: &Api, item: &Item) -> Root {
    let xml = said(api, item);
    match xml.name.clone().or_else(|| component(api, item)) {
        Some(name) => Root::Named(name, xml),
        None if is_holder(api, item) => Root::Member,
        None => Root::Unnamed(xml),
    }
}

/// What the schemas of a use say, its own first, then those of the components that it names.
pub fn said(api: &Api, item: &Item) -> Xml {
    let mut said = Xml::default().or(item.xml.as_deref());
    let mut ty = &item.ty;
    while let TypeExpr::Named(id) = ty {
        let def = &api.types[*id];
        said = said.or(def.xml.as_deref());
        let Kind::Alias(inner) = &def.kind else { break };
        said = said.or(inner.xml.as_deref());
        ty = &inner.ty;
    }
    said
}

/// The key of the first component that a use names.
pub fn component(api: &Api, item: &Item) -> Option<String> {
    let mut ty = &item.ty;
    while let TypeExpr::Named(id) = ty {
        let def = &api.types[*id];
        if let NameOrigin::Component(key) = &def.name {
            return Some(key.clone());
        }
        let Kind::Alias(inner) = &def.kind else { break };
        ty = &inner.ty;
    }
    None
}

/// Whether a value is an object with one member and no others.
fn is_holder(api: &Api, item: &Item) -> bool {
    let mut ty = &item.ty;
    while let TypeExpr::Named(id) = ty {
        match &api.types[*id].kind {
            Kind::Alias(inner) => ty = &inner.ty,
            Kind::Object(object) => {
                return object.fields.len() == 1 && !matches!(object.additional, Additional::Kept(_));
            }
            Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => break,
        }
    }
    false
}
