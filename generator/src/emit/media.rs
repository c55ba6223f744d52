//! Which Rust type the body of a media type has, sent or received.

use super::cx::Cx;
use super::rust_type::{Generic, RustType};
use super::typing::{item_type, resolved_item_type, resolved_type, value_type};
use crate::analyse::Context;
use crate::analyse::reach::sent_in;
use crate::ir::{Item, Kind, Media, MediaKind, Operation, Scalar, TypeExpr};

/// The type of a body that is sent.
pub fn sent(cx: &Cx, media: &Media, context: Context) -> RustType {
    match media.kind {
        MediaKind::Json | MediaKind::Xml => value(cx, media, context).unwrap_or(RustType::Json),
        MediaKind::Form | MediaKind::Multipart => {
            value(cx, media, context).unwrap_or_else(|| RustType::Json.inside(Generic::Map))
        }
        MediaKind::Text | MediaKind::EventStream => text(cx, media, context),
        MediaKind::Bytes => match context {
            Context::Read => RustType::Bytes,
            Context::Patch | Context::Input | Context::MergePatch | Context::Full => RustType::REQUEST_BODY,
        },
        MediaKind::JsonLines => line(cx, media, context).vec(),
    }
}

/// The type of a body of an operation.
pub fn of_request(cx: &Cx, operation: &Operation, media: &Media) -> RustType {
    sent(cx, media, sent_in(operation.method, media))
}

/// The type of a body that is sent, with aliases resolved, so that equal types are equal.
pub fn resolved(cx: &Cx, media: &Media, context: Context) -> RustType {
    let item = |item: &Item| resolved_item_type(cx, item, context);
    match (media.kind, &media.value) {
        (MediaKind::Json | MediaKind::Xml | MediaKind::Form | MediaKind::Multipart, Some(value)) => item(value),
        (MediaKind::JsonLines, Some(value)) => match cx.resolve(&value.ty) {
            TypeExpr::List(inner) => item(inner).vec(),
            TypeExpr::Named(_)
            | TypeExpr::Scalar(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => item(value).vec(),
        },
        (MediaKind::Text | MediaKind::EventStream, Some(value)) if text(cx, media, context) != RustType::STRING => {
            resolved_type(cx, &value.ty, context)
        }
        (
            MediaKind::Json
            | MediaKind::Xml
            | MediaKind::Form
            | MediaKind::Multipart
            | MediaKind::JsonLines
            | MediaKind::Text
            | MediaKind::EventStream
            | MediaKind::Bytes,
            _,
        ) => sent(cx, media, context),
    }
}

/// The type of a body that is received.
pub fn received(cx: &Cx, media: &Media) -> RustType {
    match media.kind {
        MediaKind::EventStream => value(cx, media, Context::Read).unwrap_or(RustType::Json).inside(Generic::Events),
        MediaKind::JsonLines => line(cx, media, Context::Read).inside(Generic::JsonLines),
        MediaKind::Json
        | MediaKind::Xml
        | MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::Text
        | MediaKind::Bytes => sent(cx, media, Context::Read),
    }
}

fn value(cx: &Cx, media: &Media, context: Context) -> Option<RustType> {
    media.value.as_ref().map(|item| item_type(cx, item, context))
}

/// The type of a text body: that of a scalar if the schema is one, else text.
fn text(cx: &Cx, media: &Media, context: Context) -> RustType {
    let single = |item: &&Item| match cx.resolve(&item.ty) {
        TypeExpr::Scalar(scalar) => *scalar != Scalar::Bytes,
        TypeExpr::Named(id) => matches!(cx.def(*id).kind, Kind::Enum(_)),
        TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => false,
    };
    match media.value.as_ref().filter(single) {
        Some(item) => value_type(cx, &item.ty, context),
        None => RustType::STRING,
    }
}

/// The type of one line. A document may describe a line, or the list of all lines, so the items of a list are taken.
fn line(cx: &Cx, media: &Media, context: Context) -> RustType {
    let Some(item) = &media.value else { return RustType::Json };
    match cx.resolve(&item.ty) {
        TypeExpr::List(inner) => item_type(cx, inner, context),
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            item_type(cx, item, context)
        }
    }
}
