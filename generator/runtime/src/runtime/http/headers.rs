//! Which headers may be set, and what becomes of those that several set?

use http::header::{AUTHORIZATION, COOKIE, Entry, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};

/// Why nobody may set this header: not a caller, not a document, not a credential. None: it may be set.
///
/// With another value than that of the connection a message ends early or never, or goes to another host, and what is
/// left of it is taken for the next message.
pub(crate) fn refusal(name: &HeaderName) -> Option<&'static str> {
    match name.as_str() {
        "content-length" | "transfer-encoding" | "trailer" => Some("it follows from the body"),
        "host" => Some("it follows from the URL"),
        "connection" | "expect" | "http2-settings" | "keep-alive" | "proxy-connection" | "te" | "upgrade" => {
            Some("it is a matter of the connection")
        }
        _ => None,
    }
}

/// Whether a header is a credential whatever the document says.
pub(crate) fn is_credential(name: &HeaderName) -> bool {
    *name == AUTHORIZATION || *name == PROXY_AUTHORIZATION || *name == COOKIE
}

/// Adds a header that gives way to what is there. Cookies stand beside one another; of one name the first counts.
pub(crate) fn add(headers: &mut HeaderMap, name: &HeaderName, value: &HeaderValue) {
    match headers.entry(name) {
        Entry::Occupied(mut entry) if *name == COOKIE => {
            let more = value.as_bytes().split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
            if let Some(joined) = with_cookies(Some(entry.get()), more) {
                entry.insert(joined);
            }
        }
        Entry::Occupied(_) => {}
        Entry::Vacant(entry) => {
            entry.insert(value.clone());
        }
    }
}

/// A `Cookie` header with more cookies in it, but for those whose names it has already. None: there is no cookie.
pub(crate) fn with_cookies<'a>(
    first: Option<&HeaderValue>,
    more: impl IntoIterator<Item = &'a [u8]>,
) -> Option<HeaderValue> {
    let own = first.map(HeaderValue::as_bytes).unwrap_or_default();
    let mut text = own.to_vec();
    for cookie in more.into_iter().filter(|cookie| !cookie.is_empty() && !has_cookie(own, cookie_name(cookie))) {
        if !text.is_empty() {
            text.extend_from_slice(b"; ");
        }
        text.extend_from_slice(cookie);
    }
    let mut value = HeaderValue::from_bytes(&text).ok().filter(|value| !value.is_empty())?;
    value.set_sensitive(true);
    Some(value)
}

/// Whether the text of a `Cookie` header holds a cookie of this name.
pub(crate) fn has_cookie(header: &[u8], name: &[u8]) -> bool {
    header.split(|byte| *byte == b';').any(|cookie| cookie_name(cookie) == name)
}

fn cookie_name(cookie: &[u8]) -> &[u8] {
    cookie.split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii()
}
