//! Which characters print, and how the others are escaped.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Escapes characters that do not print or change the direction of text. Line ends become `\n`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(prints) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if prints(c) => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{a0}' => out.push(' '),
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
        }
    }
    Cow::Owned(out)
}

/// Whether a character prints.
pub fn prints(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => false,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        c => !c.is_control(),
    }
}
