//! Which Rust type the body of a media type has, sent or received.

use super::cx::Cx;
use super::ty::{self, Home, Ty};
use crate::analyse::Context;
use crate::ir::{Item, Kind, Media, MediaKind, Scalar, TypeExpr};

/// The type of a body that is sent.
pub fn sent(cx: &Cx, media: &Media, context: Context) -> Ty {
    match media.kind {
        MediaKind::Json => value(cx, media, context).unwrap_or_else(|| Ty::new("rt::Json")),
        MediaKind::Form | MediaKind::Multipart => {
            value(cx, media, context).unwrap_or_else(|| Ty::new("rt::Map<rt::Json>"))
        }
        MediaKind::Text | MediaKind::EventStream => text(cx, media, context),
        MediaKind::Bytes => Ty::new("rt::Bytes"),
        MediaKind::JsonLines => line(cx, media, context).list(),
    }
}

/// The type of a body that is sent, behind all its other names: equal for equal types.
pub fn resolved(cx: &Cx, media: &Media, context: Context) -> Ty {
    let item = |item: &Item| ty::resolved_item(cx, item, context);
    match (media.kind, &media.value) {
        (MediaKind::Json | MediaKind::Form | MediaKind::Multipart, Some(value)) => item(value),
        (MediaKind::JsonLines, Some(value)) => match cx.resolve(&value.ty) {
            TypeExpr::List(inner) => item(inner).list(),
            TypeExpr::Named(_)
            | TypeExpr::Scalar(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => item(value).list(),
        },
        (MediaKind::Text | MediaKind::EventStream, Some(value)) if text(cx, media, context) != Ty::new("String") => {
            ty::resolved(cx, &value.ty, context)
        }
        (
            MediaKind::Json
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
pub fn received(cx: &Cx, media: &Media) -> Ty {
    match media.kind {
        MediaKind::EventStream => {
            let event = value(cx, media, Context::Read).unwrap_or_else(|| Ty::new("rt::Json"));
            Ty::new(format!("rt::Events<{event}>"))
        }
        MediaKind::JsonLines => Ty::new(format!("rt::JsonLines<{}>", line(cx, media, Context::Read))),
        MediaKind::Json | MediaKind::Form | MediaKind::Multipart | MediaKind::Text | MediaKind::Bytes => {
            sent(cx, media, Context::Read)
        }
    }
}

fn value(cx: &Cx, media: &Media, context: Context) -> Option<Ty> {
    media.value.as_ref().map(|item| ty::of_item(cx, item, context, Home::Operations))
}

/// Text that stands for a single value is that value; any other is text.
fn text(cx: &Cx, media: &Media, context: Context) -> Ty {
    let single = |item: &&Item| match cx.resolve(&item.ty) {
        TypeExpr::Scalar(scalar) => *scalar != Scalar::Bytes,
        TypeExpr::Named(id) => matches!(cx.def(*id).kind, Kind::Enum(_)),
        TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => false,
    };
    match media.value.as_ref().filter(single) {
        Some(item) => ty::of(cx, &item.ty, context, Home::Operations),
        None => Ty::new("String"),
    }
}

/// The type of one line. A document may describe a line, or the list of all lines.
fn line(cx: &Cx, media: &Media, context: Context) -> Ty {
    let Some(item) = &media.value else { return Ty::new("rt::Json") };
    match cx.resolve(&item.ty) {
        TypeExpr::List(inner) => ty::of_item(cx, inner, context, Home::Operations),
        TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Map(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {
            ty::of_item(cx, item, context, Home::Operations)
        }
    }
}
