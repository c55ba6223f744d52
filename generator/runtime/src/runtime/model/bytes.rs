//! Raw bytes of a body, or of a part of one.

use super::value::{Placeholder, Slot, Value, View};

pub use ::bytes::Bytes;

impl Placeholder for Bytes {
    fn placeholder() -> Self {
        Bytes::new()
    }
}

/// OpenAPI does not say what raw bytes are in JSON. Here they are a string of UTF-8 text; other bytes are a write error.
impl Value for Bytes {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(self)
    }
    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }
}
