//! The transport of a client that is given none.

use super::config::BuildError;
#[cfg(feature = "hyper")]
use super::hyper_transport::HyperTransport;
use super::pooled::CONNECT_TIMEOUT;
#[cfg(feature = "reqwest")]
use super::reqwest_transport::{self, Change};
use super::transport::Transport;
use std::sync::Arc;
use std::time::Duration;

/// The settings of the default transport: that of `reqwest` if its feature is on, since a program has to ask for that, else
/// that of `hyper`.
pub(crate) struct Setup {
    connect_timeout: Option<Duration>,
    #[cfg(feature = "reqwest")]
    changes: Vec<Change>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            connect_timeout: Some(CONNECT_TIMEOUT),
            #[cfg(feature = "reqwest")]
            changes: Vec::new(),
        }
    }
}

impl Setup {
    /// The transport that was set, or the default one. An error is returned if it cannot be built, or if both are set up.
    #[cfg(feature = "reqwest")]
    pub(crate) fn transport_or(self, given: Option<Arc<dyn Transport>>) -> Result<Arc<dyn Transport>, BuildError> {
        match given {
            Some(_) if !self.changes.is_empty() => {
                let reason = "`.http(…)` configures the default transport, which `.transport(…)` replaces: call only one of them";
                Err(BuildError::Transport { reason: reason.to_owned() })
            }
            Some(given) => Ok(given),
            None => Ok(Arc::new(reqwest_transport::build(self.connect_timeout, self.changes)?)),
        }
    }

    /// The transport that was set, or the default one. An error is returned if it cannot be built.
    #[cfg(not(feature = "reqwest"))]
    pub(crate) fn transport_or(self, given: Option<Arc<dyn Transport>>) -> Result<Arc<dyn Transport>, BuildError> {
        match given {
            Some(given) => Ok(given),
            None => Ok(Arc::new(HyperTransport::with_connect_timeout(self.connect_timeout)?)),
        }
    }

    /// Adds a function that configures the `reqwest` client.
    #[cfg(feature = "reqwest")]
    pub(crate) fn change(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub(crate) fn set_connect_timeout(&mut self, limit: Option<Duration>) {
        self.connect_timeout = limit;
    }
}
