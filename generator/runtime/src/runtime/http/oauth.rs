//! Providers of tokens from the token endpoint that a document names: client credentials, refresh tokens and device codes.

use super::client::Client;
use super::credential::{Token, TokenError, TokenProvider, TokenRequest};
use super::device_code::{Asking, DeviceGrant, DevicePrompt};
use super::oauth_error::OAuthError;
use super::places::Places;
use super::timing::BoxFuture;
use super::token_endpoint::{ClientAuthentication, Issued, OAuthClient, ask, claims};
use super::transport::Transport;
use crate::runtime::spec::oauth::OAuth2;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The time before the end of a token at which another one is requested, unless the token lives less than ten times as long.
const EARLY: Duration = Duration::from_secs(300);

impl OAuth2 {
    /// Makes a provider of tokens for a client that acts for itself (RFC 6749, section 4.4).
    pub fn client_credentials(&self, id: impl Into<String>, secret: impl Into<Token>) -> OAuthTokens {
        OAuthTokens::new(self.token_url(), id.into(), Some(secret.into()), None)
    }

    /// Makes a provider of tokens for a client that a user gave a refresh token (RFC 6749, section 6). The client has no
    /// secret unless [`OAuthTokens::client_secret`] sets one.
    pub fn refresh_token(&self, id: impl Into<String>, refresh_token: impl Into<Token>) -> OAuthTokens {
        OAuthTokens::new(self.refresh_url(), id.into(), None, Some(refresh_token.into()))
    }

    /// Makes a provider of tokens for a client that a user signs in to on another device (RFC 8628). `show` is called with the
    /// page and the code for the user. The client has no secret unless [`OAuthTokens::client_secret`] sets one.
    ///
    /// The user is asked once for [`OAuthTokens::scopes`], and again only if the server issues no refresh token, or rejects it.
    /// Let the user sign in by [`OAuthTokens::sign_in`] before the first call, since this takes longer than a call may take. A
    /// call that ends before the user has decided loses nothing: the next one goes on with the same code.
    pub fn device_code(
        &self,
        id: impl Into<String>,
        show: impl Fn(&DevicePrompt) + Send + Sync + 'static,
    ) -> OAuthTokens {
        let device = DeviceGrant::new(self.device_authorization_url(), show);
        let tokens = OAuthTokens::new(self.token_url(), id.into(), None, None);
        OAuthTokens { device: Some(device), refresh_url: Some(self.refresh_url().to_owned()), ..tokens }
    }
}

/// A function that is told a new refresh token.
type OnRefreshToken = Arc<dyn Fn(&Token) + Send + Sync>;

/// A provider of tokens from a token endpoint. It keeps a token until shortly before its end, requests another one once for
/// all tasks that wait for it, and requests another one for the claims that a server demands. A request that the endpoint
/// could not answer is sent again by the [`RetryPolicy`](super::retry::RetryPolicy) of the call, as one that is idempotent.
///
/// Secrets are sent to the token URL only, over https or to this machine, by the transport of the client.
#[must_use]
pub struct OAuthTokens {
    url: String,
    /// Where a refresh token is sent to, if it is not the same.
    refresh_url: Option<String>,
    /// How a user grants a token.
    device: Option<DeviceGrant>,
    client: OAuthClient,
    scopes: Option<String>,
    parameters: Vec<(String, String)>,
    on_refresh_token: Option<OnRefreshToken>,
    /// The tasks that wait for a token take turns.
    turns: Arc<Places>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    refresh_token: Option<Token>,
    /// The tokens by their scopes.
    held: BTreeMap<String, Held>,
    /// The number of requests that failed, and the error of the last one.
    failures: u64,
    last_failure: Option<OAuthError>,
}

/// A token, with times by the monotonic clock.
struct Held {
    token: Token,
    renew_at: Option<Duration>,
    ends_at: Option<Duration>,
}

impl OAuthTokens {
    fn new(url: &str, id: String, secret: Option<Token>, refresh_token: Option<Token>) -> Self {
        Self {
            url: url.to_owned(),
            refresh_url: None,
            device: None,
            client: OAuthClient { id, secret, authentication: ClientAuthentication::default() },
            scopes: None,
            parameters: Vec::new(),
            on_refresh_token: None,
            turns: Arc::default(),
            state: Mutex::new(State { refresh_token, ..State::default() }),
        }
    }

    /// Sets the URL of the token endpoint, in place of that of the document. Only this URL gets the secrets.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.url = url.into();
        self.refresh_url = None;
        self
    }

    /// Sets the URL that requests for the code of a user are sent to, in place of that of the document. Without a device code it
    /// has no effect.
    pub fn device_authorization_url(mut self, url: impl Into<String>) -> Self {
        if let Some(device) = &mut self.device {
            device.url = url.into();
        }
        self
    }

    /// Requests a token by the transport of a client, if there is none. It waits for the user of a device code.
    ///
    /// ```text
    /// let tokens = Arc::new(oauth::USER.device_code("id", |prompt| println!("{prompt}")));
    /// let client = Client::builder().credential(Scheme::User, Arc::clone(&tokens)).build()?;
    /// tokens.sign_in(&client).await?;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the server issues no token: [`OAuthError::code`] is `access_denied` if the user refused, and
    /// `expired_token` if the user did not decide in time.
    pub async fn sign_in(&self, client: &Client) -> Result<(), OAuthError> {
        let request = TokenRequest {
            scheme: "",
            scopes: &[],
            audience: String::new(),
            refresh: false,
            challenge: None,
            rejected: None,
            transport: client.transport(),
        };
        self.get(&request).await.map(drop)
    }

    /// Sets the scopes of all tokens. Without them, a token has the scopes that the operation needs, and a refresh token
    /// those that it was issued with.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let scopes: Vec<String> = scopes.into_iter().map(|scope| scope.as_ref().to_owned()).collect();
        self.scopes = Some(scopes.join(" "));
        self
    }

    /// Sets the secret of a client that has a refresh token.
    pub fn client_secret(mut self, secret: impl Into<Token>) -> Self {
        self.client.secret = Some(secret.into());
        self
    }

    /// Sets how the client tells the token endpoint who it is.
    pub fn client_authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.client.authentication = authentication;
        self
    }

    /// Adds a parameter to each request for a token, such as `audience` or `resource`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Calls a function with each new refresh token, which replaces the last one, so that a program can store it.
    pub fn on_refresh_token(mut self, store: impl Fn(&Token) + Send + Sync + 'static) -> Self {
        self.on_refresh_token = Some(Arc::new(store));
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token, if there is one that needs no renewal and is not the one that a server rejected.
    fn fresh(&self, scopes: &str, request: &TokenRequest) -> Option<Token> {
        let state = self.state();
        let held = state.held.get(scopes)?;
        let is_fresh = held.renew_at.is_none_or(|renew_at| request.transport.elapsed() < renew_at);
        (is_fresh && request.rejected.as_ref() != Some(&held.token)).then(|| held.token.clone())
    }

    async fn get(&self, request: &TokenRequest) -> Result<Token, OAuthError> {
        let scopes = match (&self.scopes, &self.device) {
            (Some(scopes), _) => scopes.clone(),
            // A user is not asked for each operation.
            (None, Some(_)) => String::new(),
            (None, None) => request.scopes.join(" "),
        };
        if let Some(token) = self.fresh(&scopes, request) {
            return Ok(token);
        }
        let failures = self.state().failures;
        let _turn = self.turns.take(self.turns.next_number(), 1).await;
        if let Some(token) = self.fresh(&scopes, request) {
            return Ok(token);
        }
        // A request that failed while this task waited was for this task too.
        if let Some(error) = self.state().failure_since(failures) {
            return Err(error);
        }
        match self.issue(&scopes, request).await {
            Ok(issued) => Ok(self.keep(scopes, issued, request.transport.elapsed())),
            Err(error) => self.fail(&scopes, request, error),
        }
    }

    /// Requests a token by the grant of the provider.
    async fn issue(&self, scopes: &str, request: &TokenRequest) -> Result<Issued, OAuthError> {
        let transport = &request.transport;
        let by_user =
            || Asking { transport, token_url: &self.url, client: &self.client, scopes, further: self.further(request) };
        let has_refresh_token = self.state().refresh_token.is_some();
        if let (Some(device), false) = (&self.device, has_refresh_token) {
            return device.token(&by_user()).await;
        }
        let url = self.refresh_url.as_ref().filter(|_| has_refresh_token).unwrap_or(&self.url);
        let issued = ask(transport, url, &self.client, self.form(scopes, request)).await;
        let needs_user = |error: &OAuthError| matches!(error.code(), Some("invalid_grant" | "interaction_required"));
        match &self.device {
            Some(device) if issued.as_ref().is_err_and(needs_user) => device.token(&by_user()).await,
            Some(_) | None => issued,
        }
    }

    fn form(&self, scopes: &str, request: &TokenRequest) -> Vec<(&str, String)> {
        let mut form = match &self.state().refresh_token {
            Some(token) => {
                vec![("grant_type", "refresh_token".to_owned()), ("refresh_token", token.expose().to_owned())]
            }
            None => vec![("grant_type", "client_credentials".to_owned())],
        };
        let has_own = form.len() == 1 || self.scopes.is_some();
        if has_own && !scopes.is_empty() {
            form.push(("scope", scopes.to_owned()));
        }
        form.extend(self.further(request));
        form
    }

    /// The claims of a challenge, and the parameters of the user.
    fn further(&self, request: &TokenRequest) -> Vec<(&str, String)> {
        let claims = request.challenge.as_deref().and_then(claims).map(|claims| ("claims", claims));
        let parameters = self.parameters.iter().map(|(name, value)| (name.as_str(), value.clone()));
        claims.into_iter().chain(parameters).collect()
    }

    fn keep(&self, scopes: String, issued: Issued, now: Duration) -> Token {
        let Issued { token, lifetime, refresh_token } = issued;
        let renew_at = lifetime.map(|lifetime| now.saturating_add(lifetime.saturating_sub(EARLY.min(lifetime / 10))));
        let held =
            Held { token: token.clone(), renew_at, ends_at: lifetime.map(|lifetime| now.saturating_add(lifetime)) };
        let mut state = self.state();
        state.held.insert(scopes, held);
        if (state.refresh_token.is_some() || self.device.is_some())
            && let Some(new) = refresh_token
        {
            state.refresh_token = Some(new.clone());
            drop(state);
            if let Some(store) = &self.on_refresh_token {
                store(&new);
            }
        }
        token
    }

    /// A token that has not ended is used on, where an early renewal fails.
    fn fail(&self, scopes: &str, request: &TokenRequest, error: OAuthError) -> Result<Token, OAuthError> {
        let mut state = self.state();
        let now = request.transport.elapsed();
        let held = state.held.get(scopes).filter(|held| request.rejected.as_ref() != Some(&held.token));
        if let Some(held) = held.filter(|held| held.ends_at.is_some_and(|ends_at| now < ends_at)) {
            return Ok(held.token.clone());
        }
        state.failures += 1;
        state.last_failure = Some(error.clone());
        Err(error)
    }
}

impl State {
    fn failure_since(&self, failures: u64) -> Option<OAuthError> {
        self.last_failure.clone().filter(|_| self.failures > failures)
    }
}

impl TokenProvider for OAuthTokens {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async move { self.get(&request).await.map_err(TokenError::from) })
    }

    fn can_refresh(&self) -> bool {
        true
    }
}

/// Formats no secrets.
impl fmt::Debug for OAuthTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthTokens")
            .field("url", &crate::runtime::spec::origin::redacted(&self.url))
            .field("client", &self.client)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
