//! `oneOf` and `anyOf`.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::schema::docs;
use super::schema_view::SchemaView;
use super::{Lowering, TypeOrigin};
use crate::diag::Code;
use crate::ir::{Additional, Docs, EnumRepr, Item, Kind, Object, Scalar, Step, TypeExpr, TypeId, Union, Variant};
use crate::pointer;

impl<'a> Lowering<'a> {
    pub(super) fn union(
        &mut self,
        schema: &'a Schema,
        view: &SchemaView<'a>,
        keyword: &str,
        variants: &'a [ReferenceOr<Schema>],
        origin: &TypeOrigin,
    ) -> Kind {
        if view.has_properties() {
            return Kind::Object(self.object_beside_union(view, keyword, origin));
        }
        let mut lowered: Vec<Variant> = Vec::new();
        let mut known = BTreeSet::new();
        let mut nullable = schema.schema_data.nullable;
        for (index, variant) in variants.iter().enumerate() {
            let (variant, null) = self.variant(variant, index, keyword, origin);
            nullable |= null;
            let is_new = match &variant.ty {
                TypeExpr::Named(id) => known.insert(*id),
                other => !lowered.iter().any(|known| known.ty == *other),
            };
            if is_new {
                lowered.push(variant);
            }
        }
        if let Some(ty) = self.collapsed(&lowered) {
            return Kind::Alias(Item { ty, nullable, checks: Vec::new() });
        }
        let discriminator = schema.schema_data.discriminator.as_ref();
        if let Some(discriminator) = discriminator {
            self.tag(&mut lowered, variants, discriminator);
        }
        Kind::Union(Union { variants: lowered, discriminator: discriminator.map(|it| it.property_name.clone()) })
    }

    fn variant(
        &mut self,
        variant: &'a ReferenceOr<Schema>,
        index: usize,
        keyword: &str,
        origin: &TypeOrigin,
    ) -> (Variant, bool) {
        let (title, docs) = match variant {
            ReferenceOr::Reference { .. } => (None, Docs::default()),
            ReferenceOr::Item(schema) => {
                (schema.schema_data.title.clone().filter(|title| is_name(title)), docs(schema))
            }
        };
        let step = Step::Variant { title, index };
        let item = self.item(variant, &origin.step(&[keyword, &index.to_string()], step.clone()));
        (Variant { ty: item.ty, tags: Vec::new(), step, docs }, item.nullable)
    }

    /// The one type that all variants come to: an open enum reads every text, so text beside it adds nothing.
    fn collapsed(&self, variants: &[Variant]) -> Option<TypeExpr> {
        if let [only] = variants {
            return Some(only.ty.clone());
        }
        let mut choice = None;
        for variant in variants {
            match &variant.ty {
                TypeExpr::Scalar(Scalar::String) => {}
                TypeExpr::Named(id) => match &self.api.types[*id].kind {
                    Kind::Enum(it) if it.repr == EnumRepr::String && choice.is_none() => choice = Some(&variant.ty),
                    Kind::Enum(_) | Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid => return None,
                },
                TypeExpr::Scalar(_)
                | TypeExpr::List(_)
                | TypeExpr::Map(_)
                | TypeExpr::CommaSeparated(_)
                | TypeExpr::Json => return None,
            }
        }
        choice.cloned()
    }

    /// Gives each variant the discriminator values that select it: those of `mapping`, else its component's key.
    fn tag(&self, lowered: &mut [Variant], variants: &'a [ReferenceOr<Schema>], discriminator: &'a Discriminator) {
        let tags = Tags::of(discriminator);
        let mut slots: BTreeMap<TypeId, &mut Variant> = BTreeMap::new();
        for slot in lowered {
            if let TypeExpr::Named(id) = slot.ty {
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

    /// The discriminator values that stand for a component: those of `mapping`, else what the component says itself
    /// (`x-ms-discriminator-value`), else its key.
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

    /// Properties beside a union: the members are known, and what the union adds is kept.
    fn object_beside_union(&mut self, view: &SchemaView<'a>, keyword: &str, origin: &TypeOrigin) -> Object {
        let mut object = self.object(view, origin);
        let adds_members = view.one_of.iter().chain(view.any_of).any(|variant| match variant {
            ReferenceOr::Reference { .. } => true,
            ReferenceOr::Item(schema) => !SchemaView::of(schema).is_free(),
        });
        if adds_members {
            let message = format!("`{keyword}` beside `properties`: what it adds is kept in `extra`");
            self.diags.push(Code::Approximated, origin.location.join(keyword), message);
            object.additional = Additional::Kept(Box::new(Item::plain(TypeExpr::Json)));
        }
        object
    }
}

/// The values of a mapping by the component that each selects.
pub(super) struct Tags<'d>(BTreeMap<String, Vec<&'d str>>);

impl<'d> Tags<'d> {
    pub fn of(discriminator: &'d Discriminator) -> Self {
        let mut tags: BTreeMap<String, Vec<&'d str>> = BTreeMap::new();
        for (value, target) in &discriminator.mapping {
            let key = pointer::unescape(target.rsplit('/').next().unwrap_or(target));
            tags.entry(key).or_default().push(value);
        }
        Self(tags)
    }
}

/// Whether a title can name a variant: a few words, not a sentence.
fn is_name(title: &str) -> bool {
    title.len() <= 60 && title.chars().any(|c| c.is_ascii_alphabetic()) && title.split_whitespace().count() <= 5
}
