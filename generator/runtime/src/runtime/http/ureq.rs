//! The transport over `ureq`, by which programs that are not async send requests without tokio.

pub(crate) mod agents;
pub(crate) mod exchange;
pub(crate) mod failure;
pub(crate) mod outgoing;
pub(crate) mod parking;
pub(crate) mod proxies;
pub(crate) mod timers;
pub(crate) mod transport;
