//! The raw bytes of a body, or of a part of one, as a model value.

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
