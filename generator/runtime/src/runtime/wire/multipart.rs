//! How is a body written as `multipart/*`? One part per member, by RFC 7578.

use super::form_value::FormValue;
use crate::runtime::spec::content::Content;
use bytes::Bytes;

/// A written multipart body with its media type, which names the boundary.
pub(crate) struct Multipart {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

/// One part: headers and data.
struct Piece {
    head: String,
    data: Vec<u8>,
}

/// Writes the members of a value as parts. A list gives one part per item.
pub(crate) fn write(content: &Content, value: &FormValue) -> Multipart {
    let mut pieces = Vec::new();
    match value {
        FormValue::Object(members) => {
            for (name, member) in members {
                match member {
                    FormValue::List(items) => pieces.extend(items.iter().map(|item| piece(content, name, item))),
                    member => pieces.push(piece(content, name, member)),
                }
            }
        }
        FormValue::List(items) => pieces.extend(items.iter().map(|item| piece(content, "", item))),
        other => pieces.push(piece(content, "", other)),
    }
    let boundary = boundary(&pieces);
    let mut out = Vec::new();
    for piece in &pieces {
        out.extend_from_slice(format!("--{boundary}\r\n{}\r\n", piece.head).as_bytes());
        out.extend_from_slice(&piece.data);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Multipart { content_type: format!("{}; boundary={boundary}", content.media_type()), bytes: out.into() }
}

/// Objects are JSON, bytes a file, everything else text; the document may name another media type.
fn piece(content: &Content, name: &str, value: &FormValue) -> Piece {
    let declared = content.part(name).and_then(|part| part.media()).map(first_concrete);
    let (media, data) = match value {
        FormValue::Object(_) | FormValue::List(_) | FormValue::Null | FormValue::Absent => {
            (Some("application/json"), value.to_json().into_bytes())
        }
        FormValue::Bytes(bytes) => (Some("application/octet-stream"), bytes.to_vec()),
        FormValue::Text(text) | FormValue::Literal(text) | FormValue::Secret(text) => (None, text.clone().into_bytes()),
    };
    let mut head = String::new();
    if content.media_type().to_ascii_lowercase().starts_with("multipart/form-data") {
        let name = quoted(name);
        let file = if matches!(value, FormValue::Bytes(_)) { format!("; filename=\"{name}\"") } else { String::new() };
        head.push_str(&format!("Content-Disposition: form-data; name=\"{name}\"{file}\r\n"));
    }
    if let Some(media) = declared.flatten().or(media) {
        head.push_str(&format!("Content-Type: {media}\r\n"));
    }
    Piece { head, data }
}

/// The first media type of a list that is not a range: `image/png, image/jpeg` gives `image/png`.
fn first_concrete(media: &'static str) -> Option<&'static str> {
    media.split(',').map(str::trim).find(|media| !media.is_empty() && !media.contains('*'))
}

/// A name inside quotes, escaped as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that no part holds, made of the content, so that the same body is always the same bytes.
fn boundary(pieces: &[Piece]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in pieces.iter().flat_map(|piece| piece.head.as_bytes().iter().chain(&piece.data)) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    loop {
        let boundary = format!("boundary-{hash:016x}");
        let clashes = |data: &[u8]| data.windows(boundary.len()).any(|window| window == boundary.as_bytes());
        if !pieces.iter().any(|piece| clashes(&piece.data) || clashes(piece.head.as_bytes())) {
            return boundary;
        }
        hash = hash.wrapping_add(1);
    }
}
