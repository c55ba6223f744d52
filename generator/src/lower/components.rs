//! Which types do the component schemas become? Each gets an id first, and its body after those that it extends.

use std::collections::BTreeMap;

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::context::{Component, Lowering, TypeOrigin};
use super::docs::docs;
use super::null::nullable_components;
use super::schema_view::SchemaView;
use super::schemas::{Schemas, key_of};
use super::union::Tags;
use crate::ir::{
    Additional, Docs, Item, Keyword, Kind, NameOrigin, ShapeReason, Step, TypeExpr, TypeId, Union, Unlisted, Variant,
};
use crate::pointer;

impl<'a> Lowering<'a> {
    /// Gives every component schema its id. A schema with a discriminator that others extend gets two: the union of
    /// all of them, which a reference means, and the object itself, which `allOf` means.
    pub(super) fn declare_components(&mut self) {
        let schemas = self.schemas;
        let extended = extended_by(schemas);
        let nullable = nullable_components(schemas);
        for (key, schema) in schemas {
            let location = self.location(&pointer::from_keys(&["components", "schemas", key]));
            let origin = TypeOrigin { location, name: NameOrigin::Component(key.clone()) };
            let (docs, deprecated) = match schema {
                ReferenceOr::Reference { .. } => (Docs::default(), false),
                ReferenceOr::Item(schema) => (docs(schema), schema.schema_data.deprecated),
            };
            let id = self.push_type(&origin, docs.clone(), deprecated);
            let is_base = matches!(schema, ReferenceOr::Item(schema) if is_extensible(schema))
                && extended.contains_key(key.as_str());
            let base = if is_base {
                let name = NameOrigin::Inside { parent: id, path: vec![Step::Base] };
                self.push_type(&TypeOrigin { name, ..origin }, docs, deprecated)
            } else {
                id
            };
            if is_base {
                self.bases.insert(id, base);
            }
            if let ReferenceOr::Item(schema) = schema {
                let xml = self.xml(schema);
                self.api.types[base].xml.clone_from(&xml);
                self.api.types[id].xml = xml;
                self.api.types[id].example.clone_from(&schema.schema_data.example);
            }
            let nullable = nullable.contains(key.as_str());
            self.components.insert(key, Component { id, base, filled: false, nullable });
        }
        self.fill_hierarchies(&extended);
    }

    /// Makes the union of all schemas that extend one with a discriminator.
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
            // The base comes first, so that a value that fits no subtype better is read as the base.
            let tags = Tags::from_mapping(discriminator);
            let mut variants = vec![variant(component.base, self.tags_of(key, &tags), 0)];
            let is_within = |subtype: &str| self.is_hierarchy_within(subtype, discriminator, &tags, extended);
            for (subtype, position) in descendants(key, extended, is_within) {
                let Some(subtype_component) = self.components.get(subtype).copied() else { continue };
                let location = self.api.types[component.id].location.clone();
                if !self.charge(1, &location) {
                    break;
                }
                let id = match position {
                    Position::Alone => subtype_component.base,
                    Position::WithHeirs => subtype_component.id,
                };
                variants.push(variant(id, self.tags_of(subtype, &tags), variants.len()));
            }
            let unlisted = if discriminator.mapping.is_empty() { Unlisted::Shape } else { Unlisted::Base };
            let discriminator = Some(discriminator.property_name.clone());
            let union = Union { variants, keyword: Keyword::OneOf, discriminator, unlisted };
            self.shape(component.id, (Kind::Union(union), ShapeReason::Extended));
        }
    }

    /// Whether a schema of a hierarchy is a hierarchy within it, whose heirs all have its value of the discriminator: its own
    /// discriminator is another member, and the mapping lists it and none of its heirs.
    fn is_hierarchy_within(
        &self,
        subtype: &'a str,
        discriminator: &Discriminator,
        tags: &Tags<'_>,
        extended: &BTreeMap<&'a str, Vec<&'a str>>,
    ) -> bool {
        let Some(component) = self.components.get(subtype) else { return false };
        let Some(ReferenceOr::Item(schema)) = self.schemas.get(subtype) else { return false };
        let own = schema.schema_data.discriminator.as_ref();
        component.id != component.base
            && own.is_some_and(|own| own.property_name != discriminator.property_name)
            && tags.lists(subtype)
            && !descendants(subtype, extended, |_| false).iter().any(|(heir, _)| tags.lists(heir))
    }

    /// Lowers the body of every component, each after those it extends.
    pub(super) fn fill_components(&mut self) {
        for key in extension_order(self.schemas) {
            let Some(component) = self.components.get(key).copied() else { continue };
            let shaped = match self.schemas.get(key) {
                Some(ReferenceOr::Item(schema)) => self.kind(component.base, schema),
                Some(ReferenceOr::Reference { reference }) => {
                    let origin = TypeOrigin {
                        location: self.location(&pointer::from_keys(&["components", "schemas", key])),
                        name: NameOrigin::Component(key.to_owned()),
                    };
                    (Kind::Alias(self.reference(reference, &origin)), ShapeReason::Reference)
                }
                None => continue,
            };
            self.shape(component.base, shaped);
            if let Some(component) = self.components.get_mut(key) {
                component.filled = true;
            }
        }
        self.fill_deferred();
    }

    /// Opens the objects that others extend, so that members of an undocumented extension are kept.
    pub(super) fn open_bases(&mut self) {
        for base in self.bases.values() {
            if let Kind::Object(object) = &mut self.api.types[*base].kind
                && matches!(object.additional, Additional::Ignored)
            {
                object.additional = Additional::Kept(Box::new(Item::plain(TypeExpr::Json)));
            }
        }
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

fn variant(id: TypeId, tags: Vec<String>, index: usize) -> Variant {
    let step = Step::Variant { title: None, index };
    Variant { value: Item::plain(TypeExpr::Named(id)), tags, step, docs: Docs::default() }
}

/// Whether a schema has a discriminator for those that extend it.
fn is_extensible(schema: &Schema) -> bool {
    let view = SchemaView::new(schema);
    schema.schema_data.discriminator.is_some() && view.one_of.is_empty() && view.any_of.is_empty()
}

/// The component schemas that a schema extends, which are the references of its `allOf` at any depth, or the one that
/// it is an alias of.
pub(super) fn parents<'a>(schemas: &'a Schemas, schema: &ReferenceOr<Schema>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut work = vec![schema];
    while let Some(schema) = work.pop() {
        let schema = match schema {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { reference } => {
                found.extend(key_of(schemas, reference));
                continue;
            }
        };
        work.extend(SchemaView::new(schema).all_of);
    }
    found
}

/// The component schemas that an `anyOf` lists: their members may be those of one object.
fn variants<'a>(schemas: &'a Schemas, schema: &ReferenceOr<Schema>) -> Vec<&'a str> {
    let ReferenceOr::Item(schema) = schema else { return Vec::new() };
    let references = SchemaView::new(schema).any_of.iter().filter_map(|variant| match variant {
        ReferenceOr::Reference { reference } => key_of(schemas, reference),
        ReferenceOr::Item(_) => None,
    });
    references.collect()
}

/// The component that a key means, once components that are only a `$ref` are followed.
pub(super) fn aliased<'a>(schemas: &'a Schemas, key: &'a str) -> &'a str {
    let mut at = key;
    for _ in 0..schemas.len() {
        match schemas.get(at) {
            Some(ReferenceOr::Reference { reference }) => match key_of(schemas, reference) {
                Some(next) => at = next,
                None => break,
            },
            Some(ReferenceOr::Item(_)) | None => break,
        }
    }
    at
}

/// The components that extend each component with members of their own, in document order.
fn extended_by(schemas: &Schemas) -> BTreeMap<&str, Vec<&str>> {
    let mut extended: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, schema) in schemas {
        // An alias of a schema adds no members to it.
        if matches!(schema, ReferenceOr::Reference { .. }) {
            continue;
        }
        for parent in parents(schemas, schema) {
            extended.entry(aliased(schemas, parent)).or_default().push(key);
        }
    }
    extended
}

/// Where a schema stands among those that extend another one.
#[derive(Clone, Copy)]
enum Position {
    Alone,
    /// It stands for those that extend it as well.
    WithHeirs,
}

/// The components that extend a component, directly or not, each once, in the order in which they are found. One that is
/// a hierarchy within stands for those that extend it.
fn descendants<'a>(
    key: &str,
    extended: &BTreeMap<&'a str, Vec<&'a str>>,
    is_within: impl Fn(&'a str) -> bool,
) -> Vec<(&'a str, Position)> {
    let mut seen: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    let mut work: std::collections::VecDeque<&str> = std::collections::VecDeque::from([key]);
    while let Some(next) = work.pop_front() {
        for &subtype in extended.get(next).map(Vec::as_slice).unwrap_or_default() {
            if subtype == key || !seen.insert(subtype) {
                continue;
            }
            if is_within(subtype) {
                found.push((subtype, Position::WithHeirs));
            } else {
                found.push((subtype, Position::Alone));
                work.push_back(subtype);
            }
        }
    }
    found
}

/// The keys of the components, each after those that it extends. A loop begins where the document enters it.
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
            stack.extend(variants(schemas, schema).into_iter().map(|variant| (variant, false)));
        }
    }
    order
}
