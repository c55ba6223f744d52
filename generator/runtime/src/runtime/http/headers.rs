//! The headers that must not be set, and the merge of headers that are set more than once.

use crate::runtime::model::text::date_time::DateTime;
use crate::runtime::model::text::http_date::HttpDate;
use crate::runtime::spec::media_type::is_json;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::response_spec::ResponseSpec;
use bytes::Bytes;
use http::header::{
    AUTHORIZATION, COOKIE, DATE, EXPIRES, Entry, IF_MODIFIED_SINCE, IF_RANGE, IF_UNMODIFIED_SINCE, LAST_MODIFIED,
    PROXY_AUTHORIZATION,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::borrow::Cow;
use std::fmt;

/// Headers with the id of a request in the logs of a server, in order of precedence.
const REQUEST_IDS: &[&str] =
    &["request-id", "x-request-id", "x-ms-request-id", "x-amzn-requestid", "client-request-id"];

/// Formats the names of headers for `Debug`, without their values, which may be secret.
pub(crate) struct Names<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().map(HeaderName::as_str)).finish()
    }
}

/// All headers with an id of the request, with their values.
pub(crate) fn request_ids(headers: &HeaderMap) -> impl Iterator<Item = (&'static str, &str)> {
    REQUEST_IDS.iter().filter_map(|name| Some((*name, headers.get(*name)?.to_str().ok()?)))
}

/// The id of the request in the logs of the server.
pub(crate) fn first_request_id(headers: &HeaderMap) -> Option<&str> {
    request_ids(headers).next().map(|(_, value)| value)
}

/// The reason that a header must not be set by a caller, a document or a credential. Returns `None` if it may be set.
///
/// A wrong value of such a header changes the length or the recipient of the message, so that a server may read a part of
/// it as another request (request smuggling).
pub(crate) fn forbidden_reason(name: &HeaderName) -> Option<&'static str> {
    match name.as_str() {
        "content-length" | "transfer-encoding" | "trailer" => Some("it is computed from the body"),
        "host" => Some("it is computed from the URL"),
        "connection" | "expect" | "http2-settings" | "keep-alive" | "proxy-connection" | "te" | "upgrade" => {
            Some("it belongs to the connection")
        }
        _ => None,
    }
}

/// The value of a header, or why a server would not get it as it is given: white space around a value is no part of it
/// (RFC 9110, section 5.5).
pub(crate) fn header_value(text: &str) -> Result<HeaderValue, &'static str> {
    if text != text.trim_matches([' ', '\t']) {
        return Err("begins or ends with white space, which does not reach the server in a header");
    }
    HeaderValue::from_bytes(text.as_bytes()).map_err(|_| "has a character that is not allowed in a header")
}

/// Whether a header is a credential in every API.
pub(crate) fn is_credential(name: &HeaderName) -> bool {
    *name == AUTHORIZATION || *name == PROXY_AUTHORIZATION || *name == COOKIE
}

/// Adds a header unless it is set already. Cookies are added to those that are set, except cookies of the same name.
pub(crate) fn add_default(headers: &mut HeaderMap, name: &HeaderName, value: &HeaderValue) {
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

/// Adds cookies to a `Cookie` header, except those whose names it has already. Returns `None` if there is no cookie.
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

/// The value of the `Accept` header: the media types of the documented responses in their order, JSON first.
pub(crate) fn accept(operation: &Operation) -> Option<HeaderValue> {
    let mut all = operation.responses.iter().flat_map(ResponseSpec::media_types);
    let first = all.next()?;
    // Most operations have one media type, which is shared instead of copied.
    let Some(second) = all.find(|media_type| *media_type != first) else { return shared_header(first) };
    let mut media_types = vec![first, second];
    for media_type in all {
        if !media_types.contains(&media_type) {
            media_types.push(media_type);
        }
    }
    let (json, others): (Vec<&str>, Vec<&str>) = media_types.into_iter().partition(|media_type| is_json(media_type));
    HeaderValue::from_str(&[json, others].concat().join(", ")).ok()
}

/// A media type as a header. Returns `None` if it cannot be sent.
pub(crate) fn media_type_header(media_type: Cow<'static, str>) -> Option<HeaderValue> {
    match media_type {
        Cow::Borrowed(text) => shared_header(text),
        Cow::Owned(text) => HeaderValue::try_from(text).ok(),
    }
}

/// A text as a header, which shares it. Returns `None` if it cannot be sent.
pub(crate) fn shared_header(text: &'static str) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok()
}

/// Whether a `Cookie` header has a cookie of this name.
pub(crate) fn has_cookie(header: &[u8], name: &[u8]) -> bool {
    header.split(|byte| *byte == b';').any(|cookie| cookie_name(cookie) == name)
}

/// The name of a cookie of a `Cookie` header.
pub(crate) fn cookie_name(cookie: &[u8]) -> &[u8] {
    cookie.split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii()
}

/// The value of a header as HTTP has it: a point in time in a header of HTTP itself is an HTTP-date (RFC 9110, 5.6.7).
/// Returns `None` if the header is another one, or the text is not a point in time.
pub(crate) fn http_date(name: &str, text: &str) -> Option<String> {
    let dates = [DATE, EXPIRES, LAST_MODIFIED, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE, IF_RANGE];
    if !dates.iter().any(|date| name.eq_ignore_ascii_case(date.as_str())) {
        return None;
    }
    HttpDate::try_from(text.parse::<DateTime>().ok()?).ok().map(String::from)
}
