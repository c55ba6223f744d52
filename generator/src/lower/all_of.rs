//! `allOf`: what satisfies several schemas at once. Objects become one object with the members of all.

use openapiv3::{ReferenceOr, Schema};

use super::context::{Join, Joined, Lowering, TypeOrigin};
use super::docs::{docs, title_of};
use super::object::require;
use super::scalar::scalar_item;
use super::schema::{adds_members, is_record, limits, only_part, union_of, with_checks};
use super::schema_view::SchemaView;
use super::sum::{Base, Sum, UnionPart};
use super::union::{Tags, unlisted};
use crate::diag::Code;
use crate::ir::{
    Access, Additional, Docs, Field, Item, Keyword, Kind, MergedBy, NameOrigin, Object, Presence, ShapeReason, Shaped,
    Step, TypeExpr, TypeId, Union, Variant,
};

const ONE_IS_AN_OBJECT: &str = "one part of `allOf` is an object and another is not; the object is used";

/// The variants of a union, each with what it holds, and the union without them.
type Variants<'a> = (Vec<(Joined<'a>, Variant)>, Union);

impl<'a> Lowering<'a> {
    pub(super) fn all_of(&mut self, schema: &'a Schema, view: &SchemaView<'a>, origin: &TypeOrigin) -> Shaped {
        let mut sum = Sum::default();
        for (index, part) in view.all_of.iter().enumerate() {
            self.add_part(&mut sum, part, &origin.down(&["allOf", &index.to_string()]));
        }
        self.add_own(&mut sum, schema, view, origin);
        self.finish(sum, MergedBy::AllOf, origin)
    }

    pub(super) fn add_part(&mut self, sum: &mut Sum<'a>, part: &'a ReferenceOr<Schema>, origin: &TypeOrigin) {
        match part {
            ReferenceOr::Reference { reference } => match self.component(reference) {
                Some((key, component)) if component.filled => match self.union_of_which_it_is_a_variant(key, origin) {
                    Some(schema) => self.add_all_but_variants(sum, schema, origin),
                    None => self.add_type(sum, component.base, origin),
                },
                Some((key, _)) => {
                    let message = format!("`{key}` extends itself; this `$ref` is left out");
                    let help = "remove it: a schema has its own members without it";
                    self.diags.push(Code::Approximated, origin.location.clone(), message).help(help);
                }
                None => {
                    let _ = self.reference(reference, origin);
                }
            },
            ReferenceOr::Item(schema) => {
                let view = SchemaView::new(schema);
                if let Some(only) = only_part(&view) {
                    sum.checks.extend(limits(&view));
                    self.add_part(sum, only, &origin.down(&["allOf", "0"]));
                } else {
                    for (index, inner) in view.all_of.iter().enumerate() {
                        self.add_part(sum, inner, &origin.down(&["allOf", &index.to_string()]));
                    }
                    self.add_own(sum, schema, &view, origin);
                }
            }
        }
    }

    /// Adds the keywords that a schema has beside its `allOf`.
    pub(super) fn add_own(
        &mut self,
        sum: &mut Sum<'a>,
        schema: &'a Schema,
        view: &SchemaView<'a>,
        origin: &TypeOrigin,
    ) {
        sum.required.extend(view.required.iter().cloned());
        if is_record(view) || matches!(view.typ, Some("object")) || view.additional.is_some() {
            let object = self.object(view, origin);
            self.add_object(sum, object, origin);
        } else if !view.is_free() && union_of(view).is_none() && (view.all_of.is_empty() || sum.is_unshaped()) {
            let view = SchemaView {
                typ: view.typ,
                format: view.format.clone(),
                items: view.items,
                checks: view.checks.clone(),
                values: view.values.clone(),
                ..SchemaView::default()
            };
            self.add_plain_part(sum, schema, view, origin);
        } else {
            sum.checks.extend(view.checks.iter().cloned());
        }
        self.tell_second_union(view, origin);
        match union_of(view) {
            Some((_, [only])) => self.add_part(sum, only, &origin.down(&["0"])),
            Some((keyword, variants)) if variants.iter().any(adds_members) => {
                sum.unions.push(UnionPart::Own { schema, keyword, variants });
            }
            // Variants that only require members add none. They restrict what is sent.
            Some(_) | None => {}
        }
    }

    /// Tells that `anyOf` is left out beside `oneOf`, if it does more than limit the value.
    pub(super) fn tell_second_union(&mut self, view: &SchemaView<'_>, origin: &TypeOrigin) {
        if !view.one_of.is_empty() && view.any_of.iter().any(adds_members) {
            let help = "write one `oneOf` with the variants that match both";
            self.diags.push(Code::LeftOut, origin.location.clone(), "`anyOf` beside `oneOf` is left out").help(help);
        }
    }

    /// Adds a part that is not an object and has no name.
    fn add_plain_part(&mut self, sum: &mut Sum<'a>, schema: &'a Schema, view: SchemaView<'a>, origin: &TypeOrigin) {
        let item = match view.typ {
            _ if self.is_enumeration(schema, &view) => self.inline_part(schema, &view, origin),
            // A part that says only what the items are is a list.
            typ if typ == Some("array") || view.items.is_some() => {
                let item = match view.items {
                    Some(items) => self.boxed_item(items, &origin.step(&["items"], Step::Items)),
                    None => Item::plain(TypeExpr::Json),
                };
                Item { checks: view.checks, ..Item::plain(TypeExpr::List(Box::new(item))) }
            }
            Some("string" | "number" | "integer" | "boolean") => scalar_item(view),
            Some(_) | None => self.untyped(view, origin),
        };
        self.add_other(sum, item, origin);
    }

    /// Adds a type that is already lowered.
    pub(super) fn add_type(&mut self, sum: &mut Sum<'a>, id: TypeId, origin: &TypeOrigin) {
        let mut at = id;
        // `aliases` breaks loops later. None is longer than there are types.
        for _ in 0..=self.api.types.len() {
            match &self.api.types[at].kind {
                Kind::Alias(Item { ty: TypeExpr::Named(next), checks, .. }) => {
                    sum.checks.extend(checks.iter().cloned());
                    at = self.bases.get(next).copied().unwrap_or(*next);
                }
                Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => {
                    break;
                }
            }
        }
        match &self.api.types[at].kind {
            Kind::Object(object) => {
                let members = object.fields.len();
                if self.charge(members, &origin.location)
                    && let Kind::Object(object) = &self.api.types[at].kind
                {
                    self.add_object(sum, object.clone(), origin);
                }
            }
            Kind::Union(_) => sum.add_union(at),
            Kind::Enum(_) => self.add_other(sum, Item::plain(TypeExpr::Named(at)), origin),
            // A loop of aliases adds nothing.
            Kind::Alias(Item { ty: TypeExpr::Named(_), .. }) | Kind::Invalid | Kind::Removed => {}
            Kind::Alias(item) => {
                let item = item.clone();
                self.add_item(sum, item, origin);
            }
        }
    }

    pub(super) fn add_object(&mut self, sum: &mut Sum<'a>, object: Object, origin: &TypeOrigin) {
        sum.base = Base::Object;
        for field in object.fields {
            match sum.index.get(&field.name).and_then(|index| sum.object.fields.get(*index)) {
                Some(known) => {
                    let (known, name) = (known.clone(), field.name.clone());
                    let narrowed = self.narrow(known, field, origin);
                    let place = sum.index.get(&name).and_then(|index| sum.object.fields.get_mut(*index));
                    place.into_iter().for_each(|place| *place = narrowed.clone());
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
            (Additional::Kept(known), Additional::Kept(other)) => {
                let known = known.clone();
                if let Some(joined) = self.join_others(&known, &other, origin) {
                    sum.object.additional = Additional::Kept(Box::new(joined));
                }
            }
            (Additional::Ignored | Additional::Closed, kept @ Additional::Kept(_)) => sum.object.additional = kept,
        }
    }

    /// Joins what two parts say about members that neither names. None: they contradict each other, which is told.
    fn join_others(&mut self, known: &Item, other: &Item, origin: &TypeOrigin) -> Option<Item> {
        let joined = self.join_items(known, other, &origin.step(&["additionalProperties"], Step::Values));
        if joined.is_none() {
            let message = "the parts of `allOf` contradict one another about other members; the first part is used";
            self.diags.push(Code::Approximated, origin.location.clone(), message);
        }
        joined
    }

    /// Joins what two parts say about a member. If they contradict each other, the last part is used.
    fn narrow(&mut self, known: Field, field: Field, origin: &TypeOrigin) -> Field {
        let own = TypeOrigin { location: field.location.clone(), name: origin.name.clone() }
            .step(&[], Step::Property(field.name.clone()));
        let value = self.join_items(&known.value, &field.value, &own).unwrap_or_else(|| {
            let message = format!(
                "the parts of `allOf` contradict one another about the member `{}`; the last part is used",
                field.name
            );
            let help = "describe it alike in both parts, or in one of them alone";
            self.diags.push(Code::Approximated, origin.location.clone(), message).help(help);
            field.value.clone()
        });
        Field {
            docs: if field.docs.is_empty() { known.docs } else { field.docs },
            access: if field.access == Access::ReadWrite { known.access } else { field.access },
            presence: if known.presence == Presence::Required { known.presence } else { field.presence },
            default: field.default.or(known.default),
            example: field.example.or(known.example),
            value,
            ..field
        }
    }

    /// The type of what was added. `by` says why it describes one value.
    pub(super) fn finish(&mut self, mut sum: Sum<'a>, by: MergedBy, origin: &TypeOrigin) -> Shaped {
        let merged = ShapeReason::Merged(by);
        let mut object = match (is_object(&sum.object), sum.other.take(), sum.unions.len()) {
            (false, Some(other), 0) => {
                return (Kind::Alias(with_checks(other, sum.checks)), merged);
            }
            (false, None, 0) => {
                let any = Item::plain(TypeExpr::Json);
                let item = match sum.base {
                    Base::Anything => any,
                    Base::Object => Item::plain(TypeExpr::Map(Box::new(any))),
                };
                return (Kind::Alias(with_checks(item, sum.checks)), merged);
            }
            (false, None, 1) if sum.required.is_empty() => return self.lone_union(sum, by, origin),
            (_, None, 1) => return self.distribute(sum, by, origin),
            (true, None, 0) => sum.object,
            (true, Some(_), _) => {
                self.diags.push(Code::Approximated, origin.location.clone(), ONE_IS_AN_OBJECT);
                sum.object
            }
            (false, None, _) => {
                let message = "`allOf` combines several unions; the value is kept as JSON";
                let help = "write one `oneOf` with the variants that match all of them";
                return (Kind::Alias(self.keep_as_json(&origin.location, message, help)), ShapeReason::NotJoined);
            }
            (true, None, _) => {
                let message = "`allOf` combines several unions; the members of their variants are kept in `extra`";
                let help = "write one `oneOf` with the variants that match all of them";
                self.diags.push(Code::Approximated, origin.location.clone(), message).help(help);
                sum.object.additional = Additional::Kept(Box::new(Item::plain(TypeExpr::Json)));
                sum.object
            }
            (false, Some(_), _) => {
                let message = "one part of `allOf` is a union and another is not an object; the value is kept as JSON";
                let help = "write one `oneOf` with the variants that match the other part";
                return (Kind::Alias(self.keep_as_json(&origin.location, message, help)), ShapeReason::NotJoined);
            }
        };
        object.checks.extend(sum.checks);
        require(&mut object, &sum.required);
        (Kind::Object(object), merged)
    }

    /// A union without members beside it.
    fn lone_union(&mut self, mut sum: Sum<'a>, by: MergedBy, origin: &TypeOrigin) -> Shaped {
        match sum.unions.pop() {
            Some(UnionPart::Named(id)) => (Kind::Alias(Item::plain(TypeExpr::Named(id))), ShapeReason::Merged(by)),
            Some(UnionPart::Own { schema, keyword, variants }) => {
                self.union_of_variants(schema, keyword, variants, origin)
            }
            None => (Kind::Alias(Item::plain(TypeExpr::Json)), ShapeReason::Merged(by)),
        }
    }

    /// Adds the members of an object to each variant of a union, because a value is both.
    fn distribute(&mut self, mut sum: Sum<'a>, by: MergedBy, origin: &TypeOrigin) -> Shaped {
        let (mut parts, union) = match sum.unions.pop() {
            Some(UnionPart::Named(id)) => self.variants_of_type(id),
            Some(UnionPart::Own { schema, keyword, variants }) => self.variants_of_schema(schema, keyword, variants),
            None => Default::default(),
        };
        // A value that is an object is none of the variants that are not.
        let is_object = is_object(&sum.object);
        parts.retain(|(part, _)| !is_object || !is_no_object(part));
        if parts.is_empty() {
            self.diags.push(Code::Approximated, origin.location.clone(), ONE_IS_AN_OBJECT);
            return (Kind::Object(sum.object), ShapeReason::Merged(by));
        }
        if !self.charge(parts.len().saturating_mul(sum.object.fields.len()), &origin.location) {
            sum.object.additional = Additional::Kept(Box::new(Item::plain(TypeExpr::Json)));
            return (Kind::Object(sum.object), ShapeReason::Merged(by));
        }
        let mut variants = Vec::new();
        for (part, variant) in parts {
            // A variant that extends the union has its members already.
            if let Some(extending) = self.component_that_extends(&part, origin) {
                variants.push(Variant { value: Item::plain(TypeExpr::Named(extending)), ..variant });
                continue;
            }
            // The type is named after the whole and the variant, because the variant alone is another type.
            let own = match &variant.step {
                Step::Variant { title: Some(title), .. } => origin.step(&[], Step::Property(title.clone())),
                step => origin.step(&[], step.clone()),
            };
            let id = self.push_type(&own, variant.docs, false);
            let object = (sum.base == Base::Object).then(|| Joined::Object(sum.object.clone()));
            let parts = object.into_iter().chain([part]).collect();
            self.joins.push_back(Join { id, parts, required: sum.required.clone(), by: MergedBy::Variant });
            let value = Item::plain(TypeExpr::Named(id));
            variants.push(Variant { value, docs: Docs::default(), ..variant });
        }
        let because = ShapeReason::MembersOfEachVariant(union.keyword);
        (Kind::Union(Union { variants, ..union }), because)
    }

    /// The variants of a union that is a type, each with what it holds.
    fn variants_of_type(&self, id: TypeId) -> Variants<'a> {
        let Kind::Union(union) = &self.api.types[id].kind else { return Variants::default() };
        let variants = union.variants.iter().enumerate().map(|(index, variant)| {
            let step = Step::Variant { title: self.variant_title(variant), index };
            (Joined::Item(variant.value.clone()), Variant { step, ..variant.clone() })
        });
        (variants.collect(), Union { variants: Vec::new(), ..union.clone() })
    }

    /// The variants that a schema lists, each with its schema.
    fn variants_of_schema(
        &self,
        schema: &'a Schema,
        keyword: Keyword,
        variants: &'a [ReferenceOr<Schema>],
    ) -> Variants<'a> {
        let discriminator = schema.schema_data.discriminator.as_ref();
        let tags = discriminator.map(Tags::from_mapping);
        let variants = variants.iter().enumerate().map(|(index, variant)| {
            let (title, docs, tags) = match variant {
                ReferenceOr::Reference { reference } => {
                    let key = self.component(reference).map(|(key, _)| key);
                    let tags = key.zip(tags.as_ref()).map(|(key, tags)| self.tags_of(key, tags));
                    (key.map(str::to_owned), Docs::default(), tags.unwrap_or_default())
                }
                ReferenceOr::Item(schema) => (title_of(schema), docs(schema), Vec::new()),
            };
            let step = Step::Variant { title, index };
            (Joined::Part(variant), Variant { value: Item::plain(TypeExpr::Json), tags, step, docs })
        });
        let unlisted = unlisted(discriminator);
        let discriminator = discriminator.map(|it| it.property_name.clone());
        (variants.collect(), Union { variants: Vec::new(), keyword, discriminator, unlisted })
    }

    /// What the type of a variant with more members is named after.
    fn variant_title(&self, variant: &Variant) -> Option<String> {
        match (&variant.step, &variant.value.ty) {
            (Step::Variant { title: Some(title), .. }, _) => Some(title.clone()),
            (_, TypeExpr::Named(id)) => match &self.api.types[*id].name {
                NameOrigin::Component(key) => Some(key.clone()),
                NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => None,
            },
            (_, _) => None,
        }
    }
}

/// Whether a part said that the value is an object.
fn is_object(object: &Object) -> bool {
    !object.fields.is_empty() || !matches!(object.additional, Additional::Ignored)
}

/// Whether no value of a variant is an object.
fn is_no_object(variant: &Joined<'_>) -> bool {
    match variant {
        Joined::Item(item) => matches!(item.ty, TypeExpr::Scalar(_) | TypeExpr::List(_)),
        Joined::Part(ReferenceOr::Item(schema)) => {
            matches!(SchemaView::new(schema).typ, Some("string" | "number" | "integer" | "boolean" | "array"))
        }
        Joined::Part(ReferenceOr::Reference { .. }) | Joined::Object(_) => false,
    }
}
