//! What a variant of a union holds.

use crate::analyse::{Context, Edge};
use crate::emit::cx::Cx;
use crate::emit::rust_type::RustType;
use crate::emit::typing::{held_type, value_type};
use crate::ir::{Kind, TypeExpr, TypeId, Variant};

/// The payload of a variant.
pub struct Payload {
    /// The type without the pointer.
    pub value: RustType,
    pub edge: Edge,
}

impl Payload {
    /// The payload of a variant. Objects and unions are boxed, since an enum is as large as its largest variant, and
    /// may contain itself.
    pub fn new(cx: &Cx, id: TypeId, index: usize, variant: &Variant, context: Context) -> Self {
        let least = match cx.resolve(&variant.ty) {
            TypeExpr::Named(id) => match &cx.def(*id).kind {
                Kind::Object(_) | Kind::Union(_) => Edge::Boxed,
                Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Edge::Plain,
            },
            TypeExpr::Scalar(_)
            | TypeExpr::List(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => Edge::Plain,
        };
        let edge = match cx.model.facts.edge(id, index) {
            Edge::Erased => Edge::Erased,
            Edge::Plain | Edge::Boxed => least,
        };
        Self { value: value_type(cx, &variant.ty, context), edge }
    }

    /// The type with the pointer.
    pub fn held(&self) -> RustType {
        held_type(self.value.clone(), self.edge)
    }
}
