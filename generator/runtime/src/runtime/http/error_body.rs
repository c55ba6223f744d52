//! What does the body of an error say? Finds code and message in bodies of common shapes.
//!
//! Looked at, in this order:
//!
//! | code | message |
//! |---|---|
//! | `/error/code` | `/error/message` |
//! | `/code` | `/message` |
//! | `/errors/0/code` | `/errors/0/message` |
//! | `/error` as text (RFC 6749) | `/error_description` |
//! | `/type`, but for `about:blank` (RFC 9457) | `/detail`, else `/title` |

use crate::runtime::model::printable::brief;
use crate::runtime::model::value::Json;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The most bytes of the body of an error that are looked at or decoded. A server that fails may send anything, and a
/// list of small numbers takes sixteen times as much memory as its text.
pub(crate) const LARGEST: usize = 1024 * 1024;

const CODES: &[&str] = &["/error/code", "/code", "/errors/0/code", "/error", "/type"];
const MESSAGES: &[&str] =
    &["/error/message", "/message", "/errors/0/message", "/error_description", "/detail", "/title"];

/// What the body of an error says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ErrorSummary {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Reads code and message of a body.
pub(crate) fn summarize(body: &[u8]) -> ErrorSummary {
    let mut json = Json::Null;
    let start = body.get(..LARGEST).unwrap_or(body);
    // A fault ends the look. What stands before it counts: the body may be longer than what is looked at.
    let _ = Look(&mut json).deserialize(&mut serde_json::Deserializer::from_slice(start));
    ErrorSummary {
        code: find(&json, CODES).filter(|code| code != "about:blank"),
        message: find(&json, MESSAGES).map(|message| brief(&message)),
    }
}

/// Reads only what a pointer may lead to; of a list that is the first item.
struct Look<'a>(&'a mut Json);

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        *self.0 = Json::Null;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
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
            items.next_element_seed(Look(first))?;
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        *self.0 = Json::Object(serde_json::Map::new());
        while let Some(name) = members.next_key::<String>()? {
            match self.0.as_object_mut() {
                Some(object) if is_looked_for(&name) => {
                    members.next_value_seed(Look(object.entry(name).or_insert(Json::Null)))?;
                }
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Whether a pointer has this step.
fn is_looked_for(name: &str) -> bool {
    CODES.iter().chain(MESSAGES).any(|pointer| pointer.split('/').any(|step| step == name))
}

/// The first text or number that stands at one of the pointers.
fn find(json: &Json, pointers: &[&str]) -> Option<String> {
    pointers.iter().find_map(|pointer| match json.pointer(pointer)? {
        Json::String(text) if !text.is_empty() => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
