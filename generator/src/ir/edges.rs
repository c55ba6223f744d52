//! The one traversal of the type graph: it visits or replaces the types that a type mentions.

use super::id::TypeId;
use super::operation::Operation;
use super::types::{Additional, Item, Kind, TypeDef, TypeExpr};

/// Calls `visit` for every named type that `def` mentions, in order, once for each mention.
pub fn types_of(def: &TypeDef, visit: &mut impl FnMut(TypeId)) {
    match &def.kind {
        Kind::Object(object) => {
            for field in &object.fields {
                types_in(&field.value, visit);
            }
            match &object.additional {
                Additional::Kept(item) => types_in(item, visit),
                Additional::Ignored | Additional::Closed => {}
            }
        }
        Kind::Union(union) => {
            for variant in &union.variants {
                types_in_expr(&variant.ty, visit);
            }
        }
        Kind::Alias(item) => types_in(item, visit),
        Kind::Enum(_) | Kind::Invalid | Kind::Removed => {}
    }
}

/// Calls `visit` for every named type that an operation mentions.
pub fn types_of_operation(operation: &Operation, visit: &mut impl FnMut(TypeId)) {
    for param in &operation.params {
        types_in(&param.value, visit);
    }
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let responses = operation.responses.iter().flat_map(|response| &response.content);
    for item in bodies.chain(responses).filter_map(|media| media.value.as_ref()) {
        types_in(item, visit);
    }
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        types_in(&header.value, visit);
    }
}

/// Calls `visit` for every named type that a use mentions.
pub fn types_in(item: &Item, visit: &mut impl FnMut(TypeId)) {
    types_in_expr(&item.ty, visit);
}

/// Calls `visit` for every named type that an expression mentions.
pub fn types_in_expr(ty: &TypeExpr, visit: &mut impl FnMut(TypeId)) {
    match ty {
        TypeExpr::Named(id) => visit(*id),
        TypeExpr::List(item) | TypeExpr::Map(item) | TypeExpr::CommaSeparated(item) => types_in(item, visit),
        TypeExpr::Scalar(_) | TypeExpr::Json => {}
    }
}

/// Replaces every named type that a shape mentions by what `change` returns for it.
pub fn change_types(kind: &mut Kind, change: &mut impl FnMut(TypeId) -> TypeId) {
    match kind {
        Kind::Object(object) => {
            for field in &mut object.fields {
                change_expr(&mut field.value.ty, change);
            }
            match &mut object.additional {
                Additional::Kept(item) => change_expr(&mut item.ty, change),
                Additional::Ignored | Additional::Closed => {}
            }
        }
        Kind::Union(union) => {
            for variant in &mut union.variants {
                change_expr(&mut variant.ty, change);
            }
        }
        Kind::Alias(item) => change_expr(&mut item.ty, change),
        Kind::Enum(_) | Kind::Invalid | Kind::Removed => {}
    }
}

fn change_expr(ty: &mut TypeExpr, change: &mut impl FnMut(TypeId) -> TypeId) {
    match ty {
        TypeExpr::Named(id) => *id = change(*id),
        TypeExpr::List(item) | TypeExpr::Map(item) | TypeExpr::CommaSeparated(item) => {
            change_expr(&mut item.ty, change)
        }
        TypeExpr::Scalar(_) | TypeExpr::Json => {}
    }
}
