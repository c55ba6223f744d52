//! The state of the one walk over a bundle.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use super::media::has_xml;
use crate::budget::{Budget, Charge};
use crate::diag::{Code, Diags};
use crate::document::Bundle;
use crate::document::extras::SchemaExtras;
use crate::ir::{
    Api, Body, Docs, Header, Item, Kind, MergedBy, NameOrigin, Object, OperationId, Param, Response, ServerId,
    ShapeReason, Shaped, Tag, TypeDef, TypeExpr, TypeId,
};
use crate::location::Location;

/// The state of the one walk over a bundle.
pub struct Lowering<'a> {
    pub bundle: &'a Bundle,
    pub schemas: &'a IndexMap<String, ReferenceOr<Schema>>,
    pub api: Api,
    pub diags: Diags,
    /// Component schemas by key.
    pub components: BTreeMap<&'a str, Component>,
    /// Inline schemas that extend others, lowered once all components are.
    pub deferred: Vec<Deferred<'a>>,
    /// Whether types were joined, so that some may be unused.
    pub has_joined: bool,
    /// Types that wait for the bodies of others.
    pub joins: VecDeque<Join<'a>>,
    /// The type that two types were joined into.
    pub joined: BTreeMap<(TypeId, TypeId), TypeId>,
    /// The object that others extend, by the union of all that extend it.
    pub bases: BTreeMap<TypeId, TypeId>,
    /// Servers by name, URL and variables: equal servers share an id.
    pub servers: BTreeMap<String, ServerId>,
    /// Servers of plain HTTP that are left out, each with the same one that is encrypted; both as in `servers`.
    pub plain_twins: BTreeMap<String, String>,
    /// Operations whose servers stand in place of the root's, each with the first server of the root.
    pub replaced_servers: Vec<(OperationId, &'a openapiv3::Server)>,
    /// Schemas without `type` that are read as one, each with the values that it is read as.
    pub implied: Vec<(Location, &'static str)>,
    /// Multipart bodies that have members without a type.
    pub untyped_parts: Vec<UntypedParts<'a>>,
    /// The remaining budget of inherited members to copy (E0106 is reported when it is exceeded).
    pub repeats: Budget,
    /// Whether a body is XML, so that what schemas say of XML counts.
    pub has_xml: bool,
    /// Lowered components that are not schemas. All operations that use one share it.
    pub parts: Parts<'a>,
}

/// The type of a multipart body, with the names of its members without a type.
pub struct UntypedParts<'a> {
    pub body: TypeId,
    pub names: Vec<&'a str>,
}

/// Lowered components by key.
#[derive(Default)]
pub struct Parts<'a> {
    pub params: BTreeMap<&'a str, Param>,
    pub bodies: BTreeMap<&'a str, Body>,
    pub responses: BTreeMap<&'a str, Response>,
    pub headers: BTreeMap<&'a str, Header>,
    pub examples: BTreeMap<&'a str, Arc<serde_json::Value>>,
}

/// The smallest budget of repeated members, however few schemas there are.
const LEAST_REPEATS: usize = 100_000;

/// What a component schema became.
#[derive(Clone, Copy)]
pub struct Component {
    /// What a reference means.
    pub id: TypeId,
    /// What `allOf` means: the object itself, where `id` is the union of all that extend it.
    pub base: TypeId,
    pub filled: bool,
    pub nullable: bool,
}

/// An inline schema whose type has no body yet.
pub struct Deferred<'a> {
    pub id: TypeId,
    pub schema: &'a Schema,
}

/// Where a schema stands, and what a type made from it is to be named after.
#[derive(Clone)]
pub struct TypeOrigin {
    pub location: Location,
    pub name: NameOrigin,
}

impl TypeOrigin {
    /// The origin of an inner schema that adds nothing to the name.
    pub fn down(&self, keys: &[&str]) -> TypeOrigin {
        TypeOrigin { location: self.location.at(keys), name: self.name.clone() }
    }

    /// The origin of an inner schema that adds a step to the name.
    pub fn step(&self, keys: &[&str], step: crate::ir::Step) -> TypeOrigin {
        TypeOrigin { location: self.location.at(keys), name: self.name.step(step) }
    }
}

impl<'a> Lowering<'a> {
    pub fn new(bundle: &'a Bundle) -> Self {
        static NONE: std::sync::LazyLock<IndexMap<String, ReferenceOr<Schema>>> =
            std::sync::LazyLock::new(IndexMap::new);
        let info = &bundle.openapi.info;
        let schemas: &IndexMap<String, ReferenceOr<Schema>> =
            bundle.openapi.components.as_ref().map_or(&NONE, |components| &components.schemas);
        let api = Api {
            title: info.title.clone(),
            version: info.version.clone(),
            license: info.license.as_ref().map(|license| license.name.clone()),
            docs: Docs { description: info.description.clone(), ..Docs::default() },
            tags: tags(bundle),
            given_names: bundle.extras.given_names.clone(),
            ..Api::default()
        };
        Lowering {
            bundle,
            schemas,
            api,
            diags: Diags::default(),
            components: BTreeMap::new(),
            deferred: Vec::new(),
            has_joined: false,
            joins: VecDeque::new(),
            joined: BTreeMap::new(),
            bases: BTreeMap::new(),
            servers: BTreeMap::new(),
            plain_twins: BTreeMap::new(),
            replaced_servers: Vec::new(),
            implied: Vec::new(),
            untyped_parts: Vec::new(),
            repeats: Budget::new(LEAST_REPEATS + 100 * schemas.len()),
            has_xml: has_xml(bundle),
            parts: Parts::default(),
        }
    }

    /// Charges the budget for members that another type repeats, so that the output stays in proportion to the input.
    /// False: the budget is exceeded.
    pub fn charge(&mut self, members: usize, location: &Location) -> bool {
        match self.repeats.charge(members) {
            Charge::Paid => true,
            Charge::Refused => false,
            Charge::Exceeded => {
                let message = "schemas extend one another and repeat too many members; the limit is exceeded here";
                self.diags.push(Code::TooLarge, location.clone(), message);
                false
            }
        }
    }

    /// What a schema says that the types of `openapiv3` have no field for.
    pub fn extras(&self, schema: &Schema) -> Option<&'a SchemaExtras> {
        self.bundle.extras.schemas.get(&schema.schema_data.extensions)
    }

    pub fn location(&self, pointer: &str) -> Location {
        self.bundle.origins.location(pointer)
    }

    /// A new type without a body.
    pub fn push_type(&mut self, origin: &TypeOrigin, docs: Docs, deprecated: bool) -> TypeId {
        self.api.types.push(TypeDef {
            location: origin.location.clone(),
            name: origin.name.clone(),
            docs,
            example: None,
            deprecated,
            kind: Kind::Invalid,
            because: ShapeReason::Undecided,
            xml: None,
        })
    }

    /// Gives a type its body, and the reason for it.
    pub fn shape(&mut self, id: TypeId, (kind, because): Shaped) {
        let def = &mut self.api.types[id];
        (def.kind, def.because) = (kind, because);
    }

    /// Reports a loss, and returns any JSON value in place of the type.
    pub fn keep_as_json(&mut self, location: &Location, why: &str, help: &str) -> Item {
        self.diags.push(Code::KeptAsJson, location.clone(), why).help(help);
        Item::plain(TypeExpr::Json)
    }
}

fn tags(bundle: &Bundle) -> Vec<Tag> {
    let tags = bundle.openapi.tags.iter().enumerate();
    tags.map(|(index, tag)| Tag {
        name: tag.name.clone(),
        docs: Docs {
            description: tag.description.clone(),
            link: tag.external_docs.as_ref().map(|docs| docs.url.clone()),
            ..Docs::default()
        },
        location: bundle.origins.location(&format!("/tags/{index}")),
    })
    .collect()
}

/// A type whose body waits for those of others.
pub struct Join<'a> {
    pub id: TypeId,
    /// What the value is, by each schema.
    pub parts: Vec<Joined<'a>>,
    /// Names that either schema requires.
    pub required: Vec<String>,
    /// Why the schemas describe one value.
    pub by: MergedBy,
}

/// What a value is, by one schema.
pub enum Joined<'a> {
    Item(Item),
    /// An object that has no type of its own.
    Object(Object),
    /// A schema that is not lowered yet.
    Part(&'a ReferenceOr<Schema>),
}
