//! Which members does an object have?

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::context::{Lowering, TypeOrigin};
use super::schema_view::SchemaView;
use crate::ir::{Additional, Field, Item, Object, Presence, Replace, Step, TypeExpr};

impl<'a> Lowering<'a> {
    pub(super) fn object(&mut self, view: &SchemaView<'a>, origin: &TypeOrigin) -> Object {
        let fields = view.properties.map(|properties| self.fields(properties, origin)).unwrap_or_default();
        let mut object =
            Object { fields, additional: self.additional(view.additional, origin), checks: view.checks.clone() };
        require(&mut object, view.required);
        object
    }

    fn fields(
        &mut self,
        properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
        origin: &TypeOrigin,
    ) -> Vec<Field> {
        properties
            .iter()
            .map(|(name, schema)| {
                let own = origin.step(&["properties", name], Step::Property(name.clone()));
                let annotations = self.annotations(schema);
                let replace = self.replace(schema);
                Field {
                    name: name.clone(),
                    location: own.location.clone(),
                    value: self.boxed_item(schema, &own),
                    docs: annotations.docs,
                    deprecated: annotations.deprecated,
                    presence: Presence::Optional,
                    access: annotations.access,
                    replace,
                    constant: None,
                    default: annotations.default,
                    example: annotations.example,
                }
            })
            .collect()
    }

    /// `additionalProperties` of an object that has known members too.
    pub(super) fn additional(
        &mut self,
        additional: Option<&'a AdditionalProperties>,
        origin: &TypeOrigin,
    ) -> Additional {
        match additional {
            None => Additional::Ignored,
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            Some(AdditionalProperties::Any(true)) => Additional::Kept(Box::new(Item::plain(TypeExpr::Json))),
            Some(AdditionalProperties::Schema(schema)) => {
                let item = self.item(schema, &origin.step(&["additionalProperties"], Step::Values));
                Additional::Kept(Box::new(item))
            }
        }
    }

    fn replace(&self, schema: &ReferenceOr<Box<Schema>>) -> Replace {
        match schema {
            ReferenceOr::Item(schema) if self.extras(schema).is_some_and(|extras| extras.is_replaced_whole) => {
                Replace::Whole
            }
            ReferenceOr::Item(_) | ReferenceOr::Reference { .. } => Replace::Unspecified,
        }
    }
}

/// Marks members as required. Names of members that the object does not have are ignored.
pub(super) fn require(object: &mut Object, required: &[String]) {
    if required.is_empty() {
        return;
    }
    let required: std::collections::BTreeSet<&str> = required.iter().map(String::as_str).collect();
    for field in object.fields.iter_mut().filter(|field| required.contains(field.name.as_str())) {
        field.presence = Presence::Required;
    }
}
