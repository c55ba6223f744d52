//! Where does a request go? The choice of a server, and whether credentials may go there.

use super::config::{Config, PlainHttp};
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::origin::{Origin, redacted};
use crate::runtime::spec::server::Server;
use crate::runtime::spec::server_url::is_absolute;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    /// What the path is put after.
    pub(crate) base_url: String,
    pub(crate) origin: Origin,
    pub(crate) trust: Trust,
}

/// Whether credentials may go to a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// They may.
    Full,
    /// It is a configured host, but others can read what is sent on the way.
    Unencrypted,
    /// One request names it, and the client does not know it.
    UnknownHost,
}

/// Chooses where a request goes: the URL or server of the request, then those of the client, then the first server of
/// the operation.
pub(crate) fn destination(config: &Config, parts: &RequestParts) -> Result<Destination, RequestError> {
    let operation = parts.operation;
    let server = chosen(config, parts)?;
    if let Some(url) = &parts.options.base_url {
        let destination = at(config, operation, url.clone())?;
        return Ok(match is_configured(config, operation, &destination.origin) {
            true => destination,
            false => Destination { trust: Trust::UnknownHost, ..destination },
        });
    }
    if let (Some(url), None) = (&config.base_url, &parts.options.server) {
        return at(config, operation, url.clone());
    }
    let Some(server) = server else { return Err(RequestError::NoServer { operation: operation.id(), relative: None }) };
    let url = server_url(config, server)?;
    if !is_absolute(&url) {
        return Err(RequestError::NoServer { operation: operation.id(), relative: Some(url) });
    }
    at(config, operation, url)
}

/// The server that was chosen by name, else the first one of the operation.
fn chosen(config: &Config, parts: &RequestParts) -> Result<Option<&'static Server>, RequestError> {
    let operation = parts.operation;
    let servers = operation.all_servers();
    let server = match parts.options.server.as_ref().or(config.server.as_ref()) {
        None => servers.first().copied(),
        Some(name) => match servers.iter().find(|server| server.name() == name.as_str()) {
            Some(server) => Some(*server),
            None if servers.is_empty() && config.base_url.is_some() => None,
            None => {
                return Err(RequestError::ServerUnavailable {
                    operation: operation.id(),
                    server: name.as_str().to_owned(),
                    available: servers.iter().map(|server| server.name()).collect(),
                });
            }
        },
    };
    server.map_or(Ok(()), |server| known(config, server, operation))?;
    Ok(server)
}

/// Refuses a value for a variable that no server has: its name is misspelt, and the default would be used.
fn known(config: &Config, server: &Server, operation: &Operation) -> Result<(), RequestError> {
    if config.variables.is_empty() {
        return Ok(());
    }
    let mut known = server.known_variables();
    known.extend(operation.all_servers().iter().flat_map(|server| server.known_variables()));
    match config.variables.keys().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => {
            known.sort_unstable();
            known.dedup();
            Err(RequestError::UnknownServerVariable { operation: operation.id(), variable: name.clone(), known })
        }
    }
}

/// The URL of a server with its variables filled in, moved to the origin of the configuration where there is one.
fn server_url(config: &Config, server: &'static Server) -> Result<String, RequestError> {
    let url = server.url(&config.variables).map_err(|fault| RequestError::ServerVariable {
        server: server.name(),
        variable: fault.variable,
        value: redacted(&fault.value),
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

/// A destination that the client is set to.
fn at(config: &Config, operation: &Operation, base_url: String) -> Result<Destination, RequestError> {
    let origin = Origin::parse(&base_url).map_err(|reason| unusable(operation, &base_url, reason))?;
    let trust = match config.plain_http {
        PlainHttp::Loopback if origin.is_unencrypted() => Trust::Unencrypted,
        PlainHttp::Loopback | PlainHttp::Anywhere => Trust::Full,
    };
    Ok(Destination { base_url, origin, trust })
}

/// A URL that nothing can be sent to.
pub(crate) fn unusable(operation: &Operation, base_url: &str, reason: &str) -> RequestError {
    RequestError::malformed(operation, format!("base URL `{}` {reason}", redacted(base_url)))
}

/// Whether the client or the document has a server at the origin of a URL that one request gave.
fn is_configured(config: &Config, operation: &Operation, target: &Origin) -> bool {
    let same = |url: &str| Origin::parse(url).is_ok_and(|known| known == *target);
    config.base_url.as_deref().is_some_and(same)
        || config.origin.as_deref().is_some_and(same)
        || config.trusted_hosts.iter().any(|host| target.is_https_of(host))
        || operation.all_servers().iter().any(|server| server_url(config, server).is_ok_and(|url| same(&url)))
}
