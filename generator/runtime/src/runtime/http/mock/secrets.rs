//! How secrets are removed from exchanges before they are kept.

use super::asked::{operation, pairs};
use super::declared::Declared;
use super::secret_names::{REMOVED, Secrets};
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::{essence, is_json};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Uri};
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
    pub(crate) fn without(&self, text: &str) -> Option<String> {
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

    /// The body of a response without secrets.
    pub(crate) fn clean_body(&self, headers: &HeaderMap, body: &Bytes, found: &mut Found) -> Bytes {
        self.body(headers, body, found)
    }

    /// Finds the values of secret headers and of secret pairs of the query.
    fn find(&self, headers: &HeaderMap, uri: &Uri, found: &mut Found) {
        let secret = headers.iter().filter(|(name, value)| self.has_header(name, value));
        secret.filter_map(|(_, value)| value.to_str().ok()).for_each(|value| found.add(value));
        self.find_pairs(uri.query().unwrap_or_default(), Pairs::Url, found);
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
        let clean = found.without(&clean).unwrap_or(clean);
        Uri::try_from(clean).unwrap_or_default()
    }

    /// The pairs of a query or a form, without the values of secret ones.
    fn pairs(&self, text: &str, place: Pairs, found: &Found) -> String {
        let is_secret =
            |name: &str, value: &str| self.has(name) || place.is_code(name, value) || found.declared.contains(value);
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
            self.find_pairs(text, Pairs::Form, found);
            let clean = self.pairs(text, Pairs::Form, found);
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
