//! An example of each operation, compiled and run as a doctest.

use super::cx::Cx;
use super::params::Params;
use crate::ir::OperationId;

/// The lines of the example, fences included.
pub fn of(_cx: &Cx, _id: OperationId, _params: &Params) -> Option<Vec<String>> {
    None
}
