//! What an API is: the values that `lower` makes of OpenAPI, and every later stage reads.
//!
//! It names neither types of OpenAPI nor syntax of Rust.

pub mod as_json;
pub mod docs;
pub mod dump;
pub mod edges;
pub mod id;
pub mod operation;
pub mod reached;
mod scalar;
pub mod shape_reason;
pub mod types;
pub mod webhook;
pub mod xml;
pub mod xml_name;

pub use docs::Docs;
pub use id::{Arena, ArenaMap, OperationId, ServerId, TypeId};
pub use operation::{
    Body, Header, Media, MediaKind, Method, Operation, Pageable, Param, ParamLocation, PartEncoding, PartHeader,
    PartStyle, Requirement, Response, ResultPlace, SchemeUse, SecurityKind, SecurityScheme, Server, ServerVariable,
    StatusMatch, Style, TokenEndpoint,
};
pub use scalar::{Check, JsonScalar, Scalar};
pub use shape_reason::{EnumRepr, Keyword, MergedBy, ShapeReason};
pub use types::{
    Access, Additional, Constant, ConstantKind, Enum, EnumValue, Field, Item, Kind, NameOrigin, Object, Presence,
    Replace, Shaped, Step, TypeDef, TypeExpr, Union, Unlisted, Variant,
};
pub use webhook::{Callback, Webhook};
pub use xml::{Xml, XmlNode};

use crate::location::Location;
use crate::vocabulary::GivenName;
use std::collections::BTreeMap;

/// One API: the documents of one entry of `codegen.toml`, which share one namespace of types.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// `info.title` of the first document.
    pub title: String,
    /// `info.version` of the first document, as written.
    pub version: String,
    /// The licence of the first document: its identifier, else its name.
    pub license: Option<String>,
    /// `info.description` of the first document.
    pub docs: Docs,
    /// Every type, component schemas first, in document order.
    pub types: Arena<TypeId, TypeDef>,
    /// Inline types that say what an earlier one says, each with that one. They are aliases of it.
    pub repeated: BTreeMap<TypeId, TypeId>,
    /// Every operation, in document order.
    pub operations: Arena<OperationId, Operation>,
    /// Every webhook that has a body of JSON, in document order.
    pub webhooks: Vec<Webhook>,
    /// Every callback that has a body of JSON, in the order of the operations.
    pub callbacks: Vec<Callback>,
    /// Every distinct server, in order of first use.
    pub servers: Arena<ServerId, Server>,
    /// Security schemes by name, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Tags with their descriptions, in document order.
    pub tags: Vec<Tag>,
    /// The names by which the documents want things called in code, by where these stand.
    pub given_names: BTreeMap<Location, GivenName>,
}

impl Api {
    /// All that the API sends to programs.
    pub fn events(&self) -> impl Iterator<Item = &Webhook> {
        self.webhooks.iter().chain(self.callbacks.iter().map(|callback| &callback.sent))
    }

    /// What a type is another name of.
    fn alias(&self, ty: &TypeExpr) -> Option<&Item> {
        match ty {
            TypeExpr::Named(id) => match &self.types[*id].kind {
                Kind::Alias(item) => Some(item),
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Invalid | Kind::Removed => None,
            },
            TypeExpr::Scalar(_)
            | TypeExpr::List(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => None,
        }
    }

    /// A type, and what it is another name of, and so on. A loop of aliases, which is there until `lower` has broken it, ends
    /// after as many steps as there are types.
    pub fn follow<'t>(&'t self, ty: &'t TypeExpr) -> impl Iterator<Item = &'t TypeExpr> {
        let target = |ty: &&'t TypeExpr| self.alias(ty).map(|item| &item.ty);
        std::iter::successors(Some(ty), target).take(self.types.len() + 1)
    }

    /// The shape of a type after all aliases are resolved. In a loop of aliases it is one of them.
    pub fn resolve<'t>(&'t self, ty: &'t TypeExpr) -> &'t TypeExpr {
        self.follow(ty).last().unwrap_or(ty)
    }

    /// The limits of a use of a type: its own, and those of the aliases that it goes through.
    pub fn checks<'t>(&'t self, item: &'t Item) -> impl Iterator<Item = &'t Check> {
        let aliases = self.follow(&item.ty).filter_map(|ty| self.alias(ty));
        item.checks.iter().chain(aliases.flat_map(|alias| &alias.checks))
    }

    /// The type itself, or the earlier inline type that it repeats.
    pub fn first_place(&self, id: TypeId) -> TypeId {
        self.repeated.get(&id).copied().unwrap_or(id)
    }

    /// Makes every object keep members that the document does not name, unless the document says that it has none.
    pub fn keep_unknown_members(&mut self) {
        for def in self.types.values_mut() {
            if let Kind::Object(object) = &mut def.kind
                && matches!(object.additional, Additional::Ignored)
            {
                object.additional = Additional::Kept(Box::new(Item::plain(TypeExpr::Json)));
            }
        }
    }
}

/// A group of operations.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As written.
    pub name: String,
    /// What the document says about it.
    pub docs: Docs,
    /// Where it stands.
    pub location: Location,
}
