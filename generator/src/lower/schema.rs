//! What kind of type a schema is: one function an arm.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::facets::Facets;
use super::{Deferred, Lowering, Site};
use crate::diag::Code;
use crate::ir::{Access, Check, Docs, Item, Kind, NameOrigin, Step, TypeExpr, TypeId};

/// What a schema says beside its shape.
#[derive(Default, Clone)]
pub(super) struct Notes {
    pub docs: Docs,
    pub deprecated: bool,
    pub access: Access,
    pub default: Option<serde_json::Value>,
    pub example: Option<serde_json::Value>,
}

impl<'a> Lowering<'a> {
    /// A use of a schema: the type of a member, an item, a parameter. Makes a type of its own where one is needed.
    pub(super) fn item(&mut self, schema: &'a ReferenceOr<Schema>, site: &Site) -> Item {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, site),
            ReferenceOr::Item(schema) => self.inline(schema, site),
        }
    }

    /// As [`Self::item`], for the boxed schemas of properties and items.
    pub(super) fn boxed_item(&mut self, schema: &'a ReferenceOr<Box<Schema>>, site: &Site) -> Item {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, site),
            ReferenceOr::Item(schema) => self.inline(schema, site),
        }
    }

    /// A use of a component.
    pub(super) fn reference(&mut self, reference: &str, site: &Site) -> Item {
        let Some((_, component)) = self.component(reference) else {
            let message = format!("`{reference}` names no component schema");
            self.diags.push(Code::Bug, site.location.clone(), message);
            return Item::plain(TypeExpr::Json);
        };
        Item { ty: TypeExpr::Named(component.id), nullable: component.nullable, checks: Vec::new() }
    }

    fn inline(&mut self, schema: &'a Schema, site: &Site) -> Item {
        let facets = Facets::of(schema);
        let mut item = if let Some(only) = only_part(&facets) {
            let item = self.item(only, &site.down(&["allOf", "0"]));
            limited(item, facets.checks)
        } else if needs_name(&facets, schema) {
            let id = self.named(schema, site, Kind::Invalid);
            self.fill_or_defer(id, schema, &facets);
            Item::plain(TypeExpr::Named(id))
        } else {
            self.unnamed(schema, facets, site)
        };
        item.nullable |= self.inline_allows_null(schema);
        item
    }

    /// A type for an inline schema.
    fn named(&mut self, schema: &Schema, site: &Site, kind: Kind) -> TypeId {
        self.push_type(site, docs(schema), schema.schema_data.deprecated, kind)
    }

    /// An inline schema that extends others waits for them.
    fn fill_or_defer(&mut self, id: TypeId, schema: &'a Schema, facets: &Facets<'a>) {
        if facets.all_of.is_empty() {
            let kind = self.kind(id, schema);
            self.api.types[id].kind = kind;
        } else {
            self.deferred.push(Deferred { id, schema });
        }
    }

    /// Lowers what has waited, and what comes to wait meanwhile.
    pub(super) fn fill_deferred(&mut self) {
        while let Some(Deferred { id, schema }) = self.deferred.pop() {
            let kind = self.kind(id, schema);
            self.api.types[id].kind = kind;
        }
    }

    /// The body of a type that has a name.
    pub(super) fn kind(&mut self, id: TypeId, schema: &'a Schema) -> Kind {
        let facets = Facets::of(schema);
        let site = Site {
            location: self.api.types[id].location.clone(),
            name: NameOrigin::Inside { parent: id, path: Vec::new() },
        };
        if let Some(only) = only_part(&facets)
            && !self.is_heir(id, only)
        {
            let item = self.item(only, &site.down(&["allOf", "0"]));
            return Kind::Alias(limited(item, facets.checks));
        }
        if !facets.all_of.is_empty() {
            return self.all_of(&facets, &site);
        }
        if let Some((keyword, variants)) = union_of(&facets) {
            return self.union(schema, &facets, keyword, variants, &site);
        }
        if let Some(choice) = self.choice(schema, &facets, &site) {
            return Kind::Enum(choice);
        }
        if is_record(&facets) {
            return Kind::Object(self.object(&facets, &site));
        }
        Kind::Alias(self.unnamed(schema, facets, &site))
    }

    /// Whether a component extends another by the lone `part` of its `allOf`: then it is one more of those that the
    /// other's discriminator tells apart, and no other name of their union.
    fn is_heir(&self, id: TypeId, part: &ReferenceOr<Schema>) -> bool {
        let ReferenceOr::Reference { reference } = part else { return false };
        matches!(self.api.types[id].name, NameOrigin::Component(_))
            && self.component(reference).is_some_and(|(_, component)| component.id != component.base)
    }

    /// A schema that needs no name: a scalar, a list, a map, any value.
    fn unnamed(&mut self, schema: &'a Schema, facets: Facets<'a>, site: &Site) -> Item {
        if let Some(not) = facets.not.filter(|_| facets.is_free()) {
            let nothing = |schema: &Schema| Facets::of(schema).is_free() && Facets::of(schema).not.is_none();
            if matches!(not, ReferenceOr::Item(schema) if nothing(schema)) {
                return self.json(&site.location, "no value is allowed; it is kept as any JSON value");
            }
            return self.json(&site.location, "`not` says what a value is not; it is kept as any JSON value");
        }
        match facets.typ {
            Some("array") => self.list(facets, site),
            None if facets.items.is_some() => self.list(facets, site),
            Some("object") => self.map(facets, site),
            None if facets.additional.is_some() => self.map(facets, site),
            Some("string" | "number" | "integer" | "boolean") => self.scalar(schema, facets, site),
            None if facets.format.is_some() || !facets.values.is_empty() => self.untyped(facets, site),
            None => Item { ty: TypeExpr::Json, nullable: false, checks: Vec::new() },
            Some(other) => {
                let message = format!("`{other}` is not a JSON type");
                self.diags.push(Code::UnknownType, site.location.join("type"), message);
                Item::plain(TypeExpr::Json)
            }
        }
    }

    fn list(&mut self, facets: Facets<'a>, site: &Site) -> Item {
        let item = match facets.items {
            Some(items) => self.boxed_item(items, &site.step(&["items"], Step::Items)),
            None => Item::plain(TypeExpr::Json),
        };
        Item { ty: TypeExpr::List(Box::new(item)), nullable: false, checks: facets.checks }
    }

    fn map(&mut self, facets: Facets<'a>, site: &Site) -> Item {
        let value = match facets.additional {
            Some(openapiv3::AdditionalProperties::Schema(schema)) => {
                self.item(schema, &site.step(&["additionalProperties"], Step::Values))
            }
            Some(openapiv3::AdditionalProperties::Any(_)) | None => Item::plain(TypeExpr::Json),
        };
        Item { ty: TypeExpr::Map(Box::new(value)), nullable: false, checks: facets.checks }
    }

    /// What a schema says beside its shape; what a lone `$ref` in `allOf` says counts where it says nothing.
    pub(super) fn notes(&self, schema: &'a ReferenceOr<Box<Schema>>) -> Notes {
        let mut notes = Notes::default();
        let mut next = match schema {
            ReferenceOr::Reference { reference } => self.component_schema(reference).map(|schema| (schema, true)),
            ReferenceOr::Item(schema) => Some((&**schema, false)),
        };
        // A chain of lone references is as long as the document makes it; a few links are enough for every real one.
        for _ in 0..8 {
            let Some((schema, referred)) = next else { break };
            notes.take(schema, referred);
            if !has_all_of(schema) {
                break;
            }
            next = match only_part(&Facets::of(schema)) {
                Some(ReferenceOr::Reference { reference }) => {
                    self.component_schema(reference).map(|inner| (inner, true))
                }
                Some(ReferenceOr::Item(inner)) => Some((inner, referred)),
                None => None,
            };
        }
        notes
    }
}

impl Notes {
    fn take(&mut self, schema: &Schema, referred: bool) {
        let data = &schema.schema_data;
        if self.access == Access::ReadWrite {
            self.access = match (data.read_only, data.write_only) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                (false, false) | (true, true) => Access::ReadWrite,
            };
        }
        // The prose of a component is about the type, not about the member that has it.
        if referred {
            return;
        }
        self.deprecated |= data.deprecated;
        if self.docs.is_empty() {
            self.docs = docs(schema);
        }
        self.default = self.default.take().or_else(|| data.default.clone());
        self.example = self.example.take().or_else(|| data.example.clone());
    }
}

/// A use of a type with further limits.
fn limited(mut item: Item, checks: Vec<Check>) -> Item {
    for check in checks {
        if !item.checks.contains(&check) {
            item.checks.push(check);
        }
    }
    item
}

/// The prose of a schema.
pub(super) fn docs(schema: &Schema) -> Docs {
    let data = &schema.schema_data;
    let blank = |text: &String| !text.trim().is_empty();
    let description = data.description.clone().filter(blank);
    Docs {
        summary: if description.is_none() { data.title.clone().filter(blank) } else { None },
        description,
        link: data.external_docs.as_ref().map(|docs| docs.url.clone()),
    }
}

/// Whether there is an `allOf`. Looking costs nothing, however many values the schema has.
fn has_all_of(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::AllOf { .. } => true,
        SchemaKind::Any(any) => !any.all_of.is_empty(),
        SchemaKind::Type(_) | SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => false,
    }
}

/// The one schema that an `allOf` is about, where nothing beside it adds to the shape.
pub(super) fn only_part<'a>(facets: &Facets<'a>) -> Option<&'a ReferenceOr<Schema>> {
    let beside = facets.has_properties()
        || facets.additional.is_some()
        || facets.items.is_some()
        || !facets.values.is_empty()
        || !facets.required.is_empty()
        || !facets.one_of.is_empty()
        || !facets.any_of.is_empty();
    if beside {
        return None;
    }
    let mut shaping = facets.all_of.iter().filter(|part| match part {
        ReferenceOr::Reference { .. } => true,
        ReferenceOr::Item(schema) => {
            let facets = Facets::of(schema);
            !facets.is_free() || !facets.required.is_empty()
        }
    });
    match (shaping.next(), shaping.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// The variants of a union, with the keyword that lists them.
pub(super) fn union_of<'a>(facets: &Facets<'a>) -> Option<(&'static str, &'a [ReferenceOr<Schema>])> {
    match (facets.one_of, facets.any_of) {
        ([], []) => None,
        ([], any_of) => Some(("anyOf", any_of)),
        (one_of, _) => Some(("oneOf", one_of)),
    }
}

/// Whether a schema is an object with known members. A closed object without members is one too.
pub(super) fn is_record(facets: &Facets<'_>) -> bool {
    let object = matches!(facets.typ, Some("object") | None);
    let closed = matches!(facets.additional, Some(openapiv3::AdditionalProperties::Any(false)));
    object && (facets.has_properties() || closed)
}

/// Whether an inline schema becomes a type with a name.
fn needs_name(facets: &Facets<'_>, schema: &Schema) -> bool {
    !facets.all_of.is_empty()
        || union_of(facets).is_some()
        || super::choice::is_choice(facets, schema)
        || is_record(facets)
}
