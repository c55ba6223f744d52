//! Which methods a path item can have.

use openapiv3::{Operation, PathItem};

/// A method that a path item can have, and the field of its operation.
type Slot = (&'static str, fn(&mut PathItem) -> &mut Option<Operation>);

/// Every method.
pub const METHODS: [Slot; 8] = [
    ("get", |item| &mut item.get),
    ("put", |item| &mut item.put),
    ("post", |item| &mut item.post),
    ("delete", |item| &mut item.delete),
    ("options", |item| &mut item.options),
    ("head", |item| &mut item.head),
    ("patch", |item| &mut item.patch),
    ("trace", |item| &mut item.trace),
];
