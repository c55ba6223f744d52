//! Why an operation is not paged although something says that it is.

use crate::location::Location;

/// Why an operation is not paged, and where something says that it is.
pub struct Obstacle {
    pub location: Location,
    pub message: String,
}
