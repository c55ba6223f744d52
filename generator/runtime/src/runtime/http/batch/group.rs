//! Which requests can be in one batch: those of one server with the same credentials.

use crate::runtime::http::auth::choose_providers;
use crate::runtime::http::client::Client;
use crate::runtime::http::credential::{Token, TokenError, TokenProvider, TokenRequest};
use crate::runtime::http::request_error::RequestError;
use crate::runtime::http::request_options::{Identity, Reading};
use crate::runtime::http::request_parts::RequestParts;
use crate::runtime::http::server_selection::destination;
use crate::runtime::http::timing::BoxFuture;
use crate::runtime::spec::batching::Batching;
use crate::runtime::spec::security::{Scheme, SchemeName};
use std::sync::Arc;

/// What the requests of one batch have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The URL that the paths of the requests are below.
    base_url: String,
    needs: Vec<Need>,
}

/// A security scheme that a provider of the client has the token for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Need {
    scheme: &'static Scheme,
    /// The scopes of the token. There are none for a token that is always the same.
    scopes: &'static [&'static str],
}

impl Group {
    /// The group of a request.
    pub(crate) fn of(client: &Client, parts: &RequestParts) -> Result<Self, RequestError> {
        let own = match &parts.options.identity {
            Identity::Anonymous => true,
            Identity::Credentials(credentials) => credentials.names().next().is_some() || parts.has_credentials(),
        };
        if own {
            let reason = "the requests of a batch have the credentials of the client, and none of their own";
            return Err(RequestError::malformed(parts.operation, reason));
        }
        let destination = destination(client.config(), parts)?;
        let providers = choose_providers(client.config(), parts, &destination)?;
        let needs = providers.iter().map(|(requirement, provider)| {
            let scopes = if provider.fixed().is_some() { &[] } else { requirement.scopes() };
            Need { scheme: requirement.scheme(), scopes }
        });
        Ok(Self { base_url: destination.base_url.clone(), needs: needs.collect() })
    }

    /// The request that sends a batch of the group.
    pub(crate) fn request(&self, client: &Client, table: &'static Batching, body: String) -> RequestParts {
        let mut parts = RequestParts::new(table.operation());
        parts.own_body("application/json", body.into());
        let options = &mut *parts.options;
        options.base_url = Some(self.base_url.clone());
        options.reading = Reading::Raw;
        for need in &self.needs {
            if let Some(provider) = client.config().credentials.shared(need.scheme) {
                let provider = Scoped { provider, scopes: need.scopes };
                options.identity.credential(SchemeName::from(need.scheme), provider);
            }
        }
        parts
    }
}

/// A provider that is asked for the scopes of the requests of a batch.
struct Scoped {
    provider: Arc<dyn TokenProvider>,
    scopes: &'static [&'static str],
}

impl TokenProvider for Scoped {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        self.provider.token(TokenRequest { scopes: self.scopes, ..request })
    }

    fn can_refresh(&self) -> bool {
        self.provider.can_refresh()
    }

    fn fixed(&self) -> Option<&Token> {
        self.provider.fixed()
    }
}
