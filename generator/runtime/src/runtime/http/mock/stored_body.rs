//! How a body stands in a cassette: as JSON, as text, or as base64.

use crate::runtime::model::text::base64::Base64;
use bytes::Bytes;
use serde_json::value::{RawValue, to_raw_value};
use std::collections::BTreeMap;

/// A body as a member of an exchange, with the name of the member. There is none for an empty body.
pub(crate) fn stored(body: &Bytes) -> serde_json::Result<Option<(&'static str, Box<RawValue>)>> {
    if body.is_empty() {
        return Ok(None);
    }
    let text = std::str::from_utf8(body);
    // JSON of one line is kept as it is; that of several lines is kept as text, which no formatter changes.
    let json = text.ok().and_then(|text| RawValue::from_string(text.to_owned()).ok());
    Ok(Some(match (json, text) {
        (Some(json), _) if !json.get().contains('\n') && json.get().len() == body.len() => ("json", json),
        (_, Ok(text)) => ("text", to_raw_value(text)?),
        (_, Err(_)) => ("base64", to_raw_value(&Base64::from(body.to_vec()).to_string())?),
    }))
}

/// The body that an exchange has. An error is the message.
pub(crate) fn restored(members: &BTreeMap<String, Box<RawValue>>) -> Result<Bytes, String> {
    let text = |member: &RawValue| serde_json::from_str::<String>(member.get()).map_err(|error| error.to_string());
    if let Some(json) = members.get("json") {
        return Ok(json.get().to_owned().into());
    }
    if let Some(member) = members.get("text") {
        return Ok(text(member)?.into());
    }
    let Some(member) = members.get("base64") else { return Ok(Bytes::new()) };
    let base64: Base64 = text(member)?.parse().map_err(|_| "`base64` is not base64".to_owned())?;
    base64.decode().map(Bytes::from).map_err(|_| "`base64` is not base64".to_owned())
}
