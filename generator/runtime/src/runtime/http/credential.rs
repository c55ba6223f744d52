//! Credentials: tokens, and the providers that return them.

use super::shared_transport::SharedTransport;
use super::timing::BoxFuture;
use crate::runtime::spec::security::{Scheme, SchemeName};
use base64::Engine;
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

/// A request of the client for a token.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The name of the security scheme.
    pub scheme: &'static str,
    /// The scopes that the operation needs.
    pub scopes: &'static [&'static str],
    /// The scheme, host and port that the token will be sent to.
    pub audience: String,
    /// Whether the server rejected the last token, so that a cached one must not be returned again.
    pub refresh: bool,
    /// The `WWW-Authenticate` header of the response that rejected the last token.
    pub challenge: Option<String>,
    /// The token that the server rejected. Another task may have got a newer one meanwhile.
    pub rejected: Option<Token>,
    /// The transport of the client, for requests to a token service, waits and clocks.
    pub transport: SharedTransport,
}

/// A token: the secret that a security scheme sends. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Makes a token from its text, without the name of a scheme such as `Bearer`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl From<String> for Token {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Token {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The error of a provider that has no token.
pub type TokenError = Box<dyn StdError + Send + Sync>;

/// A provider of tokens for a security scheme. It may request them from a token service, and may cache them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no credential",
    note = "`StaticToken::new(…)` has a token that stays, `BasicCredentials::new(…)` a name and a password, and `token_fn(…)` asks for \
            tokens"
)]
pub trait TokenProvider: Send + Sync + 'static {
    /// Returns a token.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token. The request is then not sent.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>>;

    /// Whether the provider may return another token after one was rejected. If so, the request is sent once more after a
    /// response with status 401.
    fn can_refresh(&self) -> bool {
        false
    }

    /// The token, if the provider always returns the same one. It is then sent without a request for it.
    fn fixed(&self) -> Option<&Token> {
        None
    }
}

/// One provider may be that of several clients or schemes.
impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        (**self).token(request)
    }

    fn can_refresh(&self) -> bool {
        (**self).can_refresh()
    }

    fn fixed(&self) -> Option<&Token> {
        (**self).fixed()
    }
}

/// Providers, in the order of the names of their security schemes. They are few.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<(SchemeName, Arc<dyn TokenProvider>)>);

impl Credentials {
    /// No providers.
    pub(crate) const NONE: Self = Self(Vec::new());

    pub(crate) fn insert(&mut self, scheme: SchemeName, provider: impl TokenProvider) {
        self.0.retain(|(name, _)| *name != scheme);
        let place = self.0.partition_point(|(name, _)| *name < scheme);
        self.0.insert(place, (scheme, Arc::new(provider)));
    }

    pub(crate) fn get(&self, scheme: &Scheme) -> Option<&dyn TokenProvider> {
        self.held(scheme).map(Arc::as_ref)
    }

    /// A provider, to be used outside these credentials.
    pub(crate) fn shared(&self, scheme: &Scheme) -> Option<Arc<dyn TokenProvider>> {
        self.held(scheme).cloned()
    }

    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        self.held(scheme).is_some()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &SchemeName> {
        self.0.iter().map(|(name, _)| name)
    }

    /// The provider for a scheme. One for the scheme of its crate goes before one for all schemes of the name.
    fn held(&self, scheme: &Scheme) -> Option<&Arc<dyn TokenProvider>> {
        let fitting = self.0.iter().filter(|(name, _)| name.is_of(scheme));
        fitting.max_by_key(|(name, _)| name.has_owner()).map(|(_, provider)| provider)
    }
}

/// Formats the names of the schemes.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// A provider of a token that never changes.
#[derive(Debug, Clone)]
pub struct StaticToken(Token);

impl StaticToken {
    /// Makes a provider of this token.
    pub fn new(token: impl Into<Token>) -> Self {
        Self(token.into())
    }
}

impl TokenProvider for StaticToken {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }

    fn fixed(&self) -> Option<&Token> {
        Some(&self.0)
    }
}

/// A provider of a user name and a password, for security schemes of type `http` with `basic`.
#[derive(Debug, Clone)]
pub struct BasicCredentials(Result<Token, &'static str>);

impl BasicCredentials {
    /// Makes a provider of this user name and password. A user name with a colon is an error when a request is sent: the server
    /// would read what follows it as a part of the password (RFC 7617).
    pub fn new(user: &str, password: &str) -> Self {
        if user.contains(':') {
            return Self(Err("the user name has a colon, which RFC 7617 does not allow"));
        }
        let token = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
        Self(Ok(Token::new(token)))
    }
}

impl TokenProvider for BasicCredentials {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(std::future::ready(self.0.clone().map_err(TokenError::from)))
    }

    fn fixed(&self) -> Option<&Token> {
        self.0.as_ref().ok()
    }
}

/// A provider that calls a closure; see [`token_fn`].
pub struct TokenFn<F>(F);

/// Makes a provider that calls an async closure. If the server rejects a token, the closure is called once more, with
/// `refresh` set.
///
/// ```text
/// .credential(Scheme::Application, token_fn(|request| async move { fetch(request.scopes).await }))
/// ```
pub fn token_fn<F, Fut, T, E>(function: F) -> TokenFn<F>
where
    F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<TokenError>,
{
    TokenFn(function)
}

impl<F, Fut, T, E> TokenProvider for TokenFn<F>
where
    F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Token>,
    E: Into<TokenError>,
{
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        let future = (self.0)(request);
        Box::pin(async move { future.await.map(Into::into).map_err(Into::into) })
    }

    fn can_refresh(&self) -> bool {
        true
    }
}
