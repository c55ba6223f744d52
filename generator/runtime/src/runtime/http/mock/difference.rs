//! How what was expected differs from what was asked, in words without secrets.

use super::asked::pairs;
use super::secret_names::{REMOVED, Secrets};
use crate::runtime::http::headers::{cookie_name, has_cookie};
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::{essence, is_json};
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::ParamLocation;
use crate::runtime::spec::security::SchemeKind;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderValue};

/// How the path of a URL differs from an expected path, which may stand below the path of a server.
pub(crate) fn of_path(expected: &str, asked: &str, secrets: &Secrets) -> Option<String> {
    let is_below = asked.strip_suffix(expected).is_some_and(|base| expected.starts_with('/') || base.ends_with('/'));
    (!is_below).then(|| {
        let (asked, expected) = (secrets.clean_path(asked), secrets.clean_path(expected));
        format!("the path is `{asked}`, but `{expected}` is expected")
    })
}

/// How the pairs of a query differ from those that are expected. Credentials of the operation do not count.
pub(crate) fn of_query(expected: &str, asked: &str, operation: &'static Operation, secrets: &Secrets) -> Vec<String> {
    let requirements = operation.security.iter().flat_map(|requirements| requirements.iter());
    let keys: Vec<&str> = requirements
        .filter_map(|requirement| match requirement.scheme().kind() {
            SchemeKind::ApiKey(ParamLocation::Query, name) => Some(name),
            SchemeKind::ApiKey(ParamLocation::Path | ParamLocation::Header | ParamLocation::Cookie, _)
            | SchemeKind::Bearer
            | SchemeKind::Basic
            | SchemeKind::Http(_)
            | SchemeKind::MutualTls => None,
        })
        .collect();
    of_pairs(pairs(expected), pairs(asked), "the query", &keys, secrets)
}

/// How pairs differ. Those with these names do not count unless they are expected.
fn of_pairs(
    expected: Vec<(String, String)>,
    mut asked: Vec<(String, String)>,
    place: &str,
    aside: &[&str],
    secrets: &Secrets,
) -> Vec<String> {
    let mut differences = Vec::new();
    for pair in expected {
        match asked.iter().position(|other| *other == pair) {
            Some(position) => drop(asked.remove(position)),
            None => differences.push(format!("{place} lacks `{}={}`", pair.0, secrets.shown(&pair.0, &pair.1))),
        }
    }
    let more = asked.iter().filter(|(name, _)| !aside.contains(&name.as_str()));
    differences.extend(more.map(|(name, value)| {
        let value = secrets.shown(name, value);
        format!("{place} has `{name}={value}`, which is not expected")
    }));
    differences
}

/// The headers that are expected and differ. Other headers do not count. Of a `Cookie` header, each cookie is looked for.
pub(crate) fn of_headers(expected: &HeaderMap, asked: &HeaderMap, secrets: &Secrets) -> Vec<String> {
    let shown = |name: &http::HeaderName, value: &HeaderValue| match secrets.has_header(name, value) {
        true => REMOVED.to_owned(),
        false => String::from_utf8_lossy(value.as_bytes()).into_owned(),
    };
    let differs = |name: &http::HeaderName, value: &HeaderValue| match asked.get(name) {
        Some(sent) if *name == COOKIE => {
            let mut cookies = value.as_bytes().split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
            let missing = cookies.find(|cookie| !has_pair(sent.as_bytes(), cookie));
            let name = |cookie| String::from_utf8_lossy(cookie_name(cookie)).into_owned();
            missing.map(|cookie| format!("the cookie `{}={REMOVED}` is expected", name(cookie)))
        }
        Some(sent) if sent == value => None,
        Some(sent) => {
            Some(format!("the header `{name}` is `{}`, but `{}` is expected", shown(name, sent), shown(name, value)))
        }
        None => Some(format!("the header `{name}: {}` is expected", shown(name, value))),
    };
    expected.iter().filter_map(|(name, value)| differs(name, value)).collect()
}

/// Whether a `Cookie` header has exactly this pair.
fn has_pair(header: &[u8], pair: &[u8]) -> bool {
    has_cookie(header, cookie_name(pair)) && header.split(|byte| *byte == b';').any(|other| other.trim_ascii() == pair)
}

/// How a body differs from the expected one, which has this media type.
pub(crate) fn of_body(
    expected: &Bytes,
    asked: &http::Request<Bytes>,
    media_type: Option<&str>,
    secrets: &Secrets,
) -> Vec<String> {
    let sent = asked.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let (media_type, sent) = (media_type.unwrap_or_default(), sent.unwrap_or_default());
    if expected == asked.body() {
        return Vec::new();
    }
    if is_json(media_type) {
        let parsed = |bytes: &Bytes| serde_json::from_slice::<Json>(bytes).ok();
        return match (parsed(expected), parsed(asked.body())) {
            (Some(expected), Some(asked)) => of_json(&expected, &asked, "", secrets).into_iter().collect(),
            (_, _) => vec![whole_body(expected.len(), asked.body().len())],
        };
    }
    if essence(media_type) == "application/x-www-form-urlencoded" {
        let pairs = |bytes: &Bytes| pairs(&String::from_utf8_lossy(bytes));
        return of_pairs(pairs(expected), pairs(asked.body()), "the form", &[], secrets);
    }
    // The line between two parts is chosen at random.
    match (boundary(media_type), boundary(sent)) {
        (Some(one), Some(other)) if without(expected, one) == without(asked.body(), other) => Vec::new(),
        (_, _) => vec![whole_body(expected.len(), asked.body().len())],
    }
}

fn whole_body(expected: usize, asked: usize) -> String {
    format!("the body of {asked} bytes is another one than the {expected} bytes that are expected")
}

/// The parameter `boundary` of a media type.
pub(super) fn boundary(media_type: &str) -> Option<&str> {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut found = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("boundary"));
    found.next().map(|(_, value)| value.trim().trim_matches('"'))
}

fn without(body: &Bytes, boundary: &str) -> String {
    String::from_utf8_lossy(body).replace(boundary, "")
}

/// The first place at which two JSON values differ.
fn of_json(expected: &Json, asked: &Json, place: &str, secrets: &Secrets) -> Option<String> {
    let shown = |name: &str, value: &Json| shown(&secrets.clean_member(name, value));
    let at = |place: &str| if place.is_empty() { "the body".to_owned() } else { format!("the body at {place}") };
    match (expected, asked) {
        (Json::Object(expected), Json::Object(asked)) => {
            let below = |name: &str| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
            let inner = expected.iter().find_map(|(name, expected)| match asked.get(name) {
                Some(asked) => of_json(expected, asked, &below(name), secrets),
                None => Some(format!("{} is absent, but {} is expected", at(&below(name)), shown(name, expected))),
            });
            let more = || asked.iter().find(|(name, _)| !expected.contains_key(name.as_str()));
            inner.or_else(|| {
                more().map(|(name, value)| {
                    format!("{} is {}, which is not expected", at(&below(name)), shown(name, value))
                })
            })
        }
        (Json::Array(expected), Json::Array(asked)) if expected.len() == asked.len() => {
            let pairs = expected.iter().zip(asked).enumerate();
            let mut inner = pairs.filter_map(|(index, (expected, asked))| {
                of_json(expected, asked, &format!("{place}/{index}"), secrets)
            });
            inner.next()
        }
        (Json::Array(expected), Json::Array(asked)) => {
            Some(format!("{} has {} items, but {} are expected", at(place), asked.len(), expected.len()))
        }
        (expected, asked) if same_number(expected, asked) || expected == asked => None,
        (expected, asked) => {
            let name = place.rsplit('/').next().unwrap_or_default();
            let (asked, expected) = (shown(name, asked), shown(name, expected));
            Some(format!("{} is {asked}, but {expected} is expected", at(place)))
        }
    }
}

/// Whether two values are one number, which may be written as `1` and as `1.0`.
fn same_number(one: &Json, other: &Json) -> bool {
    one.is_number() && one.as_f64().is_some() && one.as_f64() == other.as_f64()
}

/// JSON for messages, cut at 80 characters.
fn shown(value: &Json) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
