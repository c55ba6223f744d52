//! Objects with known members.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::facets::Facets;
use super::{Lowering, Site};
use crate::diag::Code;
use crate::ir::{Additional, Field, Item, Object, Presence, Replace, Step, TypeExpr};

impl<'a> Lowering<'a> {
    pub(super) fn object(&mut self, facets: &Facets<'a>, site: &Site) -> Object {
        let fields = facets.properties.map(|properties| self.fields(properties, site)).unwrap_or_default();
        let mut object =
            Object { fields, additional: self.additional(facets.additional, site), checks: facets.checks.clone() };
        require(&mut object, facets.required);
        object
    }

    fn fields(&mut self, properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>, site: &Site) -> Vec<Field> {
        properties
            .iter()
            .map(|(name, schema)| {
                let own = site.step(&["properties", name], Step::Property(name.clone()));
                let notes = self.notes(schema);
                let replace = self.replace(schema, &own);
                Field {
                    name: name.clone(),
                    location: own.location.clone(),
                    value: self.boxed_item(schema, &own),
                    docs: notes.docs,
                    deprecated: notes.deprecated,
                    presence: Presence::Optional,
                    access: notes.access,
                    replace,
                    default: notes.default,
                    example: notes.example,
                }
            })
            .collect()
    }

    /// `additionalProperties` of an object that has known members too.
    pub(super) fn additional(&mut self, additional: Option<&'a AdditionalProperties>, site: &Site) -> Additional {
        match additional {
            None => Additional::Ignored,
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            Some(AdditionalProperties::Any(true)) => Additional::Kept(Box::new(Item::plain(TypeExpr::Json))),
            Some(AdditionalProperties::Schema(schema)) => {
                let item = self.item(schema, &site.step(&["additionalProperties"], Step::Values));
                Additional::Kept(Box::new(item))
            }
        }
    }

    /// `x-replace`.
    fn replace(&mut self, schema: &'a ReferenceOr<Box<Schema>>, site: &Site) -> Replace {
        let ReferenceOr::Item(schema) = schema else { return Replace::Unspecified };
        match schema.schema_data.extensions.get("x-replace").map(|value| value.as_str()) {
            None => Replace::Unspecified,
            Some(Some("whole")) => Replace::Whole,
            Some(_) => {
                self.diags
                    .push(Code::BadExtension, site.location.join("x-replace"), "`x-replace` can only be `whole`")
                    .help("leave it out where the document does not say what the server does");
                Replace::Unspecified
            }
        }
    }
}

/// Marks members as required. Names that the object does not know are conditions on what is kept or ignored.
pub(super) fn require(object: &mut Object, required: &[String]) {
    if required.is_empty() {
        return;
    }
    let required: std::collections::BTreeSet<&str> = required.iter().map(String::as_str).collect();
    for field in object.fields.iter_mut().filter(|field| required.contains(field.name.as_str())) {
        field.presence = Presence::Required;
    }
}
