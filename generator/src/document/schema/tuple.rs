//! What is an item of a tuple? `openapiv3` has one schema for all items of a list, so that an item is any of those that
//! the tuple has.

use openapiv3::{ReferenceOr, Schema, SchemaData, SchemaKind};

use super::draft::{Written, anything};
use crate::diag::Code;
use crate::document::context::Context;
use crate::link::node::Node;
use crate::source::Raw;

/// The schema of the items of a tuple, whose first items are `parts`. `rest` is the keyword for the items after them.
pub fn tuple_items(
    cx: &mut Context<'_>,
    node: &Node<'_>,
    parts: &Node<'_>,
    rest: &str,
    written: Written,
) -> Option<ReferenceOr<Box<Schema>>> {
    let rest = node.get(rest);
    let most = node.raw.get("maxItems").and_then(Raw::as_u64).and_then(|most| usize::try_from(most).ok());
    let is_closed = most.is_some_and(|most| most <= parts.items().count())
        || node.raw.get("unevaluatedItems") == Some(&Raw::Bool(false))
        || rest.as_ref().is_some_and(|rest| rest.raw == &Raw::Bool(false));
    let mut distinct: Vec<&Raw> = Vec::new();
    let mut any_of = Vec::new();
    let rest = rest.filter(|_| !is_closed);
    let has_rest = rest.is_some();
    for part in parts.items().chain(rest) {
        if !distinct.contains(&part.raw) {
            distinct.push(part.raw);
            any_of.push(cx.schema(&part, written));
        }
    }
    if !is_closed && !has_rest {
        // Whatever follows may be anything.
        any_of.push(ReferenceOr::Item(anything()));
    }
    if let [_] = any_of.as_slice() {
        return any_of.pop().map(boxed);
    }
    let message = "a tuple is read as a list, each item of which is any of those of the tuple";
    cx.report(Code::Approximated, parts.location(), message)
        .help("an object, with a member for each item, has a type for each");
    let schema_kind = SchemaKind::AnyOf { any_of };
    Some(boxed(ReferenceOr::Item(Schema { schema_data: SchemaData::default(), schema_kind })))
}

fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
    }
}
