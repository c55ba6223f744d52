// @generated
//! The raw bytes of a body, or of a part of one, as a model value.

use super::request_body::RequestBody;
use super::value::{Placeholder, Slot, Value, View};

pub use ::bytes::Bytes;

impl Placeholder for Bytes {
    fn placeholder() -> Self {
        Bytes::new()
    }
}

/// OpenAPI does not define how raw bytes are written in JSON. They are written as a string; bytes that are not UTF-8
/// cannot be written.
impl Value for Bytes {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(self)
    }
    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }
}

impl Placeholder for RequestBody {
    fn placeholder() -> Self {
        RequestBody::default()
    }
}

/// A body that is not in memory cannot be written in JSON.
impl Value for RequestBody {
    fn slot(&mut self) -> Slot<'_> {
        self.bytes_mut().map_or(Slot::Nothing, Slot::Bytes)
    }
    fn view(&self) -> View<'_> {
        self.as_bytes().map_or(View::Body(self), View::Bytes)
    }
}
