//! What is an element of XML called? Its own schema says so, or a component that it names.

use super::Api;
use super::types::{Additional, Item, Kind, NameOrigin, TypeDef, TypeExpr};
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
    for def in named(api, item) {
        said = said.or(def.xml.as_deref());
        if let Kind::Alias(inner) = &def.kind {
            said = said.or(inner.xml.as_deref());
        }
    }
    said
}

/// The key of the first component that a use names.
pub fn component(api: &Api, item: &Item) -> Option<String> {
    named(api, item).find_map(|def| match &def.name {
        NameOrigin::Component(key) => Some(key.clone()),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => None,
    })
}

/// The type that a use names, then those that it is another name of.
fn named<'a>(api: &'a Api, item: &'a Item) -> impl Iterator<Item = &'a TypeDef> {
    api.follow(&item.ty).filter_map(|ty| match ty {
        TypeExpr::Named(id) => Some(&api.types[*id]),
        TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            None
        }
    })
}

/// Whether a value is an object with one member and no others.
fn is_holder(api: &Api, item: &Item) -> bool {
    let TypeExpr::Named(id) = api.resolve(&item.ty) else { return false };
    match &api.types[*id].kind {
        Kind::Object(object) => object.fields.len() == 1 && !matches!(object.additional, Additional::Kept(_)),
        Kind::Alias(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => false,
    }
}
