//! How requests are sent together, as the configuration of the generator says it.

use super::media_type::ContentKind;
use super::operation::Operation;
use super::response_spec::{ResponseSpec, Status};

/// What the service answers to a batch as a whole.
const RESPONSES: &[ResponseSpec] = &[
    ResponseSpec::success(Status::Range(2), ContentKind::Json, "application/json", 0),
    ResponseSpec::error(Status::Default, ContentKind::Json, "application/json", 0),
];

/// The table of batches: the operation that takes them, and how many requests one may have. The messages are those of JSON
/// batches of OData.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Batching {
    operation: Operation,
    limit: usize,
}

impl Batching {
    /// Makes the table.
    pub const fn new(operation: Operation, limit: usize) -> Self {
        Self { operation: Operation { responses: RESPONSES, ..operation }, limit }
    }

    /// The operation that takes a batch.
    pub(crate) const fn operation(&'static self) -> &'static Operation {
        &self.operation
    }

    /// How many requests a batch may have. It is at least one.
    pub(crate) const fn limit(&self) -> usize {
        if self.limit == 0 { 1 } else { self.limit }
    }
}
