//! Where does a request go? The choice of a server, and which hosts may see credentials.

use super::builder::Config;
use super::draft::Draft;
use super::operation::Operation;
use super::request_error::RequestError;
use super::server::{Server, is_absolute};
use http::Uri;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    /// What the path is put after.
    pub(crate) base_url: String,
    /// Scheme, host and port.
    pub(crate) origin: String,
    /// Whether credentials may go there.
    pub(crate) trusted: bool,
}

/// Chooses where a request goes: the URL or server of the request, then those of the client, then the first server of
/// the operation.
pub(crate) fn destination(config: &Config, draft: &Draft) -> Result<Destination, RequestError> {
    let operation = draft.operation;
    let server = chosen(config, draft)?;
    if let Some(url) = &draft.options.base_url {
        let mut destination = at(operation, url.clone(), false)?;
        destination.trusted = is_trusted(config, operation, &destination.origin);
        return Ok(destination);
    }
    if let (Some(url), None) = (&config.base_url, &draft.options.server) {
        return at(operation, url.clone(), true);
    }
    let Some(server) = server else { return Err(RequestError::NoServer { operation: operation.id(), relative: None }) };
    let url = server_url(config, server)?;
    if !is_absolute(&url) {
        return Err(RequestError::NoServer { operation: operation.id(), relative: Some(url) });
    }
    at(operation, url, true)
}

/// The server that was chosen by name, else the first one of the operation.
fn chosen(config: &Config, draft: &Draft) -> Result<Option<&'static Server>, RequestError> {
    let operation = draft.operation;
    let servers = operation.all_servers();
    let Some(name) = draft.options.server.as_ref().or(config.server.as_ref()) else {
        return Ok(servers.first().copied());
    };
    match servers.iter().find(|server| server.name() == name.as_str()) {
        Some(server) => Ok(Some(server)),
        None if servers.is_empty() && config.base_url.is_some() => Ok(None),
        None => Err(RequestError::ServerUnavailable {
            operation: operation.id(),
            server: name.as_str().to_owned(),
            available: servers.iter().map(|server| server.name()).collect(),
        }),
    }
}

/// The URL of a server with its variables filled in, moved to the origin of the configuration where there is one.
fn server_url(config: &Config, server: &'static Server) -> Result<String, RequestError> {
    let url = server.url(&config.variables).map_err(|fault| RequestError::ServerVariable {
        server: server.name(),
        variable: fault.variable,
        value: fault.value,
        rule: fault.rule,
    })?;
    let Some(origin) = &config.origin else { return Ok(url) };
    let path = if is_absolute(&url) {
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default()
    } else {
        &url
    };
    Ok(format!("{}/{}", origin.trim_end_matches('/'), path.trim_start_matches('/')))
}

fn at(operation: &Operation, base_url: String, trusted: bool) -> Result<Destination, RequestError> {
    match origin(&base_url) {
        Ok(origin) => Ok(Destination { base_url, origin, trusted }),
        Err(reason) => Err(RequestError::malformed(operation, format!("base URL `{base_url}` {reason}"))),
    }
}

/// Whether credentials may go to a URL that one request gave.
fn is_trusted(config: &Config, operation: &Operation, target: &str) -> bool {
    let same = |url: &str| origin(url).is_ok_and(|known| known == target);
    let host = target.strip_prefix("https://").unwrap_or_default();
    config.base_url.as_deref().is_some_and(same)
        || config.origin.as_deref().is_some_and(same)
        || config.trusted_hosts.iter().any(|trusted| host == trusted || host.strip_suffix(":443") == Some(trusted))
        || operation.all_servers().iter().any(|server| server_url(config, server).is_ok_and(|url| same(&url)))
}

/// Scheme, host and port of an absolute URL that a path can be put after.
pub(crate) fn origin(url: &str) -> Result<String, &'static str> {
    if !is_absolute(url) {
        return Err("must begin with https:// or http://");
    }
    if url.contains(['?', '#']) {
        return Err("must not have a query or a fragment");
    }
    let uri: Uri = url.parse().map_err(|_| "is not a URL")?;
    let authority = uri.authority().ok_or("has no host")?;
    if authority.as_str().contains('@') {
        return Err("must not hold user and password; give them as credentials");
    }
    let scheme = uri.scheme_str().unwrap_or_default();
    let port = authority.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
    Ok(format!("{scheme}://{}:{port}", authority.host().to_ascii_lowercase()))
}
