//! The methods of HTTP that OpenAPI has.

/// An HTTP method of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method(&'static str);

impl Method {
    /// `GET`.
    pub const GET: Self = Self("GET");
    /// `PUT`.
    pub const PUT: Self = Self("PUT");
    /// `POST`.
    pub const POST: Self = Self("POST");
    /// `DELETE`.
    pub const DELETE: Self = Self("DELETE");
    /// `OPTIONS`.
    pub const OPTIONS: Self = Self("OPTIONS");
    /// `HEAD`.
    pub const HEAD: Self = Self("HEAD");
    /// `PATCH`.
    pub const PATCH: Self = Self("PATCH");
    /// `TRACE`.
    pub const TRACE: Self = Self("TRACE");

    /// The method as it is sent.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether a server may expect a body, so that a request without one sends `Content-Length: 0` (RFC 9110, 8.6).
    pub(crate) fn expects_content(self) -> bool {
        matches!(self, Self::POST | Self::PUT | Self::PATCH)
    }

    /// Whether a request that is sent several times has the effect of one that is sent once (RFC 9110, 9.2.2).
    pub(crate) fn is_idempotent(self) -> bool {
        !matches!(self, Self::POST | Self::PATCH)
    }

    /// The same method in the types of the `http` crate.
    pub fn to_http(self) -> http::Method {
        match self {
            Self::GET => http::Method::GET,
            Self::PUT => http::Method::PUT,
            Self::POST => http::Method::POST,
            Self::DELETE => http::Method::DELETE,
            Self::OPTIONS => http::Method::OPTIONS,
            Self::HEAD => http::Method::HEAD,
            Self::PATCH => http::Method::PATCH,
            _ => http::Method::TRACE,
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}
