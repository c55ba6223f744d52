//! Which kind of type does a schema become? Each kind has a function of its own.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::context::{Deferred, Lowering, TypeOrigin};
use super::docs::docs;
use super::schema_view::SchemaView;
use crate::diag::Code;
use crate::ir::{
    Access, Check, Docs, Enum, Item, Keyword, Kind, NameOrigin, ShapeReason, Shaped, Step, TypeExpr, TypeId,
};

/// What a schema says about a value without shaping it.
#[derive(Default, Clone)]
pub(super) struct Annotations {
    pub docs: Docs,
    pub deprecated: bool,
    pub access: Access,
    pub default: Option<serde_json::Value>,
    pub example: Option<serde_json::Value>,
}

impl<'a> Lowering<'a> {
    /// Lowers a use of a schema, as for a member, an item or a parameter. Makes a named type if one is needed.
    pub(super) fn item(&mut self, schema: &'a ReferenceOr<Schema>, origin: &TypeOrigin) -> Item {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, origin),
            ReferenceOr::Item(schema) => self.inline(schema, origin),
        }
    }

    /// As [`Self::item`], for the boxed schemas of properties and items.
    pub(super) fn boxed_item(&mut self, schema: &'a ReferenceOr<Box<Schema>>, origin: &TypeOrigin) -> Item {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, origin),
            ReferenceOr::Item(schema) => self.inline(schema, origin),
        }
    }

    /// A use of a component.
    pub(super) fn reference(&mut self, reference: &str, origin: &TypeOrigin) -> Item {
        let Some((_, component)) = self.component(reference) else {
            let message = format!("`{reference}` names no component schema");
            self.diags.push(Code::Bug, origin.location.clone(), message);
            return Item::plain(TypeExpr::Json);
        };
        Item { nullable: component.nullable, ..Item::plain(TypeExpr::Named(component.id)) }
    }

    fn inline(&mut self, schema: &'a Schema, origin: &TypeOrigin) -> Item {
        let view = SchemaView::new(schema);
        let mut item = if let Some(only) = only_part(&view) {
            let item = self.item(only, &origin.down(&["allOf", "0"]));
            with_checks(item, limits(&view))
        } else if self.needs_name(schema, &view) {
            let id = self.named(schema, origin);
            self.fill_or_defer(id, schema, &view);
            Item::plain(TypeExpr::Named(id))
        } else {
            self.unnamed(schema, view, origin)
        };
        item.nullable |= self.inline_allows_null(schema);
        item.xml = self.xml(schema).or(item.xml);
        item
    }

    /// Whether an inline schema becomes a type with a name.
    fn needs_name(&self, schema: &Schema, view: &SchemaView<'_>) -> bool {
        !view.all_of.is_empty() || union_of(view).is_some() || self.is_enumeration(schema, view) || is_record(view)
    }

    /// A type for an inline schema.
    fn named(&mut self, schema: &Schema, origin: &TypeOrigin) -> TypeId {
        self.push_type(origin, docs(schema), schema.schema_data.deprecated)
    }

    /// A part of an `allOf` that becomes a type of its own.
    pub(super) fn inline_part(&mut self, schema: &'a Schema, view: &SchemaView<'a>, origin: &TypeOrigin) -> Item {
        let id = self.named(schema, origin);
        if let Some(enumeration) = self.enumeration(schema, view) {
            self.shape(id, values(enumeration));
        }
        Item::plain(TypeExpr::Named(id))
    }

    /// Lowers the body of an inline schema. One that extends others is lowered after them.
    fn fill_or_defer(&mut self, id: TypeId, schema: &'a Schema, view: &SchemaView<'a>) {
        if view.all_of.is_empty() {
            let shaped = self.kind(id, schema);
            self.shape(id, shaped);
        } else {
            self.deferred.push(Deferred { id, schema });
        }
    }

    /// Lowers the deferred schemas, and those that are deferred meanwhile.
    pub(super) fn fill_deferred(&mut self) {
        while let Some(Deferred { id, schema }) = self.deferred.pop() {
            let shaped = self.kind(id, schema);
            self.shape(id, shaped);
        }
    }

    /// The body of a type that has a name.
    pub(super) fn kind(&mut self, id: TypeId, schema: &'a Schema) -> Shaped {
        let view = SchemaView::new(schema);
        let origin = TypeOrigin {
            location: self.api.types[id].location.clone(),
            name: NameOrigin::Inside { parent: id, path: Vec::new() },
        };
        if let Some(only) = only_part(&view)
            && !self.is_subtype(id, only)
        {
            let item = self.item(only, &origin.down(&["allOf", "0"]));
            return (Kind::Alias(with_checks(item, limits(&view))), ShapeReason::OnlyPart);
        }
        if !view.all_of.is_empty() {
            return self.all_of(schema, &view, &origin);
        }
        if let Some((keyword, variants)) = union_of(&view) {
            return self.union(schema, &view, keyword, variants, &origin);
        }
        if let Some(enumeration) = self.enumeration(schema, &view) {
            return values(enumeration);
        }
        if is_record(&view) {
            if view.typ.is_none() {
                self.imply("objects", &origin);
            }
            let because = if view.has_properties() { ShapeReason::Properties } else { ShapeReason::NoMembers };
            return (Kind::Object(self.object(&view, &origin)), because);
        }
        (Kind::Alias(self.unnamed(schema, view, &origin)), ShapeReason::Plain)
    }

    /// Whether a component extends another by the lone `part` of its `allOf`: then it is one more of those that the
    /// other's discriminator selects, and not an alias of their union.
    fn is_subtype(&self, id: TypeId, part: &ReferenceOr<Schema>) -> bool {
        let ReferenceOr::Reference { reference } = part else { return false };
        matches!(self.api.types[id].name, NameOrigin::Component(_))
            && self.component(reference).is_some_and(|(_, component)| component.id != component.base)
    }

    /// A schema that needs no name: a scalar, a list, a map, any value.
    fn unnamed(&mut self, schema: &'a Schema, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        if let Some(not) = view.not.filter(|_| view.is_free()) {
            let nothing = |schema: &Schema| SchemaView::new(schema).is_free() && SchemaView::new(schema).not.is_none();
            if matches!(not, ReferenceOr::Item(schema) if nothing(schema)) {
                let why = "the schema allows no value; the value is kept as JSON";
                return self.keep_as_json(&origin.location, why, "remove it, or write which values it allows");
            }
            let why = "`not` does not say what a value is; the value is kept as JSON";
            return self.keep_as_json(
                &origin.location,
                why,
                "write what the value is beside `not`, such as its `type`",
            );
        }
        match view.typ {
            Some("array") => self.list(view, origin),
            None if view.items.is_some() => {
                self.imply("lists", origin);
                self.list(view, origin)
            }
            Some("object") => self.map(view, origin),
            None if view.additional.is_some() => {
                self.imply("objects", origin);
                self.map(view, origin)
            }
            Some("string" | "number" | "integer" | "boolean") => self.scalar(schema, view, origin),
            None if view.format.is_some() || !view.values.is_empty() => self.untyped(view, origin),
            None => Item { checks: view.checks, ..Item::plain(TypeExpr::Json) },
            Some(other) => {
                let message = format!("`{other}` is not a JSON type");
                self.diags.push(Code::UnknownType, origin.location.join("type"), message);
                Item::plain(TypeExpr::Json)
            }
        }
    }

    fn list(&mut self, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        let item = match view.items {
            Some(items) => self.boxed_item(items, &origin.step(&["items"], Step::Items)),
            None => Item::plain(TypeExpr::Json),
        };
        Item { checks: view.checks, ..Item::plain(TypeExpr::List(Box::new(item))) }
    }

    fn map(&mut self, view: SchemaView<'a>, origin: &TypeOrigin) -> Item {
        let value = match view.additional {
            Some(openapiv3::AdditionalProperties::Schema(schema)) => {
                self.item(schema, &origin.step(&["additionalProperties"], Step::Values))
            }
            Some(openapiv3::AdditionalProperties::Any(_)) | None => Item::plain(TypeExpr::Json),
        };
        Item { checks: view.checks, ..Item::plain(TypeExpr::Map(Box::new(value))) }
    }

    /// The annotations of a schema. Those of a lone `$ref` in its `allOf` fill what it does not say.
    pub(super) fn annotations(&self, schema: &'a ReferenceOr<Box<Schema>>) -> Annotations {
        let mut annotations = Annotations::default();
        let mut next = match schema {
            ReferenceOr::Reference { reference } => self.component_schema(reference).map(|schema| (schema, true)),
            ReferenceOr::Item(schema) => Some((&**schema, false)),
        };
        // A document decides how long a chain of lone references is. Real ones have a few links.
        for _ in 0..8 {
            let Some((schema, referred)) = next else { break };
            annotations.take(schema, referred);
            if !has_all_of(schema) {
                break;
            }
            next = match only_part(&SchemaView::new(schema)) {
                Some(ReferenceOr::Reference { reference }) => {
                    self.component_schema(reference).map(|inner| (inner, true))
                }
                Some(ReferenceOr::Item(inner)) => Some((inner, referred)),
                None => None,
            };
        }
        annotations
    }
}

impl Annotations {
    fn take(&mut self, schema: &Schema, referred: bool) {
        let data = &schema.schema_data;
        if self.access == Access::ReadWrite {
            self.access = match (data.read_only, data.write_only) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                (false, false) | (true, true) => Access::ReadWrite,
            };
        }
        self.default = self.default.take().or_else(|| data.default.clone());
        // The prose of a component is about the type, not about the member that has it.
        if referred {
            return;
        }
        self.deprecated |= data.deprecated;
        if self.docs.is_empty() {
            self.docs = docs(schema);
        }
        self.example = self.example.take().or_else(|| data.example.clone());
    }
}

/// An enum of what a schema lists.
fn values(enumeration: Enum) -> Shaped {
    let because = ShapeReason::Values(enumeration.repr);
    (Kind::Enum(enumeration), because)
}

/// Adds further checks to a use of a type.
pub(super) fn with_checks(mut item: Item, checks: Vec<Check>) -> Item {
    for check in checks {
        if !item.checks.contains(&check) {
            item.checks.push(check);
        }
    }
    item
}

/// Whether there is an `allOf`. A `SchemaView` would copy the values of the schema, of which there may be many.
fn has_all_of(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::AllOf { .. } => true,
        SchemaKind::Any(any) => !any.all_of.is_empty(),
        SchemaKind::Type(_) | SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => false,
    }
}

/// The only part of an `allOf` that shapes the value, if no keyword beside it does.
pub(super) fn only_part<'a>(view: &SchemaView<'a>) -> Option<&'a ReferenceOr<Schema>> {
    let beside = view.has_properties()
        || view.additional.is_some()
        || view.items.is_some()
        || !view.values.is_empty()
        || !view.required.is_empty()
        || !view.one_of.is_empty()
        || !view.any_of.is_empty();
    if beside {
        return None;
    }
    let mut shaping = view.all_of.iter().filter(|part| match part {
        ReferenceOr::Reference { .. } => true,
        ReferenceOr::Item(schema) => {
            let view = SchemaView::new(schema);
            !view.is_free() || !view.required.is_empty()
        }
    });
    match (shaping.next(), shaping.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// The limits that a schema sets beside the [only part](only_part) that shapes the value: its own, and those of other parts.
pub(super) fn limits(view: &SchemaView<'_>) -> Vec<Check> {
    let others = view.all_of.iter().filter_map(|part| match part {
        ReferenceOr::Reference { .. } => None,
        ReferenceOr::Item(schema) => Some(SchemaView::new(schema)).filter(SchemaView::is_free),
    });
    view.checks.iter().cloned().chain(others.flat_map(|other| other.checks)).collect()
}

/// The variants of a union, with the keyword that lists them. Beside a type, variants that shape nothing are limits of
/// it.
pub(super) fn union_of<'a>(view: &SchemaView<'a>) -> Option<(Keyword, &'a [ReferenceOr<Schema>])> {
    let (keyword, variants) = match (view.one_of, view.any_of) {
        ([], []) => return None,
        ([], any_of) => (Keyword::AnyOf, any_of),
        (one_of, _) => (Keyword::OneOf, one_of),
    };
    (view.typ.is_none() || variants.iter().any(adds_members)).then_some((keyword, variants))
}

/// Whether a variant does more than require members, or limit the value.
pub(super) fn adds_members(variant: &ReferenceOr<Schema>) -> bool {
    match variant {
        ReferenceOr::Reference { .. } => true,
        ReferenceOr::Item(schema) => !SchemaView::new(schema).is_free(),
    }
}

/// Whether a schema is an object with known members. A closed object without members is one too.
pub(super) fn is_record(view: &SchemaView<'_>) -> bool {
    let object = matches!(view.typ, Some("object") | None);
    let closed = matches!(view.additional, Some(openapiv3::AdditionalProperties::Any(false)));
    object && (view.has_properties() || closed)
}
