//! Which credentials does a request carry? The choice among the alternatives of an operation.

use super::builder::Config;
use super::credential::{Token, TokenProvider, TokenRequest};
use super::destination::Destination;
use super::draft::Proof;
use super::error::CredentialError;
use super::operation::Operation;
use super::param::Location;
use super::percent::{Place, encode};
use super::request_error::RequestError;
use super::scheme::{Need, SchemeKind};
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use std::sync::Arc;

/// What a request has to prove, and who gives the tokens.
pub(crate) type Choice = Vec<(&'static Need, Arc<dyn TokenProvider>)>;

/// Why a request has no credentials.
pub(crate) enum AuthError {
    Request(RequestError),
    Credential(CredentialError),
}

/// Chooses the first alternative whose schemes all have credentials; anonymous access only when there is none.
pub(crate) fn choose(
    config: &Config,
    operation: &'static Operation,
    destination: &Destination,
) -> Result<Choice, RequestError> {
    let alternatives = operation.alternatives();
    let anonymous = alternatives.is_empty() || alternatives.iter().any(|needs| needs.is_empty());
    let found = alternatives.iter().filter(|needs| !needs.is_empty()).find_map(|needs| provided(config, needs));
    match found {
        Some(choice) if destination.trusted || choice.is_empty() => Ok(choice),
        Some(_) if anonymous => Ok(Choice::new()),
        Some(_) => Err(RequestError::UntrustedHost { operation: operation.id(), host: destination.origin.clone() }),
        None if anonymous => Ok(Choice::new()),
        None => Err(RequestError::Unauthenticated {
            operation: operation.id(),
            needs: alternatives
                .iter()
                .map(|needs| needs.iter().map(Need::to_string).collect::<Vec<_>>().join(" with "))
                .collect(),
            has: config.credentials.keys().map(|name| name.as_str().to_owned()).collect(),
        }),
    }
}

/// The providers of all schemes of an alternative. None: one is missing.
fn provided(config: &Config, needs: &'static [Need]) -> Option<Choice> {
    let mut choice = Choice::new();
    for need in needs {
        if need.scheme().kind() == SchemeKind::MutualTls {
            continue;
        }
        let name = need.scheme().name();
        let (_, provider) = config.credentials.iter().find(|(scheme, _)| scheme.as_str() == name)?;
        choice.push((need, Arc::clone(provider)));
    }
    Some(choice)
}

/// Asks for the tokens. `challenge` is set when the server refused the last ones.
pub(crate) async fn prove(
    choice: &Choice,
    operation: &'static Operation,
    destination: &Destination,
    refresh: bool,
    challenge: Option<&str>,
) -> Result<Proof, AuthError> {
    let mut proof = Proof::default();
    for (need, provider) in choice {
        let scheme = need.scheme();
        let request = TokenRequest {
            scheme: scheme.name(),
            scopes: need.scopes(),
            audience: destination.origin.clone(),
            refresh,
            challenge: challenge.map(str::to_owned),
        };
        let token = provider
            .token(request)
            .await
            .map_err(|error| AuthError::Credential(CredentialError { operation, scheme: scheme.name(), error }))?;
        attach(&mut proof, scheme.kind(), &token).map_err(|reason| {
            let reason = format!("the credential of scheme `{}` {reason}", scheme.name());
            AuthError::Request(RequestError::malformed(operation, reason))
        })?;
    }
    Ok(proof)
}

/// Puts a token where its scheme wants it.
fn attach(proof: &mut Proof, kind: SchemeKind, token: &Token) -> Result<(), &'static str> {
    let token = token.expose();
    match kind {
        SchemeKind::Bearer => header(proof, AUTHORIZATION, &format!("Bearer {token}")),
        SchemeKind::Basic => header(proof, AUTHORIZATION, &format!("Basic {token}")),
        SchemeKind::Http(scheme) => header(proof, AUTHORIZATION, &format!("{scheme} {token}")),
        SchemeKind::ApiKey(Location::Header | Location::Path, name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "has no valid header name")?;
            header(proof, name, token)
        }
        SchemeKind::ApiKey(Location::Query, name) => {
            proof.query.push((encode(name, Place::Name), encode(token, Place::Value)));
            Ok(())
        }
        SchemeKind::ApiKey(Location::Cookie, name) => {
            proof.cookies.push((encode(name, Place::Name), encode(token, Place::Value)));
            Ok(())
        }
        SchemeKind::MutualTls => Ok(()),
    }
}

fn header(proof: &mut Proof, name: HeaderName, text: &str) -> Result<(), &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| "has a character that cannot stand in a header")?;
    value.set_sensitive(true);
    proof.headers.push((name, value));
    Ok(())
}
