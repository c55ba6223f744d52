//! Which credentials does a request carry? Its own, then those of the client, for one alternative of the operation.

use super::config::Config;
use super::credential::{Credentials, Token, TokenProvider, TokenRequest};
use super::error::CredentialError;
use super::headers::{is_credential, refusal};
use super::request_error::RequestError;
use super::request_options::Identity;
use super::request_parts::{RequestCredentials, RequestParts};
use super::server_selection::{Destination, Trust};
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::ParamLocation;
use crate::runtime::spec::security::{SchemeKind, SecurityRequirement};
use crate::runtime::wire::percent::{Component, encode};
use http::header::{AUTHORIZATION, USER_AGENT};
use http::{HeaderName, HeaderValue};
use std::sync::Arc;

/// What a request has to prove, and who gives the tokens.
pub(crate) type Providers = Vec<(&'static SecurityRequirement, Arc<dyn TokenProvider>)>;

/// Why a request has no credentials.
pub(crate) enum AuthError {
    Request(RequestError),
    Credential(CredentialError),
}

/// Where what a scheme sends comes from.
enum Source {
    /// The transport has it.
    Transport,
    /// The request has it among its arguments.
    Arguments,
    /// A provider of the request.
    Request(Arc<dyn TokenProvider>),
    /// A provider of the client.
    Client(Arc<dyn TokenProvider>),
    /// A default header of the client.
    DefaultHeader,
}

impl Source {
    /// Who is asked for a token. None: it requirements none.
    fn provider(self) -> Option<Arc<dyn TokenProvider>> {
        match self {
            Self::Request(provider) | Self::Client(provider) => Some(provider),
            Self::Transport | Self::Arguments | Self::DefaultHeader => None,
        }
    }

    fn is_of_request(&self) -> bool {
        match self {
            Self::Arguments | Self::Request(_) => true,
            Self::Transport | Self::Client(_) | Self::DefaultHeader => false,
        }
    }
}

/// What each scheme of an alternative sends, and where it comes from.
type Sources = Vec<(&'static SecurityRequirement, Source)>;

/// Chooses what a request is_credential_of. Nothing is chosen that may not go to the destination.
pub(crate) fn choose(
    config: &Config,
    parts: &RequestParts,
    destination: &Destination,
) -> Result<Providers, RequestError> {
    let operation = parts.operation;
    let sources = match &parts.options.identity {
        Identity::Anonymous => Sources::new(),
        Identity::Credentials(own) => alternative(config, parts, own)?,
    };
    let carries = sources.iter().any(|(_, source)| !matches!(source, Source::Transport));
    let own = parts.has_credentials() || sources.iter().any(|(_, source)| source.is_of_request());
    match destination.trust {
        Trust::Full => {}
        Trust::UnknownHost if own || (carries && !is_open(operation)) => {
            let host = destination.origin.to_string();
            return Err(RequestError::UntrustedHost { operation: operation.id(), host });
        }
        Trust::UnknownHost => return Ok(Providers::new()),
        Trust::Unencrypted if own || carries || has_default_credentials(config, parts) => {
            let host = destination.origin.to_string();
            return Err(RequestError::PlainHttp { operation: operation.id(), host });
        }
        Trust::Unencrypted => {}
    }
    Ok(sources.into_iter().filter_map(|(requirement, source)| Some((requirement, source.provider()?))).collect())
}

/// The first alternative that the credentials of the request serve, else the first one with all its credentials.
/// Anonymous access is used only when there is none.
fn alternative(config: &Config, parts: &RequestParts, own: &Credentials) -> Result<Sources, RequestError> {
    let alternatives = parts.operation.alternatives().iter().filter(|requirements| !requirements.is_empty());
    let mut ready =
        alternatives.filter_map(|requirements| sources(config, parts, own, requirements)).collect::<Vec<Sources>>();
    let served = ready.iter().position(|sources| sources.iter().any(|(_, source)| source.is_of_request()));
    match (served, own.names().next()) {
        (Some(at), _) => Ok(ready.swap_remove(at)),
        (None, Some(scheme)) => Err(useless(config, parts.operation, own, scheme)),
        (None, None) if ready.is_empty() && !parts.has_credentials() && !is_open(parts.operation) => {
            Err(unauthenticated(config, parts.operation, own))
        }
        (None, None) => Ok(ready.into_iter().next().unwrap_or_default()),
    }
}

/// Where all schemes of an alternative have their credentials from. None: one is missing.
fn sources(
    config: &Config,
    parts: &RequestParts,
    own: &Credentials,
    requirements: &'static [SecurityRequirement],
) -> Option<Sources> {
    let source = |requirement: &'static SecurityRequirement| {
        let (name, kind) = (requirement.scheme().name(), requirement.scheme().kind());
        Some(match kind {
            SchemeKind::MutualTls => Source::Transport,
            kind if parts.holds(kind) => Source::Arguments,
            kind => match (own.get(name), config.credentials.get(name)) {
                (Some(provider), _) => Source::Request(provider),
                (None, Some(provider)) => Source::Client(provider),
                (None, None) => {
                    kind.header().filter(|name| config.headers.contains_key(name)).map(|_| Source::DefaultHeader)?
                }
            },
        })
    };
    requirements.iter().map(|requirement| Some((requirement, source(requirement)?))).collect()
}

/// Whether an operation may be called without credentials.
fn is_open(operation: &Operation) -> bool {
    let alternatives = operation.alternatives();
    alternatives.is_empty() || alternatives.iter().any(|requirements| requirements.is_empty())
}

fn unauthenticated(config: &Config, operation: &Operation, own: &Credentials) -> RequestError {
    let has = own.names().chain(config.credentials.names()).map(str::to_owned).collect();
    RequestError::Unauthenticated { operation: operation.id(), requirements: requirements(operation), has }
}

/// The request has a credential that no alternative takes, or one whose companion is missing.
fn useless(config: &Config, operation: &Operation, own: &Credentials, scheme: &str) -> RequestError {
    let named = operation
        .alternatives()
        .iter()
        .flat_map(|requirements| requirements.iter())
        .any(|requirement| own.has(requirement.scheme().name()));
    if named {
        return unauthenticated(config, operation, own);
    }
    RequestError::UnusedCredential {
        operation: operation.id(),
        scheme: scheme.to_owned(),
        requirements: requirements(operation),
    }
}

/// The alternatives that an operation accepts, for people.
fn requirements(operation: &Operation) -> Vec<String> {
    let named = operation.alternatives().iter().filter(|requirements| !requirements.is_empty());
    named
        .map(|requirements| requirements.iter().map(SecurityRequirement::to_string).collect::<Vec<_>>().join(" with "))
        .collect()
}

/// The default headers that go to a destination. One may be a credential, too: it goes to configured hosts only, and not
/// with an anonymous request.
pub(crate) fn default_headers<'a>(
    config: &'a Config,
    parts: &'a RequestParts,
    destination: &Destination,
) -> impl Iterator<Item = (&'a HeaderName, &'a HeaderValue)> {
    let stranger = destination.trust == Trust::UnknownHost;
    config.headers.iter().filter(move |(name, _)| match &parts.options.identity {
        _ if stranger => **name == USER_AGENT,
        Identity::Anonymous => !is_credential_of(parts.operation, name),
        Identity::Credentials(_) => true,
    })
}

fn has_default_credentials(config: &Config, parts: &RequestParts) -> bool {
    match &parts.options.identity {
        Identity::Anonymous => false,
        Identity::Credentials(_) => config.headers.keys().any(|name| is_credential_of(parts.operation, name)),
    }
}

/// Whether a header is a credential for an operation.
fn is_credential_of(operation: &Operation, name: &HeaderName) -> bool {
    let mut requirements = operation.alternatives().iter().flat_map(|requirements| requirements.iter());
    is_credential(name) || requirements.any(|requirement| requirement.scheme().kind().header().as_ref() == Some(name))
}

/// Asks for the tokens. `challenge` is set when the server refused the last ones.
pub(crate) async fn request_credentials(
    providers: &Providers,
    operation: &'static Operation,
    destination: &Destination,
    refresh: bool,
    challenge: Option<&str>,
) -> Result<RequestCredentials, AuthError> {
    let mut credentials = RequestCredentials::default();
    for (requirement, provider) in providers {
        let scheme = requirement.scheme();
        let request = TokenRequest {
            scheme: scheme.name(),
            scopes: requirement.scopes(),
            audience: destination.origin.to_string(),
            refresh,
            challenge: challenge.map(str::to_owned),
        };
        let token = provider
            .token(request)
            .await
            .map_err(|error| AuthError::Credential(CredentialError { operation, scheme: scheme.name(), error }))?;
        attach(&mut credentials, scheme.kind(), &token).map_err(|reason| {
            let reason = format!("the credential of scheme `{}` {reason}", scheme.name());
            AuthError::Request(RequestError::malformed(operation, reason))
        })?;
    }
    Ok(credentials)
}

/// Puts a token where its scheme wants it.
fn attach(credentials: &mut RequestCredentials, kind: SchemeKind, token: &Token) -> Result<(), String> {
    let token = token.expose();
    match kind {
        SchemeKind::Bearer => header(credentials, AUTHORIZATION, &format!("Bearer {token}")),
        SchemeKind::Basic => header(credentials, AUTHORIZATION, &format!("Basic {token}")),
        SchemeKind::Http(scheme) => header(credentials, AUTHORIZATION, &format!("{scheme} {token}")),
        SchemeKind::ApiKey(ParamLocation::Header | ParamLocation::Path, name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "has no valid header name")?;
            header(credentials, name, token)
        }
        SchemeKind::ApiKey(ParamLocation::Query, name) => {
            credentials.query.push((encode(name, Component::Name), encode(token, Component::Value)));
            Ok(())
        }
        SchemeKind::ApiKey(ParamLocation::Cookie, name) => {
            if HeaderName::from_bytes(name.as_bytes()).is_err() {
                return Err("has no valid cookie name".to_owned());
            }
            if !is_cookie_value(token) {
                return Err("has a character that cannot stand in a cookie (RFC 6265)".to_owned());
            }
            credentials.cookies.push((name.to_owned(), token.to_owned()));
            Ok(())
        }
        SchemeKind::MutualTls => Ok(()),
    }
}

fn header(credentials: &mut RequestCredentials, name: HeaderName, text: &str) -> Result<(), String> {
    if let Some(reason) = refusal(&name) {
        return Err(format!("cannot be the header `{name}`: {reason}"));
    }
    let mut value = HeaderValue::from_str(text).map_err(|_| "has a character that cannot stand in a header")?;
    value.set_sensitive(true);
    credentials.headers.push((name, value));
    Ok(())
}

/// Whether a text is a `cookie-value` of RFC 6265, which is sent as it is: servers give cookies that are encoded already.
fn is_cookie_value(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    inner.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e))
}
