//! The transport of a client that is given none.

use super::config::BuildError;
use super::transport::Transport;
use std::sync::Arc;

#[cfg(all(any(feature = "hyper", feature = "reqwest", feature = "ureq"), not(target_family = "wasm")))]
pub(crate) use of_sockets::Setup;

#[cfg(all(any(feature = "hyper", feature = "reqwest", feature = "ureq"), not(target_family = "wasm")))]
mod of_sockets {
    use super::{Arc, BuildError, Transport};
    #[cfg(feature = "hyper")]
    use crate::runtime::http::hyper_transport::HyperTransport;
    use crate::runtime::http::pooled::CONNECT_TIMEOUT;
    #[cfg(feature = "reqwest")]
    use crate::runtime::http::reqwest_transport::{self, Change};
    #[cfg(not(any(feature = "hyper", feature = "reqwest")))]
    use crate::runtime::http::ureq::transport::UreqTransport;
    use std::time::Duration;

    /// The settings of the default transport: that of `reqwest` if its feature is on, since a program has to ask for that,
    /// else that of `hyper`, else that of `ureq`, which is for programs that have turned `hyper` off.
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
                #[cfg(feature = "hyper")]
                None => Ok(Arc::new(HyperTransport::with_connect_timeout(self.connect_timeout)?)),
                #[cfg(not(feature = "hyper"))]
                None => Ok(Arc::new(UreqTransport::with_connect_timeout(self.connect_timeout))),
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
}

/// Where no connections are made, there is nothing to set.
#[cfg(not(all(any(feature = "hyper", feature = "reqwest", feature = "ureq"), not(target_family = "wasm"))))]
#[derive(Default)]
pub(crate) struct Setup {}

#[cfg(not(all(any(feature = "hyper", feature = "reqwest", feature = "ureq"), not(target_family = "wasm"))))]
impl Setup {
    /// The transport that was set, or that of the browser if it is compiled in.
    pub(crate) fn transport_or(self, given: Option<Arc<dyn Transport>>) -> Result<Arc<dyn Transport>, BuildError> {
        #[cfg(all(feature = "fetch", target_family = "wasm", target_os = "unknown"))]
        let given = given.or_else(|| Some(Arc::new(super::fetch::transport::FetchTransport::new())));
        given.ok_or(BuildError::NoTransport)
    }
}
