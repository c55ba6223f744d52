//! How a string is written in JSON text.

use super::unescaped::unescaped;

/// Writes a string with its quotes.
pub(in crate::runtime::model) fn push_string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    match text.split_at_checked(unescaped(text.as_bytes())) {
        Some((plain, rest)) if !rest.is_empty() => push_escaped(out, plain, rest),
        Some(_) | None => out.extend_from_slice(text.as_bytes()),
    }
    out.push(b'"');
}

/// Writes a string that has a character to escape, which `rest` begins with.
#[cold]
fn push_escaped(out: &mut Vec<u8>, plain: &str, mut rest: &str) {
    out.extend_from_slice(plain.as_bytes());
    // A character that is escaped is one byte.
    while let Some((first, behind)) = rest.split_at_checked(1) {
        push_escape(out, first.as_bytes().first().copied().unwrap_or_default());
        let (plain, special) = behind.split_at_checked(unescaped(behind.as_bytes())).unwrap_or((behind, ""));
        out.extend_from_slice(plain.as_bytes());
        rest = special;
    }
}

fn push_escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        0x08 => out.extend_from_slice(b"\\b"),
        0x0C => out.extend_from_slice(b"\\f"),
        control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
    }
}
