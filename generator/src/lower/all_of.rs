//! `allOf`: a schema that extends others becomes one object with the members of all.

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema};

use super::object::require;
use super::scalar::scalar_of;
use super::schema::{is_record, only_part, union_of};
use super::schema_view::SchemaView;
use super::{Lowering, TypeOrigin};
use crate::diag::Code;
use crate::ir::{Access, Additional, Field, Item, Kind, Object, TypeExpr, TypeId};

/// What the parts of an `allOf` have come to.
#[derive(Default)]
struct Sum {
    object: Object,
    /// Where each of its members stands.
    index: BTreeMap<String, usize>,
    /// Names that some part requires; known members of any part may be meant.
    required: Vec<String>,
    /// A part that is no object: the type of the whole, if it is the only one.
    other: Vec<Item>,
    /// Whether a part is a union, whose members are kept as they come.
    open: bool,
}

impl<'a> Lowering<'a> {
    pub(super) fn all_of(&mut self, view: &SchemaView<'a>, origin: &TypeOrigin) -> Kind {
        let mut sum = Sum::default();
        for (index, part) in view.all_of.iter().enumerate() {
            self.add_part(&mut sum, part, &origin.down(&["allOf", &index.to_string()]));
        }
        self.add_own(&mut sum, view, origin);
        self.finish(sum, origin)
    }

    fn add_part(&mut self, sum: &mut Sum, part: &'a ReferenceOr<Schema>, origin: &TypeOrigin) {
        match part {
            ReferenceOr::Reference { reference } => match self.component(reference) {
                Some((_, component)) if component.filled => self.add_type(sum, component.base, origin),
                Some((key, _)) => {
                    let message = format!("`{key}` extends itself; what comes back here is left out");
                    self.diags.push(Code::Approximated, origin.location.clone(), message);
                }
                None => {
                    let _ = self.reference(reference, origin);
                }
            },
            ReferenceOr::Item(schema) => {
                let view = SchemaView::of(schema);
                if let Some(only) = only_part(&view) {
                    self.add_part(sum, only, &origin.down(&["allOf", "0"]));
                } else {
                    for (index, inner) in view.all_of.iter().enumerate() {
                        self.add_part(sum, inner, &origin.down(&["allOf", &index.to_string()]));
                    }
                    self.add_own(sum, &view, origin);
                }
            }
        }
    }

    /// Adds what a schema says itself, beside its `allOf`.
    fn add_own(&mut self, sum: &mut Sum, view: &SchemaView<'a>, origin: &TypeOrigin) {
        sum.required.extend(view.required.iter().cloned());
        if union_of(view).is_some() {
            sum.open = true;
        }
        if is_record(view) || matches!(view.typ, Some("object")) || view.additional.is_some() {
            let object = self.object(view, origin);
            self.add_object(sum, object, origin);
        } else if !view.is_free() && view.all_of.is_empty() && union_of(view).is_none() {
            let view = SchemaView {
                typ: view.typ,
                format: view.format.clone(),
                items: view.items,
                checks: view.checks.clone(),
                values: view.values.clone(),
                ..SchemaView::default()
            };
            let item = self.part_item(view, origin);
            sum.other.push(item);
        }
    }

    /// A part that is no object and has no name.
    fn part_item(&mut self, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        match view.typ {
            Some("array") => match view.items {
                Some(items) => {
                    let item = self.boxed_item(items, &origin.step(&["items"], crate::ir::Step::Items));
                    Item { ty: TypeExpr::List(Box::new(item)), nullable: false, checks: view.checks }
                }
                None => Item::plain(TypeExpr::List(Box::new(Item::plain(TypeExpr::Json)))),
            },
            Some("string" | "number" | "integer" | "boolean") => {
                let ty = TypeExpr::Scalar(scalar_of(view.typ, view.format.as_deref()));
                Item { ty, nullable: false, checks: view.checks }
            }
            Some(_) | None => self.untyped(view, origin),
        }
    }

    /// Adds a type that is already lowered.
    fn add_type(&mut self, sum: &mut Sum, id: TypeId, origin: &TypeOrigin) {
        match &self.api.types[id].kind {
            Kind::Object(object) => {
                let members = object.fields.len();
                if self.charge(members, &origin.location)
                    && let Kind::Object(object) = &self.api.types[id].kind
                {
                    self.add_object(sum, object.clone(), origin);
                }
            }
            Kind::Alias(Item { ty: TypeExpr::Named(inner), .. }) if *inner != id => {
                sum.other.push(Item::plain(TypeExpr::Named(*inner)));
            }
            Kind::Alias(Item { ty: TypeExpr::Json, .. }) => {}
            Kind::Alias(Item { ty: TypeExpr::Map(value), .. }) => {
                let object = Object { additional: Additional::Kept(value.clone()), ..Object::default() };
                self.add_object(sum, object, origin);
            }
            Kind::Union(_) => {
                sum.open = true;
                sum.other.push(Item::plain(TypeExpr::Named(id)));
            }
            Kind::Alias(_) | Kind::Enum(_) => sum.other.push(Item::plain(TypeExpr::Named(id))),
            Kind::Invalid => {}
        }
    }

    fn add_object(&mut self, sum: &mut Sum, object: Object, origin: &TypeOrigin) {
        for field in object.fields {
            match sum.index.get(&field.name).and_then(|index| sum.object.fields.get_mut(*index)) {
                Some(known) => {
                    if let Some(message) = narrow(known, field) {
                        self.diags.push(Code::Approximated, origin.location.clone(), message);
                    }
                }
                None => {
                    sum.index.insert(field.name.clone(), sum.object.fields.len());
                    sum.object.fields.push(field);
                }
            }
        }
        sum.object.checks.extend(object.checks);
        match (&sum.object.additional, object.additional) {
            (_, Additional::Ignored | Additional::Closed) => {}
            (Additional::Kept(_), Additional::Kept(_)) => {}
            (Additional::Ignored | Additional::Closed, kept @ Additional::Kept(_)) => sum.object.additional = kept,
        }
    }

    fn finish(&mut self, mut sum: Sum, origin: &TypeOrigin) -> Kind {
        let is_object = !sum.object.fields.is_empty() || !matches!(sum.object.additional, Additional::Ignored);
        match (is_object, sum.open, sum.other.as_slice()) {
            (false, _, [only]) => return Kind::Alias(only.clone()),
            (false, false, []) => {
                return Kind::Alias(Item::plain(TypeExpr::Map(Box::new(Item::plain(TypeExpr::Json)))));
            }
            (false, _, _) => {
                return Kind::Alias(
                    self.json(&origin.location, "parts of `allOf` that are no objects are kept as any JSON value"),
                );
            }
            (true, false, []) => {}
            (true, _, _) => {
                let message = "`allOf` joins an object and a union: members of the union are kept in `extra`";
                self.diags.push(Code::Approximated, origin.location.clone(), message);
                sum.object.additional = Additional::Kept(Box::new(Item::plain(TypeExpr::Json)));
            }
        }
        require(&mut sum.object, &sum.required);
        Kind::Object(sum.object)
    }
}

/// Puts a member over one of the same name. Gives a message when the two do not agree.
fn narrow(known: &mut Field, field: Field) -> Option<String> {
    let agree =
        known.value.ty == field.value.ty || known.value.ty == TypeExpr::Json || field.value.ty == TypeExpr::Json;
    let message = (!agree).then(|| format!("parts of `allOf` give `{}` two types; the last one is taken", field.name));
    let docs = if field.docs.is_empty() { known.docs.clone() } else { field.docs.clone() };
    let access = if field.access == Access::ReadWrite { known.access } else { field.access };
    let ty = if field.value.ty == TypeExpr::Json { known.value.ty.clone() } else { field.value.ty.clone() };
    let presence = if known.presence == crate::ir::Presence::Required { known.presence } else { field.presence };
    let nullable = known.value.nullable && field.value.nullable;
    *known =
        Field { docs, access, presence, value: Item { ty, nullable, checks: field.value.checks.clone() }, ..field };
    message
}
