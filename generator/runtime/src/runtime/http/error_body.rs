//! The code and the message of an error, found in bodies of common shapes.
//!
//! The following members are tried in this order:
//!
//! | code | message |
//! |---|---|
//! | `/error/code` | `/error/message` |
//! | `/code` | `/message` |
//! | `/errors/0/code` | `/errors/0/message` |
//! | `/error`, if it is a string (RFC 6749) | `/error_description` |
//! | `/type`, unless it is `about:blank` (RFC 9457) | `/detail`, or else `/title` |
//!
//! In a body of XML they are `Code` and `Message` of the root element, or of an `Error` in it, or of the first one in
//! `Errors`, in upper or lower case.

use crate::runtime::model::printable::brief;
use crate::runtime::model::value::Json;
use crate::runtime::spec::media_type::ContentKind;
use crate::runtime::spec::operation::Operation;
use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The largest number of bytes of the body of an error that are read or decoded. There is a limit because a failing server
/// may send anything, and a decoded list of small numbers takes sixteen times as much memory as its text.
pub(crate) const MAX_ERROR_BODY: usize = 1024 * 1024;

/// Pointers to the code.
const CODES: &[&str] = &["/error/code", "/code", "/errors/0/code", "/error", "/type"];
/// Pointers to the message.
const MESSAGES: &[&str] =
    &["/error/message", "/message", "/errors/0/message", "/error_description", "/detail", "/title"];

/// Pointers to the code in a body of XML, whose root element has no name in them.
const XML_CODES: &[&str] =
    &["/Code", "/code", "/@code", "/Error/Code", "/error/code", "/Errors/Error/Code", "/Errors/Error/0/Code"];
/// Pointers to the message in a body of XML.
const XML_MESSAGES: &[&str] =
    &["/Message", "/message", "/Error/Message", "/error/message", "/Errors/Error/Message", "/Errors/Error/0/Message"];

/// The code and the message in the body of an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ErrorSummary {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Finds the code and the message in a body of an operation.
pub(crate) fn summarize(body: &[u8], operation: &Operation) -> ErrorSummary {
    if body.trim_ascii_start().starts_with(b"<") {
        return summarize_xml(body, operation);
    }
    let mut json = Json::Null;
    let start = body.get(..MAX_ERROR_BODY).unwrap_or(body);
    // Members before a syntax error are used, because the body is cut at the limit.
    let _ = SummaryReader(&mut json).deserialize(&mut serde_json::Deserializer::from_slice(start));
    ErrorSummary {
        code: find(&json, CODES).filter(|code| code != "about:blank"),
        message: find(&json, MESSAGES).map(|message| brief(&message)),
    }
}

/// Finds the code and the message in a body of XML, if the operation has one.
fn summarize_xml(body: &[u8], operation: &Operation) -> ErrorSummary {
    let kinds = operation.responses.iter().filter_map(|response| response.kind());
    let table = kinds.filter(|_| body.len() <= MAX_ERROR_BODY).find_map(|kind| match kind {
        ContentKind::Xml(table) => Some(table),
        ContentKind::Json
        | ContentKind::Form
        | ContentKind::Multipart
        | ContentKind::Text
        | ContentKind::Bytes
        | ContentKind::EventStream
        | ContentKind::JsonLines => None,
    });
    let json = table.and_then(|table| table.read::<Json>(body).ok()).unwrap_or_default();
    ErrorSummary { code: find(&json, XML_CODES), message: find(&json, XML_MESSAGES).map(|message| brief(&message)) }
}

/// A visitor that reads only members that a pointer has, and the first item of a list.
struct SummaryReader<'a>(&'a mut Json);

impl<'de> DeserializeSeed<'de> for SummaryReader<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Json::Null;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for SummaryReader<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.0 = text.into();
        Ok(())
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        *self.0 = number.into();
        Ok(())
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        *self.0 = number.into();
        Ok(())
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        *self.0 = number.into();
        Ok(())
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        *self.0 = Json::Array(vec![Json::Null]);
        if let Some(first) = self.0.get_mut(0) {
            items.next_element_seed(SummaryReader(first))?;
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        *self.0 = Json::Object(serde_json::Map::new());
        while let Some(name) = members.next_key::<String>()? {
            match self.0.as_object_mut() {
                Some(object) if is_pointer_step(&name) => {
                    members.next_value_seed(SummaryReader(object.entry(name).or_insert(Json::Null)))?;
                }
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Whether a pointer has this member as a step.
fn is_pointer_step(name: &str) -> bool {
    CODES.iter().chain(MESSAGES).any(|pointer| pointer.split('/').any(|step| step == name))
}

/// The first string or number at one of the pointers.
fn find(json: &Json, pointers: &[&str]) -> Option<String> {
    pointers.iter().find_map(|pointer| match json.pointer(pointer)? {
        Json::String(text) if !text.is_empty() => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
