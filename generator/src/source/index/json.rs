//! The events of JSON text. `saphyr-parser` reads JSON too, but it counts characters, bounds the length of keys, and is
//! ten times slower.

use super::walk::{Collection, Next, Range, Walk};

/// Walks over the text. None: it is not JSON.
pub fn events(text: &str, walk: &mut Walk) -> Option<()> {
    walk.document();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        let next = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {
                at += 1;
                continue;
            }
            b'{' | b'[' => {
                walk.open(at, if byte == b'{' { Collection::Mapping } else { Collection::Sequence });
                depth += 1;
                at += 1;
                continue;
            }
            b'}' | b']' => {
                at += 1;
                depth = depth.checked_sub(1)?;
                walk.close(at)
            }
            b'"' => {
                let end = string_end(bytes, at)?;
                let next = walk.scalar(Range { start: at, end }, &unescape(text.get(at..end)?)?);
                at = end;
                next
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => {
                let rest = bytes.get(at..)?;
                let length = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
                let range = Range { start: at, end: at + length };
                at += length;
                walk.scalar(range, "")
            }
            _ => return None,
        };
        if next == Next::Done {
            return Some(());
        }
    }
    (depth == 0).then_some(())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

/// The end of the string that begins at `start`, its quotes included.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The text of a quoted string. It is borrowed unless it has escapes.
fn unescape(quoted: &str) -> Option<std::borrow::Cow<'_, str>> {
    let inner = quoted.get(1..quoted.len().checked_sub(1)?)?;
    if inner.contains('\\') { serde_json::from_str(quoted).ok() } else { Some(inner.into()) }
}
