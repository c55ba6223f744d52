//! What a variant of a union holds.

use crate::analyse::{Context, Edge, Indirection};
use crate::emit::cx::Cx;
use crate::emit::rust_type::RustType;
use crate::emit::typing::{held_type, value_type};
use crate::ir::{Kind, TypeExpr, TypeId, Variant};

/// The payload of a variant.
pub struct Payload {
    /// The type without the pointer.
    pub value: RustType,
    pub edge: Edge,
    /// Why there is one. None: there is not.
    pub because: Option<PointerReason>,
}

/// Why what a variant holds is behind a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerReason {
    /// It is an object or a union: an enum is as large as its largest variant.
    Large,
    /// The chain of types would not end, or be too deep.
    Chain(Indirection),
}

impl Payload {
    /// The payload of a variant. Objects and unions are boxed, since an enum is as large as its largest variant, and
    /// may contain itself.
    pub fn new(cx: &Cx, id: TypeId, index: usize, variant: &Variant, context: Context) -> Self {
        let least = match cx.resolve(&variant.value.ty) {
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
        let because = match edge {
            Edge::Erased => cx.model.facts.edge_reason(id, index).map(PointerReason::Chain),
            Edge::Boxed => Some(PointerReason::Large),
            Edge::Plain => None,
        };
        Self { value: value_type(cx, &variant.value.ty, context), edge, because }
    }

    /// The type with the pointer.
    pub fn held(&self) -> RustType {
        held_type(self.value.clone(), self.edge)
    }
}
