//! How secrets are removed from exchanges before they are kept.

use super::asked::{operation, pairs};
use super::declared::Declared;
use super::difference::boundary;
use super::secret_names::{REMOVED, Secrets};
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::{essence, is_json};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A value shorter than this is removed only where its name says that it is secret, since other texts hold it by chance.
const SHORTEST: usize = 8;

/// Where pairs stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pairs {
    Url,
    Form,
}

impl Pairs {
    /// Whether a pair has a code of an authorization. One of a URL is told by its length from that of a country or of an error.
    fn is_code(self, name: &str, value: &str) -> bool {
        matches!(name, "code" | "code_verifier") && (self == Self::Form || value.len() >= SHORTEST)
    }
}

/// The values that were removed from a request. They are removed from all other places too.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those that are removed also where they are a part of a text, the longest first, since one may be a part of another.
    parts: BTreeSet<(Reverse<usize>, String)>,
    /// Those that the document calls passwords.
    declared: BTreeSet<String>,
}

impl Found {
    pub(super) fn add(&mut self, value: &str) {
        // The token of `Bearer …` is a secret without the word before it.
        for text in [value, value.rsplit(' ').next().unwrap_or_default()] {
            if text.len() >= SHORTEST && text != REMOVED {
                self.parts.extend(spellings(text).map(|text| (Reverse(text.len()), text)));
            }
        }
    }

    /// Whether the document calls this value a password.
    pub(super) fn is_declared(&self, value: &str) -> bool {
        self.declared.contains(value)
    }

    /// Whether this value was removed, or is a password.
    fn has(&self, value: &str) -> bool {
        self.is_declared(value) || self.parts.contains(&(Reverse(value.len()), value.to_owned()))
    }

    /// Adds the values of the cookies of a header. The attributes of a cookie that is set are no values of cookies.
    fn add_cookies(&mut self, name: &HeaderName, text: &str) {
        let count = if *name == SET_COOKIE { 1 } else { usize::MAX };
        let pairs = text.split(';').take(count).filter_map(|pair| pair.split_once('='));
        pairs.for_each(|(_, value)| self.add(value.trim().trim_matches('"')));
    }

    /// A text without the values.
    pub(crate) fn without(&self, text: &str) -> Option<String> {
        let mut clean = None;
        for (_, value) in &self.parts {
            let known = clean.as_deref().unwrap_or(text);
            if known.contains(value.as_str()) {
                clean = Some(known.replace(value.as_str(), REMOVED));
            }
        }
        clean
    }
}

/// A value as it is, and as URLs, forms and JSON write it.
fn spellings(text: &str) -> [String; 5] {
    const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let percent = utf8_percent_encode(text, UNRESERVED).to_string();
    let form = percent.replace("%20", "+");
    let json = Json::from(text).to_string();
    let json = json.get(1..json.len() - 1).unwrap_or_default().to_owned();
    let lower = percent.split('%').enumerate().map(|(index, part)| match part.split_at_checked(2) {
        Some((digits, rest)) if index > 0 => format!("%{}{rest}", digits.to_ascii_lowercase()),
        Some(_) | None => part.to_owned(),
    });
    [text.to_owned(), lower.collect(), percent, form, json]
}

/// A path without the segments that the document calls passwords.
fn without_passwords(path: &str, found: &Found) -> String {
    let is_declared = |part: &str| found.is_declared(&percent_decode_str(part).decode_utf8_lossy());
    let parts = path.split('/').map(|part| if is_declared(part) { REMOVED } else { part });
    parts.collect::<Vec<_>>().join("/")
}

impl Secrets {
    /// A request without secrets, and the values that were removed.
    pub(crate) fn clean_request(&self, request: &http::Request<Bytes>) -> (http::Request<Bytes>, Found) {
        let names = self.of(operation(request));
        let declared = request.extensions().get::<Declared>().cloned().unwrap_or_default();
        let mut found = Found { declared: declared.0, ..Found::default() };
        found.declared.clone().iter().for_each(|value| found.add(value));
        names.find(request.headers(), request.uri(), &mut found);
        let mut clean = http::Request::new(names.body(request.headers(), request.body(), &mut found));
        *clean.method_mut() = request.method().clone();
        *clean.uri_mut() = names.uri(request.uri(), &found);
        *clean.headers_mut() = names.headers(request.headers(), &found);
        *clean.extensions_mut() = request.extensions().clone();
        (clean, found)
    }

    /// The head of a response without secrets.
    pub(crate) fn clean_headers(&self, headers: &HeaderMap, found: &Found) -> HeaderMap {
        self.headers(headers, found)
    }

    /// The body of a response without secrets, and without those of its headers.
    pub(crate) fn clean_body(&self, headers: &HeaderMap, body: &Bytes, found: &mut Found) -> Bytes {
        self.find_headers(headers, found);
        self.body(headers, body, found)
    }

    /// Finds the values of secret headers and of secret pairs of the query.
    fn find(&self, headers: &HeaderMap, uri: &Uri, found: &mut Found) {
        self.find_headers(headers, found);
        self.find_pairs(uri.query().unwrap_or_default(), Pairs::Url, found);
    }

    fn find_headers(&self, headers: &HeaderMap, found: &mut Found) {
        for (name, value) in headers.iter().filter(|(name, value)| self.has_header(name, value)) {
            match value.to_str() {
                Ok(text) if *name == COOKIE || *name == SET_COOKIE => found.add_cookies(name, text),
                Ok(text) => found.add(text),
                Err(_) => {}
            }
        }
    }

    fn find_pairs(&self, text: &str, place: Pairs, found: &mut Found) {
        let is_secret = |name: &str, value: &str| self.has(name) || place.is_code(name, value);
        pairs(text).iter().filter(|(name, value)| is_secret(name, value)).for_each(|(_, value)| found.add(value));
    }

    fn headers(&self, headers: &HeaderMap, found: &Found) -> HeaderMap {
        let clean = headers.iter().map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes());
            let clean = match self.has_header(name, value) {
                true => Some(REMOVED.to_owned()),
                false if found.is_declared(&text) => Some(REMOVED.to_owned()),
                false => self.links(&text, found).or_else(|| found.without(&text)),
            };
            let value = clean.and_then(|text| HeaderValue::try_from(text).ok()).unwrap_or_else(|| value.clone());
            (name.clone(), value)
        });
        clean.collect()
    }

    /// A header without the secret pairs of its URLs: a `Location`, or a `Link`, which has URLs between angle brackets.
    fn links(&self, text: &str, found: &Found) -> Option<String> {
        if !text.starts_with('<') {
            return self.link(text, found);
        }
        let part = |part: &str| {
            let url = part.trim_end_matches(['<', '>']);
            let end = part.strip_prefix(url).unwrap_or_default();
            format!("{}{end}", self.link(url, found).unwrap_or_else(|| url.to_owned()))
        };
        let clean: String = text.split_inclusive(['<', '>']).map(part).collect();
        (clean != text).then_some(clean)
    }

    /// A URL without the secret pairs of its query and of its fragment.
    fn link(&self, text: &str, found: &Found) -> Option<String> {
        let (path, rest) = text.split_at_checked(text.find(['?', '#'])?)?;
        if !(path.contains("://") || path.starts_with('/')) {
            return None;
        }
        let part = |part: &str| match part.strip_prefix('?') {
            Some(query) => format!("?{}", self.pairs(query, Pairs::Url, found)),
            None => self.pairs(part, Pairs::Url, found),
        };
        let clean = rest.split('#').map(part).collect::<Vec<_>>().join("#");
        (clean != rest).then(|| format!("{path}{clean}"))
    }

    /// A query without the values of its secret pairs.
    pub(crate) fn clean_query(&self, query: &str) -> String {
        self.pairs(query, Pairs::Url, &self.passwords_found())
    }

    /// A path without passwords.
    pub(crate) fn clean_path(&self, path: &str) -> String {
        let mut found = self.passwords_found();
        self.passwords.0.iter().for_each(|value| found.add(value));
        let clean = without_passwords(path, &found);
        found.without(&clean).unwrap_or(clean)
    }

    /// A member of JSON without what is secret in it.
    pub(crate) fn clean_member(&self, name: &str, value: &Json) -> Json {
        let mut clean = value.clone();
        self.member(name, &mut clean, &mut self.passwords_found());
        clean
    }

    fn passwords_found(&self) -> Found {
        Found { declared: self.passwords.0.clone(), ..Found::default() }
    }

    fn uri(&self, uri: &Uri, found: &Found) -> Uri {
        let text = uri.to_string();
        let clean = self.link(&text, found).unwrap_or(text);
        let (path, query) = clean.split_at_checked(clean.find('?').unwrap_or(clean.len())).unwrap_or((&clean, ""));
        let clean = without_passwords(path, found) + query;
        let clean = found.without(&clean).unwrap_or(clean);
        Uri::try_from(clean).unwrap_or_default()
    }

    /// The pairs of a query or a form, without the values of secret ones.
    fn pairs(&self, text: &str, place: Pairs, found: &Found) -> String {
        let is_secret = |name: &str, value: &str| self.has(name) || place.is_code(name, value) || found.has(value);
        let clean = |part: &str| match part.split_once('=') {
            Some((name, _)) if pairs(part).iter().any(|(name, value)| is_secret(name, value)) => {
                format!("{name}={REMOVED}")
            }
            Some(_) | None => part.to_owned(),
        };
        text.split('&').map(clean).collect::<Vec<_>>().join("&")
    }

    fn body(&self, headers: &HeaderMap, body: &Bytes, found: &mut Found) -> Bytes {
        let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut body = body.clone();
        let json = if is_json(media_type) { serde_json::from_slice::<Json>(&body).ok() } else { None };
        let is_read = json.is_some();
        if let Some(mut json) = json {
            if self.json(&mut json, found) {
                body = json.to_string().into();
            }
        } else if let Some(boundary) = boundary(media_type).filter(|_| essence(media_type).starts_with("multipart/")) {
            body = self.parts(&body, boundary, found).into();
        }
        let Ok(text) = std::str::from_utf8(&body) else { return body };
        if essence(media_type) == "application/x-www-form-urlencoded" {
            self.find_pairs(text, Pairs::Form, found);
            let clean = self.pairs(text, Pairs::Form, found);
            return found.without(&clean).unwrap_or(clean).into();
        }
        let clean = if is_read { None } else { self.text(text, found) };
        let text = clean.as_deref().unwrap_or(text);
        found.without(text).or(clean).map_or_else(|| body.clone(), Bytes::from)
    }

    /// Removes the secret members of a JSON value. Returns whether there were any.
    fn json(&self, value: &mut Json, found: &mut Found) -> bool {
        match value {
            Json::Object(members) => {
                let changed = members.iter_mut().map(|(name, value)| self.member(name, value, found));
                changed.filter(|changed| *changed).count() > 0
            }
            Json::Array(items) => {
                let changed = items.iter_mut().map(|item| self.json(item, found));
                changed.filter(|changed| *changed).count() > 0
            }
            Json::String(text) if found.declared.contains(text.as_str()) => {
                *value = REMOVED.into();
                true
            }
            Json::String(text) => {
                let clean = self.link(text, found).or_else(|| self.text(text, found));
                clean.map(|clean| *value = clean.into()).is_some()
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => false,
        }
    }

    /// Removes a member of JSON if it is secret, or what is secret in it.
    fn member(&self, name: &str, value: &mut Json, found: &mut Found) -> bool {
        if self.has(name) { hide(value, found) } else { self.json(value, found) }
    }
}

/// Removes texts and numbers of a value that is secret as a whole. Its members and items stay, so that it has the same type.
/// Returns whether there were any.
fn hide(value: &mut Json, found: &mut Found) -> bool {
    match value {
        Json::String(text) => found.add(text),
        Json::Number(_) => {}
        Json::Object(members) => {
            return members.values_mut().map(|value| hide(value, found)).filter(|changed| *changed).count() > 0;
        }
        Json::Array(items) => {
            return items.iter_mut().map(|item| hide(item, found)).filter(|changed| *changed).count() > 0;
        }
        Json::Null | Json::Bool(_) => return false,
    }
    *value = REMOVED.into();
    true
}
