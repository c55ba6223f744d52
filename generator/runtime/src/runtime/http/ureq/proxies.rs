//! The proxies that the environment names.

use std::env;
use ureq::Proxy;

/// The proxies of the two schemes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proxies {
    pub(crate) http: Option<Proxy>,
    pub(crate) https: Option<Proxy>,
}

impl Proxies {
    /// Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small letters too.
    pub(crate) fn from_env() -> Self {
        // A CGI program gets the header `Proxy` of its caller as `HTTP_PROXY`.
        let http =
            if env::var_os("REQUEST_METHOD").is_some() { vec!["http_proxy"] } else { vec!["http_proxy", "HTTP_PROXY"] };
        let no_proxy = first_of(&["no_proxy", "NO_PROXY"]).unwrap_or_default();
        let all = || first_of(&["all_proxy", "ALL_PROXY"]);
        let proxy = |url: String| proxy(&url, &no_proxy);
        Self {
            http: first_of(&http).or_else(all).and_then(proxy),
            https: first_of(&["https_proxy", "HTTPS_PROXY"]).or_else(all).and_then(proxy),
        }
    }

    /// This proxy for both schemes.
    pub(crate) fn all(proxy: Proxy) -> Self {
        Self { http: Some(proxy.clone()), https: Some(proxy) }
    }
}

/// The first of these variables that has text.
fn first_of(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
}

/// The proxy at a URL, for all hosts but those of `no_proxy`. A URL that cannot be used is none, as for other stacks.
fn proxy(url: &str, no_proxy: &str) -> Option<Proxy> {
    let proxy = Proxy::new(url).ok()?;
    let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    if let Some(user) = proxy.username() {
        builder = builder.username(user);
    }
    if let Some(password) = proxy.password() {
        builder = builder.password(password);
    }
    let hosts = no_proxy.split(',').map(str::trim).filter(|host| !host.is_empty());
    // A host stands for those below it too, as other programs read the variable.
    let without = hosts.fold(builder, |builder, host| match host.trim_start_matches('.') {
        "*" => builder.no_proxy("*"),
        host => builder.no_proxy(host).no_proxy(&format!(".{host}")),
    });
    without.build().ok()
}
