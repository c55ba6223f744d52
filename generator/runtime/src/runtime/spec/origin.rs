//! The origin of a URL: its scheme, host and port, and whether the connection is encrypted.

use http::Uri;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Scheme, host and port of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: Scheme,
    /// The host in lower case. An IPv6 address has its brackets.
    host: String,
    port: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Https,
    Http,
}

impl Scheme {
    const fn default_port(self) -> u16 {
        match self {
            Self::Https => 443,
            Self::Http => 80,
        }
    }
}

impl Origin {
    /// The origin of an absolute URL, to which a path can be appended. An error says what the URL must not have.
    pub(crate) fn parse(url: &str) -> Result<Self, &'static str> {
        let scheme = match () {
            () if url.starts_with("https://") => Scheme::Https,
            () if url.starts_with("http://") => Scheme::Http,
            () => return Err("must begin with https:// or http://"),
        };
        if url.contains(['?', '#']) {
            return Err("must not have a query or a fragment");
        }
        let uri: Uri = url.parse().map_err(|_| "is not a URL")?;
        let authority = uri.authority().ok_or("has no host")?;
        if authority.as_str().contains('@') {
            return Err("must not have a user name or password; set credentials instead");
        }
        let (host, port) = split(authority.as_str())?;
        let port = port.map_or(Ok(scheme.default_port()), str::parse);
        let port = port.map_err(|_| "must have a port between 0 and 65535")?;
        Ok(Self { scheme, host: host.to_ascii_lowercase(), port })
    }

    /// Whether the scheme is https, and host and port are those of `name`, which is `host` or `host:port`.
    pub(crate) fn is_https_host(&self, name: &str) -> bool {
        self.scheme == Scheme::Https
            && match split(name) {
                Ok((host, None)) => host == self.host && self.port == Scheme::Https.default_port(),
                Ok((host, Some(port))) => host == self.host && port.parse() == Ok(self.port),
                Err(_) => false,
            }
    }

    /// `http` or `https`.
    pub(crate) fn scheme(&self) -> &'static str {
        match self.scheme {
            Scheme::Https => "https",
            Scheme::Http => "http",
        }
    }

    /// The host name or the IP address. An IPv6 address has no brackets.
    pub(crate) fn address(&self) -> &str {
        let address = self.host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        address.unwrap_or(&self.host)
    }

    /// The port.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Whether the connection is not encrypted and leaves this machine.
    pub(crate) fn is_unencrypted(&self) -> bool {
        self.scheme == Scheme::Http && !self.is_loopback()
    }

    /// Whether the host is this machine (RFC 6761, RFC 1122, RFC 4291).
    fn is_loopback(&self) -> bool {
        let address = self.host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        self.host == "localhost"
            || self.host.ends_with(".localhost")
            || self.host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
            || address.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme(), self.host, self.port)
    }
}

/// Whether a character is allowed in a host name. Parsers of URLs differ in how they read other characters, such as
/// percent-encoded ones, so these are rejected.
pub(crate) fn is_host_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')
}

/// The host and the port of `host`, `host:port`, `[address]` or `[address]:port`. An empty port is no port.
pub(crate) fn split(authority: &str) -> Result<(&str, Option<&str>), &'static str> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, _) = rest.split_once(']').ok_or("has an IPv6 address without a closing `]`")?;
            address.parse::<Ipv6Addr>().map_err(|_| "has brackets around something that is not an IPv6 address")?;
            address.len() + 2
        }
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, rest) = authority.split_at_checked(end).unwrap_or((authority, ""));
    if host.is_empty() {
        return Err("has no host");
    }
    if !host.starts_with('[') && !host.chars().all(is_host_char) {
        return Err("has a host with a character other than letters, digits, `-`, `_` and `.`");
    }
    match rest.strip_prefix(':') {
        Some("") => Ok((host, None)),
        Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Ok((host, Some(port))),
        None if rest.is_empty() => Ok((host, None)),
        Some(_) | None => Err("must have a port between 0 and 65535"),
    }
}

/// A URL without user name, password and query, which may be secret, for messages. The URL may be invalid.
pub(crate) fn redacted(url: &str) -> String {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => (format!("{scheme}://"), rest),
        Some(_) | None => (String::new(), url),
    };
    let (user, rest) = match rest.rsplit_once('@') {
        Some((_, rest)) => ("…@", rest),
        None => ("", rest),
    };
    let shown = rest.find(['?', '#']).and_then(|end| Some(format!("{}…", rest.get(..=end)?)));
    crate::runtime::model::printable::printable(&format!("{scheme}{user}{}", shown.as_deref().unwrap_or(rest)))
}
