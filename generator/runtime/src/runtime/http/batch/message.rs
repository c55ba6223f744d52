//! The messages of JSON batches of OData (OData JSON Format 4.01, 19): the one that is sent, and the one that is received.

use super::entry::{Answer, Entry};
use crate::runtime::http::request_error::RequestError;
use crate::runtime::http::request_parts::{RequestCredentials, RequestParts};
use crate::runtime::model::printable::brief;
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::model::text::base64::Base64;
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::{essence, is_json};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;

/// The members of an object.
type Members = BTreeMap<String, Box<RawValue>>;

/// The id of a request in the messages.
fn id(index: usize) -> String {
    (index + 1).to_string()
}

/// A request as a batch has it.
///
/// `after` are the requests of the same batch that it depends on.
pub(crate) fn written(
    index: usize,
    parts: &RequestParts,
    headers: &HeaderMap,
    after: &[usize],
) -> Result<Box<RawValue>, RequestError> {
    let credentials = RequestCredentials::default();
    let path = &parts.target.path;
    let url = parts.query(&credentials).map_or_else(|| path.clone(), |query| format!("{path}?{query}"));
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let sent = headers.iter().filter(|(name, _)| **name != CONTENT_LENGTH);
    let sent: BTreeMap<&str, String> = sent.map(|(name, value)| (name.as_str(), text(value))).collect();
    let body = parts.body.as_ref().map(|body| (&body.content, body.content_type.as_ref()));
    let body = body.map(|(content, media_type)| body_of(parts, content, media_type)).transpose()?;
    let members = || -> serde_json::Result<Box<RawValue>> {
        let mut members: BTreeMap<&str, Box<RawValue>> = BTreeMap::from([
            ("id", to_raw_value(&id(index))?),
            ("method", to_raw_value(parts.method.as_str())?),
            ("url", to_raw_value(&url)?),
        ]);
        if !sent.is_empty() {
            members.insert("headers", to_raw_value(&sent)?);
        }
        if let Some(body) = body {
            members.insert("body", body);
        }
        if !after.is_empty() {
            members.insert("dependsOn", to_raw_value(&after.iter().map(|index| id(*index)).collect::<Vec<_>>())?);
        }
        to_raw_value(&members)
    };
    members().map_err(|error| RequestError::malformed(parts.operation, format!("cannot be in a batch: {error}")))
}

/// A body as a batch has it: JSON as it is, text as a string, and anything else as base64url in a string.
fn body_of(parts: &RequestParts, content: &RequestBody, media_type: &str) -> Result<Box<RawValue>, RequestError> {
    let refused = |rule: String| RequestError::body(parts.operation, "", rule);
    let bytes = content.as_bytes().ok_or_else(|| refused("must be in memory to be sent in a batch".to_owned()))?;
    let written = if is_json(media_type) {
        serde_json::from_slice::<Box<RawValue>>(bytes)
    } else if is_text(media_type) {
        let text = std::str::from_utf8(bytes);
        to_raw_value(text.map_err(|_| refused("is text, and must be UTF-8 to be sent in a batch".to_owned()))?)
    } else {
        // Services that decode the standard alphabet too expect the padding.
        to_raw_value(&URL_SAFE.encode(bytes))
    };
    written.map_err(|error| refused(format!("cannot be in a batch: {error}")))
}

/// Whether a body of a media type is text in a string.
fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/")
}

/// The body of a batch of these requests.
pub(crate) fn batch(requests: &[Box<RawValue>]) -> serde_json::Result<Box<RawValue>> {
    to_raw_value(&BTreeMap::from([("requests", requests)]))
}

/// The responses of a batch, by the index of their request. The error of one is why it is no response, and the error of all
/// is the message.
pub(crate) fn read(body: &[u8], entries: &[Entry]) -> Result<BTreeMap<usize, Result<Answer, String>>, String> {
    let whole: Members = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let responses = whole.get("responses").ok_or("`responses` is missing")?;
    let responses: Vec<Box<RawValue>> =
        serde_json::from_str(responses.get()).map_err(|error| format!("`responses`: {error}"))?;
    let ids: BTreeMap<String, usize> = (0..entries.len()).map(|index| (id(index), index)).collect();
    let mut answers = BTreeMap::new();
    for response in &responses {
        // What names no request takes nothing from the others, which have their responses all the same.
        let Ok(response) = serde_json::from_str::<Members>(response.get()) else { continue };
        if let Some(index) = response.get("id").and_then(|id| ids.get(&scalar(id)?)) {
            let answer = match answers.contains_key(index) {
                true => Err("it has more than one response to it".to_owned()),
                false => answer(&response),
            };
            answers.insert(*index, answer);
        }
    }
    Ok(answers)
}

/// The text of a string, or of a number.
fn scalar(value: &RawValue) -> Option<String> {
    match serde_json::from_str(value.get()).ok()? {
        Json::String(text) => Some(text),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The headers of a response. A list has one value of its header in each item, and what is no value is left out.
fn received_headers(object: &RawValue) -> HeaderMap {
    let members: Members = serde_json::from_str(object.get()).unwrap_or_default();
    let mut headers = HeaderMap::new();
    for (name, value) in members {
        let Ok(name) = HeaderName::try_from(name) else { continue };
        let values: Vec<Box<RawValue>> = serde_json::from_str(value.get()).unwrap_or_else(|_| vec![value]);
        for value in values.iter().filter_map(|value| HeaderValue::try_from(scalar(value)?).ok()) {
            headers.append(&name, value);
        }
    }
    headers
}

fn answer(members: &Members) -> Result<Answer, String> {
    let status = members.get("status").ok_or("`status` is missing")?;
    let code = scalar(status).and_then(|text| StatusCode::from_bytes(text.as_bytes()).ok());
    let status = code.ok_or_else(|| format!("`status` is {}, which is no status", brief(status.get())))?;
    let mut headers = members.get("headers").map(|object| received_headers(object)).unwrap_or_default();
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = match members.get("body") {
        Some(body) if body.get() != "null" => received_body(body, media_type.as_deref()),
        Some(_) | None => Bytes::new(),
    };
    if media_type.is_none() && !body.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    Ok(Answer { status, headers, body })
}

/// The body of a response: JSON as it stands, text in a string, and anything else in base64 in a string.
fn received_body(body: &RawValue, media_type: Option<&str>) -> Bytes {
    let as_it_stands = || Bytes::from(body.get().to_owned());
    let Some(media_type) = media_type.filter(|media_type| !is_json(media_type)) else { return as_it_stands() };
    let Ok(text) = serde_json::from_str::<String>(body.get()) else { return as_it_stands() };
    if is_text(media_type) {
        return text.into();
    }
    let decoded = text.parse::<Base64>().ok().and_then(|base64| base64.decode().ok());
    decoded.map_or_else(|| text.into(), Bytes::from)
}
