//! What the calls of a client share.

use super::destinations::Destinations;
use super::pauses::Pauses;
use super::places::Places;
use super::rejections::Rejections;
use super::retry_budget::Spending;
use std::sync::Arc;

/// What the calls of a client share.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) spending: Spending,
    pub(crate) pauses: Pauses,
    pub(crate) places: Arc<Places>,
    pub(crate) destinations: Destinations,
    pub(crate) rejections: Rejections,
}
