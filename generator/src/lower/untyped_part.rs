//! Which members of a multipart body are raw bytes because their schema has no type? By OpenAPI 3.1 such a part is
//! `application/octet-stream`, unless its encoding says otherwise.

use std::collections::BTreeSet;

use openapiv3::{MediaType, ReferenceOr, Schema};

use super::context::{Lowering, UntypedParts};
use super::schema_view::SchemaView;
use crate::ir::edges::{types_of, types_of_operation};
use crate::ir::{Item, Kind, MediaKind, Scalar, TypeExpr, TypeId};

impl<'a> Lowering<'a> {
    /// Notes the members of a multipart body that have no type.
    pub(super) fn note_untyped_parts(&mut self, kind: MediaKind, media: &'a MediaType, value: Option<&Item>) {
        let (MediaKind::Multipart, Some(Item { ty: TypeExpr::Named(body), .. })) = (kind, value) else { return };
        let says_type =
            |name: &str| media.encoding.get(name).is_some_and(|encoding| is_json(encoding.content_type.as_deref()));
        let mut names = Vec::new();
        if let Some(schema) = &media.schema {
            self.untyped_members(schema, &mut BTreeSet::new(), &mut names);
        }
        names.retain(|name| !says_type(name));
        if !names.is_empty() {
            self.untyped_parts.push(UntypedParts { body: *body, names });
        }
    }

    fn untyped_members(
        &self,
        schema: &'a ReferenceOr<Schema>,
        seen: &mut BTreeSet<*const Schema>,
        names: &mut Vec<&'a str>,
    ) {
        let Some(schema) = self.followed(schema).filter(|schema| seen.insert(*schema)) else { return };
        let view = SchemaView::new(schema);
        for (name, member) in view.properties.into_iter().flatten() {
            let ReferenceOr::Item(member) = member else { continue };
            let items = SchemaView::new(member).items;
            let single = match items {
                Some(ReferenceOr::Item(items)) => items,
                Some(ReferenceOr::Reference { .. }) => continue,
                None => member,
            };
            if self.extras(single).is_some_and(|extras| extras.is_untyped) {
                names.push(name);
            }
        }
        for part in view.all_of {
            self.untyped_members(part, seen, names);
        }
    }

    /// Gives these members the type of raw bytes. An object that is also a part of another value keeps them, because there
    /// they are any JSON.
    pub(super) fn fill_untyped_parts(&mut self) {
        let parts = std::mem::take(&mut self.untyped_parts);
        if parts.is_empty() {
            return;
        }
        let others = self.used_elsewhere();
        for UntypedParts { body, names } in parts {
            let Kind::Object(object) = &mut self.api.types[body].kind else { continue };
            if others.contains(&body) {
                continue;
            }
            for field in object.fields.iter_mut().filter(|field| names.contains(&field.name.as_str())) {
                let ty = match &mut field.value.ty {
                    TypeExpr::List(items) => &mut items.ty,
                    ty => ty,
                };
                if *ty == TypeExpr::Json {
                    *ty = TypeExpr::Scalar(Scalar::Bytes);
                }
            }
        }
    }

    /// The types that stand anywhere but as a whole multipart body.
    fn used_elsewhere(&self) -> BTreeSet<TypeId> {
        let mut used = BTreeSet::new();
        for (_, def) in self.api.types.iter() {
            types_of(def, &mut |id| {
                used.insert(id);
            });
        }
        for (_, operation) in self.api.operations.iter() {
            let mut bare = operation.clone();
            if let Some(body) = &mut bare.body {
                body.content.retain(|media| media.kind != MediaKind::Multipart);
            }
            types_of_operation(&bare, &mut |id| {
                used.insert(id);
            });
        }
        used
    }
}

fn is_json(content_type: Option<&str>) -> bool {
    content_type.is_some_and(|content_type| content_type.contains("json"))
}
