//! What if the variants of a union extend the union that lists them? Then a value of a variant is a value of the union in
//! any case: a variant has the members that the union has beside its variants, and nothing of the other variants.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::components::{aliased, parents};
use super::context::{Joined, Lowering, TypeOrigin};
use super::schema::union_of;
use super::schema_view::SchemaView;
use super::sum::Sum;
use crate::ir::{NameOrigin, TypeId};

impl<'a> Lowering<'a> {
    /// The schema of a component, if it is a union that lists the type that is lowered. A value of this type is then a
    /// value of the union in any case, so that extending the union adds nothing of the other variants.
    pub(super) fn union_of_which_it_is_a_variant(&self, key: &str, origin: &TypeOrigin) -> Option<&'a Schema> {
        let NameOrigin::Inside { parent, .. } = &origin.name else { return None };
        let Some(ReferenceOr::Item(whole)) = self.schemas.get(key) else { return None };
        let variants = |schema| union_of(&SchemaView::new(schema)).unwrap_or_default().1.iter();
        let mut known = BTreeSet::from([key]);
        let mut work: Vec<&ReferenceOr<Schema>> = variants(whole).collect();
        while let Some(variant) = work.pop() {
            let ReferenceOr::Reference { reference } = variant else { continue };
            let Some((key, component)) = self.component(reference) else { continue };
            if component.base == *parent {
                return Some(whole);
            }
            if !known.insert(key) {
                continue;
            }
            // A variant may be another union, or another name of a component.
            match self.schemas.get(key) {
                Some(ReferenceOr::Item(schema)) => work.extend(variants(schema)),
                other => work.extend(other),
            }
        }
        None
    }

    /// Adds a union that lists the type that is lowered: what it says beside its variants.
    pub(super) fn add_all_but_variants(&mut self, sum: &mut Sum<'a>, schema: &'a Schema, origin: &TypeOrigin) {
        let view = SchemaView::new(schema);
        for (index, part) in view.all_of.iter().enumerate() {
            self.add_part(sum, part, &origin.down(&["allOf", &index.to_string()]));
        }
        self.add_own(sum, schema, &SchemaView { one_of: &[], any_of: &[], ..view }, origin);
    }

    /// The component that a variant of the union that is lowered refers to, if it extends this union.
    pub(super) fn component_that_extends(&self, variant: &Joined<'a>, origin: &TypeOrigin) -> Option<TypeId> {
        let NameOrigin::Inside { parent, .. } = &origin.name else { return None };
        let Joined::Part(ReferenceOr::Reference { reference }) = variant else { return None };
        let (listed, component) = self.component(reference)?;
        let mut known = BTreeSet::new();
        let mut work = vec![aliased(self.schemas, listed)];
        while let Some(key) = work.pop() {
            if !known.insert(key) {
                continue;
            }
            if known.len() > 1 && self.components.get(key).is_some_and(|extended| extended.base == *parent) {
                return Some(component.id);
            }
            let extended = self.schemas.get(key).map(|schema| parents(self.schemas, schema));
            work.extend(extended.into_iter().flatten());
        }
        None
    }
}
