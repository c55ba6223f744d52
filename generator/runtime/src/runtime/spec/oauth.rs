//! The table of what an `oauth2` security scheme says of its token endpoint.

/// Where the tokens of a security scheme of type `oauth2` come from, as the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OAuth2 {
    token_url: &'static str,
    refresh_url: &'static str,
}

impl OAuth2 {
    /// Makes the table from `tokenUrl`, which requests for tokens are sent to.
    pub const fn new(token_url: &'static str) -> Self {
        Self { token_url, refresh_url: token_url }
    }

    /// Sets `refreshUrl`, which refresh tokens are sent to.
    #[must_use]
    pub const fn with_refresh_url(self, refresh_url: &'static str) -> Self {
        Self { refresh_url, ..self }
    }

    /// The URL that requests for new tokens are sent to.
    pub const fn token_url(&self) -> &'static str {
        self.token_url
    }

    /// The URL that refresh tokens are sent to.
    pub const fn refresh_url(&self) -> &'static str {
        self.refresh_url
    }
}
