//! How overlays change a document (OpenAPI Overlay 1.0 and 1.1): actions on the values that a JSONPath selects, one after the
//! other. The document itself stays as it is on the disk.

mod apply;
mod read;

use serde_json_path::JsonPath;

use super::Raw;
use crate::location::Location;

pub use apply::apply;
pub use read::read;

/// An overlay.
#[derive(Debug)]
pub struct Overlay {
    /// The document that it is for, as it says it.
    pub extends: Option<(String, Location)>,
    pub actions: Vec<Action>,
}

/// One action of an overlay.
#[derive(Debug)]
pub struct Action {
    /// What it changes.
    pub target: JsonPath,
    pub change: Change,
    /// Where the target is written.
    pub location: Location,
}

/// What becomes of the targets.
#[derive(Debug)]
pub enum Change {
    /// The action says nothing that is to be done.
    Nothing,
    Remove,
    /// The value, which stands at the location, is merged into them.
    Update(Raw, Location),
    /// The value that is selected is merged into them. The location is that of the text of the JSONPath.
    Copy(JsonPath, Location),
}
