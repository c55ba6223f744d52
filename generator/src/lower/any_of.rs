//! `anyOf`: which of the variants are one object, because a value may be several of them at once?
//!
//! Objects that demand the same members, and that agree on each member that they share, fit every value alike. They are
//! one object with the members of all. Variants that a required member or a constant distinguishes stay a union.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

use super::context::{Join, Joined, Lowering, TypeOrigin};
use super::schema_view::SchemaView;
use super::sum::Sum;
use crate::ir::{Docs, Item, Keyword, Kind, MergedBy, NameOrigin, ShapeReason, Shaped, Step, TypeExpr, Variant};

/// How many levels of `allOf` are read.
const DEEPEST: usize = 8;

/// The members of an object, known from its schema alone.
#[derive(Default)]
struct Sketch<'a> {
    members: BTreeMap<&'a str, &'a ReferenceOr<Box<Schema>>>,
    required: BTreeSet<&'a str>,
}

impl<'a> Sketch<'a> {
    /// Adds the members of another object. False where the two give one member two types.
    fn add(&mut self, other: Sketch<'a>) -> bool {
        self.required.extend(other.required);
        let mut agrees = true;
        for (name, schema) in other.members {
            agrees &= *self.members.entry(name).or_insert(schema) == schema;
        }
        agrees
    }
}

impl<'a> Lowering<'a> {
    pub(super) fn any_of(
        &mut self,
        schema: &'a Schema,
        variants: &'a [ReferenceOr<Schema>],
        origin: &TypeOrigin,
    ) -> Shaped {
        let merged = self.overlapping(variants);
        if merged.is_empty() {
            return self.one_of(schema, Keyword::AnyOf, variants, origin, None);
        }
        let by = MergedBy::AnyOf;
        let parts = || merged.iter().filter_map(|index| variants.get(*index));
        if merged.len() < variants.len() {
            let first = merged.iter().next().copied().unwrap_or_default();
            let step = Step::Variant { title: None, index: first };
            let id = self.push_type(&origin.step(&["anyOf"], step.clone()), Docs::default(), false);
            self.joins.push_back(Join { id, parts: parts().map(Joined::Part).collect(), required: Vec::new(), by });
            let value = Item::plain(TypeExpr::Named(id));
            let variant = Variant { value, tags: Vec::new(), step, docs: Docs::default() };
            return self.one_of(schema, Keyword::AnyOf, variants, origin, Some((&merged, variant)));
        }
        match &origin.name {
            NameOrigin::Inside { parent, path } if path.is_empty() && parts().any(|part| self.is_unfilled(part)) => {
                let parts = parts().map(Joined::Part).collect();
                self.joins.push_back(Join { id: *parent, parts, required: Vec::new(), by });
                (Kind::Invalid, ShapeReason::Undecided)
            }
            _ => {
                let mut sum = Sum::default();
                for (index, part) in parts().enumerate() {
                    self.add_part(&mut sum, part, &origin.down(&["anyOf", &index.to_string()]));
                }
                self.finish(sum, by, origin)
            }
        }
    }

    /// The positions of the variants that are one object, two at least.
    fn overlapping(&self, variants: &'a [ReferenceOr<Schema>]) -> BTreeSet<usize> {
        let mut all = Sketch::default();
        let mut found = BTreeSet::new();
        for (index, variant) in variants.iter().enumerate() {
            let Some(sketch) = self.sketch(variant, DEEPEST) else { continue };
            let demands_the_same = found.is_empty() || sketch.required == all.required;
            if !demands_the_same || !all.add(sketch) {
                return BTreeSet::new();
            }
            found.insert(index);
        }
        if found.len() < 2 { BTreeSet::new() } else { found }
    }

    /// The members of a variant that is an open object. None: it is something else, or may be.
    fn sketch(&self, schema: &'a ReferenceOr<Schema>, depth: usize) -> Option<Sketch<'a>> {
        let schema = match schema {
            ReferenceOr::Reference { reference } => self.component_schema(reference)?,
            ReferenceOr::Item(schema) => schema,
        };
        let view = SchemaView::new(schema);
        let is_open_object = matches!(view.typ, Some("object") | None)
            && view.values.is_empty()
            && view.additional.is_none()
            && view.items.is_none()
            && view.one_of.is_empty()
            && view.any_of.is_empty()
            && view.not.is_none()
            && schema.schema_data.discriminator.is_none()
            && (view.has_properties() || !view.all_of.is_empty());
        if depth == 0 || !is_open_object {
            return None;
        }
        let members = view.properties.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema));
        let required = view.required.iter().map(String::as_str).collect();
        let mut sketch = Sketch { members: members.collect(), required };
        for part in view.all_of {
            if !sketch.add(self.sketch(part, depth - 1)?) {
                return None;
            }
        }
        Some(sketch)
    }

    /// Whether a variant is a component that has no body yet.
    fn is_unfilled(&self, part: &ReferenceOr<Schema>) -> bool {
        match part {
            ReferenceOr::Reference { reference } => self.component(reference).is_some_and(|(_, it)| !it.filled),
            ReferenceOr::Item(_) => false,
        }
    }
}
