//! The agents of `ureq`, of which each exchange has one alone, so that it can be ended.

use super::proxies::Proxies;
use crate::runtime::http::pooled::POOL_IDLE_TIMEOUT;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy};

/// The number of agents that are kept with their connections.
const KEPT: usize = 16;

/// The agents for one scheme that no exchange uses, the last used one at the end.
pub(crate) struct Agents {
    config: Config,
    idle: Mutex<Vec<Agent>>,
}

/// The agents for both schemes.
pub(crate) struct BothSchemes {
    pub(crate) http: Arc<Agents>,
    pub(crate) https: Arc<Agents>,
}

impl BothSchemes {
    pub(crate) fn new(proxies: Proxies, connect_timeout: Option<Duration>) -> Self {
        let agents = |proxy| Arc::new(Agents { config: config(proxy, connect_timeout), idle: Mutex::default() });
        Self { http: agents(proxies.http), https: agents(proxies.https) }
    }
}

fn config(proxy: Option<Proxy>, connect_timeout: Option<Duration>) -> Config {
    // The certificates that the operating system trusts, and the cryptography of the process, or else ring.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        // The client sets what it means to send.
        .user_agent("")
        .accept("")
        .accept_encoding("")
        .max_idle_age(POOL_IDLE_TIMEOUT)
        .timeout_resolve(connect_timeout)
        .timeout_connect(connect_timeout)
        .max_response_header_size(MAX_HEAD)
        .input_buffer_size(BUFFER)
        .proxy(proxy)
        .tls_config(tls)
        .build()
}

/// The largest head of a response, in bytes.
const MAX_HEAD: usize = 96 * 1024;

/// What is read at once of a response, in bytes. A head that is too large has to fit, so that it is told from a connection
/// that was lost.
const BUFFER: usize = 128 * 1024;

impl Agents {
    fn idle(&self) -> MutexGuard<'_, Vec<Agent>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an agent for one exchange.
    pub(crate) fn take(self: &Arc<Self>) -> Lease {
        let agent = self.idle().pop();
        let agent = agent.unwrap_or_else(|| Agent::new_with_config(self.config.clone()));
        Lease(Arc::new(Held { agents: self.clone(), agent: Mutex::new(Some(agent)) }))
    }
}

/// An agent that one exchange has, until it ends or is given up. Clones are of the same exchange.
#[derive(Clone)]
pub(crate) struct Lease(Arc<Held>);

struct Held {
    agents: Arc<Agents>,
    agent: Mutex<Option<Agent>>,
}

impl Lease {
    fn agent(&self) -> MutexGuard<'_, Option<Agent>> {
        self.0.agent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The agent, unless the exchange was given up.
    pub(crate) fn get(&self) -> Option<Agent> {
        self.agent().clone()
    }

    /// Keeps the agent with its connections for other exchanges, after the end of this one.
    pub(crate) fn finish(&self) {
        let Some(agent) = self.agent().take() else { return };
        let mut idle = self.0.agents.idle();
        if idle.len() < KEPT {
            idle.push(agent);
        }
    }

    /// Ends the exchange: what its thread waits for fails at once.
    pub(crate) fn give_up(&self) {
        if let Some(agent) = self.agent().take() {
            agent.shutdown();
        }
    }
}
