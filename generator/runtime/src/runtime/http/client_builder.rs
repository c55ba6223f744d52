//! The builder of clients.

use super::client::Client;
use super::config::{BuildError, Config, PlainHttp};
use super::credential::{Credentials, TokenProvider};
use super::default_transport::Setup;
use super::flow::Flow;
use super::headers::{forbidden_reason, shared_header};
use super::matching::Strictness;
use super::observer::{Both, Observer};
use super::pauses::PauseScope;
use super::resume_policy::ResumePolicy;
use super::retry::RetryPolicy;
use super::retry_budget::RetryBudget;
use super::transport::Transport;
use crate::runtime::spec::origin::{Origin, redacted};
use crate::runtime::spec::security::SchemeName;
use crate::runtime::spec::server::ServerName;
use crate::runtime::spec::undocumented::Undocumented;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

/// A builder of a [`Client`], which `Client::builder` returns.
#[must_use]
pub struct ClientBuilder {
    config: Config,
    transport: Option<Arc<dyn Transport>>,
    setup: Setup,
    fault: Option<BuildError>,
}

impl ClientBuilder {
    /// Makes a builder with the default settings, and with the operations of paths that the document does not have. Emitted
    /// code calls it from `Client::builder`.
    #[doc(hidden)]
    pub fn new(undocumented: &'static Undocumented) -> Self {
        let config = Config {
            undocumented,
            server: None,
            variables: BTreeMap::new(),
            base_url: None,
            origin: None,
            trusted_hosts: Vec::new(),
            credentials: Credentials::default(),
            plain_http: PlainHttp::Loopback,
            retry: RetryPolicy::default(),
            retry_budget: RetryBudget::default(),
            pause_scope: PauseScope::default(),
            max_in_flight: None,
            flow: Flow::default(),
            observer: None,
            idempotency_header: None,
            timeout: Some(Duration::from_secs(60)),
            deadline: Some(Duration::from_secs(120)),
            idle_timeout: Some(Duration::from_secs(60)),
            body_limit: 256 * 1024 * 1024,
            headers: own_agent().into_iter().collect(),
            resume: None,
            strictness: Strictness::Strict,
        };
        Self { config, transport: None, setup: Setup::default(), fault: None }
    }

    /// Sets the server of the document. By default, each operation is sent to its first server.
    pub fn server(mut self, server: impl Into<ServerName>) -> Self {
        self.config.server = Some(server.into());
        self
    }

    /// Sets a variable of the server URLs. The place of the variable in the URL decides which values are allowed, so that a
    /// variable cannot change the host unless the document allows it. Sending a request fails if no server of the document
    /// has a variable of this name.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.config.variables.insert(name.into(), value.into());
        self
    }

    /// Sets the URL that all requests are sent below, in place of the whole server URL.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.check_url(&url);
        self.config.base_url = Some(url);
        self
    }

    /// Sets the scheme, host and port that all requests are sent to, and keeps the path of the server URL. This is meant for
    /// test servers and proxies of documents whose servers differ by path.
    pub fn origin(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.check_url(&url);
        self.config.origin = Some(url);
        self
    }

    /// Allows credentials to be sent to this host over https if a request sets a URL of it. The host has a port if it is not
    /// 443.
    pub fn trusted_host(mut self, host: impl Into<String>) -> Self {
        self.config.trusted_hosts.push(host.into().to_ascii_lowercase());
        self
    }

    /// Sets the credential for a security scheme. It is sent to configured hosts only, over https or to this machine.
    /// [`Request::credential`](super::request::Request::credential) sets the credential of a single request.
    pub fn credential(mut self, scheme: impl Into<SchemeName>, provider: impl TokenProvider) -> Self {
        self.config.credentials.insert(scheme.into(), provider);
        self
    }

    /// Allows credentials to be sent over plain `http` to other machines, where others can read them on the way. By default,
    /// sending such a request fails.
    pub fn allow_plain_http_credentials(mut self) -> Self {
        self.config.plain_http = PlainHttp::Anywhere;
        self
    }

    /// Sets the transport that sends the requests.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the policy by which failed attempts are retried.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.config.retry = policy;
        self
    }

    /// Sets the budget of retries that all calls of the client and its clones share.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.config.retry_budget = budget;
        self
    }

    /// Sets which calls wait when a server sends 429 or 503 with `Retry-After`. By default, all calls to this server do.
    pub fn pause_scope(mut self, scope: PauseScope) -> Self {
        self.config.pause_scope = scope;
        self
    }

    /// Sets how many requests of the client and its clones may be in flight at a time. A request is in flight until its
    /// response is received, or until the stream of its response ends or is dropped. A response whose items are read one by
    /// one does not count, so that other requests can be sent between them. Calls take turns in the order in which they
    /// begin; their deadlines begin with their first turn. By default, or with 0, there is no limit.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.config.max_in_flight = NonZeroUsize::new(requests);
        self
    }

    /// Adds an observer, which is told of all calls of the client and its clones.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.config.observer = Some(match self.config.observer.take() {
            Some(first) => Arc::new(Both(first, Arc::new(observer))),
            None => Arc::new(observer),
        });
        self
    }

    /// Sets the header that [`Request::idempotency_key`](super::request::Request::idempotency_key) sets, for operations that
    /// document no such header. The default is `Idempotency-Key`.
    pub fn idempotency_header(mut self, name: &str) -> Self {
        match HeaderName::from_bytes(name.as_bytes()).map(|name| (forbidden_reason(&name), name)) {
            Ok((None, name)) => self.config.idempotency_header = Some(name),
            Ok((Some(reason), name)) => {
                self.fault.get_or_insert(BuildError::Header { name: name.to_string(), reason });
            }
            Err(_) => {
                let reason = "its name has a character that is not allowed in a header";
                self.fault.get_or_insert(BuildError::Header { name: name.to_owned(), reason });
            }
        }
        self
    }

    /// Sets the time limit of an attempt. The default is one minute; `None` means no limit. An attempt ends when the body is
    /// received, or the headers if the body is read as a stream.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.config.timeout = timeout.into();
        self
    }

    /// Sets the time limit of a call, which is all attempts and the waits between them. The default is two minutes; `None`
    /// means no limit. A call ends when the body is received, or the headers if the body is read as a stream.
    pub fn deadline(mut self, deadline: impl Into<Option<Duration>>) -> Self {
        self.config.deadline = deadline.into();
        self
    }

    /// Sets the time limit within which the next data of a body must arrive, whether the body is read whole or as a stream.
    /// The default is one minute; `None` means no limit.
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.config.idle_timeout = timeout.into();
        self
    }

    /// Sets the policy by which event streams are resumed. By default, none is.
    pub fn resume(mut self, policy: ResumePolicy) -> Self {
        self.config.resume = Some(policy);
        self
    }

    /// Sets the size limit of the bodies of responses, in bytes. The default is 256 MiB. In a stream, the limit applies to
    /// each event, line or item.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.config.body_limit = bytes;
        self
    }

    /// Reads bodies of JSON leniently, in all requests that are not [`strict`](super::request::Request::strict): a part that
    /// does not match the document is left out where the type allows it; see
    /// [`Request::lenient`](super::request::Request::lenient).
    pub fn lenient(mut self) -> Self {
        self.config.strictness = Strictness::Lenient;
        self
    }

    /// Sets the `User-Agent` header. The default is the name and version of this crate, and in a browser the browser's own.
    pub fn user_agent(self, text: &str) -> Self {
        self.default_header(header::USER_AGENT.as_str(), text)
    }

    /// Sets a header that is sent with every request that does not set the header itself. Like a credential, it is sent to
    /// configured hosts only.
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => match forbidden_reason(&name) {
                Some(reason) => {
                    self.fault.get_or_insert(BuildError::Header { name: name.to_string(), reason });
                }
                None => {
                    self.config.headers.insert(name, value);
                }
            },
            (Err(_), _) | (_, Err(_)) => {
                let reason = "its name or value has a character that is not allowed in a header";
                self.fault.get_or_insert(BuildError::Header { name: name.to_owned(), reason });
            }
        }
        self
    }

    /// Keeps the error of a URL that requests cannot be sent to.
    fn check_url(&mut self, url: &str) {
        if let Err(reason) = Origin::parse(url) {
            self.fault.get_or_insert(BuildError::Url { url: redacted(url), reason });
        }
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if a URL or a default header is not valid, if there is no transport, or if the transport cannot be
    /// set up. Of several errors, the first one is returned.
    pub fn build(self) -> Result<Client, BuildError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let transport = self.setup.transport_or(self.transport)?;
        Ok(Client::new(self.config, transport))
    }
}

/// The name and version of this crate as a header. In a browser the page has a name already, and a server of another origin
/// must allow each header that is set.
fn own_agent() -> Option<(HeaderName, HeaderValue)> {
    if cfg!(target_family = "wasm") {
        return None;
    }
    let agent = shared_header(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))?;
    Some((header::USER_AGENT, agent))
}

/// Formats the settings without secrets.
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

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
impl ClientBuilder {
    /// Configures the `reqwest` client that sends the requests, for example with a proxy or certificates. Redirects are never
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
}

#[cfg(all(any(feature = "hyper", feature = "reqwest", feature = "ureq"), not(target_family = "wasm")))]
impl ClientBuilder {
    /// Sets the time limit for the connection to a server. The default is ten seconds; with `None`, only the limits of the
    /// attempt and the call apply. A transport of your own is not affected.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.setup.set_connect_timeout(limit.into());
        self
    }
}
