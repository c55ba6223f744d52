//! Component schemas: an id for each first, then their bodies, each after those it extends.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use super::facets::Facets;
use super::schema::docs;
use super::{Component, Lowering, Site};
use crate::ir::{Docs, Kind, NameOrigin, Step, TypeExpr, TypeId, Union, Variant};

impl<'a> Lowering<'a> {
    /// Gives every component schema its id. A schema with a discriminator that others extend gets two: the union of
    /// all of them, which a reference means, and the object itself, which `allOf` means.
    pub(super) fn declare_components(&mut self) {
        let schemas = self.schemas;
        let extended = extended_by(schemas);
        for (key, schema) in schemas {
            let place = self.place(&pointer(key));
            let site = Site { place, name: NameOrigin::Component(key.clone()) };
            let (docs, deprecated) = match schema {
                ReferenceOr::Reference { .. } => (Docs::default(), false),
                ReferenceOr::Item(schema) => (docs(schema), schema.schema_data.deprecated),
            };
            let id = self.push_type(&site, docs.clone(), deprecated, Kind::Invalid);
            let is_base = matches!(schema, ReferenceOr::Item(schema) if is_extensible(schema))
                && extended.contains_key(key.as_str());
            let base = if is_base {
                let name = NameOrigin::Inside { parent: id, path: vec![Step::Base] };
                self.push_type(&Site { name, ..site }, docs, deprecated, Kind::Invalid)
            } else {
                id
            };
            self.components.insert(key, Component { id, base, filled: false });
        }
        self.fill_hierarchies(&extended);
    }

    /// Fills the unions of all that extends a schema with a discriminator.
    fn fill_hierarchies(&mut self, extended: &BTreeMap<&'a str, Vec<&'a str>>) {
        let bases: Vec<(&'a str, Component)> = self
            .components
            .iter()
            .filter(|(_, component)| component.id != component.base)
            .map(|(key, component)| (*key, *component))
            .collect();
        for (key, component) in bases {
            let Some(ReferenceOr::Item(schema)) = self.schemas.get(key) else { continue };
            let Some(discriminator) = &schema.schema_data.discriminator else { continue };
            // The base comes first: what no heir fits better is read as the base.
            let mut variants = vec![variant(component.base, self.tags_of(key, discriminator), 0)];
            for heir in descendants(key, extended) {
                let Some(heir_component) = self.components.get(heir) else { continue };
                variants.push(variant(heir_component.base, self.tags_of(heir, discriminator), variants.len()));
            }
            let discriminator = Some(discriminator.property_name.clone());
            self.api.types[component.id].kind = Kind::Union(Union { variants, discriminator });
        }
    }

    /// Lowers the body of every component, each after those it extends.
    pub(super) fn fill_components(&mut self) {
        for key in extension_order(self.schemas) {
            let Some(component) = self.components.get(key).copied() else { continue };
            let kind = match self.schemas.get(key) {
                Some(ReferenceOr::Item(schema)) => self.kind(component.base, schema),
                Some(ReferenceOr::Reference { reference }) => {
                    let site = Site { place: self.place(&pointer(key)), name: NameOrigin::Component(key.to_owned()) };
                    Kind::Alias(self.reference(reference, &site))
                }
                None => continue,
            };
            self.api.types[component.base].kind = kind;
            if let Some(component) = self.components.get_mut(key) {
                component.filled = true;
            }
        }
        self.fill_deferred();
    }

    /// The component that a reference names.
    pub(super) fn component(&self, reference: &str) -> Option<(&'a str, Component)> {
        let key = reference.strip_prefix("#/components/schemas/")?;
        let found = self.components.get_key_value(key).map(|(key, component)| (*key, *component));
        found.or_else(|| {
            let key = key.replace("~1", "/").replace("~0", "~");
            self.components.get_key_value(key.as_str()).map(|(key, component)| (*key, *component))
        })
    }

    /// The schema that a reference names, where that is not a reference again.
    pub(super) fn component_schema(&self, reference: &str) -> Option<&'a Schema> {
        let (key, _) = self.component(reference)?;
        match self.schemas.get(key)? {
            ReferenceOr::Item(schema) => Some(schema),
            ReferenceOr::Reference { .. } => None,
        }
    }

    /// Whether null is a legal value of a component.
    pub(super) fn component_is_nullable(&self, key: &str) -> bool {
        match self.schemas.get(key) {
            Some(ReferenceOr::Item(schema)) => {
                schema.schema_data.nullable || Facets::of(schema).values.contains(&serde_json::Value::Null)
            }
            Some(ReferenceOr::Reference { .. }) | None => false,
        }
    }
}

fn pointer(key: &str) -> String {
    format!("/components/schemas/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn variant(id: TypeId, tags: Vec<String>, index: usize) -> Variant {
    Variant { ty: TypeExpr::Named(id), tags, step: Step::Variant { title: None, index }, docs: Docs::default() }
}

/// Whether a schema tells those that extend it apart by a member.
fn is_extensible(schema: &Schema) -> bool {
    let facets = Facets::of(schema);
    schema.schema_data.discriminator.is_some() && facets.one_of.is_empty() && facets.any_of.is_empty()
}

/// The component schemas that a schema extends: the references of its `allOf`, at any depth inside it.
fn parents(schema: &ReferenceOr<Schema>) -> Vec<&str> {
    let mut found = Vec::new();
    let mut work = vec![schema];
    while let Some(schema) = work.pop() {
        let ReferenceOr::Item(schema) = schema else { continue };
        for part in Facets::of(schema).all_of {
            match part {
                ReferenceOr::Reference { reference } => found.extend(reference.strip_prefix("#/components/schemas/")),
                ReferenceOr::Item(_) => work.push(part),
            }
        }
    }
    found
}

type Schemas = indexmap::IndexMap<String, ReferenceOr<Schema>>;

/// For each component that others extend with members of their own: those others, in document order.
fn extended_by(schemas: &Schemas) -> BTreeMap<&str, Vec<&str>> {
    let mut extended: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, schema) in schemas {
        for parent in parents(schema) {
            extended.entry(parent).or_default().push(key);
        }
    }
    extended
}

/// All that extends a component, directly or not, each once, in document order of discovery.
fn descendants<'a>(key: &str, extended: &BTreeMap<&'a str, Vec<&'a str>>) -> Vec<&'a str> {
    let mut seen: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    let mut work: std::collections::VecDeque<&str> = std::collections::VecDeque::from([key]);
    while let Some(next) = work.pop_front() {
        for &heir in extended.get(next).map(Vec::as_slice).unwrap_or_default() {
            if heir != key && seen.insert(heir) {
                found.push(heir);
                work.push_back(heir);
            }
        }
    }
    found
}

/// Component keys such that each comes after those it extends. A loop is entered where the document enters it.
fn extension_order(schemas: &Schemas) -> Vec<&str> {
    let mut entered = std::collections::BTreeSet::new();
    let mut order = Vec::with_capacity(schemas.len());
    for root in schemas.keys() {
        let mut stack: Vec<(&str, bool)> = vec![(root, false)];
        while let Some((key, done)) = stack.pop() {
            if done {
                order.push(key);
                continue;
            }
            let Some((key, schema)) = schemas.get_key_value(key) else { continue };
            if !entered.insert(key.as_str()) {
                continue;
            }
            stack.push((key, true));
            stack.extend(parents(schema).into_iter().map(|parent| (parent, false)));
        }
    }
    order
}
