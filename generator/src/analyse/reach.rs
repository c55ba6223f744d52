//! Which types operations use, received or sent.

use super::form::{Context, types_in_context};
use crate::ir::edges::types_in;
use crate::ir::{Api, Media, Method, Operation, OperationId, TypeId};

/// A use of a type by an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Root {
    pub ty: TypeId,
    /// The context of the use.
    pub context: Context,
    pub by: RootUse,
}

/// What uses a type from outside of the types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootUse {
    Operation(OperationId),
    Webhook,
}

/// The context of what a method sends in a body of this media type.
pub fn sent_in(method: Method, media: &Media) -> Context {
    if media.is_merge_patch() {
        return Context::MergePatch;
    }
    match method {
        Method::Patch => Context::Patch,
        Method::Get | Method::Put | Method::Post | Method::Delete | Method::Options | Method::Head | Method::Trace => {
            Context::Input
        }
    }
}

/// Every use of a type in an operation or a webhook, in document order.
pub fn roots(api: &Api) -> Vec<Root> {
    let mut roots = Vec::new();
    for (id, operation) in api.operations.iter() {
        uses(operation, &mut |ty, context| roots.push(Root { ty, context, by: RootUse::Operation(id) }));
    }
    for webhook in api.events() {
        let by = RootUse::Webhook;
        types_in(&webhook.body, &mut |ty| roots.push(Root { ty, context: Context::Read, by }));
    }
    roots
}

/// Calls `visit` for each type that an operation names.
pub fn uses(operation: &Operation, visit: &mut impl FnMut(TypeId, Context)) {
    for param in &operation.params {
        types_in(&param.value, &mut |id| visit(id, Context::Input));
    }
    for media in operation.body.iter().flat_map(|body| &body.content) {
        let context = sent_in(operation.method, media);
        if let Some(item) = &media.value {
            types_in_context(&item.ty, context, visit);
        }
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
