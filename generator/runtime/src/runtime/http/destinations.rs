//! The destinations of a client, which are computed once for each of its servers.

use super::request_error::RequestError;
use crate::runtime::spec::origin::Origin;
use crate::runtime::spec::server::Server;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The destination of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    /// The URL that the path is appended to.
    pub(crate) base_url: String,
    pub(crate) origin: Origin,
    /// The text of the origin, which tokens are requested for.
    pub(crate) audience: String,
    pub(crate) trust: Trust,
}

/// Whether credentials may be sent to a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Credentials may be sent.
    Full,
    /// The host is configured, but the connection is not encrypted.
    Unencrypted,
    /// The host is that of a URL of the request, and is not configured.
    UnknownHost,
}

/// How many destinations are kept. Most clients have one; a document with a server for each operation may have hundreds, of
/// which the others are computed for each call.
const KEPT: usize = 8;

/// The destinations of a client, by the server of the document that they belong to, or by none if the client has a URL of
/// its own. They are never changed, because the settings of a client are not. Calls only read them, so that they do not
/// slow each other down on several cores.
#[derive(Debug, Default)]
pub(crate) struct Destinations {
    kept: [OnceLock<(Option<&'static Server>, Destination)>; KEPT],
}

impl Destinations {
    /// The destination of a server. It is made unless it is kept; an error is not kept.
    pub(crate) fn get_or_make(
        &self,
        server: Option<&'static Server>,
        make: impl FnOnce() -> Result<Destination, RequestError>,
    ) -> Result<Cow<'_, Destination>, RequestError> {
        let mut filled = self.kept.iter().map_while(OnceLock::get);
        if let Some((_, known)) = filled.find(|(known, _)| is_same(*known, server)) {
            return Ok(Cow::Borrowed(known));
        }
        let made = make()?;
        // Another call may fill a place meanwhile, so that the one after it is tried.
        let mut entry = (server, made.clone());
        for place in &self.kept {
            match place.set(entry) {
                Ok(()) => break,
                Err(refused) => entry = refused,
            }
        }
        Ok(Cow::Owned(made))
    }
}

/// Whether two servers are one entry of the document.
fn is_same(one: Option<&'static Server>, other: Option<&'static Server>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
