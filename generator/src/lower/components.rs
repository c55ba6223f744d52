//! Component schemas: an id for each first, then their bodies, each after those it extends.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use super::null::nullable_components;
use super::schema::docs;
use super::schema_view::SchemaView;
use super::union::Tags;
use super::{Component, Lowering, TypeOrigin};
use crate::ir::{Docs, Kind, NameOrigin, Step, TypeExpr, TypeId, Union, Variant};
use crate::pointer;

impl<'a> Lowering<'a> {
    /// Gives every component schema its id. A schema with a discriminator that others extend gets two: the union of
    /// all of them, which a reference means, and the object itself, which `allOf` means.
    pub(super) fn declare_components(&mut self) {
        let schemas = self.schemas;
        let extended = extended_by(schemas);
        let nullable = nullable_components(schemas);
        for (key, schema) in schemas {
            let location = self.location(&pointer::of(&["components", "schemas", key]));
            let origin = TypeOrigin { location, name: NameOrigin::Component(key.clone()) };
            let (docs, deprecated) = match schema {
                ReferenceOr::Reference { .. } => (Docs::default(), false),
                ReferenceOr::Item(schema) => (docs(schema), schema.schema_data.deprecated),
            };
            let id = self.push_type(&origin, docs.clone(), deprecated, Kind::Invalid);
            let is_base = matches!(schema, ReferenceOr::Item(schema) if is_extensible(schema))
                && extended.contains_key(key.as_str());
            let base = if is_base {
                let name = NameOrigin::Inside { parent: id, path: vec![Step::Base] };
                self.push_type(&TypeOrigin { name, ..origin }, docs, deprecated, Kind::Invalid)
            } else {
                id
            };
            let nullable = nullable.contains(key.as_str());
            self.components.insert(key, Component { id, base, filled: false, nullable });
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
            if self.repeats.is_exceeded() {
                break;
            }
            let Some(ReferenceOr::Item(schema)) = self.schemas.get(key) else { continue };
            let Some(discriminator) = &schema.schema_data.discriminator else { continue };
            // The base comes first: what no subtype fits better is read as the base.
            let tags = Tags::of(discriminator);
            let mut variants = vec![variant(component.base, self.tags_of(key, &tags), 0)];
            for subtype in descendants(key, extended) {
                let Some(subtype_component) = self.components.get(subtype).copied() else { continue };
                let location = self.api.types[component.id].location.clone();
                if !self.charge(1, &location) {
                    break;
                }
                variants.push(variant(subtype_component.base, self.tags_of(subtype, &tags), variants.len()));
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
                    let origin = TypeOrigin {
                        location: self.location(&pointer::of(&["components", "schemas", key])),
                        name: NameOrigin::Component(key.to_owned()),
                    };
                    Kind::Alias(self.reference(reference, &origin))
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
        let (key, component) = self.components.get_key_value(key_of(self.schemas, reference)?)?;
        Some((key, *component))
    }

    /// The schema that a reference names, where that is not a reference again.
    pub(super) fn component_schema(&self, reference: &str) -> Option<&'a Schema> {
        let (key, _) = self.component(reference)?;
        match self.schemas.get(key)? {
            ReferenceOr::Item(schema) => Some(schema),
            ReferenceOr::Reference { .. } => None,
        }
    }
}

/// The key of the component schema that a reference names.
pub(super) fn key_of<'a>(schemas: &'a Schemas, reference: &str) -> Option<&'a str> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    let found = schemas.get_key_value(name).or_else(|| schemas.get_key_value(pointer::unescape(name).as_str()));
    found.map(|(key, _)| key.as_str())
}

fn variant(id: TypeId, tags: Vec<String>, index: usize) -> Variant {
    Variant { ty: TypeExpr::Named(id), tags, step: Step::Variant { title: None, index }, docs: Docs::default() }
}

/// Whether a schema tells those that extend it apart by a member.
fn is_extensible(schema: &Schema) -> bool {
    let view = SchemaView::of(schema);
    schema.schema_data.discriminator.is_some() && view.one_of.is_empty() && view.any_of.is_empty()
}

/// The component schemas that a schema extends: the references of its `allOf`, at any depth inside it.
fn parents<'a>(schemas: &'a Schemas, schema: &ReferenceOr<Schema>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut work = vec![schema];
    while let Some(schema) = work.pop() {
        let ReferenceOr::Item(schema) = schema else { continue };
        for part in SchemaView::of(schema).all_of {
            match part {
                ReferenceOr::Reference { reference } => found.extend(key_of(schemas, reference)),
                ReferenceOr::Item(_) => work.push(part),
            }
        }
    }
    found
}

/// Component schemas by key.
pub(super) type Schemas = indexmap::IndexMap<String, ReferenceOr<Schema>>;

/// For each component that others extend with members of their own: those others, in document order.
fn extended_by(schemas: &Schemas) -> BTreeMap<&str, Vec<&str>> {
    let mut extended: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, schema) in schemas {
        for parent in parents(schemas, schema) {
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
        for &subtype in extended.get(next).map(Vec::as_slice).unwrap_or_default() {
            if subtype != key && seen.insert(subtype) {
                found.push(subtype);
                work.push_back(subtype);
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
            stack.extend(parents(schemas, schema).into_iter().map(|parent| (parent, false)));
        }
    }
    order
}
