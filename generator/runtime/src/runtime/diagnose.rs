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

use super::printable::brief;
use super::value::Json;

const CODES: &[&str] = &["/error/code", "/code", "/errors/0/code", "/error", "/type"];
const MESSAGES: &[&str] =
    &["/error/message", "/message", "/errors/0/message", "/error_description", "/detail", "/title"];

/// What the body of an error says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Diagnosis {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Reads code and message of a body.
pub(crate) fn diagnose(body: &[u8]) -> Diagnosis {
    let Ok(json) = serde_json::from_slice::<Json>(body) else { return Diagnosis::default() };
    Diagnosis {
        code: find(&json, CODES).filter(|code| code != "about:blank"),
        message: find(&json, MESSAGES).map(|message| brief(&message)),
    }
}

/// The first text or number that stands at one of the pointers.
fn find(json: &Json, pointers: &[&str]) -> Option<String> {
    pointers.iter().find_map(|pointer| match json.pointer(pointer)? {
        Json::String(text) if !text.is_empty() => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
