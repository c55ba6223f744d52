//! Which Rust type a value of the IR has.

use super::cx::Cx;
use super::rust_type::{Generic, RustType};
use crate::analyse::{Context, Edge};
use crate::ir::{Item, TypeExpr};

/// The type of a value that is neither absent nor null.
pub fn value_type(cx: &Cx, ty: &TypeExpr, context: Context) -> RustType {
    match ty {
        TypeExpr::Named(id) => {
            let id = cx.api().first_place(*id);
            RustType::Model(cx.model.names.ty(id, cx.model.facts.form_in(id, context)).clone())
        }
        TypeExpr::Scalar(scalar) => RustType::Scalar(*scalar),
        TypeExpr::List(item) => item_type(cx, item, context.in_list()).vec(),
        TypeExpr::Map(item) => map_type(cx, item, context, Edge::Plain),
        TypeExpr::CommaSeparated(item) => value_type(cx, &item.ty, context.in_list()).inside(Generic::CommaSeparated),
        TypeExpr::Json => RustType::Json,
    }
}

/// The type of a value that may be null.
pub fn item_type(cx: &Cx, item: &Item, context: Context) -> RustType {
    let ty = value_type(cx, &item.ty, context);
    if has_null(cx, item) { ty.option() } else { ty }
}

/// Whether null needs an `Option`. A value that may be any JSON has a null of its own.
pub fn has_null(cx: &Cx, item: &Item) -> bool {
    item.nullable && *cx.resolve(&item.ty) != TypeExpr::Json
}

/// The type of an object whose member names are data.
pub fn map_type(cx: &Cx, item: &Item, context: Context, edge: Edge) -> RustType {
    map_of(map_value(cx, item, context, value_type), edge)
}

/// The type of a map with values of this type.
pub fn map_of(value: RustType, edge: Edge) -> RustType {
    let held = match edge {
        // A map holds its values on the heap already.
        Edge::Plain | Edge::Boxed => value,
        Edge::Erased => value.inside(Generic::ErasedBox),
    };
    held.inside(Generic::Map)
}

/// The type of the values of a map.
fn map_value(cx: &Cx, item: &Item, context: Context, ty: fn(&Cx, &TypeExpr, Context) -> RustType) -> RustType {
    let value = ty(cx, &item.ty, context);
    if has_null_in_map(cx, item, context) { value.option() } else { value }
}

/// Whether null needs an `Option` as a value of a map. In a merge patch null removes a value.
pub fn has_null_in_map(cx: &Cx, item: &Item, context: Context) -> bool {
    has_null(cx, item) || (context == Context::MergePatch && *cx.resolve(&item.ty) != TypeExpr::Json)
}

/// The type of a field or variant that holds a value.
pub fn held_type(value: RustType, edge: Edge) -> RustType {
    match edge {
        Edge::Plain => value,
        Edge::Boxed => value.boxed(),
        Edge::Erased => value.inside(Generic::ErasedBox),
    }
}

/// The type after all aliases are resolved, which is equal for types that are the same to rustc.
pub fn resolved_type(cx: &Cx, ty: &TypeExpr, context: Context) -> RustType {
    match cx.resolve(ty) {
        TypeExpr::List(item) => resolved_item_type(cx, item, context.in_list()).vec(),
        TypeExpr::Map(item) => map_value(cx, item, context, resolved_type).inside(Generic::Map),
        TypeExpr::CommaSeparated(item) => {
            resolved_item_type(cx, item, context.in_list()).inside(Generic::CommaSeparated)
        }
        plain @ (TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::Json) => value_type(cx, plain, context),
    }
}

/// As [`resolved_type`], of a value that may be null.
pub fn resolved_item_type(cx: &Cx, item: &Item, context: Context) -> RustType {
    let ty = resolved_type(cx, &item.ty, context);
    if has_null(cx, item) { ty.option() } else { ty }
}
