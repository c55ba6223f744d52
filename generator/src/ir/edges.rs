//! The one traversal of the type graph: it visits or replaces the types that a type mentions.

use super::id::TypeId;
use super::operation::Operation;
use super::types::{Additional, Item, Kind, TypeDef, TypeExpr};

/// How a type mentions another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// As the value of the member at this position.
    Member(usize),
    /// As the value of members that it does not name.
    Others,
    /// As the variant at this position.
    Variant(usize),
    /// As what it is another name of.
    Alias,
}

/// How an operation mentions a type, by the positions of what mentions it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    Param(usize),
    /// As the body, in the media type at this position.
    Body(usize),
    Response {
        response: usize,
        media: usize,
    },
    Header {
        response: usize,
        header: usize,
    },
}

/// Calls `visit` for every named type that `def` mentions, in order, once for each mention.
pub fn types_of(def: &TypeDef, visit: &mut impl FnMut(TypeId)) {
    mentions_of(def, &mut |_, id| visit(id));
}

/// As [`types_of`], with how each is mentioned.
pub fn mentions_of(def: &TypeDef, visit: &mut impl FnMut(Via, TypeId)) {
    match &def.kind {
        Kind::Object(object) => {
            for (index, field) in object.fields.iter().enumerate() {
                types_in(&field.value, &mut |id| visit(Via::Member(index), id));
            }
            match &object.additional {
                Additional::Kept(item) => types_in(item, &mut |id| visit(Via::Others, id)),
                Additional::Ignored | Additional::Closed => {}
            }
        }
        Kind::Union(union) => {
            for (index, variant) in union.variants.iter().enumerate() {
                types_in_expr(&variant.value.ty, &mut |id| visit(Via::Variant(index), id));
            }
        }
        Kind::Alias(item) => types_in(item, &mut |id| visit(Via::Alias, id)),
        Kind::Enum(_) | Kind::Invalid | Kind::Removed => {}
    }
}

/// Calls `visit` for every named type that an operation mentions.
pub fn types_of_operation(operation: &Operation, visit: &mut impl FnMut(TypeId)) {
    mentions_of_operation(operation, &mut |_, id| visit(id));
}

/// As [`types_of_operation`], with how each is mentioned.
pub fn mentions_of_operation(operation: &Operation, visit: &mut impl FnMut(Entry, TypeId)) {
    for (index, param) in operation.params.iter().enumerate() {
        types_in(&param.value, &mut |id| visit(Entry::Param(index), id));
    }
    for (media, content) in operation.body.iter().flat_map(|body| &body.content).enumerate() {
        content.value.iter().for_each(|item| types_in(item, &mut |id| visit(Entry::Body(media), id)));
    }
    for (response, answer) in operation.responses.iter().enumerate() {
        for (media, content) in answer.content.iter().enumerate() {
            let entry = Entry::Response { response, media };
            content.value.iter().for_each(|item| types_in(item, &mut |id| visit(entry, id)));
        }
    }
    for (response, answer) in operation.responses.iter().enumerate() {
        for (header, it) in answer.headers.iter().enumerate() {
            types_in(&it.value, &mut |id| visit(Entry::Header { response, header }, id));
        }
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
                change_expr(&mut variant.value.ty, change);
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
