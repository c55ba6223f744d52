//! The tables of security schemes and security requirements.

use super::param::ParamLocation;
use http::HeaderName;
use http::header::AUTHORIZATION;
use std::borrow::Cow;

/// The name of a security scheme. Of crates that share their support code, it is that of one crate if it is made of the `Scheme`
/// of this crate, and else that of each scheme which is called so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeName {
    name: Cow<'static, str>,
    /// The crate that has the scheme, where crates share a runtime.
    owner: Option<&'static str>,
}

impl SchemeName {
    /// Makes the name from a constant.
    pub const fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), owner: None }
    }

    /// The name of a scheme that this crate alone has.
    #[doc(hidden)]
    pub const fn of_crate(name: &'static str, owner: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), owner: Some(owner) }
    }

    /// The name as a string.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Whether the scheme has this name.
    pub(crate) fn is_of(&self, scheme: &Scheme) -> bool {
        self.name == scheme.name && (self.owner.is_none() || self.owner == scheme.owner)
    }

    /// Whether it is the name of a scheme of one crate.
    pub(crate) fn has_owner(&self) -> bool {
        self.owner.is_some()
    }
}

impl From<&'static str> for SchemeName {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for SchemeName {
    fn from(name: String) -> Self {
        Self { name: Cow::Owned(name), owner: None }
    }
}

#[doc(hidden)]
impl From<&'static Scheme> for SchemeName {
    fn from(scheme: &'static Scheme) -> Self {
        Self { name: Cow::Borrowed(scheme.name), owner: scheme.owner }
    }
}

impl std::fmt::Display for SchemeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write_name(f, &self.name, self.owner)
    }
}

/// Two crates may have schemes of one name, so that the name alone would not say which one is meant.
fn write_name(f: &mut std::fmt::Formatter<'_>, name: &str, owner: Option<&str>) -> std::fmt::Result {
    f.write_str(name)?;
    owner.map_or(Ok(()), |owner| write!(f, " of {owner}"))
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
    /// The crate that has it, where crates share a runtime.
    owner: Option<&'static str>,
}

impl Scheme {
    const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind, owner: None }
    }

    /// Makes it that of this crate, so that the credential for a scheme which another crate calls alike is not sent for it.
    pub const fn of_crate(self, owner: &'static str) -> Self {
        Self { owner: Some(owner), ..self }
    }

    /// Makes a scheme that sends a bearer token: `http` with `bearer`, `oauth2` or `openIdConnect`.
    pub const fn bearer(name: &'static str) -> Self {
        Self::new(name, SchemeKind::Bearer)
    }

    /// Makes a scheme that sends a user name and a password.
    pub const fn basic(name: &'static str) -> Self {
        Self::new(name, SchemeKind::Basic)
    }

    /// Makes a scheme that sends an API key in this header.
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self::new(name, SchemeKind::ApiKey(ParamLocation::Header, header))
    }

    /// Makes a scheme that sends an API key in this query parameter.
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self::new(name, SchemeKind::ApiKey(ParamLocation::Query, parameter))
    }

    /// Makes a scheme that sends an API key in this cookie.
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self::new(name, SchemeKind::ApiKey(ParamLocation::Cookie, cookie))
    }

    /// Makes a scheme that sends the credential in the `Authorization` header, after the name of another HTTP scheme.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self::new(name, SchemeKind::Http(scheme))
    }

    /// Makes a scheme that sends a client certificate. It needs no credential, because the transport sends the certificate.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self::new(name, SchemeKind::MutualTls)
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
        write_name(f, self.0.name, self.0.owner)?;
        if !self.1.is_empty() {
            write!(f, " ({})", self.1.join(", "))?;
        }
        Ok(())
    }
}
