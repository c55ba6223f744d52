//! The URLs that callers and servers give: their parts, and the URL that a relative reference stands for (RFC 3986, 5).

use crate::runtime::wire::path_template::Target;
use crate::runtime::wire::percent::{Component, encode};
use std::fmt;

/// An absolute URL, without its fragment, which is never sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    /// Scheme and authority: `https://example.com`.
    pub(crate) root: String,
    pub(crate) target: Target,
}

impl Url {
    /// The parts of an absolute URL. Returns `None` if it has no scheme and authority.
    pub(crate) fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end)?;
        Some(Self { root: format!("{}://{authority}", scheme.to_ascii_lowercase()), target: target(rest) })
    }

    /// The URL that a reference in a response from this URL stands for. Returns `None` if it is not a URL with an
    /// authority, such as `mailto:…`.
    pub(crate) fn resolve(&self, reference: &str) -> Option<Self> {
        let reference = reference.trim();
        if has_scheme(reference) {
            return Self::parse(reference);
        }
        if reference.starts_with("//") {
            let scheme = self.root.split_once("://").map_or("https", |(scheme, _)| scheme);
            return Self::parse(&format!("{scheme}:{reference}"));
        }
        let Target { path, query } = target(reference);
        let has_path = reference.starts_with(|first| !matches!(first, '?' | '#'));
        let target = match has_path {
            true if path.starts_with('/') => Target { path: without_dots(&path), query },
            true => {
                let folder = self.target.path.rfind('/').and_then(|end| self.target.path.get(..=end)).unwrap_or("/");
                Target { path: without_dots(&format!("{folder}{path}")), query }
            }
            false => Target { path: self.target.path.clone(), query: query.or_else(|| self.target.query.clone()) },
        };
        Some(Self { root: self.root.clone(), target })
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { root, target: Target { path, query } } = self;
        write!(f, "{root}{path}")?;
        query.as_ref().map_or(Ok(()), |query| write!(f, "?{query}"))
    }
}

/// Host and port, as messages name a server, because the rest of a URL may be secret.
pub(crate) fn peer(uri: &http::Uri) -> String {
    match (uri.host(), uri.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => "the server".to_owned(),
    }
}

/// The text of the URL of a path below a base URL.
pub(crate) fn joined(base_url: &str, path: &str, query: Option<&str>) -> String {
    let base = base_url.trim_end_matches('/');
    let slash = if path.starts_with('/') { "" } else { "/" };
    match query {
        Some(query) => [base, slash, path, "?", query].concat(),
        None => [base, slash, path].concat(),
    }
}

/// Whether a reference begins with a scheme, so that it is not relative (RFC 3986, 3.1).
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return false };
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(is_part)
}

/// Path and query of a reference, without its fragment. Characters that are not allowed in a URL are encoded, because
/// servers send them in links.
pub(crate) fn target(reference: &str) -> Target {
    let reference = reference.split('#').next().unwrap_or_default();
    let (path, query) = match reference.split_once('?') {
        Some((path, query)) => (path, Some(encode(query, Component::LiteralQuery))),
        None => (reference, None),
    };
    Target { path: encode(path, Component::LiteralPath), query }
}

/// A path without the segments `.` and `..` (RFC 3986, 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    for segment in &segments {
        match *segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    if matches!(segments.last(), Some(&("." | ".."))) {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}
