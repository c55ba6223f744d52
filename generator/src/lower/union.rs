//! Which variants does a `oneOf` or `anyOf` have, and by what is each selected?

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::context::{Lowering, TypeOrigin};
use super::docs::{docs, title_of};
use super::enumeration::constants;
use super::schema_view::SchemaView;
use super::sum::Sum;
use crate::ir::{
    Docs, EnumRepr, Item, Keyword, Kind, MergedBy, Scalar, ShapeReason, Shaped, Step, TypeExpr, TypeId, Union,
    Unlisted, Variant,
};
use crate::pointer;

impl<'a> Lowering<'a> {
    pub(super) fn union(
        &mut self,
        schema: &'a Schema,
        view: &SchemaView<'a>,
        keyword: Keyword,
        variants: &'a [ReferenceOr<Schema>],
        origin: &TypeOrigin,
    ) -> Shaped {
        if view.has_properties() {
            // Members beside a union are members of each variant.
            let mut sum = Sum::default();
            self.add_own(&mut sum, schema, view, origin);
            return self.finish(sum, MergedBy::BesideUnion, origin);
        }
        self.tell_second_union(view, origin);
        self.union_of_variants(schema, keyword, variants, origin)
    }

    /// The union that a keyword makes of its variants.
    pub(super) fn union_of_variants(
        &mut self,
        schema: &'a Schema,
        keyword: Keyword,
        variants: &'a [ReferenceOr<Schema>],
        origin: &TypeOrigin,
    ) -> Shaped {
        if let Some(constants) = constants(variants) {
            return (Kind::Enum(constants), ShapeReason::ConstantVariants(keyword));
        }
        if keyword == Keyword::AnyOf && schema.schema_data.discriminator.is_none() {
            return self.any_of(schema, variants, origin);
        }
        self.one_of(schema, keyword, variants, origin, None)
    }

    /// The union of variants that are types of their own. Those that are `merged` are one variant.
    pub(super) fn one_of(
        &mut self,
        schema: &'a Schema,
        keyword: Keyword,
        variants: &'a [ReferenceOr<Schema>],
        origin: &TypeOrigin,
        merged: Option<(&BTreeSet<usize>, Variant)>,
    ) -> Shaped {
        let (merged, mut joined) = merged.map_or((None, None), |(indices, joined)| (Some(indices), Some(joined)));
        let mut lowered: Vec<Variant> = Vec::new();
        let mut places = BTreeMap::new();
        let mut nullable = schema.schema_data.nullable;
        for (index, variant) in variants.iter().enumerate() {
            if merged.is_some_and(|merged| merged.contains(&index)) {
                lowered.extend(joined.take());
                continue;
            }
            let (variant, null) = self.variant(variant, index, keyword, origin);
            nullable |= null;
            let place = match &variant.value.ty {
                TypeExpr::Named(id) => *places.entry(*id).or_insert(lowered.len()),
                other => lowered.iter().position(|known| known.value.ty == *other).unwrap_or(lowered.len()),
            };
            match lowered.get_mut(place) {
                // A value that one of two variants allows is a value of the union.
                Some(known) => known.value.checks.retain(|check| variant.value.checks.contains(check)),
                None => lowered.push(variant),
            }
        }
        if let Some(item) = self.collapsed(&lowered) {
            self.has_joined = true;
            return (Kind::Alias(Item { nullable, ..item }), ShapeReason::OneType(keyword));
        }
        let discriminator = schema.schema_data.discriminator.as_ref();
        if let Some(discriminator) = discriminator {
            self.tag(&mut lowered, variants, discriminator);
        }
        let unlisted = unlisted(discriminator);
        let union = Union {
            variants: lowered,
            keyword,
            discriminator: discriminator.map(|it| it.property_name.clone()),
            unlisted,
        };
        (Kind::Union(union), ShapeReason::Variants(keyword))
    }

    fn variant(
        &mut self,
        variant: &'a ReferenceOr<Schema>,
        index: usize,
        keyword: Keyword,
        origin: &TypeOrigin,
    ) -> (Variant, bool) {
        let (title, docs) = match variant {
            ReferenceOr::Reference { .. } => (None, Docs::default()),
            ReferenceOr::Item(schema) => (title_of(schema), docs(schema)),
        };
        let step = Step::Variant { title, index };
        let item = self.item(variant, &origin.step(&[keyword.as_str(), &index.to_string()], step.clone()));
        let value = Item { checks: item.checks, ..Item::plain(item.ty) };
        (Variant { value, tags: Vec::new(), step, docs }, item.nullable)
    }

    /// The one type that all variants are. An open enum reads every string, so a string beside it adds nothing. An enum with
    /// one value would be a constant, which a client does not choose, so it is left out beside a string.
    fn collapsed(&self, variants: &[Variant]) -> Option<Item> {
        if let [only] = variants {
            return Some(only.value.clone());
        }
        let mut enumeration = None;
        for variant in variants {
            match &variant.value.ty {
                TypeExpr::Scalar(Scalar::String) => {}
                TypeExpr::Named(id) => match &self.api.types[*id].kind {
                    Kind::Enum(it) if it.repr == EnumRepr::String && enumeration.is_none() => {
                        let is_constant = it.values.len() == 1;
                        let ty = if is_constant { TypeExpr::Scalar(Scalar::String) } else { variant.value.ty.clone() };
                        enumeration = Some(ty);
                    }
                    Kind::Enum(_)
                    | Kind::Object(_)
                    | Kind::Union(_)
                    | Kind::Alias(_)
                    | Kind::Invalid
                    | Kind::Removed => return None,
                },
                TypeExpr::Scalar(_)
                | TypeExpr::List(_)
                | TypeExpr::Map(_)
                | TypeExpr::CommaSeparated(_)
                | TypeExpr::Json => return None,
            }
        }
        enumeration.map(Item::plain)
    }

    /// Gives each variant the discriminator values that select it: those of `mapping`, else its component's key.
    fn tag(&self, lowered: &mut [Variant], variants: &'a [ReferenceOr<Schema>], discriminator: &'a Discriminator) {
        let tags = Tags::from_mapping(discriminator);
        let mut slots: BTreeMap<TypeId, &mut Variant> = BTreeMap::new();
        for slot in lowered {
            if let TypeExpr::Named(id) = slot.value.ty {
                slots.insert(id, slot);
            }
        }
        for variant in variants {
            let ReferenceOr::Reference { reference } = variant else { continue };
            let Some((key, component)) = self.component(reference) else { continue };
            if let Some(slot) = slots.get_mut(&component.id) {
                slot.tags = self.tags_of(key, &tags);
            }
        }
    }

    /// The discriminator values that select a component: those of `mapping`, else the `x-ms-discriminator-value` of the
    /// component, else its key.
    pub(super) fn tags_of(&self, key: &str, tags: &Tags<'_>) -> Vec<String> {
        if let Some(mapped) = tags.0.get(key) {
            return mapped.iter().map(|value| (*value).to_owned()).collect();
        }
        let own = match self.schemas.get(key) {
            Some(ReferenceOr::Item(schema)) => {
                self.extras(schema).and_then(|extras| extras.discriminator_value.as_deref())
            }
            Some(ReferenceOr::Reference { .. }) | None => None,
        };
        vec![own.unwrap_or(key).to_owned()]
    }
}

/// The values of a mapping by the component that each selects.
pub(super) struct Tags<'d>(BTreeMap<String, Vec<&'d str>>);

impl<'d> Tags<'d> {
    pub fn from_mapping(discriminator: &'d Discriminator) -> Self {
        let mut tags: BTreeMap<String, Vec<&'d str>> = BTreeMap::new();
        for (value, target) in &discriminator.mapping {
            let key = pointer::unescape(target.rsplit('/').next().unwrap_or(target));
            tags.entry(key).or_default().push(value);
        }
        Self(tags)
    }

    /// Whether the mapping lists a component.
    pub fn lists(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}

/// How a value is read whose discriminator no variant lists.
pub(super) fn unlisted(discriminator: Option<&Discriminator>) -> Unlisted {
    match discriminator {
        Some(discriminator) if !discriminator.mapping.is_empty() => Unlisted::Unknown,
        Some(_) | None => Unlisted::Shape,
    }
}
