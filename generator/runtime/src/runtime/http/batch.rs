//! Batches: requests that are sent together, each with a response of its own.

pub(crate) mod entry;
pub(crate) mod error;
pub(crate) mod group;
pub(crate) mod message;
pub(crate) mod requests;
pub(crate) mod results;
pub(crate) mod run;
pub(crate) mod schedule;

pub use self::error::BatchError;
pub use self::requests::{Batch, BatchHandle, BatchId};
pub use self::results::BatchResults;
