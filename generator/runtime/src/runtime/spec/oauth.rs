//! The table of what an `oauth2` security scheme says of its token endpoint.

/// Where the tokens of a security scheme of type `oauth2` come from, as the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OAuth2 {
    token_url: &'static str,
    refresh_url: &'static str,
    device_authorization_url: &'static str,
}

impl OAuth2 {
    /// Makes the table from `tokenUrl`, which requests for tokens are sent to.
    pub const fn new(token_url: &'static str) -> Self {
        Self { token_url, refresh_url: token_url, device_authorization_url: "" }
    }

    /// Sets `refreshUrl`, which refresh tokens are sent to.
    #[must_use]
    pub const fn with_refresh_url(self, refresh_url: &'static str) -> Self {
        Self { refresh_url, ..self }
    }

    /// Sets `deviceAuthorizationUrl`, which requests for the code of a user are sent to.
    #[must_use]
    pub const fn with_device_authorization_url(self, device_authorization_url: &'static str) -> Self {
        Self { device_authorization_url, ..self }
    }

    /// The URL that requests for new tokens are sent to.
    pub const fn token_url(&self) -> &'static str {
        self.token_url
    }

    /// The URL that refresh tokens are sent to.
    pub const fn refresh_url(&self) -> &'static str {
        self.refresh_url
    }

    /// The URL that requests for the code of a user are sent to. It is empty if the document has none.
    pub const fn device_authorization_url(&self) -> &'static str {
        self.device_authorization_url
    }
}
