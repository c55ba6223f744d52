//! The writer of `multipart/*` bodies (RFC 7578).

use super::form_value::FormValue;
use crate::runtime::spec::content::Content;
use bytes::Bytes;

/// A written multipart body and its media type, which has the boundary.
pub(crate) struct Multipart {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

/// A part: its headers and its data.
struct EncodedPart {
    head: String,
    data: Vec<u8>,
}

/// Writes the members of a value as parts. Each item of a list becomes a part of its own.
pub(crate) fn write(content: &Content, value: &FormValue) -> Multipart {
    let mut parts = Vec::new();
    match value {
        FormValue::Object(members) => {
            for (name, member) in members {
                match member {
                    FormValue::List(items) => parts.extend(items.iter().map(|item| part(content, name, item))),
                    member => parts.push(part(content, name, member)),
                }
            }
        }
        FormValue::List(items) => parts.extend(items.iter().map(|item| part(content, "", item))),
        other => parts.push(part(content, "", other)),
    }
    let boundary = boundary(&parts);
    let mut out = Vec::new();
    for part in &parts {
        out.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head).as_bytes());
        out.extend_from_slice(&part.data);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Multipart { content_type: format!("{}; boundary={boundary}", content.media_type()), bytes: out.into() }
}

/// Writes a part. An object is JSON, bytes are a file, and any other value is text, unless the document sets a media type.
fn part(content: &Content, name: &str, value: &FormValue) -> EncodedPart {
    let declared = content.part(name).and_then(|part| part.media_type()).map(first_media_type);
    let (media, data) = match value {
        FormValue::Object(_) | FormValue::List(_) | FormValue::Null | FormValue::Absent => {
            (Some("application/json"), value.to_json().into_bytes())
        }
        FormValue::Bytes(bytes) => (Some("application/octet-stream"), bytes.to_vec()),
        FormValue::Text(text) | FormValue::Literal(text) | FormValue::Secret(text) => (None, text.clone().into_bytes()),
    };
    let mut head = String::new();
    if content.media_type().to_ascii_lowercase().starts_with("multipart/form-data") {
        let name = escaped(name);
        let file = if matches!(value, FormValue::Bytes(_)) { format!("; filename=\"{name}\"") } else { String::new() };
        head.push_str(&format!("Content-Disposition: form-data; name=\"{name}\"{file}\r\n"));
    }
    if let Some(media) = declared.flatten().or(media) {
        head.push_str(&format!("Content-Type: {media}\r\n"));
    }
    EncodedPart { head, data }
}

/// The first media type of a list that is not a range: `image/png` of `image/png, image/jpeg`.
fn first_media_type(media: &'static str) -> Option<&'static str> {
    media.split(',').map(str::trim).find(|media| !media.is_empty() && !media.contains('*'))
}

/// A name for a quoted string, escaped as browsers do.
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that no part contains. It is computed from the parts, so that equal bodies are written as equal bytes.
fn boundary(parts: &[EncodedPart]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.head.as_bytes().iter().chain(&part.data)) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    loop {
        let boundary = format!("boundary-{hash:016x}");
        let clashes = |data: &[u8]| data.windows(boundary.len()).any(|window| window == boundary.as_bytes());
        if !parts.iter().any(|part| clashes(&part.data) || clashes(part.head.as_bytes())) {
            return boundary;
        }
        hash = hash.wrapping_add(1);
    }
}
