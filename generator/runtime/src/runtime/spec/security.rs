//! The tables of security schemes and security requirements.

use super::param::ParamLocation;
use http::HeaderName;
use http::header::AUTHORIZATION;
use std::borrow::{Borrow, Cow};

/// The name of a security scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeName(Cow<'static, str>);

impl SchemeName {
    /// Makes the name from a constant.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SchemeName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for SchemeName {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for SchemeName {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

#[doc(hidden)]
impl From<&'static Scheme> for SchemeName {
    fn from(scheme: &'static Scheme) -> Self {
        Self::new(scheme.name)
    }
}

impl std::fmt::Display for SchemeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kind of a security scheme: what it sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// An API key with this name in this location.
    ApiKey(ParamLocation, &'static str),
    /// `Authorization: <scheme> …`, with this scheme.
    Http(&'static str),
    /// A client certificate, which the transport sends.
    MutualTls,
}

impl SchemeKind {
    /// The header that the scheme sends, or `None` if it sends no header.
    pub(crate) fn header(self) -> Option<HeaderName> {
        match self {
            Self::Bearer | Self::Basic | Self::Http(_) => Some(AUTHORIZATION),
            Self::ApiKey(ParamLocation::Header | ParamLocation::Path, name) => {
                HeaderName::from_bytes(name.as_bytes()).ok()
            }
            Self::ApiKey(ParamLocation::Query | ParamLocation::Cookie, _) | Self::MutualTls => None,
        }
    }
}

/// A security scheme of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    name: &'static str,
    kind: SchemeKind,
}

impl Scheme {
    /// Makes a scheme that sends a bearer token: `http` with `bearer`, `oauth2` or `openIdConnect`.
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer }
    }

    /// Makes a scheme that sends a user name and a password.
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic }
    }

    /// Makes a scheme that sends an API key in this header.
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey(ParamLocation::Header, header) }
    }

    /// Makes a scheme that sends an API key in this query parameter.
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey(ParamLocation::Query, parameter) }
    }

    /// Makes a scheme that sends an API key in this cookie.
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey(ParamLocation::Cookie, cookie) }
    }

    /// Makes a scheme that sends the credential in the `Authorization` header, after the name of another HTTP scheme.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self { name, kind: SchemeKind::Http(scheme) }
    }

    /// Makes a scheme that sends a client certificate. It needs no credential, because the transport sends the certificate.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::MutualTls }
    }

    /// The name in the document.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The kind of the scheme.
    pub const fn kind(&self) -> SchemeKind {
        self.kind
    }
}

/// A security scheme with the scopes that an operation requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityRequirement(#[doc(hidden)] pub &'static Scheme, #[doc(hidden)] pub &'static [&'static str]);

impl SecurityRequirement {
    /// The security scheme.
    pub const fn scheme(&self) -> &'static Scheme {
        self.0
    }

    /// The required scopes.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.1
    }
}

impl std::fmt::Display for SecurityRequirement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)?;
        if !self.1.is_empty() {
            write!(f, " ({})", self.1.join(", "))?;
        }
        Ok(())
    }
}
