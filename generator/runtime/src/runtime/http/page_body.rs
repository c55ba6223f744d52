//! What a page says of the pages after it: members of its body, which are found without decoding the rest.

use super::call::Received;
use super::response::ReceivedBody;
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::ContentKind;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The body of a page as JSON. A body of XML is read into JSON first.
pub(crate) struct PageBody(Option<Box<RawValue>>);

/// A value that is neither text nor a number.
pub(crate) struct WrongType;

impl PageBody {
    pub(crate) fn new(received: &Received) -> Self {
        let ReceivedBody::Full(bytes) = &received.body else { return Self(None) };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match received.spec.and_then(|spec| spec.kind()) {
            Some(ContentKind::Xml(table)) => {
                let json = table.read::<Json>(bytes).ok();
                Self(json.and_then(|json| serde_json::value::to_raw_value(&json).ok()))
            }
            Some(
                ContentKind::Json
                | ContentKind::Form
                | ContentKind::Multipart
                | ContentKind::Text
                | ContentKind::Bytes
                | ContentKind::EventStream
                | ContentKind::JsonLines,
            )
            | None => Self(serde_json::from_slice(bytes).ok()),
        }
    }

    /// The value at a place. Returns `None` if it is absent or null.
    fn find(&self, place: &str) -> Option<&RawValue> {
        find(self.0.as_deref()?, place)
    }

    /// The text or number at a place. Returns `None` if it is absent, null or empty.
    pub(crate) fn text(&self, place: &str) -> Result<Option<String>, WrongType> {
        self.find(place).map_or(Ok(None), text)
    }

    /// The value at a place, as JSON. Returns `None` if it is absent or null.
    pub(crate) fn json(&self, place: &str) -> Option<&str> {
        self.find(place).map(RawValue::get)
    }

    /// The boolean at a place. XML has it as text.
    pub(crate) fn flag(&self, place: &str) -> Option<bool> {
        match self.find(place)?.get() {
            "true" | "\"true\"" => Some(true),
            "false" | "\"false\"" => Some(false),
            _ => None,
        }
    }

    /// The items at a place.
    pub(crate) fn items(&self, place: &str) -> Vec<&RawValue> {
        let Some(list) = self.find(place) else { return Vec::new() };
        // A list with one item looks in XML like the item.
        serde_json::from_str(list.get()).unwrap_or_else(|_| vec![list])
    }
}

/// The value at a place in another one. Returns `None` if it is absent or null.
pub(crate) fn find<'a>(json: &'a RawValue, place: &str) -> Option<&'a RawValue> {
    let mut found = json;
    for step in place.split('/').skip(1) {
        let members: BTreeMap<String, &'a RawValue> = serde_json::from_str(found.get()).ok()?;
        found = members.get(&unescaped(step)).copied()?;
    }
    (found.get() != "null").then_some(found)
}

/// A step of a JSON pointer as the name of a member.
fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A text or a number. Returns `None` if it is empty.
pub(crate) fn text(json: &RawValue) -> Result<Option<String>, WrongType> {
    let text = json.get();
    if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Ok(Some(text.to_owned()));
    }
    let text: String = serde_json::from_str(text).map_err(|_| WrongType)?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// A body of JSON with another value at a place. All other values keep their text. Returns `None` if the body is not JSON,
/// or the place is inside a value that is not an object.
pub(crate) fn with_value(body: &[u8], place: &str, value: &str) -> Option<Vec<u8>> {
    let json: Box<RawValue> = if body.is_empty() {
        RawValue::from_string("{}".to_owned()).ok()?
    } else {
        serde_json::from_slice(body).ok()?
    };
    let steps: Vec<String> = place.split('/').skip(1).map(unescaped).collect();
    Some(replaced(&json, &steps, value)?.get().as_bytes().to_vec())
}

fn replaced(json: &RawValue, steps: &[String], value: &str) -> Option<Box<RawValue>> {
    let Some((step, rest)) = steps.split_first() else { return RawValue::from_string(value.to_owned()).ok() };
    let mut members: BTreeMap<String, Box<RawValue>> = match json.get() {
        "null" => BTreeMap::new(),
        object => serde_json::from_str(object).ok()?,
    };
    let null = || RawValue::from_string("null".to_owned()).ok();
    let inner = members.remove(step).or_else(null)?;
    members.insert(step.clone(), replaced(&inner, rest, value)?);
    serde_json::value::to_raw_value(&members).ok()
}
