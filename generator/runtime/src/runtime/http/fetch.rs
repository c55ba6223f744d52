//! The transport over `fetch`, by which programs in a browser send requests.

pub(crate) mod exchange;
pub(crate) mod failure;
pub(crate) mod request;
pub(crate) mod timer;
pub(crate) mod transport;
