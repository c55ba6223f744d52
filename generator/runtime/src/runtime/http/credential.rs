//! Where do tokens come from? Providers of credentials, one per security scheme.

use super::timing::BoxFuture;
use crate::runtime::spec::security::SchemeName;
use base64::Engine;
use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

/// What a token is wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The name of the security scheme.
    pub scheme: &'static str,
    /// The scopes that the operation needs.
    pub scopes: &'static [&'static str],
    /// Scheme, host and port that the token is sent to.
    pub audience: String,
    /// The server refused the last token: a cached one is of no use.
    pub refresh: bool,
    /// The `WWW-Authenticate` header of the refusal.
    pub challenge: Option<String>,
}

/// A secret that proves who asks. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A token, as it is sent after the name of the scheme.
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

/// Why there is no token.
pub type TokenError = Box<dyn StdError + Send + Sync>;

/// Gives tokens. It may ask a token service, and keeps what it got as long as it likes.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token for this request.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>>;

    /// Whether another token may come when one was refused. Then a 401 is answered by one more attempt.
    fn can_refresh(&self) -> bool {
        false
    }
}

/// Providers by the name of their scheme.
#[derive(Clone, Default)]
pub(crate) struct Credentials(BTreeMap<SchemeName, Arc<dyn TokenProvider>>);

impl Credentials {
    pub(crate) fn insert(&mut self, scheme: SchemeName, provider: impl TokenProvider) {
        self.0.insert(scheme, Arc::new(provider));
    }

    pub(crate) fn get(&self, scheme: &str) -> Option<Arc<dyn TokenProvider>> {
        self.0.get(scheme).map(Arc::clone)
    }

    pub(crate) fn has(&self, scheme: &str) -> bool {
        self.0.contains_key(scheme)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(SchemeName::as_str)
    }
}

/// Prints which schemes have credentials.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

/// A token that never changes.
#[derive(Debug, Clone)]
pub struct StaticToken(Token);

impl StaticToken {
    /// Always this token.
    pub fn new(token: impl Into<Token>) -> Self {
        Self(token.into())
    }
}

impl TokenProvider for StaticToken {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// User and password, for schemes of the kind `basic`.
#[derive(Debug, Clone)]
pub struct BasicCredentials(Token);

impl BasicCredentials {
    /// This user with this password. A user name cannot hold a colon (RFC 7617).
    pub fn new(user: &str, password: &str) -> Self {
        Self(Token(base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"))))
    }
}

impl TokenProvider for BasicCredentials {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// A closure as a provider; see [`token_fn`].
pub struct TokenFn<F>(F);

/// Makes a provider of an async closure. A refused token is asked for once more, with `refresh` set.
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
