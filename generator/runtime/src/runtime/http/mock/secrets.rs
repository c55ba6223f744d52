//! What is removed from exchanges before they are kept: credentials, and what a program calls secret.

use super::asked::{operation, pairs};
use super::declared::Declared;
use crate::runtime::http::headers::is_credential;
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::{essence, is_json};
use crate::runtime::spec::security::SchemeKind;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::collections::BTreeSet;

/// What stands in a recording in place of a secret.
pub const REMOVED: &str = "(removed)";

/// The names of headers, of pairs and of members of JSON that are secret in every API, in lower case.
const ALWAYS: &[&str] = &[
    "access_token",
    "api-key",
    "api_key",
    "apikey",
    "assertion",
    "client_assertion",
    "client_secret",
    "device_code",
    "id_token",
    "password",
    "private_key",
    "refresh_token",
    "secret",
    "sig",
    "x-api-key",
];

/// The names of pairs of a form that are secret. Elsewhere, a `code` is one of an error or of a country.
const IN_FORMS: &[&str] = &["code", "code_verifier"];

/// A value shorter than this is removed only where its name says that it is secret, since other texts hold it by chance.
const SHORTEST: usize = 8;

/// The names of what is removed from exchanges.
#[derive(Debug, Clone, Default)]
pub(crate) struct Secrets {
    /// Those that the program named, in lower case.
    names: BTreeSet<String>,
}

/// The values that were removed from a request. They are removed from all other places too.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Those that are removed also where they are a part of a text.
    parts: BTreeSet<String>,
    /// Those that the document calls passwords.
    declared: BTreeSet<String>,
}

impl Found {
    fn add(&mut self, value: &str) {
        // The token of `Bearer …` is a secret without the word before it.
        for text in [value, value.rsplit(' ').next().unwrap_or_default()] {
            if text.len() >= SHORTEST && text != REMOVED {
                self.parts.insert(text.to_owned());
            }
        }
    }

    /// A text without the values.
    fn without(&self, text: &str) -> Option<String> {
        let mut clean = None;
        for value in &self.parts {
            let known = clean.as_deref().unwrap_or(text);
            if known.contains(value.as_str()) {
                clean = Some(known.replace(value.as_str(), REMOVED));
            }
        }
        clean
    }
}

impl Secrets {
    pub(crate) fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self { names: names.into_iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    pub(crate) fn add(&mut self, name: &str) {
        self.names.insert(name.to_ascii_lowercase());
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        ALWAYS.contains(&name.as_str()) || self.names.contains(&name)
    }

    /// These names, and those that the operation of a request has for credentials.
    fn of(&self, request: &http::Request<Bytes>) -> Self {
        let mut all = self.clone();
        let alternatives = operation(request).map(|operation| operation.security).unwrap_or_default();
        for requirement in alternatives.iter().flat_map(|requirements| requirements.iter()) {
            match requirement.scheme().kind() {
                SchemeKind::ApiKey(_, name) => all.add(name),
                SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) | SchemeKind::MutualTls => {}
            }
        }
        all
    }

    /// A request without secrets, and the values that were removed.
    pub(crate) fn clean_request(&self, request: &http::Request<Bytes>) -> (http::Request<Bytes>, Found) {
        let names = self.of(request);
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

    /// The body of a response without secrets.
    pub(crate) fn clean_body(&self, headers: &HeaderMap, body: &Bytes, found: &mut Found) -> Bytes {
        self.body(headers, body, found)
    }

    fn is_secret_header(&self, name: &HeaderName, value: &HeaderValue) -> bool {
        value.is_sensitive() || is_credential(name) || *name == SET_COOKIE || self.has(name.as_str())
    }

    /// Finds the values of secret headers and of secret pairs of the query.
    fn find(&self, headers: &HeaderMap, uri: &Uri, found: &mut Found) {
        let secret = headers.iter().filter(|(name, value)| self.is_secret_header(name, value));
        secret.filter_map(|(_, value)| value.to_str().ok()).for_each(|value| found.add(value));
        let pairs = pairs(uri.query().unwrap_or_default());
        pairs.iter().filter(|(name, _)| self.has(name)).for_each(|(_, value)| found.add(value));
    }

    fn headers(&self, headers: &HeaderMap, found: &Found) -> HeaderMap {
        let clean = headers.iter().map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes());
            let clean = match self.is_secret_header(name, value) {
                true => Some(REMOVED.to_owned()),
                false => self.link(&text, found).or_else(|| found.without(&text)),
            };
            let value = clean.and_then(|text| HeaderValue::try_from(text).ok()).unwrap_or_else(|| value.clone());
            (name.clone(), value)
        });
        clean.collect()
    }

    /// A URL in a header, such as a `Location`, without the secret pairs of its query.
    fn link(&self, text: &str, found: &Found) -> Option<String> {
        let (path, query) = text.split_once('?').filter(|(path, _)| path.contains("://") || path.starts_with('/'))?;
        let clean = self.pairs(query, &[], found);
        (clean != query).then(|| format!("{path}?{clean}"))
    }

    fn uri(&self, uri: &Uri, found: &Found) -> Uri {
        let text = uri.to_string();
        let clean = self.link(&text, found).unwrap_or(text);
        let clean = found.without(&clean).unwrap_or(clean);
        Uri::try_from(clean).unwrap_or_default()
    }

    /// The pairs of a query or a form, without the values of secret ones.
    fn pairs(&self, text: &str, more: &[&str], found: &Found) -> String {
        let is_secret =
            |name: &str, value: &str| self.has(name) || more.contains(&name) || found.declared.contains(value);
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
        if is_json(media_type)
            && let Ok(mut json) = serde_json::from_slice::<Json>(&body)
            && self.json(&mut json, found)
        {
            body = json.to_string().into();
        }
        let Ok(text) = std::str::from_utf8(&body) else { return body };
        if essence(media_type) == "application/x-www-form-urlencoded" {
            let all = pairs(text).into_iter();
            all.filter(|(name, _)| self.has(name)).for_each(|(_, value)| found.add(&value));
            let clean = self.pairs(text, IN_FORMS, found);
            return found.without(&clean).unwrap_or(clean).into();
        }
        found.without(text).map_or_else(|| body.clone(), Bytes::from)
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
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
        }
    }

    /// Removes a member of JSON if it is secret, or what is secret in it.
    fn member(&self, name: &str, value: &mut Json, found: &mut Found) -> bool {
        match value {
            Json::String(text) if self.has(name) => found.add(text),
            Json::Number(_) if self.has(name) => {}
            value => return self.json(value, found),
        }
        *value = REMOVED.into();
        true
    }
}
