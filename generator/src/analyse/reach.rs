//! Where operations use types: the roots of what is read and of what is sent.

use super::forms::Context;
use crate::ir::edges::types_in;
use crate::ir::{Api, Method, Operation, TypeId};

/// The types that operations name, each with the context of its use, in document order.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    pub roots: Vec<(TypeId, Context)>,
}

/// The context of what a method sends in its body.
pub fn sent_by(method: Method) -> Context {
    match method {
        Method::Patch => Context::Patch,
        Method::Get | Method::Put | Method::Post | Method::Delete | Method::Options | Method::Head | Method::Trace => {
            Context::Input
        }
    }
}

/// Collects the uses of types in operations.
pub fn reach(api: &Api) -> Reach {
    let mut roots = Vec::new();
    for (_, operation) in api.operations.iter() {
        uses(operation, &mut |id, context| roots.push((id, context)));
    }
    Reach { roots }
}

/// Calls `visit` for each type that an operation names.
pub fn uses(operation: &Operation, visit: &mut impl FnMut(TypeId, Context)) {
    for param in &operation.params {
        types_in(&param.value, &mut |id| visit(id, Context::Input));
    }
    for item in operation.body.iter().flat_map(|body| &body.content).filter_map(|media| media.value.as_ref()) {
        types_in(item, &mut |id| visit(id, sent_by(operation.method)));
    }
    for response in &operation.responses {
        for item in response.content.iter().filter_map(|media| media.value.as_ref()) {
            types_in(item, &mut |id| visit(id, Context::Read));
        }
        for header in &response.headers {
            types_in(&header.value, &mut |id| visit(id, Context::Read));
        }
    }
}
