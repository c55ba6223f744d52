//! What must a request prove, and how is it sent? The table entries of security schemes.

use super::param::ParamLocation;
use http::HeaderName;
use http::header::AUTHORIZATION;
use std::borrow::{Borrow, Cow};

/// Names a security scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeName(Cow<'static, str>);

impl SchemeName {
    /// A name that is known when compiling.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
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

/// What a scheme sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A key under this name in this place.
    ApiKey(ParamLocation, &'static str),
    /// `Authorization: <this> …`.
    Http(&'static str),
    /// Nothing: the transport has the certificate.
    MutualTls,
}

impl SchemeKind {
    /// The header that it sends. None: it sends something else.
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

/// A way to authenticate, under the name that the document gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    name: &'static str,
    kind: SchemeKind,
}

impl Scheme {
    /// A bearer token: `http` with `bearer`, `oauth2`, `openIdConnect`.
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer }
    }

    /// User and password.
    pub const fn basic(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic }
    }

    /// A key in this header.
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey(ParamLocation::Header, header) }
    }

    /// A key in this query parameter.
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey(ParamLocation::Query, parameter) }
    }

    /// A key in this cookie.
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, kind: SchemeKind::ApiKey(ParamLocation::Cookie, cookie) }
    }

    /// Another scheme of the `Authorization` header; the credential gives what stands after its name.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self { name, kind: SchemeKind::Http(scheme) }
    }

    /// A client certificate, which the transport sends: no credential is needed here.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self { name, kind: SchemeKind::MutualTls }
    }

    /// The name that the document gives it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it sends.
    pub const fn kind(&self) -> SchemeKind {
        self.kind
    }
}

/// A scheme with the scopes that an operation needs of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityRequirement {
    scheme: &'static Scheme,
    scopes: &'static [&'static str],
}

impl SecurityRequirement {
    /// This scheme with these scopes.
    pub const fn new(scheme: &'static Scheme, scopes: &'static [&'static str]) -> Self {
        Self { scheme, scopes }
    }

    /// The scheme.
    pub const fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// The scopes.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }
}

impl std::fmt::Display for SecurityRequirement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.scheme.name)?;
        if !self.scopes.is_empty() {
            write!(f, " ({})", self.scopes.join(", "))?;
        }
        Ok(())
    }
}
