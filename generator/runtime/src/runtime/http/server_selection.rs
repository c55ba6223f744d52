//! The choice of the server of a request, and whether credentials may be sent to it.

use super::config::{Config, PlainHttp};
use super::destinations::{Destination, Trust};
use super::request_error::RequestError;
use super::request_parts::RequestParts;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::origin::{Origin, redacted};
use crate::runtime::spec::server::{Server, ServerName};
use crate::runtime::spec::server_url::is_absolute;
use std::borrow::Cow;

/// Chooses the destination of a request: the URL or server of the request, or else that of the client, or else the first
/// server of the operation.
pub(crate) fn destination<'a>(config: &'a Config, parts: &RequestParts) -> Result<Cow<'a, Destination>, RequestError> {
    let operation = parts.operation;
    let server = chosen_server(config, parts)?;
    if let Some(url) = &parts.options.base_url {
        let destination = configured_destination(config, operation, url.clone())?;
        return Ok(Cow::Owned(match is_configured(config, operation, &destination.origin) {
            true => destination,
            false => Destination { trust: Trust::UnknownHost, ..destination },
        }));
    }
    let known = &config.flow.destinations;
    if let (Some(url), None) = (&config.base_url, &parts.options.server) {
        return known.get_or_make(None, || configured_destination(config, operation, url.clone()));
    }
    let Some(server) = server else { return Err(RequestError::NoServer { operation: operation.id(), relative: None }) };
    known.get_or_make(Some(server), || {
        let url = server_url(config, server)?;
        if !is_absolute(&url) {
            return Err(RequestError::NoServer { operation: operation.id(), relative: Some(url) });
        }
        configured_destination(config, operation, url)
    })
}

/// The server that was chosen by name, or else the first one of the operation.
fn chosen_server(config: &Config, parts: &RequestParts) -> Result<Option<&'static Server>, RequestError> {
    let operation = parts.operation;
    let servers = operation.servers;
    let server = match parts.options.server.as_ref().or(config.server.as_ref()) {
        None => servers.first().copied(),
        Some(name) => match servers.iter().find(|server| server.name() == name.as_str()) {
            Some(server) => Some(*server),
            None if servers.is_empty() && config.base_url.is_some() => None,
            None if is_default(parts, name) => servers.first().copied(),
            None => {
                return Err(RequestError::ServerUnavailable {
                    operation: operation.id(),
                    server: name.as_str().to_owned(),
                    available: servers.iter().map(|server| server.name()).collect(),
                });
            }
        },
    };
    server.map_or(Ok(()), |server| check_variables(config, server, operation))?;
    Ok(server)
}

/// Whether the client named the server that operations have unless one is named, and this operation has others. It then
/// has its own first one, as it has for a client that names none. Any other name is a choice, such as that of a region,
/// which must not lead elsewhere in silence.
fn is_default(parts: &RequestParts, name: &ServerName) -> bool {
    let replaced = parts.operation.in_place_of;
    parts.options.server.is_none() && replaced.is_some_and(|server| server.name() == name.as_str())
}

/// Rejects a value for a variable that no server has. The name is probably misspelled, and the default would be used instead.
fn check_variables(config: &Config, server: &Server, operation: &Operation) -> Result<(), RequestError> {
    if config.variables.is_empty() {
        return Ok(());
    }
    let mut known = Vec::new();
    for name in std::iter::once(server).chain(operation.servers.iter().copied()).flat_map(Server::known_variables) {
        if let Err(place) = known.binary_search(&name) {
            known.insert(place, name);
        }
    }
    match config.variables.keys().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => {
            Err(RequestError::UnknownServerVariable { operation: operation.id(), variable: name.clone(), known })
        }
    }
}

/// The expanded URL of a server. Its origin is replaced by that of the settings, if there is one.
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

/// A destination at a configured host.
fn configured_destination(
    config: &Config,
    operation: &Operation,
    base_url: String,
) -> Result<Destination, RequestError> {
    let origin = Origin::parse(&base_url).map_err(|reason| invalid_base_url(operation, &base_url, reason))?;
    let trust = match config.plain_http {
        PlainHttp::Loopback if origin.is_unencrypted() => Trust::Unencrypted,
        PlainHttp::Loopback | PlainHttp::Anywhere => Trust::Full,
    };
    let audience = origin.to_string();
    Ok(Destination { base_url, origin, audience, trust })
}

/// The error of a base URL that requests cannot be sent to.
pub(crate) fn invalid_base_url(operation: &Operation, base_url: &str, reason: &str) -> RequestError {
    RequestError::malformed(operation, format!("base URL `{}` {reason}", redacted(base_url)))
}

/// Whether the settings or the document have a server with this origin.
fn is_configured(config: &Config, operation: &Operation, target: &Origin) -> bool {
    let has_origin = |url: &str| Origin::parse(url).is_ok_and(|known| known == *target);
    config.base_url.as_deref().is_some_and(has_origin)
        || config.origin.as_deref().is_some_and(has_origin)
        || config.trusted_hosts.iter().any(|host| target.is_https_host(host))
        || operation.servers.iter().any(|server| server_url(config, server).is_ok_and(|url| has_origin(&url)))
}
