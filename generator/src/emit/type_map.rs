//! Which Rust type stands for which part of the documents, for tools that check documented values against emitted code.

use super::cx::Cx;
use super::media;
use super::rust_type::{ImportStyle, RustType};
use crate::analyse::{Context, Form};
use crate::ir::{Media, MediaKind, NameOrigin, Scalar, TypeExpr};
use crate::location::Location;

/// A part of a document and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeMapping {
    pub role: Role,
    /// Where the part stands: a schema, or a media type, whose schema is its member `schema`.
    pub location: Location,
    /// The type as a user of the crate writes it: `Vec<petstore::models::Pet>`.
    pub ty: String,
}

/// The kind of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A component schema; the type is the one that is received.
    Schema,
    /// A component schema that is never received; the type is one that is sent.
    SentSchema,
    /// The JSON of a request.
    Body,
    /// The JSON of a response.
    Response,
}

/// All component schemas and all JSON bodies of an API.
pub fn type_map(cx: &Cx) -> Vec<TypeMapping> {
    let types =
        cx.api().types.iter().filter(|(id, def)| {
            matches!(def.name, NameOrigin::Component(_)) && !holds_bytes(cx, &TypeExpr::Named(*id))
        });
    let mut map: Vec<TypeMapping> = types
        .filter_map(|(id, def)| {
            let forms = cx.model.facts.forms(id);
            let read = forms.iter().find(|form| **form == Form::Read);
            let role = if read.is_some() { Role::Schema } else { Role::SentSchema };
            let name = cx.model.names.ty(id, *read.or(forms.first())?);
            Some(entry(cx, role, &def.location, &RustType::Model(name.clone())))
        })
        .collect();
    for (_, operation) in cx.api().operations.iter() {
        for media in operation.body.iter().flat_map(|body| &body.content).filter(is_json) {
            map.push(entry(cx, Role::Body, &media.location, &media::of_request(cx, operation, media)));
        }
        for media in operation.responses.iter().flat_map(|response| &response.content).filter(is_json) {
            map.push(entry(cx, Role::Response, &media.location, &media::sent(cx, media, Context::Read)));
        }
    }
    map
}

/// Whether a value is raw bytes, or a list or map of them, which JSON cannot hold.
fn holds_bytes(cx: &Cx, ty: &TypeExpr) -> bool {
    let mut ty = ty;
    loop {
        match cx.resolve(ty) {
            TypeExpr::List(item) | TypeExpr::Map(item) => ty = &item.ty,
            resolved => return *resolved == TypeExpr::Scalar(Scalar::Bytes),
        }
    }
}

fn is_json(media: &&Media) -> bool {
    media.kind == MediaKind::Json
}

fn entry(cx: &Cx, role: Role, location: &Location, ty: &RustType) -> TypeMapping {
    let (root, api) = (cx.crate_name(), cx.crate_path());
    let style = ImportStyle::Nothing { root: &root, api: &api };
    TypeMapping { role, location: location.clone(), ty: ty.display(style).to_string() }
}
