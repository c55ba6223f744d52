//! How a string is written in JSON text.

use super::unescaped::unescaped;

/// Passes the pieces of a string with its quotes.
pub(in crate::runtime::model) fn pieces(text: &str, mut put: impl FnMut(&[u8])) {
    put(b"\"");
    let mut rest = text;
    loop {
        // A character that is escaped is one byte.
        let (plain, special) = rest.split_at_checked(unescaped(rest.as_bytes())).unwrap_or((rest, ""));
        put(plain.as_bytes());
        let Some((first, behind)) = special.as_bytes().first().zip(special.get(1..)) else { break };
        escape(*first, &mut put);
        rest = behind;
    }
    put(b"\"");
}

fn escape(byte: u8, mut put: impl FnMut(&[u8])) {
    match byte {
        b'"' => put(b"\\\""),
        b'\\' => put(b"\\\\"),
        b'\n' => put(b"\\n"),
        b'\r' => put(b"\\r"),
        b'\t' => put(b"\\t"),
        0x08 => put(b"\\b"),
        0x0C => put(b"\\f"),
        control => put(format!("\\u{control:04x}").as_bytes()),
    }
}
