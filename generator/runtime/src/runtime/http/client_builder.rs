//! How is a client set up?

use super::client::Client;
use super::config::{BuildError, Config, PlainHttp};
use super::credential::{Credentials, TokenProvider};
use super::headers::refusal;
use super::retry::RetryPolicy;
use super::transport::Transport;
use crate::runtime::spec::origin::{Origin, redacted};
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sets up a client; see [`Client::builder`].
#[must_use]
pub struct ClientBuilder {
    config: Config,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "reqwest")]
    setup: super::reqwest_transport::Setup,
    fault: Option<BuildError>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        let config = Config {
            server: None,
            variables: BTreeMap::new(),
            base_url: None,
            origin: None,
            trusted_hosts: Vec::new(),
            credentials: Credentials::default(),
            plain_http: PlainHttp::Loopback,
            retry: RetryPolicy::default(),
            timeout: Some(Duration::from_secs(60)),
            deadline: Some(Duration::from_secs(120)),
            idle_timeout: Some(Duration::from_secs(60)),
            body_limit: 256 * 1024 * 1024,
            headers: HeaderMap::new(),
        };
        let builder = Self {
            config,
            transport: None,
            #[cfg(feature = "reqwest")]
            setup: super::reqwest_transport::Setup::default(),
            fault: None,
        };
        builder.user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
    }

    /// Sends to this server of the document. Without it, each operation is sent to its first server.
    pub fn server(mut self, server: impl Into<ServerName>) -> Self {
        self.config.server = Some(server.into());
        self
    }

    /// Sets a variable of the server URLs. Where it stands in the URL decides what it may hold: a part of a host is no
    /// other host. A request is refused when no server of the document has a variable of this name.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.config.variables.insert(name.into(), value.into());
        self
    }

    /// Sends everything below this URL, which stands in place of the whole server URL.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.keep_fault(&url);
        self.config.base_url = Some(url);
        self
    }

    /// Sends everything to this scheme, host and port, and keeps the path of the server URL: for test servers and
    /// proxies of documents whose servers differ by path.
    pub fn origin(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.keep_fault(&url);
        self.config.origin = Some(url);
        self
    }

    /// Lets credentials go to this host (with a port if it is not 443) over https, when one request names its URL.
    pub fn trusted_host(mut self, host: impl Into<String>) -> Self {
        self.config.trusted_hosts.push(host.into().to_ascii_lowercase());
        self
    }

    /// Gives the credentials for a security scheme. They go to configured hosts only, over https or to this machine; a
    /// request may have its own (`Request::credential`).
    pub fn credential(mut self, scheme: impl Into<SchemeName>, provider: impl TokenProvider) -> Self {
        self.config.credentials.insert(scheme.into(), provider);
        self
    }

    /// Sends credentials over plain `http` to other machines too, where everybody on the way can read them. Without this
    /// such a request is refused.
    pub fn allow_plain_http_credentials(mut self) -> Self {
        self.config.plain_http = PlainHttp::Anywhere;
        self
    }

    /// Sends through this transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Repeats failures by this policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.config.retry = policy;
        self
    }

    /// Gives up an attempt after this time; one minute without it, no limit with None. It ends with the body, or with
    /// the headers where the body is read as a stream.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.config.timeout = timeout.into();
        self
    }

    /// Gives up a call, which is all attempts and the waits between them, after this time; two minutes without it, no
    /// limit with None. It ends with the body, or with the headers where the body is read as a stream.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.config.deadline = deadline.into();
        self
    }

    /// Gives up on a body of which nothing comes for this time, be it read whole or as a stream; one minute without it,
    /// no limit with None.
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.config.idle_timeout = timeout.into();
        self
    }

    /// Refuses bodies of responses that are larger than this many bytes; 256 MiB without it. A stream may be longer, but
    /// none of its events or lines.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.config.body_limit = bytes;
        self
    }

    /// Says who asks, in place of the name and version of this crate.
    pub fn user_agent(self, text: &str) -> Self {
        self.default_header(header::USER_AGENT.as_str(), text)
    }

    /// Sends this header with every request that does not set it itself. Like a credential, it goes to configured hosts
    /// only.
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(_)) if let Some(reason) = refusal(&name) => {
                self.fault.get_or_insert(BuildError::Header { name: name.to_string(), reason });
            }
            (Ok(name), Ok(value)) => {
                self.config.headers.insert(name, value);
            }
            (Err(_), _) | (_, Err(_)) => {
                let reason = "name or value has an odd character";
                self.fault.get_or_insert(BuildError::Header { name: name.to_owned(), reason });
            }
        }
        self
    }

    fn keep_fault(&mut self, url: &str) {
        if let Err(reason) = Origin::parse(url) {
            self.fault.get_or_insert(BuildError::Url { url: redacted(url), reason });
        }
    }

    /// The client.
    pub fn build(self) -> Result<Client, BuildError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        #[cfg(feature = "reqwest")]
        let transport = self.setup.transport_or(self.transport)?;
        #[cfg(not(feature = "reqwest"))]
        let transport = self.transport.ok_or(BuildError::NoTransport)?;
        Ok(Client::new(self.config, transport))
    }
}

/// Prints no secrets.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("server", &self.server)
            .field("base_url", &self.base_url.as_deref().map(redacted))
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("idle_timeout", &self.idle_timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
impl ClientBuilder {
    /// Sets up `reqwest`, which sends the requests: a proxy, certificates, an address to send from. Redirects are not
    /// followed, whatever is set here.
    ///
    /// ```text
    /// Client::builder().http(|reqwest| reqwest.proxy(proxy))
    /// ```
    pub fn http(
        mut self,
        change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) -> Self {
        self.setup.change(Box::new(change));
        self
    }

    /// Gives up on a connection after this time, and tries again as the policy of retries allows; ten seconds without
    /// it, no limit but those of the attempt and the call with None. A transport of your own has its own.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.setup.set_connect_timeout(limit.into());
        self
    }
}

impl Client {
    /// Sets up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}
