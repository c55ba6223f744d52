//! The choice of the credentials of a request: those of the request, then those of the client, for one of the
//! security alternatives of the operation.

use super::attempts::Attempts;
use super::config::Config;
use super::credential::{Credentials, Token, TokenProvider, TokenRequest};
use super::destinations::{Destination, Trust};
use super::error::CredentialError;
use super::headers::{forbidden_reason, is_credential};
use super::rejections::{Rejection, SentTokens};
use super::request_error::RequestError;
use super::request_options::Identity;
use super::request_parts::{RequestCredentials, RequestParts};
use super::shared_transport::SharedTransport;
use super::transport::Transport;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::ParamLocation;
use crate::runtime::spec::security::{Scheme, SchemeKind, SchemeName, SecurityRequirement};
use crate::runtime::wire::percent::{Component, encode};
use http::header::{AUTHORIZATION, USER_AGENT};
use http::{HeaderName, HeaderValue};
use std::sync::Arc;

/// The security requirements of a request, each with the provider of its token.
#[derive(Default)]
pub(crate) struct Providers<'a>(Sources<'a>);

impl<'a> Providers<'a> {
    /// Whether one of them is for this security scheme.
    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        self.iter().any(|(requirement, _)| requirement.scheme() == scheme)
    }

    /// Each requirement that needs a token, with its provider.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static SecurityRequirement, &'a dyn TokenProvider)> {
        self.0.iter().filter_map(|(requirement, source)| Some((*requirement, source.provider()?)))
    }
}

/// The error of a request without credentials.
pub(crate) enum AuthError {
    /// The credentials cannot be sent.
    Request(RequestError),
    /// A provider returned an error.
    Credential(CredentialError),
}

/// The source of what a security scheme sends.
enum Source<'a> {
    /// The transport, which has a client certificate.
    Transport,
    /// The arguments of the request, which contain the credential.
    Arguments,
    /// A provider of the request.
    Request(&'a dyn TokenProvider),
    /// A provider of the client.
    Client(&'a dyn TokenProvider),
    /// A default header of the client.
    DefaultHeader,
}

impl<'a> Source<'a> {
    /// The provider of the token. Returns `None` if no token is needed.
    fn provider(&self) -> Option<&'a dyn TokenProvider> {
        match self {
            Self::Request(provider) | Self::Client(provider) => Some(*provider),
            Self::Transport | Self::Arguments | Self::DefaultHeader => None,
        }
    }

    /// Whether the request itself has the credential.
    fn belongs_to_request(&self) -> bool {
        match self {
            Self::Arguments | Self::Request(_) => true,
            Self::Transport | Self::Client(_) | Self::DefaultHeader => false,
        }
    }
}

/// The security requirements of an alternative, each with the source of what its scheme sends.
type Sources<'a> = Vec<(&'static SecurityRequirement, Source<'a>)>;

/// Chooses the providers of the tokens of a request. An error is returned if the request has credentials that must not be
/// sent to the destination.
pub(crate) fn choose_providers<'a>(
    config: &'a Config,
    parts: &'a RequestParts,
    destination: &Destination,
) -> Result<Providers<'a>, RequestError> {
    let operation = parts.operation;
    let sources = match &parts.options.identity {
        Identity::Anonymous => Sources::new(),
        Identity::Credentials(own) => alternative(config, parts, own)?,
    };
    let carries = sources.iter().any(|(_, source)| !matches!(source, Source::Transport));
    let own = parts.has_credentials() || sources.iter().any(|(_, source)| source.belongs_to_request());
    match destination.trust {
        Trust::Full => {}
        Trust::UnknownHost if own || (carries && !allows_anonymous(operation)) => {
            let host = destination.audience.clone();
            return Err(RequestError::UntrustedHost { operation: operation.id(), host });
        }
        Trust::UnknownHost => return Ok(Providers::default()),
        Trust::Unencrypted if own || carries || has_default_credentials(config, parts) => {
            let host = destination.audience.clone();
            return Err(RequestError::PlainHttp { operation: operation.id(), host });
        }
        Trust::Unencrypted => {}
    }
    Ok(Providers(sources))
}

/// Chooses the first alternative that uses a credential of the request, or else the first one whose credentials are all
/// available. Anonymous access is chosen only if no other alternative is available.
fn alternative<'a>(
    config: &'a Config,
    parts: &'a RequestParts,
    own: &'a Credentials,
) -> Result<Sources<'a>, RequestError> {
    let alternatives = parts.operation.security.iter().filter(|requirements| !requirements.is_empty());
    let mut first = None;
    for ready in alternatives.filter_map(|requirements| sources(config, parts, own, requirements)) {
        if ready.iter().any(|(_, source)| source.belongs_to_request()) {
            return Ok(ready);
        }
        first.get_or_insert(ready);
    }
    match (own.names().next(), first) {
        (Some(scheme), _) => Err(unused_credential(config, parts.operation, own, scheme)),
        (None, Some(first)) => Ok(first),
        (None, None) if !parts.has_credentials() && !allows_anonymous(parts.operation) => {
            Err(unauthenticated(config, parts.operation, own))
        }
        (None, None) => Ok(Sources::new()),
    }
}

/// The sources of all schemes of an alternative. Returns `None` if one has no credential.
fn sources<'a>(
    config: &'a Config,
    parts: &RequestParts,
    own: &'a Credentials,
    requirements: &'static [SecurityRequirement],
) -> Option<Sources<'a>> {
    let source = |requirement: &'static SecurityRequirement| {
        let scheme = requirement.scheme();
        Some(match scheme.kind() {
            SchemeKind::MutualTls => Source::Transport,
            kind if parts.has_credential_for(kind) => Source::Arguments,
            kind => match (own.get(scheme), config.credentials.get(scheme)) {
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

/// Whether an operation allows anonymous access.
fn allows_anonymous(operation: &Operation) -> bool {
    let alternatives = operation.security;
    alternatives.is_empty() || alternatives.iter().any(|requirements| requirements.is_empty())
}

/// The error of a request without the credentials that the operation needs.
fn unauthenticated(config: &Config, operation: &Operation, own: &Credentials) -> RequestError {
    let has = own.names().chain(config.credentials.names()).map(SchemeName::to_string).collect();
    RequestError::Unauthenticated { operation: operation.id(), requirements: accepted_alternatives(operation), has }
}

/// The error of a request with a credential that no alternative uses, or that is not sufficient for one.
fn unused_credential(config: &Config, operation: &Operation, own: &Credentials, scheme: &SchemeName) -> RequestError {
    let named = operation
        .security
        .iter()
        .flat_map(|requirements| requirements.iter())
        .any(|requirement| own.has(requirement.scheme()));
    if named {
        return unauthenticated(config, operation, own);
    }
    RequestError::UnusedCredential {
        operation: operation.id(),
        scheme: scheme.to_string(),
        requirements: accepted_alternatives(operation),
    }
}

/// The alternatives that an operation accepts, for messages.
fn accepted_alternatives(operation: &Operation) -> Vec<String> {
    let named = operation.security.iter().filter(|requirements| !requirements.is_empty());
    named
        .map(|requirements| requirements.iter().map(SecurityRequirement::to_string).collect::<Vec<_>>().join(" with "))
        .collect()
}

/// The default headers that are sent to a destination. A header that may be a credential is sent to configured hosts only,
/// and not with an anonymous request.
pub(crate) fn default_headers<'a>(
    config: &'a Config,
    parts: &'a RequestParts,
    destination: &Destination,
) -> impl Iterator<Item = (&'a HeaderName, &'a HeaderValue)> {
    let unknown_host = destination.trust == Trust::UnknownHost;
    config.headers.iter().filter(move |(name, _)| match &parts.options.identity {
        _ if unknown_host => **name == USER_AGENT,
        Identity::Anonymous => !is_credential_header(parts.operation, name),
        Identity::Credentials(_) => true,
    })
}

/// Whether a default header is a credential for the operation.
fn has_default_credentials(config: &Config, parts: &RequestParts) -> bool {
    match &parts.options.identity {
        Identity::Anonymous => false,
        Identity::Credentials(_) => config.headers.keys().any(|name| is_credential_header(parts.operation, name)),
    }
}

/// Whether a header is a credential for the operation.
fn is_credential_header(operation: &Operation, name: &HeaderName) -> bool {
    let mut requirements = operation.security.iter().flat_map(|requirements| requirements.iter());
    is_credential(name) || requirements.any(|requirement| requirement.scheme().kind().header().as_ref() == Some(name))
}

/// Requests the tokens from their providers, and puts them into `sent`. `rejection` is that of the last ones, if the server
/// rejected them.
pub(crate) async fn request_credentials(
    providers: &Providers<'_>,
    operation: &'static Operation,
    destination: &Destination,
    transport: &Arc<dyn Transport>,
    rejection: Option<&Rejection>,
    sent: &mut SentTokens,
) -> Result<RequestCredentials, AuthError> {
    let mut credentials = RequestCredentials::default();
    sent.clear();
    for (requirement, provider) in providers.iter() {
        let scheme = requirement.scheme();
        let attach = |credentials: &mut RequestCredentials, token: &Token| {
            attach(credentials, scheme.kind(), token).map_err(|reason| {
                let reason = format!("the credential of security scheme `{}` {reason}", scheme.name());
                AuthError::Request(RequestError::malformed(operation, reason))
            })
        };
        if let Some(token) = provider.fixed() {
            attach(&mut credentials, token)?;
            continue;
        }
        let request = TokenRequest {
            scheme: scheme.name(),
            scopes: requirement.scopes(),
            audience: destination.audience.clone(),
            refresh: rejection.is_some(),
            challenge: rejection.and_then(|rejection| rejection.challenge.clone()),
            rejected: rejection.and_then(|rejection| rejection.token(scheme)),
            transport: SharedTransport::new(transport.clone()),
        };
        let token = provider.token(request).await.map_err(|error| {
            AuthError::Credential(CredentialError {
                operation,
                scheme: scheme.name(),
                error,
                attempts: Attempts::default(),
            })
        })?;
        attach(&mut credentials, &token)?;
        sent.push((scheme, token));
    }
    Ok(credentials)
}

/// Adds a token to the request in the way that its scheme defines.
fn attach(credentials: &mut RequestCredentials, kind: SchemeKind, token: &Token) -> Result<(), String> {
    let token = token.expose();
    match kind {
        SchemeKind::Bearer => header(credentials, AUTHORIZATION, ["Bearer ", token].concat()),
        SchemeKind::Basic => header(credentials, AUTHORIZATION, ["Basic ", token].concat()),
        SchemeKind::Http(scheme) => header(credentials, AUTHORIZATION, [scheme, " ", token].concat()),
        SchemeKind::ApiKey(ParamLocation::Header | ParamLocation::Path, name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "has no valid header name")?;
            header(credentials, name, token.to_owned())
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
                return Err("has a character that is not allowed in a cookie (RFC 6265)".to_owned());
            }
            credentials.cookies.push((name.to_owned(), token.to_owned()));
            Ok(())
        }
        SchemeKind::MutualTls => Ok(()),
    }
}

/// Adds a header with a credential.
fn header(credentials: &mut RequestCredentials, name: HeaderName, text: String) -> Result<(), String> {
    if let Some(reason) = forbidden_reason(&name) {
        return Err(format!("cannot be sent as header `{name}`: {reason}"));
    }
    let mut value = HeaderValue::try_from(text).map_err(|_| "has a character that is not allowed in a header")?;
    value.set_sensitive(true);
    credentials.headers.insert(name, value);
    Ok(())
}

/// Whether a text is a `cookie-value` of RFC 6265. It is sent unchanged, because servers issue cookies that are encoded
/// already.
fn is_cookie_value(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    inner.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e))
}
